"""How deep? The findings by criterion and stance, and what each article concludes."""

import streamlit as st

from atlas.ui import blocks, findings

st.title("How deep?")
shown = blocks.chart("findings")
findings.concluding()
blocks.coverage(shown.chart.tables)
blocks.link(shown)
