"""The pieces of the page of sources: disagreements, standing, known gaps, the register of sources."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from atlas.charts.coverage import coverage_view
from atlas.records import conflicts as disagreements
from atlas.records import corroboration
from atlas.records import sources as register
from atlas.ui import blocks
from atlas.ui.cite import cite_data
from atlas.ui.files import Frames, files_of
from atlas.ui.tables import MOST_ROWS, table
from atlas.ui.text import plain


def conflicts() -> None:
    """Every field on which sources disagree, or the word that there is none."""
    dataset = blocks.selection().dataset
    count = len(disagreements.disputed(dataset))
    if not count:
        st.info(
            "No two statements on a record in view exclude one another.",
            title="No disagreement in view",
        )
        return
    if count > MOST_ROWS:
        st.caption(
            f"The first {MOST_ROWS:,} of {count:,} rows: narrow the filters to see others; downloads hold all of them."
        )
    rows = disagreements.conflicts(dataset, MOST_ROWS)
    table(rows, f"{count:,} fields on which sources disagree, with their values and sources")
    _files(
        "conflicts",
        "Where sources disagree",
        partial(disagreements.conflicts, dataset),
        count,
        (),
        disagreements.conflicts,
    )


def records_by_standing() -> None:
    """How many records of each table rest on how many."""
    rows = corroboration.counts(blocks.selection().dataset)
    _listed(
        "standing",
        "On how many origins records rest",
        rows,
        "Records of each table by the origins that they rest on",
        (),
        corroboration.counts,
    )


def known_gaps() -> None:
    """What is known to be missing, in words, a list a table, whatever the filters."""
    rows = coverage_view.known_gaps(blocks.selection().dataset)
    for title, gaps in rows.groupby("Table", sort=False):
        with st.expander(
            plain(f"{title}: {len(gaps):,} known {'gap' if len(gaps) == 1 else 'gaps'}")
        ):
            st.markdown(
                "\n".join(
                    f"- {plain(years)}: {plain(gap)}"
                    for years, gap in zip(gaps["Years"], gaps["Known gap"], strict=True)
                )
            )
    _files("known-gaps", "Known gaps", lambda: rows, len(rows), ("gaps",))


def sources() -> None:
    """Every source that the evidence base has, and how to cite the whole data set."""
    rows = register.sources(blocks.selection().dataset)
    unheard = int(rows["Records"].eq(0).sum())
    silent = f"; {unheard:,} of them speak of no record in view" if unheard else ""
    st.caption(f"{len(rows):,} sources{silent}.")
    _listed(
        "sources",
        "Sources",
        rows,
        f"{len(rows):,} sources by rank, with how many records rest on each",
        ("sources",),
        register.sources,
    )
    cite_data()


def _listed(
    name: str, title: str, rows: pd.DataFrame, alt: str, tables: tuple[str, ...], every: Frames
) -> None:
    """A table and its files; `tables` are those whose declaration explains its columns, `every` makes it of a whole dataset."""
    table(rows, alt)
    _files(name, title, lambda: rows, len(rows), tables, every)


def _files(
    name: str,
    title: str,
    rows: Callable[[], pd.DataFrame],
    count: int,
    tables: tuple[str, ...],
    every: Frames | None = None,
) -> None:
    selection = blocks.selection()
    files_of(
        name,
        title,
        rows,
        count,
        f"{len(selection.dataset.sources):,} sources of the evidence base",
        selection,
        tables,
        every,
    )
