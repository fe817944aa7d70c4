"""Clicks on the marks of a chart that a reader drags across.

Streamlit tells of clicks or of dragging, not of both in one chart.
"""

from collections.abc import Sequence
from typing import NamedTuple

from atlas.ui.components.component import component

_clicks = component("clicks")


class Clicked(NamedTuple):
    """The ids at the mark that was clicked last, and the number of the click where one is known."""

    ids: Sequence[str] = ()
    turn: int = 0


def _nothing() -> None:
    """A click needs no callback; the run that follows it reads the ids."""


def clicked(chart: str, key: str) -> Clicked:
    """The mark that was clicked last in a chart, which stands in a container of its key.

    `key` is that of this component.
    """
    state = _clicks(
        key=f"clicks-{key}",
        data={"chart": chart},
        default={"mark": {"ids": [], "turn": 0}},
        on_mark_change=_nothing,
    )
    return Clicked(**state.mark)
