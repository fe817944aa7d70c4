"""The pictures of a chart in its download dialog."""

from datetime import date
from importlib import import_module
from urllib.parse import urlencode

import streamlit as st

from atlas.charts.chart_view import ChartView, file_stem
from atlas.ui.components.image_buttons import Picture, image_buttons


def pictures(shown: ChartView, on: date) -> None:
    """PNG in four sizes and SVG; PDF where the server has a browser that makes it."""
    sizes = import_module("atlas.export.image").SIZES
    own, slide, square = sizes["own"].width, sizes["slide"], sizes["square"]
    printer = import_module("atlas.export.browser").installed()
    made = [
        _picture(shown, on, "PNG 1×", "png", own, word="1x"),
        _picture(shown, on, "PNG 2×", "png", 2 * own, word="2x"),
        _picture(shown, on, "PNG slide 16:9", "png", slide.width, size="slide", word="slide"),
        _picture(shown, on, "PNG square", "png", square.width, size="square", word="square"),
        _picture(shown, on, "SVG", "svg", own),
        *([_picture(shown, on, "PDF", "pdf", own)] if printer else []),
    ]
    st.markdown("#### Image")
    st.caption(
        f"On a light ground, with title, filters, number of records, sources, credit, date and version. 1× is {own:,} pixels wide, 2× twice that; "
        f"the slide is {slide.width:,} × {slide.height:,}, the square {square.width:,} × {square.height:,}, where tall charts have small type. "
        + (
            "SVG and PDF can be enlarged and edited."
            if printer
            else "SVG can be enlarged and edited."
        )
    )
    image_buttons(made, key=f"images-{shown.chart.name}")


def _picture(
    shown: ChartView, on: date, label: str, kind: str, width: int, *, size: str = "", word: str = ""
) -> Picture:
    query = [*shown.query, *([("size", size)] if size else [])]
    address = (
        f"/api/charts/{shown.chart.name}.{'pdf' if kind == 'pdf' else 'json'}?{urlencode(query)}"
    )
    return {
        "label": label,
        "name": f"{file_stem(shown, on, word)}.{kind}",
        "format": kind,
        "address": address,
        "width": width,
    }
