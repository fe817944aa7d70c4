"""Clicks on the marks of a chart that a reader drags across.

Streamlit tells of clicks or of dragging, not of both in one chart.
"""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from atlas.ui.components.component import component

_clicks = component("clicks")


class Clicked(NamedTuple):
    """The ids at the mark that was clicked last, and the number of the click where one is known."""

    ids: Sequence[str] = ()
    turn: int = 0


def _nothing() -> None:
    """A click needs no callback; the run that follows it reads the ids."""


def clicked(chart: str) -> Clicked:
    """The mark that was clicked last in a chart, which stands in a container of its key.

    None of it while other years are in view than when it was clicked.
    """
    state = _clicks(
        key=f"clicks-{chart}",
        data={"chart": chart},
        default={"mark": {"ids": [], "turn": 0}},
        on_mark_change=_nothing,
    )
    mark = Clicked(**state.mark)
    years = st.session_state.get("years")
    last = st.session_state.get(f"clicked-{chart}")
    if last is None or last[0] != mark.turn:
        last = (mark.turn, years)
        st.session_state[f"clicked-{chart}"] = last
    return mark if last[1] == years else Clicked()
