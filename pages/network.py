"""The network of organisations, systems and agreements."""

import streamlit as st

from atlas.ui import blocks, network

st.title("Network")
st.write(
    "Who makes, designs, supplies, receives and agrees what. One line joins two nodes and carries all that ties them: point at it, or open the "
    "table below, for relation, date, source and paragraph. Drag to move, scroll to zoom; a double click on a node opens its evidence. "
    "An asterisk after a name: one origin alone says so; a triangle: the state media of one country alone."
)
shown = blocks.chart("network")
network.path(shown)
network.central(shown)
blocks.coverage(shown.chart.tables)
blocks.link(shown)
