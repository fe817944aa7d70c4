"""Arms transfers: who supplies whom, joint programmes, and the same in time."""

import streamlit as st

from atlas.ui import blocks
from atlas.ui.transfers import beneath_flows

st.title("Arms transfers")
st.write(
    "Who supplied what to whom, and when. What is projected, ended, cancelled or denied is told "
    "apart from what was carried out."
)
blocks.coverage(["transfers"])
flows = blocks.chart("transfer-flows")
beneath_flows(flows)
blocks.link(flows, blocks.one_of("when", "In time, and by pair"))
