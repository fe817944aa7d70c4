"""Tables of records: every name in them leads to the evidence on it.

What is not opened is not made.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from urllib.parse import quote, urlencode

import pandas as pd
import streamlit as st

from atlas.charts.chart_view import selected, span
from atlas.dataset.credit import credit_in
from atlas.dataset.dataset import Dataset
from atlas.dataset.names import ids_column, record_columns, without_ids
from atlas.ui import small_tables
from atlas.ui.base import base
from atlas.ui.state import current
from atlas.values import dates

MOST_ROWS, HEIGHT = 2_000, 600
ADDRESS = "/evidence?record="
# A name stands at the end of its address, where the table reads it from.
NAME = "#(.+)$"


@contextmanager
def opened(label: str, key: str) -> Iterator[bool]:
    """What a reader may open.

    What is in it is made and sent only while it is open, so that nobody waits for what is not read.
    """
    expander = st.expander(label, key=f"table-{key}", on_change="rerun")
    with expander:
        yield bool(expander.open)


def table(frame: pd.DataFrame, alt: str) -> None:
    """A frame of a view as a table; the names of records in it lead to the evidence on them.

    A table of few rows is an HTML table, which wraps and which every program reads; a larger one is
    drawn as far as it is scrolled to.
    """
    dataset = selected(current()).dataset
    frame = with_dates(frame, dataset)
    if len(frame) <= small_tables.MOST_ROWS:
        styled = small_tables.small(frame, dataset.labels, partial(_address, _own_filters()))
        st.table(styled, hide_index=True, alt=alt)
    else:
        _large(frame, dataset, alt)
    credited(credit_in(frame, dataset.sources))


def with_dates(frame: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """The frame with dates as people write them.

    Files keep the notation of the data, which programs read.
    """
    headings = {
        field.heading for table in dataset.schema.sheets for field in table.fields if field.edtf
    }
    dated = [name for name in frame if name in headings]
    written = {}
    for name in dated:
        texts = frame[name].dropna().unique()
        words = {text: _written(text) for text in texts}
        written[name] = frame[name].map(words)
    if {"Field", "Value"} <= {*frame}:
        is_date = frame["Field"].isin(headings)
        written["Value"] = frame["Value"].mask(is_date, frame["Value"].map(_written))
    return frame.assign(**written)


def _written(text: str) -> str:
    """A date in words; as it stands where a view has written it out already."""
    try:
        dates.parse(text)
    except ValueError:
        return text
    return dates.label(text)


def _large(frame: pd.DataFrame, dataset: Dataset, alt: str) -> None:
    if len(frame) > MOST_ROWS:
        st.caption(
            f"The first {MOST_ROWS:,} of {len(frame):,} rows: narrow the filters to see others; "
            "downloads hold all of them."
        )
        frame = frame.head(MOST_ROWS)
    shown, names = _linked(frame, dataset)
    headings = small_tables.HEADINGS
    columns = {name: st.column_config.Column(headings[name]) for name in shown if name in headings}
    for name in names:
        label = headings.get(name, name)
        columns[name] = st.column_config.LinkColumn(label, display_text=NAME)
    if "Id" in frame:
        columns["Id"] = st.column_config.LinkColumn(headings["Id"], display_text="Open entry")
    st.dataframe(
        shown, hide_index=True, alt=alt, placeholder="", column_config=columns, height=HEIGHT
    )


def credited(line: str) -> None:
    """A credit line; nothing where none is asked for."""
    if line:
        st.caption(line)


def _linked(frame: pd.DataFrame, dataset: Dataset) -> tuple[pd.DataFrame, list[str]]:
    """The frame with addresses in place of ids and of names of records, and the columns of names.

    A large table has one address a cell, so lists of names stay text.
    """
    names = [name for name in record_columns(frame) if _are_single(frame, name, dataset.labels)]
    filters = _own_filters()
    addresses = {name: _addresses(frame, name, filters) for name in names}
    if "Id" in frame:
        addresses["Id"] = frame["Id"].map(partial(_address, filters))
    return without_ids(frame.assign(**addresses)), names


def _are_single(frame: pd.DataFrame, name: str, labels: Mapping[str, str]) -> bool:
    """Whether a column has names, and each of them is that of one record."""
    ids = frame.loc[frame[name].notna(), ids_column(name)]
    return len(ids) > 0 and bool(ids.isin(labels.keys()).all())


def _addresses(frame: pd.DataFrame, name: str, filters: str) -> pd.Series:
    addresses = []
    for identifier, label in zip(frame[ids_column(name)], frame[name], strict=True):
        is_named = isinstance(label, str)
        addresses.append(f"{_address(filters, identifier)}#{quote(label)}" if is_named else None)
    return pd.Series(addresses, index=frame.index, dtype="str")


def _own_filters() -> str:
    """The reader's own filters as the rest of an address, so that a link to a record keeps them."""
    filters = current()
    query = filters.to_query(selected(filters).dataset.schema, span())
    chosen = [(key, value) for key, value in query if key in filters.active]
    return f"&{urlencode(chosen)}" if chosen else ""


def _address(filters: str, identifier: str) -> str:
    return f"{base()}{ADDRESS}{quote(identifier, safe='')}{filters}"


def leading(identifier: str) -> str:
    """The address of the evidence on a record, which keeps the reader's own filters."""
    return _address(_own_filters(), identifier)
