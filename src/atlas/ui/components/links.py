"""Links to records stay in the reader's tab: Streamlit opens every link in text in a new one."""

from atlas.ui.components.component import component

_links = component("links")


def stay_in_tab() -> None:
    """Draw it once on every page."""
    _links(key="links")
