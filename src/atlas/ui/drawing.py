"""A chart's drawing on a page, and what a click on one of its marks leads to."""

from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import plotly.graph_objects as go
import streamlit as st

from atlas.charts.chart_view import ChartView, selected
from atlas.charts.theme import CONFIG, on_ground
from atlas.ui.base import base
from atlas.ui.components.brush import brush
from atlas.ui.state import current
from atlas.ui.text import plain

FRAME_HEIGHT = 600
MOST_RECORDS = 8


def drawing(shown: ChartView) -> None:
    """Draw the chart on the page's ground."""
    if shown.chart.own_page:
        _frame(shown)
        return
    figure = on_ground(shown.figure(), dark=is_dark())
    key = f"chart-{shown.chart.name}"
    if shown.chart.brush:
        _links(brush(figure, key, shown.takeaway))
    elif shown.chart.clickable:
        clickable(figure, key, shown.takeaway)
    else:
        st.plotly_chart(figure, theme=None, key=key, alt=shown.takeaway, config=CONFIG)


def _frame(shown: ChartView) -> None:
    """The chart's own page in a frame."""
    theme = "dark" if is_dark() else "light"
    query = urlencode([*shown.query, ("theme", theme)])
    address = f"{base()}/api/charts/{shown.chart.name}.html?{query}"
    # A frame that is sent elsewhere adds a step to the browser's history, a new frame does not:
    # Back stays the page's own.
    digest = sha256(address.encode()).hexdigest()[:12]
    with st.container(key="place-of-frame"), st.container(key=f"frame-{digest}"):
        st.iframe(address, height=FRAME_HEIGHT, alt=shown.takeaway)


def clickable(figure: go.Figure, key: str, alt: str) -> None:
    """A figure whose marks carry ids; those that are clicked lead to their evidence."""
    chosen = st.plotly_chart(
        figure,
        theme=None,
        key=key,
        alt=alt,
        config=CONFIG,
        on_select="rerun",
        selection_mode="points",
    )
    _links(_marked_ids(chosen))


def _marked_ids(chosen: Any) -> list[str]:
    """The ids of the marks that were clicked.

    A mark of several records has theirs joined with `;`.
    """
    ids: dict[str, None] = {}
    for point in chosen["selection"]["points"]:
        if "customdata" in point:
            ids |= dict.fromkeys(str(point["customdata"]).split(";"))
    return list(ids)


def _links(ids: list[str]) -> None:
    """A link to the evidence on each record that there is."""
    labels = selected(current()).dataset.labels
    pages = st.session_state.get("onward", [])
    evidence = next((page for page in pages if page.url_path == "evidence"), None)
    if evidence is None:
        return
    records = [identifier for identifier in ids if identifier in labels]
    for identifier in records[:MOST_RECORDS]:
        st.page_link(
            evidence,
            label=plain(f"Evidence: {labels[identifier]}"),
            icon=":material/fact_check:",
            query_params={"record": identifier},
        )
    if len(records) > MOST_RECORDS:
        st.caption(
            f"The first {MOST_RECORDS} of {len(records):,} records at this mark; the table has "
            "them all."
        )


def is_dark() -> bool:
    """Whether the page stands on a dark ground."""
    return st.context.theme.type == "dark"
