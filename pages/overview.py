"""Overview: what this is, what it covers, where to go on."""

import streamlit as st

from atlas.ui import blocks, front

st.title("China–Russia military cooperation")
front.about()
front.counts()
front.onward()
shown = blocks.chart("records-by-year")
blocks.coverage(shown.chart.tables)
blocks.link()
