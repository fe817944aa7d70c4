"""What a click on a mark shows: the facts of its records, beside the chart and in view."""

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from atlas.charts.chart_view import selected
from atlas.charts.theme import PAGE
from atlas.dataset.dataset import Dataset
from atlas.records.dossier_sources import numbered
from atlas.records.fact_card import CardFact, card, deals, first_facts
from atlas.records.lead import lead
from atlas.ui.components.clicks import Clicked
from atlas.ui.record_cells import fact_rows, link
from atlas.ui.state import current
from atlas.ui.tables import leading
from atlas.ui.text import plain

SHEET = Path(__file__).with_name("marked.css")
MOST_RECORDS, MOST_FACTS = 3, 4


def beside(name: str, draw: Callable[[], Clicked]) -> None:
    """Draw a chart of that name, and beside it the facts of what was clicked in it.

    The chart stays in its place in the page, so that it keeps its zoom.
    """
    shut = f"shut-{name}"
    with st.container(key=f"beside-{name}", horizontal=True):
        with st.container(key=f"drawn-{name}", gap="xsmall"):
            clicked = draw()
        labels = selected(current()).dataset.labels
        ids = [identifier for identifier in clicked.ids if identifier in labels]
        if not ids:
            st.session_state.pop(shut, None)
        elif st.session_state.get(shut) != clicked:
            _facts(name, ids, shut, clicked)


def _facts(name: str, ids: Sequence[str], shut: str, clicked: Clicked) -> None:
    """The first records of a mark, each with its name, its first sentence and its first facts."""
    dataset = selected(current()).dataset
    back = PAGE["dark" if st.context.theme.type == "dark" else "light"]["back"]
    sheet = SHEET.read_text(encoding="utf-8").replace("NAME", name)
    st.html(f"<style>:root {{ --marked-back: {back}; }}\n{sheet}</style>")
    with st.container(key=f"marked-{name}", gap="xsmall"):
        st.button(
            "Close",
            key=f"close-{name}",
            type="tertiary",
            icon=":material/close:",
            on_click=_shut,
            args=(shut, clicked),
        )
        for identifier in ids[:MOST_RECORDS]:
            _record(dataset, identifier)
        more = len(ids) - MOST_RECORDS
        if more > 0:
            st.caption(f"and {more:,} more at this mark: the table beneath the chart has them all.")


def _shut(shut: str, clicked: Clicked) -> None:
    st.session_state[shut] = clicked


def _record(dataset: Dataset, identifier: str) -> None:
    st.markdown(f"**{link(dataset, identifier)}**")
    st.markdown(plain(lead(dataset, identifier)))
    facts = first_facts(dataset, identifier)[:MOST_FACTS]
    numbers = _numbers(dataset, identifier, facts)
    rows = fact_rows(dataset, facts, numbers, leading(identifier))
    for title, value, known in rows.itertuples(index=False, name=None):
        st.markdown(f"{title}: {value}  \n:small[{known}]")
    if facts:
        st.caption(_sources(dataset, facts, numbers))


def _numbers(dataset: Dataset, identifier: str, facts: Sequence[CardFact]) -> dict[str, int]:
    """The numbers that sources have on a record's page."""
    of_transfers = [fact for own in deals(dataset, identifier).values() for fact in own]
    shown = [*of_transfers, *card(dataset, identifier), *facts]
    return {own.source: own.number for own in numbered(dataset, identifier, shown)}


def _sources(dataset: Dataset, facts: Sequence[CardFact], numbers: dict[str, int]) -> str:
    """The sources of some facts by number."""
    rows = [row for fact in facts for value in fact.values for row in value.rows]
    speaking = sorted({row.source for row in rows}, key=numbers.__getitem__)
    short = dataset.sources["short"]
    return "; ".join(rf"\[{numbers[source]}\] {plain(short[source])}" for source in speaking)
