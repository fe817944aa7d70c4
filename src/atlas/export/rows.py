"""Rows to take away as CSV, JSON or Parquet, with what their file says of itself."""

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

import pandas as pd

from atlas.charts.chart_view import ChartView
from atlas.charts.sourced import stated
from atlas.dataset.dataset import Dataset
from atlas.dataset.names import without_ids
from atlas.export import columns as file_columns
from atlas.export.cells import comma_number, comma_text, steady, steady_date, steady_number
from atlas.export.meanings import meanings_of
from atlas.export.source_list import (
    NO_SOURCES,
    SOURCE,
    listed_sources,
    names_sources,
    source_list,
)
from atlas.settings import public_url

ROWS_A_PIECE = 2_000
LICENCE = "Our coding: CC BY 4.0; rows that may not be passed on keep their source's terms"


@dataclass(frozen=True)
class Rows:
    """A frame as a file holds it, and what the file says of itself.

    `about` are lines on the whole (title, filters, sources …), by name; `columns` are pairs of a
    column and what it holds, blank where nothing is declared. `sources` lists every source of the
    rows (see `source_list`), and `dates` are the columns of EDTF dates.
    """

    frame: pd.DataFrame
    about: dict[str, str]
    columns: list[tuple[str, str]]
    sources: pd.DataFrame = field(default_factory=NO_SOURCES.copy)
    dates: tuple[str, ...] = ()


def rows_of(shown: ChartView, on: date | None) -> Rows:
    """The rows beneath a chart; `on` is the day on which the file is made (None: not said)."""
    about = {
        "Title": shown.chart.title,
        "Filters": shown.sentence,
        "Entries": shown.coverage.sentence(),
        "Sources": "none",
        **stated(shown),
    }
    if shown.note:
        about["Note"] = shown.note
    if shown.credit:
        about["Credit"] = shown.credit
    return rows(
        shown.linked_table,
        about,
        shown.selection.dataset,
        tables=shown.chart.tables,
        on=on,
        columns=shown.columns,
        speaking=shown.speaking,
        path=shown.path,
    )


def rows(
    frame: pd.DataFrame,
    about: dict[str, str],
    dataset: Dataset,
    *,
    tables: Iterable[str],
    on: date | None,
    columns: Mapping[str, str] = MappingProxyType({}),
    speaking: pd.DataFrame | None = None,
    path: str = "",
) -> Rows:
    """A table of a page, with the ids behind its names, as a file holds it.

    To the lines about it are added its sources, its number of rows, licence, version and the day
    `on` which it is made (None: it is the same file on every day).
    `tables` are the names of those tables whose declaration explains the columns of the frame,
    `columns` explain further ones. `speaking` are the sources (rows of the register) of a table
    whose rows name none, `path` the address of the rows, without a host.
    """
    schema = dataset.schema
    sources = NO_SOURCES
    if names_sources(frame):
        sources = source_list(frame, dataset.sources, schema)
    elif speaking is not None:
        sources = listed_sources(speaking, schema)
    if len(sources):
        about = {**about, "Sources": ", ".join(sources[SOURCE])}
    about = {
        **about,
        "Rows": f"{len(frame):,}",
        "Licence": LICENCE,
        "Data version": dataset.edition,
    }
    if on:
        about["Made on"] = on.isoformat()
    home = public_url()
    if home:
        about["Address"] = home + path
    with_columns = file_columns.with_file_columns(frame, dataset)
    wider = without_ids(with_columns)
    meanings = meanings_of(schema, tables) | dict(columns) | file_columns.MEANINGS
    held = [(str(name), meanings.get(str(name), "")) for name in wider.columns]
    edtf = {column.heading for column in schema.content.values() if column.edtf}
    edtf.add(file_columns.DATE)
    dated = tuple(str(name) for name in wider.columns if name in edtf)
    return Rows(wider, about, held, sources, dated)


def to_csv(taken: Rows) -> bytes:
    """The frame as CSV in UTF-8 with a byte order mark, so that Excel reads it.

    No spreadsheet that writes 0.5 changes a cell of it by opening and saving it. So days have no
    columns of their own: they stand in the column of dates. It has rows and nothing else: a line or
    column of credit would be read as data. The credit stands beside the button that saves the file,
    and each row names its source.
    """
    return b"".join(csv_pieces(taken))


def to_csv_with_decimal_commas(taken: Rows) -> bytes:
    """The same rows for a spreadsheet that writes 0,5, and parts cells by semicolons.

    In one of Germany, Russia or Poland 0.5 is no number, and 12.5 may be a day of this year.
    """
    return b"".join(csv_pieces(taken, Style(";", comma_number, comma_text)))


class Style(NamedTuple):
    """What parts the cells of a CSV, and how its numbers and its texts are written."""

    separator: str
    number: Callable[[float], str]
    text: Callable[[object], object]


WITH_POINTS = Style(",", steady_number, steady)


def csv_pieces(taken: Rows, style: Style = WITH_POINTS) -> Iterator[bytes]:
    """The same file in pieces of `ROWS_A_PIECE` rows, the first with its header."""
    frame = taken.frame.drop(columns=list(file_columns.DAYS), errors="ignore")
    for start in range(0, max(len(frame), 1), ROWS_A_PIECE):
        part = frame.iloc[start : start + ROWS_A_PIECE]
        cells = {}
        for name in part.columns:
            cells[str(style.text(str(name)))] = _cells(part[name], name in taken.dates, style)
        rows_of_part = pd.DataFrame(cells, index=part.index)
        text = rows_of_part.to_csv(
            index=False, sep=style.separator, header=start == 0, lineterminator="\r\n"
        )
        yield text.encode("utf-8" if start else "utf-8-sig")


def _cells(values: pd.Series, are_dates: bool, style: Style) -> pd.Series:
    if pd.api.types.is_float_dtype(values):
        return values.map(style.number)
    return values.map(steady_date if are_dates else style.text)


def to_json(taken: Rows) -> bytes:
    """The rows as JSON, text as it is, with what the file says of itself under `about`.

    Under `sources` are the sources of the rows.
    """
    whole = {
        "about": taken.about,
        "sources": _plain(taken.sources),
        "rows": _plain(_with_days_as_text(taken.frame)),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _plain(frame: pd.DataFrame) -> object:
    # pandas writes missing values and numbers of its own types as JSON has them; json does not.
    return json.loads(frame.to_json(orient="records", force_ascii=False))


def _with_days_as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with days as ISO dates."""
    days = [name for name in file_columns.DAYS if name in frame]
    texts = {name: [day and day.isoformat() for day in frame[name]] for name in days}
    return frame.assign(**texts)


def to_parquet(taken: Rows) -> bytes:
    """The rows as Parquet, text as it is, with what the file says of itself as its attributes."""
    frame = taken.frame.copy(deep=False)
    frame.attrs.update(taken.about)
    target = io.BytesIO()
    frame.to_parquet(target, index=False)
    return target.getvalue()
