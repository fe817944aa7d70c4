"""Make Back undo a filter.

Streamlit replaces the address when a bound widget changes; a reader expects a step to go back to.
"""

from atlas.ui.components.component import component

_steps = component("history")


def keep_steps() -> None:
    """Draw it once on every page."""
    _steps(key="history")
