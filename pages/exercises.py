"""Exercises in time: timeline, calendar or domains; how many a year."""

import streamlit as st

from atlas.ui import blocks

st.title("Exercises")
st.write(
    "In the timeline each lane is a series, or an exercise that belongs to none. Colour is the main domain; the larger a mark, the larger the stated "
    "contingents of China and Russia together. Hatched: the date is known less exactly than by the day. Hollow: no date is given. "
    "An asterisk above a mark: one origin alone says so; a triangle: the state media of one country alone."
)
blocks.coverage(["exercises"])
shown = blocks.one_of("as", "Show")
blocks.chart("exercises-per-year")
blocks.link(shown)
