"""Clicks on the marks of a chart that a reader drags across.

Streamlit tells of clicks or of dragging, not of both in one chart.
"""

from atlas.ui.components.component import component

_clicks = component("clicks")


def _nothing() -> None:
    """A click needs no callback; the run that follows it reads the ids."""


def clicked(chart: str, key: str) -> list[str]:
    """The ids of the mark that was last clicked in a chart, which stands in a container of its key.

    `key` is that of this component.
    """
    state = _clicks(
        key=f"clicks-{key}",
        data={"chart": chart},
        default={"ids": ""},
        on_ids_change=_nothing,
    )
    return [identifier for identifier in str(state.ids or "").split(";") if identifier]
