"""The pieces of the front page: what the dashboard is, how much it holds, where to go on."""

import streamlit as st

from atlas.ui import blocks

FIGURE, LINKED = 94, 170
NUMBERS = {1: "one", 2: "two"}


def about() -> None:
    """What the dashboard is, and on whose word its figures rest under the evidence base that the reader chose."""
    core = blocks.selection().dataset.sources["tier"].eq("core")
    articles, others = int(core.sum()), int((~core).sum())
    parts = (
        [f"{NUMBERS.get(articles, articles)} {'article' if articles == 1 else 'articles'}"]
        if articles
        else []
    )
    parts += (
        [f"{others:,} {'further ' if articles else ''}{'source' if others == 1 else 'sources'}"]
        if others
        else []
    )
    says = "says" if articles + others == 1 else "say"
    st.write(
        f"What {' and '.join(parts) or 'no sources'} {says} about exercises, arms transfers, firms and agreements of the two countries. "
        "Every value names the source and the paragraph that said it."
    )


def counts() -> None:
    """How many records of each table are in view, and how many sources the evidence base has."""
    data = blocks.selection().dataset
    with st.container(horizontal=True, gap="xsmall"):
        for one in data.schema.sheets:
            st.metric(one.title, f"{len(data[one.name]):,}", width=FIGURE)
        st.metric("Sources", f"{len(data.sources):,}", width=FIGURE)


def onward() -> None:
    """Links to the other pages and what each shows, the filters with them; none where a page runs without the navigation."""
    with st.container(horizontal=True, gap="small", key="onward"):
        for page in st.session_state.get("onward", []):
            with st.container(width=LINKED, gap=None):
                st.page_link(page)
                st.caption(page.help)
