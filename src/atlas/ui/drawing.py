"""A chart's drawing on a page; what a click on one of its marks shows stands beside it."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

import plotly.graph_objects as go
import streamlit as st

from atlas.charts.chart_view import ChartView
from atlas.charts.theme import CONFIG, on_ground
from atlas.ui.base import base
from atlas.ui.components.brush import brush
from atlas.ui.components.clicks import Clicked
from atlas.ui.components.frame import frame
from atlas.ui.marked import beside


def drawing(shown: ChartView) -> None:
    """Draw the chart on the page's ground."""
    if shown.chart.own_page:
        _frame(shown)
        return
    figure = on_ground(shown.figure(), dark=is_dark())
    name = shown.chart.name
    key = f"chart-{name}"
    if shown.chart.brush:
        beside(name, partial(brush, figure, key, shown.takeaway))
    elif shown.chart.clickable:
        clickable(figure, name, key, shown.takeaway)
    else:
        st.plotly_chart(figure, theme=None, key=key, alt=shown.takeaway, config=CONFIG)


def _frame(shown: ChartView) -> None:
    """The chart's own page in a frame."""
    theme = "dark" if is_dark() else "light"
    query = urlencode([*shown.query, ("theme", theme)])
    address = f"{base()}/api/charts/{shown.chart.name}.html?{query}"
    # The frame takes what is drawn in another view; its ground comes with its page.
    with st.container(key="place-of-frame"):
        frame(address, shown.takeaway, key=f"frame-{theme}")


def clickable(figure: go.Figure, name: str, key: str, alt: str) -> None:
    """A figure whose marks carry ids; the facts on those that are clicked stand beside it."""
    beside(name, partial(_points, figure, key, alt))


def _points(figure: go.Figure, key: str, alt: str) -> Clicked:
    chosen = st.plotly_chart(
        figure,
        theme=None,
        key=key,
        alt=alt,
        config=CONFIG,
        on_select="rerun",
        selection_mode="points",
    )
    return Clicked(_marked_ids(chosen))


def _marked_ids(chosen: Any) -> list[str]:
    """The ids of the marks that were clicked.

    A mark of several records has theirs joined with `;`.
    """
    ids: dict[str, None] = {}
    for point in chosen["selection"]["points"]:
        if "customdata" in point:
            ids |= dict.fromkeys(str(point["customdata"]).split(";"))
    return list(ids)


def is_dark() -> bool:
    """Whether the page stands on a dark ground."""
    return st.context.theme.type == "dark"
