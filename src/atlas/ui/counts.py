"""The pieces of the page of counts: the rule, what others have published, what each rule counts."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas.charts.chart_view import ChartView
from atlas.charts.exercises.ladder_view import NONE, ids_counted
from atlas.charts.exercises.published_view import (
    COUNTED_BY,
    chosen,
    published_table,
    rules_table,
)
from atlas.charts.exercises.published_words import comparison
from atlas.charts.exercises.rules import EACH, FIRST, RULES, names, rule_of
from atlas.ui import blocks
from atlas.ui.files import table_files
from atlas.ui.options import LIST_WIDTH
from atlas.ui.ready import filter_values
from atlas.ui.state import current
from atlas.ui.tables import opened, table
from atlas.ui.text import plain

# Keys of the session: the rule, the choice of phases, the number and which of them was last seen.
RULE, PHASES, SEEN = "rule", "phases", "count-seen"
OWN, OWN_RULE = "", "Your own rule"
# Of no more exercises than these the names that other rules exclude stand there at once.
MOST_NAMED = 20
RULES_TABLE, PUBLISHED = "counting-rules", "published-counts"


def choose_rule() -> DeltaGenerator:
    """The rule that the filters make up, as a list to choose another; the row that it stands in."""
    row = st.container(horizontal=True, vertical_alignment="center")
    labels = names(blocks.selection().dataset.schema)
    now = rule_of(current(), st.session_state.get(PHASES, EACH))
    named = {**labels} if now else {OWN: OWN_RULE, **labels}
    st.session_state[RULE] = now
    row.selectbox(
        "Rule",
        list(named),
        format_func=named.__getitem__,
        key=RULE,
        on_change=_take_rule,
        width=LIST_WIDTH,
    )
    return row


def _take_rule() -> None:
    """Set the filters that the chosen rule decides; a callback of the list."""
    name = st.session_state[RULE]
    if name in RULES:
        rule = RULES[name]
        filters = rule.under(current())
        st.session_state.update(filter_values(filters))
        st.session_state[PHASES] = rule.phases


def compared(shown: ChartView) -> None:
    """What the chosen number and ours say of each other; nothing where none is chosen."""
    st.session_state[SEEN] = shown.options.count
    if shown.empty or shown.options.count == NONE:
        return
    st.header(plain(f"Beside {chosen(shown.context).who}"), anchor="compared")
    for sentence in comparison(shown.view, shown.context):
        st.write(plain(sentence))


def by_rules(shown: ChartView) -> None:
    """What every rule counts in the same time, with the names of what it leaves out."""
    if shown.empty:
        return
    is_beside = shown.options.count != NONE
    if is_beside and len(ids_counted(shown.view)) <= MOST_NAMED:
        _rules(shown)
        return
    with opened("Table: which exercises other rules exclude", RULES_TABLE) as is_open:
        if is_open:
            _rules(shown)


def _rules(shown: ChartView) -> None:
    rows = rules_table(shown.dataset, shown.options)
    title = "What each rule counts, and which exercises it excludes"
    table(rows, title)
    table_files(RULES_TABLE, title, rows, shown.sources, shown.selection, shown.chart.tables)


def published_numbers(shown: ChartView) -> None:
    """The numbers that others have published, each with its rule, its source and ours."""
    rows = published_table(shown.dataset)
    if rows.empty:
        return
    usual = names(shown.dataset.schema)[FIRST]
    st.header("Published numbers", anchor="published")
    st.write(
        "Ours beside each is of the same period, by the rule that comes nearest to what its source "
        f"states: “{plain(usual)}”, where the row names no other. Rules differ, and the lists "
        "behind these numbers are not among the sources here: equal numbers are no agreement, and "
        "unequal ones no error. Choose one above, under “Compare”, to see both."
    )
    # The files have the rule in each row; here it would make nearly all of them three lines high.
    is_usual = rows[COUNTED_BY].eq(usual)
    others_named = rows.assign(**{COUNTED_BY: rows[COUNTED_BY].mask(is_usual, "")})
    table(others_named, "Numbers of exercises that others have published, with ours beside them")
    named = "; ".join(rows["Source"].unique())
    table_files(PUBLISHED, "Published numbers", rows, named, shown.selection, shown.chart.tables)
