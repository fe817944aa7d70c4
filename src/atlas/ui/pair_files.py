"""“Download” and “Cite” of two sides of a chart: one picture of both, and the rows that differ."""

from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from atlas.charts.compare.differences_view import differences
from atlas.charts.compare.pair import Pair
from atlas.ui.base import base
from atlas.ui.cite import cite_pair
from atlas.ui.components.image_buttons import Picture, image_buttons
from atlas.ui.files import RowSet, button_that_opens, page_button, row_buttons

if TYPE_CHECKING:
    from atlas.export.rows import Rows

NAME = "pair"


def pair_files(pair: Pair) -> None:
    """What takes both sides away, and how to cite them."""
    button_that_opens(NAME, pair.title, partial(_dialog, pair))
    cite_pair(pair)


def _dialog(pair: Pair) -> None:
    # What makes pictures and files takes longer to import than a page to show.
    from atlas.export.browser import installed
    from atlas.export.pair import pair_stem
    from atlas.export.picture_frame import SIZES

    today = datetime.now(UTC).date()
    own, slide = SIZES["own"], SIZES["slide"]
    st.markdown("#### Image")
    st.caption(
        "Both sides in one picture on one scale, with what is set against what as title, how each "
        "side is sourced, sources, credit, licence, date and version. "
        f"1× is {own.width:,} pixels wide, 2× twice that."
    )
    offered = [
        _picture(pair, today, "PNG 1×", "png", own.width, word="1x"),
        _picture(pair, today, "PNG 2×", "png", 2 * own.width, word="2x"),
        _picture(pair, today, "PNG slide 16:9", "png", slide.width, size="slide"),
        _picture(pair, today, "SVG", "svg", own.width),
    ]
    if installed():
        offered.append(_picture(pair, today, "PDF", "pdf", own.width))
    image_buttons(offered, key=f"images-{NAME}")
    page_button(NAME, pair_stem(pair, today), partial(_html, pair, today))
    stem = pair_stem(pair, today, "differences")
    row_buttons([RowSet("", len(differences(pair)), stem, partial(_rows, pair, today))], NAME)


def _html(pair: Pair, on: date) -> bytes:
    from atlas.export.pair import pair_to_html

    return pair_to_html(pair, on)


def _rows(pair: Pair, on: date) -> "Rows":
    from atlas.export.pair import rows_of_pair

    return rows_of_pair(pair, on)


def _picture(
    pair: Pair, on: date, label: str, kind: str, width: int, *, size: str = "", word: str = ""
) -> Picture:
    """A button: PNG and SVG are drawn in the reader's browser, PDF by the server."""
    from atlas.export.pair import pair_stem

    query = [*pair.query, ("size", size)] if size else pair.query
    ending = "pdf" if kind == "pdf" else "json"
    return {
        "label": label,
        "name": f"{pair_stem(pair, on, word or size)}.{kind}",
        "format": kind,
        "address": f"{base()}/api/compare.{ending}?{urlencode(query)}",
        "width": width,
    }
