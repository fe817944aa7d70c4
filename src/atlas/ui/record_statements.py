"""Every statement on a record: folded at the end of its page, and what takes it away."""

from functools import partial

import pandas as pd
import streamlit as st

from atlas.briefing.items import of_record
from atlas.dataset.dataset import Dataset
from atlas.dataset.names import ids_column, with_ids
from atlas.records.statements import statements_by_field
from atlas.ui import blocks
from atlas.ui.basket import add_button
from atlas.ui.cite import cite_record
from atlas.ui.evidence import PAGE_ROWS, paged
from atlas.ui.files import table_files
from atlas.ui.state import current
from atlas.ui.tables import opened, table
from atlas.values.words import counted

COLUMNS = ["Field", "Value", "Source", "Paragraph", "Shown", "Why", "Basis", "Said by"]


def folded_statements(data: Dataset, identifier: str) -> None:
    """Every statement on a record field by field; nothing where no chosen source has one."""
    rows = _written_statements(data, identifier)
    if rows.empty:
        return
    label = f"All {counted(len(rows), 'statements')} on it, field by field"
    with opened(label, f"statements-{identifier}") as is_open:
        if is_open:
            _statement_table(rows, identifier)


def place_of_head() -> str:
    """The key of the place of a record's head: one of which nothing is said has a button fewer."""
    identifier = st.session_state["record"]
    if not identifier or len(_statements(blocks.selection().dataset, identifier)):
        return "of-all-actions"
    return "of-fewer-actions"


def actions(identifier: str) -> None:
    """How to cite a record, to take away all that is said of it, and to put it into a briefing."""
    cite_record(identifier)
    _files(identifier)
    add_button(f"record-{identifier}", partial(of_record, identifier, current()))


def _files(identifier: str) -> None:
    selection = blocks.selection()
    data = selection.dataset
    rows = _statements(data, identifier)
    if rows.empty:
        return
    title = f"Statements on {data.label(identifier)}"
    speaking = ", ".join(rows["Source"].unique())
    table_files(f"record-{identifier}", title, rows, speaking, selection, blocks.ALL_TABLES)


def _statement_table(rows: pd.DataFrame, identifier: str) -> None:
    first = paged(len(rows), PAGE_ROWS, f"record-statements-page-{identifier}")
    part = rows.iloc[first : first + PAGE_ROWS]
    alt = f"{counted(len(part), 'statements')} of the sources on this entry, field by field"
    table(part, alt)


def _statements(data: Dataset, identifier: str) -> pd.DataFrame:
    """Every statement on a record field by field, each shown one with the reason why it shows."""
    parts = [own.statements.assign(Why=own.why) for own in statements_by_field(data, identifier)]
    if not parts:
        return pd.DataFrame()
    rows = pd.concat(parts, ignore_index=True)
    rows["Why"] = rows["Why"].where(rows["Shown"].eq("yes"), "")
    return rows[[*COLUMNS, ids_column("Source")]]


def _written_statements(data: Dataset, identifier: str) -> pd.DataFrame:
    """The same with values as people write them; those that name records have their ids behind."""
    rows = _statements(data, identifier)
    if rows.empty:
        return rows
    by_field = statements_by_field(data, identifier)
    words = pd.concat([own.words for own in by_field], ignore_index=True)
    named = pd.concat([own.named for own in by_field], ignore_index=True)
    return with_ids(rows.assign(Value=words), {"Value": named.mask(named.eq(""))})
