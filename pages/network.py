"""The network of organisations, systems and agreements."""

import streamlit as st

from atlas.ui import blocks, network

st.title("Network")
st.write(
    "Who makes, designs, supplies, receives and agrees what. Point at a line for all that ties "
    "its two ends, with sources; a double click on a node opens its evidence."
)
shown = blocks.chart("network")
network.path(shown)
network.central(shown)
blocks.coverage(shown.chart.tables)
blocks.link(shown)
