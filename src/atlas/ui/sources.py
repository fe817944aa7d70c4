"""The pieces of the page of sources: corroboration, known gaps, every source."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from atlas.charts.coverage import coverage_view
from atlas.dataset.dataset import Dataset
from atlas.records import corroboration, sources
from atlas.records.borne_out import borne_out
from atlas.ui import blocks
from atlas.ui.address import asked, take_over
from atlas.ui.cite import cite_data
from atlas.ui.files import Table, files_of
from atlas.ui.tables import table
from atlas.ui.text import plain
from atlas.values.words import agreeing, counted

NONE_CHOSEN = "none"


def sum_up() -> None:
    """How much rests on two or more sources, and how much is disputed, in a line."""
    chosen = blocks.selection().dataset
    st.write(borne_out(chosen).sentence())


def leading() -> tuple[str, str]:
    """The names of the first two charts: what is disputed, then the kinds of source.

    Where nothing is disputed, there is no such chart, and the kinds come first.
    """
    names = ("conflicts", "source-kinds")
    is_disputed = borne_out(blocks.selection().dataset).disputed
    return names if is_disputed else (names[1], names[0])


def records_by_standing() -> None:
    """How many records of each table rest on how many origins; those of one kind as a list."""
    dataset = blocks.selection().dataset
    rows = corroboration.counts(dataset)
    with st.container(key="standing-rows"):
        table(rows, "Entries of each table by the support that they have")
    groups = corroboration.groups_sentence(dataset)
    if groups:
        st.caption(groups)
    title = "On how many independent sources entries rest"
    _files("standing", title, lambda: rows, len(rows), every=corroboration.counts)
    _resting_so(dataset)


def _resting_so(dataset: Dataset) -> None:
    """The records that rest on what the reader chooses."""
    labels = {NONE_CHOSEN: "Choose to list the entries", **dataset.schema.labels("standing")}
    take_over({"rests": labels}, asked())
    chosen = st.selectbox(
        "Entries that rest on",
        list(labels),
        format_func=labels.__getitem__,
        key="rests",
        bind="query-params",
    )
    if chosen == NONE_CHOSEN:
        return
    rows = corroboration.resting_so(dataset, chosen)
    title = f"Entries that rest on: {labels[chosen]}"
    if rows.empty:
        st.caption("None in view.")
        return
    table(rows, f"{len(rows):,} of the entries, by table and name: {title}")
    make = partial(corroboration.resting_so, value=chosen)
    _files("resting", title, lambda: rows, len(rows), every=make)


def known_gaps() -> None:
    """What is known to be missing, in words, a list a table, whatever the filters."""
    rows = coverage_view.known_gaps(blocks.selection().dataset)
    for title, gaps in rows.groupby("Table", sort=False):
        with st.expander(plain(f"{title}: {counted(len(gaps), 'known gaps')}")):
            lines = zip(gaps["Years"], gaps["Known gap"], strict=True)
            st.markdown("\n".join(f"- {plain(years)}: {plain(gap)}" for years, gap in lines))
    _files("known-gaps", "Known gaps", lambda: rows, len(rows), tables=("gaps",))


def every_source() -> None:
    """Every source that the evidence base has, and how to cite the whole data set."""
    rows = sources.sources(blocks.selection().dataset)
    silent = int(rows["Records"].eq(0).sum())
    sentence = counted(len(rows), "sources")
    if silent:
        speak = agreeing(silent, "speaks", "speak")
        sentence += f"; {silent:,} of them {speak} of no entry in view"
    st.caption(f"{sentence}.")
    table(rows, f"{counted(len(rows), 'sources')} by rank, with how many entries rest on each")
    every, own = sources.sources, ("sources",)
    with st.container(horizontal=True, vertical_alignment="center"):
        _files("sources", "Sources", lambda: rows, len(rows), tables=own, every=every)
        cite_data()


def _files(
    name: str,
    title: str,
    make: Callable[[], pd.DataFrame],
    count: int,
    *,
    tables: tuple[str, ...] = (),
    every: Callable[[Dataset], pd.DataFrame] | None = None,
) -> None:
    selection = blocks.selection()
    speaking = f"{len(selection.dataset.sources):,} sources used"
    files_of(Table(name, title, make, count, speaking, selection, tables, every))
