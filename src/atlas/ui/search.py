"""One search box for the whole dashboard, and what it found as links to the evidence."""

from collections.abc import Iterable

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.store import dataset
from atlas.search.search import Found, Hit, search
from atlas.ui.state import asked, current
from atlas.ui.text import plain

KEY = "find"
LISTED = 12
HELP = "Names in any script, aliases and notes; a record is also found by a spelling that is nearly its own."
TOLD = {"alias": "also called {}", "note": "noted: {}", "similar": "similar: {}"}


def box() -> None:
    """The box, at the top of the sidebar; draw it on every run of every page, or a link loses its text."""
    with st.sidebar:
        st.text_input(
            "Search",
            key=KEY,
            bind="query-params",
            placeholder="Su-35, Сухой, 苏-35 …",
            help=HELP,
            icon=":material/search:",
        )


def results(shown: StreamlitPage) -> None:
    """What the box found, above the page that is shown; nothing while the box is empty."""
    text = str(st.session_state.get(KEY) or "").strip()
    expanded = not _followed(text)
    if not text:
        return
    chosen = current()
    found = search(dataset(chosen.evidence, chosen.kind), text, LISTED)
    with st.expander(
        f"Search: {plain(found.text)}",
        expanded=expanded,
        key=f"found-{expanded}",
        icon=":material/search:",
    ):
        st.caption(plain(_sentence(found)))
        _links(found.hits or found.nearest, shown)


def _followed(text: str) -> bool:
    """Whether the reader came to the record of the address by what this text found: then the record is what they want to see."""
    record = st.query_params.get("record", "")
    before, searched = st.session_state.get("find_seen", ("", text))
    st.session_state["find_seen"] = (record, text)
    if record and record != before and text == searched:
        st.session_state["find_followed"] = text
    return bool(record) and st.session_state.get("find_followed") == text


def _sentence(found: Found) -> str:
    cut = f" Only its first {len(found.text)} characters were looked for." if found.cut else ""
    if found.hits:
        more = (
            f"; the first {len(found.hits)} are listed, a further word narrows them"
            if found.total > len(found.hits)
            else ""
        )
        return f"{found.total:,} record{'s' if found.total > 1 else ''}{more}.{cut}"
    if found.nearest:
        return f"Nothing in the chosen sources is called “{found.text}”.{cut} Nearest:"
    return f"There is neither a letter nor a digit to look for.{cut}"


def _links(hits: Iterable[Hit], shown: StreamlitPage) -> None:
    """A link to the evidence on each hit. Streamlit takes the filters along to another page; a link to the page itself has to name them."""
    kinds = dataset().schema.labels("table")
    pages = [page for page in st.session_state.get("onward", []) if page.url_path == "evidence"]
    kept = (
        {key: values for key, values in asked().items() if key in (*FILTERS, KEY)}
        if shown in pages
        else {}
    )
    for hit in hits:
        told = (
            TOLD[hit.how].format(hit.matched)
            if hit.how in TOLD and hit.matched != hit.label
            else ""
        )
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            for page in pages:
                st.page_link(
                    page,
                    label=plain(hit.label),
                    icon=":material/fact_check:",
                    query_params={**kept, "record": hit.id},
                )
            st.caption(plain(", ".join(filter(None, [kinds[hit.table], told]))), width="content")
