"""Figures as SVG or PNG, drawn by a browser on this machine."""

import json
import re
from base64 import b64decode
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

import plotly.graph_objects as go

from atlas.export import browser
from atlas.export.assets import FILES, PLACED, PLOTLY
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
    as_asked = _asked(ending, scale)
    return _drawn(figures, [as_asked], is_wanted)


def vectors_and_pixels(figures: Sequence[go.Figure], scale: float) -> list[tuple[bytes, bytes]]:
    """Each figure as SVG and as PNG, by one browser; `scale` and errors as in `images`."""
    made = _drawn(figures, [_asked("svg", 1), _asked("png", scale)], browser.always)
    return list(zip(made[::2], made[1::2], strict=True))


def _asked(ending: str, scale: float) -> dict[str, object]:
    return {"format": ending, "scale": scale + WHOLE_PIXEL if scale != 1 else 1}


def _drawn(
    figures: Sequence[go.Figure],
    asked: Sequence[dict[str, object]],
    is_wanted: browser.IsWanted,
) -> list[bytes]:
    """Each figure as each of the pictures that are asked for, one after another."""
    described = ",".join(_inert(figure.to_json()) for figure in figures)
    own = [script.read_text(encoding="utf-8") for script in (PLACED, DRAWN)]
    scripts = [*own, f"write([{described}], {json.dumps(asked)});"]
    marked = "".join(f"<script>{script}</script>" for script in scripts)
    library = f'<script src="{FILES[PLOTLY].as_uri()}"></script>'
    page = f'<!doctype html><meta charset="utf-8"><body>{library}{marked}</body>'
    match = MADE.search(browser.written(page.encode(), is_wanted))
    if match is None:
        raise NotPrintedError("There is no picture: the browser drew none.")
    quoted = b64decode(match[1]).decode()
    texts = json.loads(unquote(quoted))
    endings = [each["format"] for each in asked] * len(figures)
    pictures = []
    for text, ending in zip(texts, endings, strict=True):
        is_text = ending == "svg"
        pictures.append(text.encode() if is_text else b64decode(text))
    return pictures


def _inert(described: str) -> str:
    """JSON that ends no script, whatever its texts say."""
    return described.replace("<", "\\u003c")
