"""One system on its page: from those who make it to those who have it, as a drawing and a table."""

import streamlit as st

from atlas.charts.system_chain import system_chain, takeaway
from atlas.charts.theme import on_ground
from atlas.dataset.dataset import Dataset
from atlas.records.system_chain import chain_table, steps
from atlas.ui import blocks
from atlas.ui.drawing import clickable, is_dark
from atlas.ui.files import table_files
from atlas.ui.tables import opened, table
from atlas.ui.text import plain

# One step alone is said among the facts and ties.
FEWEST = 2
HEADING = "From maker to user"


def chain(data: Dataset, identifier: str) -> None:
    """The chain of a system; nothing for another record, or where little leads anywhere."""
    own = steps(data, identifier)
    if len(own) < FEWEST:
        return
    st.header(HEADING, anchor="chain")
    sentence = takeaway(data, identifier, own)
    figure = on_ground(system_chain(data, identifier, own), dark=is_dark())
    clickable(figure, "chain", f"chain-{identifier}", sentence)
    st.caption(plain(sentence))
    with opened(f"Table: the {len(own):,} steps of this chain", f"chain-{identifier}") as is_open:
        if is_open:
            rows = chain_table(data, own)
            title = f"{HEADING}: {data.label(identifier)}"
            table(rows, f"Steps from maker to user of {data.label(identifier)}, with sources")
            ids = {fact.source for step in own for fact in step.facts}
            short = data.sources["short"]
            sources = "; ".join(short[short.index.isin(ids)])
            table_files("chain", title, rows, sources, blocks.selection(), ("transfers", "links"))
