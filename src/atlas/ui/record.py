"""A record's page: what it is, its facts, what it is tied to, its sources, its statements."""

from collections.abc import Sequence
from itertools import accumulate

import pandas as pd
import streamlit as st

from atlas.charts.record import cut, takeaway, timeline
from atlas.charts.theme import on_ground
from atlas.dataset.credit import credit
from atlas.dataset.dataset import Dataset
from atlas.records.dossier import count_dated, times
from atlas.records.dossier_sources import NumberedSource, numbered
from atlas.records.fact_card import NOTE, CardFact, card, deals
from atlas.records.lead import lead
from atlas.records.relations import GROUPS, counts, relations
from atlas.records.texts import Paragraph, coded_terms, marked, paragraphs_at
from atlas.records.ties import related
from atlas.ui import blocks
from atlas.ui.chain import chain
from atlas.ui.components.passage import passage
from atlas.ui.drawing import clickable, is_dark
from atlas.ui.evidence import paged, which
from atlas.ui.head import SITE
from atlas.ui.record_cells import (
    SOURCES,
    fact_rows,
    link,
    relation_rows,
    source_rows,
)
from atlas.ui.record_statements import folded_statements
from atlas.ui.small_tables import in_lines
from atlas.ui.tables import credited, opened
from atlas.ui.text import plain
from atlas.values.words import counted

FEW_FACTS, HALF_WIDTH = 5, 460
# A list of ties that is longer can be narrowed, and is turned over page by page.
TIES_ON_PAGE = 15
HOLLOW = "Hatched, or a hollow mark: the date is known less exactly than by the day, or is a plan."


def head(identifier: str) -> None:
    """The name of a record as the title of its page and of the reader's tab."""
    label = blocks.selection().dataset.label(identifier)
    st.set_page_config(page_title=f"{label} · Evidence · {SITE}")
    st.title(plain(label), anchor="record")


def dossier(identifier: str) -> None:
    """All that the chosen sources say of one record."""
    with st.container(gap="xsmall", key="dossier"):
        _dossier(blocks.selection().dataset, identifier)


def _dossier(data: Dataset, identifier: str) -> None:
    _about(data, identifier)
    of_transfers, facts = deals(data, identifier), card(data, identifier)
    cards = [*facts, *(fact for own in of_transfers.values() for fact in own)]
    numbers = {own.source: own.number for own in numbered(data, identifier, cards)}
    _deal_cards(data, of_transfers, numbers)
    _facts(data, identifier, facts, numbers)
    tied = _relations(data, identifier)
    sources = numbered(data, identifier, cards, tied)
    numbers = {own.source: own.number for own in sources}
    if len(tied):
        alt = "Entries tied to this one, with the sources that tie them"
        _table(relation_rows(data, tied, numbers), "ties", alt)
    chain(data, identifier)
    _times(data, identifier)
    _sources(data, identifier, sources)
    _folded(data, identifier, facts, numbers)


def _about(data: Dataset, identifier: str) -> None:
    """The other names of a record and its first sentence."""
    register = data.records.loc[identifier]
    names = [
        str(register[name]).replace(";", ", ")
        for name in ("name_native", "aliases")
        if pd.notna(register[name])
    ]
    kind = data.schema.labels("table")[str(register["table"])]
    st.caption(plain(" · ".join([kind, *names])))
    st.markdown(plain(lead(data, identifier)))


def _deal_cards(
    data: Dataset, of_transfers: dict[str, list[CardFact]], numbers: dict[str, int]
) -> None:
    """What a reader asks first of the transfers of a system, side by side where there is room."""
    with st.container(horizontal=True, key="deals"):
        for transfer, facts in of_transfers.items():
            with st.container(width=HALF_WIDTH, gap="xsmall"):
                st.markdown(f"## {link(data, transfer)}")
                rows = fact_rows(data, facts, numbers)
                _fact_table(rows, f"deal-{transfer}", f"the transfer {data.label(transfer)}")


def _table(rows: pd.DataFrame, name: str, alt: str) -> None:
    """A table in a place of its `name`; what follows is shown once it is there."""
    with st.container(key=f"rows-{name}"):
        st.table(in_lines(rows), hide_index=True, alt=alt)


def _fact_table(rows: pd.DataFrame, name: str, what: str) -> None:
    _table(rows, name, f"Facts on {what}: {len(rows):,}, with value, how we know and sources")


def _facts(
    data: Dataset, identifier: str, facts: Sequence[CardFact], numbers: dict[str, int]
) -> None:
    """The facts of the record itself; what the coder noted stands folded at the end."""
    own = [fact for fact in facts if fact.field.name != NOTE]
    if not own:
        return
    st.header("Facts")
    # Many facts stand in two tables, which are side by side where there is room.
    half = _half(own) if len(own) > FEW_FACTS else len(own)
    with st.container(horizontal=True, key="facts"):
        for place, part in enumerate(filter(None, (own[:half], own[half:]))):
            with st.container(width="stretch" if part == own else HALF_WIDTH):
                rows = fact_rows(data, part, numbers)
                _fact_table(rows, f"facts-{place}", data.label(identifier))


def _half(facts: Sequence[CardFact]) -> int:
    """After how many facts nearly half of what is to be read is read: both tables have some."""
    sizes = []
    for fact in facts:
        rows = [row for value in fact.values for row in value.rows]
        remarks = [row for row in rows if row.said_by or row.is_rough]
        sizes.append(2 + len(rows) + 2 * len(remarks))
    half = sum(sizes) / 2
    unlike_half = [abs(read - half) for read in accumulate(sizes[:-1])]
    return unlike_half.index(min(unlike_half)) + 1


def _relations(data: Dataset, identifier: str) -> pd.DataFrame:
    """What a record is tied to: of many, how many of each kind, and a page of those asked for."""
    tied = relations(data, identifier)
    if tied.empty:
        return tied
    st.header("Tied to")
    if len(tied) > TIES_ON_PAGE:
        tied = _narrowed(data, identifier, tied)
    first = paged(len(tied), TIES_ON_PAGE, f"relations-page-{identifier}")
    part = tied.iloc[first : first + TIES_ON_PAGE]
    if len(part) < len(tied):
        st.caption(f"{len(tied):,} ties{which(first, len(part), len(tied))}.")
    if tied.empty:
        st.info("No entry of this kind has these words in its name.")
    return part


def _narrowed(data: Dataset, identifier: str, tied: pd.DataFrame) -> pd.DataFrame:
    """The ties of the kind that the reader chose, with the words that they typed."""
    numbers = counts(tied)
    kinds = {
        group: f"{_capital(GROUPS[group].several)} {count:,}" for group, count in numbers.items()
    }
    chosen = None
    with st.container(gap="xsmall", key="narrowing"):
        if len(kinds) > 1:
            key = f"kind-{identifier}"
            chosen = st.pills("Kind", list(kinds), format_func=kinds.__getitem__, key=key)
        words = st.text_input("Words in the names of entries", key=f"words-{identifier}")
    if chosen:
        tied = tied[tied["group"].eq(chosen)]
    labels = tied["id"].map(data.label).str.casefold()
    for word in words.casefold().split():
        tied = tied[labels.reindex(tied.index).str.contains(word, regex=False)]
    return tied


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _times(data: Dataset, identifier: str) -> None:
    """The record in its time, beside the nearest of those that it is tied to."""
    near = related(data, identifier)["id"]
    seen = times(data, identifier, near)
    if len(seen) < 2:
        return
    every = count_dated(data, identifier, near)
    st.header("In time", help=HOLLOW if not seen["exact"].all() else None)
    figure = on_ground(timeline(seen), dark=is_dark())
    clickable(figure, "times", f"times-{identifier}", takeaway(seen, every))
    if len(seen) < every:
        st.caption(plain(cut(seen, every)))


def _sources(data: Dataset, identifier: str, sources: Sequence[NumberedSource]) -> None:
    """The sources of all rows of the page, numbered, and their passages where they are at hand."""
    if not sources:
        return
    st.header("Sources", anchor=SOURCES)
    alt = f"{counted(len(sources), 'sources')} of the rows on this page"
    _table(source_rows(data, sources), "sources", alt)
    credited(credit(data.sources.loc[[own.source for own in sources]]))
    terms = coded_terms(data, identifier)
    for own in sources:
        paragraphs = paragraphs_at(data, own.source, own.locators)
        if paragraphs:
            _passages(data, own, paragraphs, terms)


def _passages(
    data: Dataset, own: NumberedSource, paragraphs: Sequence[Paragraph], terms: list[str]
) -> None:
    """The paragraphs of a source that rows of the page stand in."""
    short = str(data.sources.at[own.source, "short"])
    label = plain(f"{own.number}. {short}: {counted(len(paragraphs), 'passages')}")
    with opened(label, f"passages-{own.source}") as is_open:
        if not is_open:
            return
        for paragraph in paragraphs:
            st.caption(plain(f"¶{paragraph.number}"))
            passage(marked(paragraph.text, terms), key=f"passage-{own.number}-{paragraph.number}")


def _folded(
    data: Dataset, identifier: str, facts: Sequence[CardFact], numbers: dict[str, int]
) -> None:
    """Every statement on the record and the coder's notes, folded."""
    folded_statements(data, identifier)
    notes = [fact for fact in facts if fact.field.name == NOTE]
    # Each note stands in a line of its own.
    single = [note._replace(values=(value,)) for note in notes for value in note.values]
    if single:
        with opened(
            f"{counted(len(single), 'notes')} of the coder", f"notes-{identifier}"
        ) as is_open:
            if is_open:
                rows = fact_rows(data, single, numbers)
                _fact_table(rows, "notes", f"the coding of {data.label(identifier)}")
