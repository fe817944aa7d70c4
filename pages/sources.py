"""Sources and coverage: how much is borne out, where sources disagree, who speaks, what was not
found.
"""

import streamlit as st

from atlas.ui import blocks, sources
from atlas.ui.components.section import follow_section
from atlas.ui.head import head
from atlas.ui.whole_files import whole_files

ABOUT = (
    "How far the entries can be trusted, and where they end: values on which sources disagree, "
    "entries that rest on one independent source or on the state media of one country, years for "
    "which nothing was found, and every source. Copies of one text or one database count as one "
    "independent source."
)

actions = head("Sources and coverage", ABOUT, blocks.ALL_TABLES)
sources.sum_up()
first, second = sources.leading()
leading = blocks.chart(first, actions)

st.header("On how many independent sources entries rest", anchor="standing")
st.write(
    "One independent source: one source, or several that pass on the same text. State media of "
    "one country: every source is such, however many outlets they are. Charts say it when a mark "
    "is pointed at, the timeline of exercises by a sign above the mark, tables in the column "
    "Support."
)
sources.records_by_standing()
following = blocks.chart(second)

st.header("Known gaps", anchor="gaps")
st.write(
    "What was looked for and not found, is known without a source, or was excluded on purpose, "
    "whatever the filters. An asterisk in the table of years below marks one of these."
)
sources.known_gaps()

coverage = blocks.chart("coverage")
st.write(
    "A year without an entry is not a year in which nothing happened: the chosen sources have "
    "none that begins in it. Systems and organisations have no dates; ties and findings are "
    "about other entries."
)
by_year = blocks.chart("records-by-year")
blocks.coverage(by_year.chart.tables)

st.header("Every source", anchor="sources")
sources.every_source()

st.header("For other programs", anchor="whole")
whole_files()
blocks.link(actions, leading, following, coverage, by_year)
follow_section()
