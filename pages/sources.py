"""Sources and coverage: where sources disagree, what rests on one alone, what was not found, who speaks."""

import streamlit as st

from atlas.ui import blocks, sources

st.title("Sources and coverage")
st.write(
    "How far the records can be trusted, and where they end: values on which sources disagree, records that rest on one origin or on the state media "
    "of one country, years for which nothing was found, and every source. Copies of one text or one database count as one origin."
)
blocks.coverage(blocks.ALL_TABLES)

st.header("Where sources disagree", anchor="conflicts")
st.write("Nothing is averaged: the value shown is that of the strongest statement, the others stand beside it with their sources.")
sources.conflicts()

st.header("On how many origins records rest", anchor="standing")
st.write(
    "One origin: one source, or several that pass on the same text. State media of one country: every source is such, however many outlets they are. "
    "Charts say it when a mark is pointed at, the timeline of exercises by a sign above the mark, tables in the column Standing."
)
sources.records_by_standing()

st.header("What was found, and what was not", anchor="found")
st.write(
    "How many records begin in each year. A year without one is hatched: no record was found in the chosen sources, which is not to say that nothing "
    "happened. An asterisk: a known gap bears on that year. Systems and organisations have no dates of their own."
)
coverage = blocks.chart("coverage")

st.header("Known gaps", anchor="gaps")
st.write("What was looked for and not found, is known without a source, or was left out on purpose, whatever the filters.")
sources.known_gaps()

st.header("Every source", anchor="sources")
sources.sources()
blocks.link(coverage)
