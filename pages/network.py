"""The network of organisations, systems and agreements."""

import streamlit as st

from atlas.ui import blocks, network

st.title("Network")
st.write(
    "Who makes, designs, supplies, receives and agrees what. Choose a name, in the picture or in "
    "the list beside it, for all that ties it, with sources."
)
shown = blocks.chart("network")
network.path(shown)
network.central(shown)
blocks.coverage(shown.chart.tables)
blocks.link(shown)
