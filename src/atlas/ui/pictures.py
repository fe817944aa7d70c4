"""The pictures of a chart in its download dialog."""

from datetime import date
from urllib.parse import urlencode

import streamlit as st

from atlas.charts.chart_view import ChartView
from atlas.charts.file_names import file_stem
from atlas.ui.base import base
from atlas.ui.components.image_buttons import Picture, image_buttons


def pictures(shown: ChartView, on: date) -> None:
    """PNG in four sizes and SVG; PDF where the server has a browser that makes it."""
    # What makes pictures takes longer to import than a page to show.
    from atlas.export.browser import installed
    from atlas.export.picture_frame import SIZES

    own, slide, square = SIZES["own"].width, SIZES["slide"], SIZES["square"]
    offered = [
        _picture(shown, on, "PNG 1×", "png", own, word="1x"),
        _picture(shown, on, "PNG 2×", "png", 2 * own, word="2x"),
        _picture(shown, on, "PNG slide 16:9", "png", slide.width, size="slide", word="slide"),
        _picture(shown, on, "PNG square", "png", square.width, size="square", word="square"),
        _picture(shown, on, "SVG", "svg", own),
    ]
    scalable = "SVG"
    if installed():
        offered.append(_picture(shown, on, "PDF", "pdf", own))
        scalable = "SVG and PDF"
    st.markdown("#### Image")
    st.caption(
        "On a light ground, with what is seen as title, the filters that are set, number of "
        "entries, sources, credit, licence, date and version. "
        f"1× is {own:,} pixels wide, 2× twice that; the slide is {slide.width:,} × "
        f"{slide.height:,}, the square {square.width:,} × {square.height:,}: in these two, a "
        "chart that is too tall shows a part, and says which. "
        f"{scalable} can be enlarged and edited."
    )
    image_buttons(offered, key=f"images-{shown.chart.name}")


def _picture(
    shown: ChartView, on: date, label: str, kind: str, width: int, *, size: str = "", word: str = ""
) -> Picture:
    """A button: PNG and SVG are drawn in the browser from the figure, PDF by the server."""
    query = list(shown.query)
    if size:
        query.append(("size", size))
    ending = "pdf" if kind == "pdf" else "json"
    return {
        "label": label,
        "name": f"{file_stem(shown, on, word)}.{kind}",
        "format": kind,
        "address": f"{base()}/api/charts/{shown.chart.name}.{ending}?{urlencode(query)}",
        "width": width,
    }
