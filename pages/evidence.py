"""Evidence: all that is said of one record, or every statement of every source."""

from functools import partial

import streamlit as st

from atlas.ui import blocks, evidence, record, record_statements
from atlas.ui.head import place_of_actions
from atlas.ui.page_addresses import of_entry, of_statements

head = evidence.head_key()
with (
    st.container(key=record_statements.place_of_head()),
    st.container(key=head, horizontal=True, vertical_alignment="center"),
):
    title = st.container(width="stretch", key="entry")
    actions = place_of_actions()
with actions:
    chosen = evidence.choose_record()
    if chosen:
        record_statements.actions(chosen)
query = [("record", chosen)]
if chosen:
    with title:
        record.head(chosen)
    record.dossier(chosen)
    addresses = partial(of_entry, chosen)
else:
    with title:
        evidence.head()
    query += evidence.all_statements()
    addresses = partial(of_statements, query)
blocks.link(actions, extra=query, addresses=addresses)
