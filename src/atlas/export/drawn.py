"""Figures as SVG or PNG, drawn by a browser on this machine."""

import json
import re
from base64 import b64decode
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

import plotly.graph_objects as go

from atlas.export import browser
from atlas.export.assets import PLACED, PLOTLY, source
from atlas.export.browser import NotPrintedError

MADE = re.compile('<script type="application/json" id="made">([A-Za-z0-9+/=]*)</script>')
DRAWN = Path(__file__).with_name("drawn.js")
# A canvas cuts off what is not a whole pixel.
WHOLE_PIXEL = 0.0001


def images(
    figures: Sequence[go.Figure],
    ending: str,
    scale: float = 1,
    is_wanted: browser.IsWanted = browser.always,
) -> list[bytes]:
    """The figures as files of `ending`, `svg` or `png`; each has a width and a height.

    A PNG has `scale` times as many pixels. All are drawn by one browser, as it takes longer to
    start than to draw. NotPrintedError where there is no browser, where it fails, or where nobody
    wants them any more.
    """
    asked = json.dumps({"format": ending, "scale": scale + WHOLE_PIXEL if scale != 1 else 1})
    described = ",".join(_inert(figure.to_json()) for figure in figures)
    own = [script.read_text(encoding="utf-8") for script in (PLACED, DRAWN)]
    scripts = [source(PLOTLY), *own, f"write([{described}], {asked});"]
    marked = "".join(f"<script>{script}</script>" for script in scripts)
    page = f'<!doctype html><meta charset="utf-8"><body>{marked}</body>'
    match = MADE.search(browser.written(page.encode(), is_wanted))
    if match is None:
        raise NotPrintedError("There is no picture: the browser drew none.")
    texts = json.loads(unquote(b64decode(match[1]).decode()))
    if ending == "svg":
        return [text.encode() for text in texts]
    return [b64decode(text) for text in texts]


def _inert(described: str) -> str:
    """JSON that ends no script, whatever its texts say."""
    return described.replace("<", "\\u003c")
