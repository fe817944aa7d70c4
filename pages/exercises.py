"""Exercises in time: how many a year and each in its lane; by month, by domain, on a map."""

import streamlit as st

from atlas.ui import blocks

st.title("Exercises")
st.write(
    "Exercises, patrols, war games and competitions of China and Russia, alone or with others: "
    "when, how many, in which domains, and where."
)
blocks.coverage(["exercises"])
shown = blocks.one_of("as", "Show")
blocks.link(shown)
