"""Evidence: every statement of every source, and all that is said of one record."""

import streamlit as st

from atlas.ui import blocks, evidence

st.title("Evidence")
st.write(
    "Every statement behind the charts: which source makes it, in which paragraph, on which "
    "basis, and who speaks. Choose a record to read each of its fields with all statements, why "
    "the shown one shows, where sources disagree, and what it is tied to."
)
record = evidence.choose_record()
if record:
    evidence.dossier(record)
st.header("All statements")
blocks.coverage(blocks.ALL_TABLES)
evidence.all_statements()
blocks.link(extra=[("record", record)])
