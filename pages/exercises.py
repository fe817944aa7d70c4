"""Exercises in time: timeline, calendar or domains; how many a year."""

import streamlit as st

from atlas.ui import blocks

st.title("Exercises")
st.write(
    "Exercises, patrols, war games and competitions of China and Russia, alone or with others: "
    "when, how many, in which domains, and where."
)
blocks.coverage(["exercises"])
shown = blocks.one_of("as", "Show")
blocks.chart("exercises-per-year")
blocks.link(shown)
