"""Links from one page to a ready view of another."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from atlas.ui.components.section import SECTION
from atlas.ui.ready import OPEN
from atlas.ui.text import plain

# Key of the session: the pages that the script of the dashboard has declared, but the first.
PAGES = "onward"


def page_of(name: str) -> StreamlitPage | None:
    """The page of this address; None where a page runs without the navigation."""
    pages: list[StreamlitPage] = st.session_state.get(PAGES, [])
    return next((page for page in pages if page.url_path == name), None)


def leading(page: str, label: str, opened: str, section: str = "") -> None:
    """A link to a ready view; its text alone where there is no navigation."""
    target = page_of(page)
    if target is None:
        st.write(plain(label))
        return
    query = {OPEN: opened}
    if section:
        query[SECTION] = section
    st.page_link(
        target, label=plain(label), icon=":material/arrow_forward:", help="", query_params=query
    )


def to_counts(name: str) -> None:
    """A link to a published number (`count-…`) or a counting rule (`rule-…`) on its own page."""
    leading("counts", "See it on How many?", name)
