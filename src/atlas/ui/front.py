"""The pieces of the front page: what the dashboard is, how much it holds, where to go on."""

import streamlit as st

from atlas.records.listing import singles
from atlas.ui import blocks

FIGURE_WIDTH, LINK_WIDTH = 94, 170
NUMBERS = {1: "one", 2: "two"}


def about() -> None:
    """What the dashboard is, and on whose word its figures rest under the chosen evidence base."""
    is_core = blocks.selection().dataset.sources["tier"].eq("core")
    articles, others = int(is_core.sum()), int((~is_core).sum())
    verb = "says" if articles + others == 1 else "say"
    st.write(
        f"What {_speakers(articles, others)} {verb} about exercises, arms transfers, firms and "
        "agreements of the two countries. Every value names the source and the paragraph that "
        "said it."
    )


def _speakers(articles: int, others: int) -> str:
    """“two articles and 337 further sources”."""
    parts = []
    if articles:
        noun = "article" if articles == 1 else "articles"
        parts.append(f"{NUMBERS.get(articles, articles)} {noun}")
    if others:
        further = "further " if articles else ""
        noun = "source" if others == 1 else "sources"
        parts.append(f"{others:,} {further}{noun}")
    return " and ".join(parts) or "no sources"


def counts() -> None:
    """How many records of each table are in view, and how many sources the evidence base has."""
    data = blocks.selection().dataset
    with st.container(horizontal=True, gap="xsmall"):
        for table in data.schema.sheets:
            number = len(singles(data[table.name]))
            st.metric(table.title, f"{number:,}", width=FIGURE_WIDTH)
        st.metric("Sources", f"{len(data.sources):,}", width=FIGURE_WIDTH)


def onward() -> None:
    """Links to the other pages and what each shows, the filters with them.

    None where a page runs without the navigation.
    """
    with st.container(horizontal=True, gap="small", key="onward"):
        for page in st.session_state.get("onward", []):
            with st.container(width=LINK_WIDTH, gap=None):
                st.page_link(page)
                st.caption(page.help)
