"""Overview: what this is, what it covers, where to go on."""

import streamlit as st

from atlas.ui import blocks

st.title("China–Russia military cooperation")
st.write(
    "What two articles and a register of sources say about exercises, arms transfers, firms and agreements of the two countries. "
    "Every value names the source and the paragraph that said it."
)
blocks.counts()
blocks.onward()
shown = blocks.chart("records-by-year")
blocks.coverage(shown.chart.tables)
blocks.link()
