"""Evidence: all that is said of one record, or every statement of every source."""

import streamlit as st

from atlas.ui import blocks, evidence, record, record_statements
from atlas.ui.head import place_of_actions

with st.container(key="entry-head", horizontal=True, vertical_alignment="center"):
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
else:
    with title:
        evidence.head()
    query += evidence.all_statements()
blocks.link(actions, extra=query)
