"""Arms transfers: flows, joint programmes, the two-way street, yearly volumes."""

import streamlit as st

from atlas.ui import blocks

st.title("Arms transfers")
st.write(
    "Suppliers stand on the left, recipients on the right; a country may stand on both sides. What is projected, ended, cancelled or denied goes "
    "through a node of its own. One unit at a time: records, pieces, dollars and TIV are never added to each other."
)
blocks.coverage(["transfers"])
flows = blocks.chart("transfer-flows")
blocks.joint_programmes(flows)
blocks.link(flows, blocks.one_of("when", "In time"))
