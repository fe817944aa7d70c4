"""A chart of years that a reader drags across to see some of them alone."""

import plotly.graph_objects as go
import streamlit as st

from atlas.charts.theme import CONFIG, UNWANTED
from atlas.ui.components.clicks import Clicked, clicked
from atlas.ui.state import before_brush, brushed, times_brushed, undo_brush

HINT = (
    "Drag across the columns to see these years alone; by keyboard, the slider “Years” does the "
    "same."
)
BUTTONS = {**CONFIG, "modeBarButtonsToRemove": [name for name in UNWANTED if name != "select2d"]}


def brush(figure: go.Figure, key: str, alt: str) -> Clicked:
    """Draw a figure whose x axis is years, and return the mark that was clicked.

    The stretch that is dragged across becomes the filter, with a way back.
    """
    figure.layout.dragmode, figure.layout.selectdirection = "select", "h"
    # After a stretch was dragged across, the chart is another one, in which it is not marked.
    own = f"brush-{key}-{times_brushed()}"
    with st.container(key=key):
        st.plotly_chart(
            figure,
            theme=None,
            key=own,
            alt=alt,
            config=BUTTONS,
            on_select=lambda: brushed(own),
            selection_mode="box",
        )
    mark = clicked(key)
    before = before_brush()
    if before is None:
        with st.container(key="hint-of-brush"):
            st.caption(HINT)
        return mark
    label = f"Undo: back to the years {before[0]}–{before[1]}"
    st.button(label, key="undo-brush", on_click=undo_brush, icon=":material/undo:")
    return mark
