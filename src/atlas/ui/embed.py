"""“Embed”: the frame that shows a chart within a page of another site, to copy."""

from html import escape

import streamlit as st

from atlas.charts.chart_view import ChartView
from atlas.settings import ANCESTORS, frame_ancestors
from atlas.ui.by_address import address_of
from atlas.ui.text import plain

FRAME_HEIGHT = 560


def embed(shown: ChartView) -> None:
    """A button that opens the frame of a chart, which is made when it is opened."""
    popover = st.popover(
        "Embed", icon=":material/code:", key=f"embed-{shown.chart.name}", on_change="rerun"
    )
    if not popover.open:
        return
    sites = ", ".join(frame_ancestors())
    who = f"and of {sites}." if sites else f"alone, until {ANCESTORS} names other sites."
    with popover:
        st.caption(
            plain(f"With title, sources and a link back; shown on pages of this server {who}")
        )
        st.code(frame(shown), language=None, wrap_lines=True)


def frame(shown: ChartView) -> str:
    """The element of a page that shows a chart as it is here."""
    address = escape(address_of(f"/embed/{shown.chart.name}", shown.query))
    title = escape(shown.chart.title)
    return (
        f'<iframe src="{address}" title="{title}" loading="lazy" '
        f'style="width: 100%; height: {FRAME_HEIGHT}px; border: 0"></iframe>'
    )
