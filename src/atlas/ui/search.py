"""One search box for the whole dashboard, and what it found as links to the evidence."""

from collections.abc import Iterable

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.store import dataset
from atlas.search.search import Found, Hit, search
from atlas.ui.address import asked
from atlas.ui.onward import page_of
from atlas.ui.state import current
from atlas.ui.text import plain
from atlas.values.words import counted

KEY = "find"
MOST_HITS = 12
HELP = (
    "Names in any script, aliases and notes; an entry is also found by a spelling that is nearly "
    "its own."
)
REASONS = {"alias": "also called {}", "note": "noted: {}", "similar": "similar: {}"}


def box() -> None:
    """The box, at the top of the sidebar.

    Draw it on every run of every page, or a link loses its text.
    """
    with st.sidebar:
        st.text_input(
            "Search",
            key=KEY,
            bind="query-params",
            placeholder="Su-35, Сухой, 苏-35 …",
            help=HELP,
            icon=":material/search:",
        )


def results(page: StreamlitPage) -> None:
    """What the box found, above the page that is shown; nothing while the box is empty."""
    text = str(st.session_state.get(KEY) or "").strip()
    expanded = not _is_followed(text)
    if not text:
        return
    chosen = current()
    result = search(dataset(chosen.evidence, chosen.kind), text, MOST_HITS)
    title = f"Search: {plain(result.text)}"
    key = f"found-{expanded}"
    with st.expander(title, expanded=expanded, key=key, icon=":material/search:"):
        st.caption(plain(sentence(result)))
        _links(result.hits or result.nearest, page)


def _is_followed(text: str) -> bool:
    """Whether the reader came to the record of the address by what this text found.

    Then the record is what they want to see, not the list.
    """
    record = st.query_params.get("record", "")
    record_before, text_before = st.session_state.get("find_seen", ("", text))
    st.session_state["find_seen"] = (record, text)
    if record and record != record_before and text == text_before:
        st.session_state["find_followed"] = text
    return bool(record) and st.session_state.get("find_followed") == text


def sentence(result: Found) -> str:
    """How many entries a search gave, or that it gave none."""
    cut = ""
    if result.cut:
        cut = f" Only its first {len(result.text):,} characters were looked for."
    if result.hits:
        more = ""
        if result.total > len(result.hits):
            more = f"; the first {len(result.hits):,} are listed, a further word narrows them"
        return f"{counted(result.total, 'entries')}{more}.{cut}"
    if result.nearest:
        return f"Nothing in the chosen sources is called “{result.text}”.{cut} Nearest:"
    return f"There is neither a letter nor a digit to look for.{cut}"


def _links(hits: Iterable[Hit], page: StreamlitPage) -> None:
    """A link to the evidence on each hit, and why it is one."""
    kinds = dataset().schema.labels("table")
    evidence = page_of("evidence")
    # Streamlit takes the filters along to another page; a link to the page itself has to name them.
    settings = asked() if page is evidence else {}
    carried = {key: settings[key] for key in (*FILTERS, KEY) if key in settings}
    for hit in hits:
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            if evidence:
                st.page_link(
                    evidence,
                    label=plain(hit.label),
                    icon=":material/fact_check:",
                    query_params={**carried, "record": hit.id},
                )
            reasons = [kinds[hit.table], _reason(hit)]
            known = ", ".join(filter(None, reasons))
            st.caption(plain(known), width="content")


def _reason(hit: Hit) -> str:
    """Why a record is a hit, where its name does not say it."""
    if hit.how not in REASONS or hit.matched == hit.label:
        return ""
    return REASONS[hit.how].format(hit.matched)
