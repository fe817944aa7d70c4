"""Rows to take away as CSV, XLSX, JSON or Parquet, with what their file says of itself."""

import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from atlas.charts.chart_view import ChartView
from atlas.datapackage.schema import Schema
from atlas.settings import public_url

LICENCE = "Our coding: CC BY 4.0; rows whose source names other terms keep those"
# Excel takes 32,767 characters a cell, and refuses the whole file where there are more.
LONGEST = 32_000
# What makes a spreadsheet take a text for a formula.
STARTS = ("=", "+", "-", "@", "\t", "\r")
WIDTHS = {"A": 32, "B": 110}
# What the columns of our own tables mean; those of the coded tables are declared with the data.
EVERYWHERE = {
    "Record": "The name of the record.",
    "When": "Its date in words, or the year of the first source that mentions it.",
    "Sources": "Every source that speaks of it, with the paragraphs.",
    "Basis": "Stated, reported, inferred or projected; of a record, the strongest basis of its "
    "rows.",
    "Standing": "Whether it rests on two origins or more, on one alone, or on the state media of "
    "one country alone.",
    "Said by": "Who speaks inside the sources.",
    "Id": "Its id in records.csv.",
    "Table": "The coding sheet that the statement stands in.",
    "Field": "What the statement is about.",
    "Value": "What the source says; codes are spelled as their labels.",
    "Source": "The source that says it.",
    "Paragraph": "Where in the source.",
    "Shown": "Whether this value stands for the record.",
    "Why": "Why it does.",
    "How": "What ties the two records.",
    "Value shown": "The value that stands for the record.",
    "Lowest": "The lowest or earliest value that a source says.",
    "Highest": "The highest or latest value that a source says.",
    "Spread": "How far the two lie apart; blank for codes.",
    "Independent origins": "For each value, how many distinct origins say it; copies of one text "
    "or database count once.",
    "All": "All records in view.",
    "Records": "How many records in view the source speaks of.",
    "From": "The node that the tie runs from.",
    "Relation": "How the two are tied.",
    "To": "The node that the tie runs to.",
    "Tie": "The sort of tie.",
    "Projected": "Whether the source only expects or offers it.",
    "Hop": "Which step of the path it is, from 1.",
    "Type": "What the node is.",
    "Country": "The country of the node; of a system, that of the organisations that make or "
    "design it.",
    "Degree": "With how many other nodes it is tied.",
    "Ties": "In how many ties it stands.",
    "Betweenness": "The share, 0 to 1, of shortest paths between pairs of other nodes that run "
    "through it (Freeman 1977).",
    "Records alone": "How many of them no other source speaks of.",
}


@dataclass(frozen=True)
class Rows:
    """A frame as a reader sees it, and what its file says of itself.

    `about` are lines on the whole (title, filters, sources …), by name; `columns` are pairs of a
    column and what it holds, blank where nothing is declared.
    """

    frame: pd.DataFrame
    about: dict[str, str]
    columns: list[tuple[str, str]]


def rows_of(shown: ChartView, on: date) -> Rows:
    """The rows beneath a chart; `on` is the day on which the file is made."""
    about = {
        "Title": shown.chart.title,
        "Filters": shown.sentence,
        "Records": shown.coverage.sentence(),
        "Sources": shown.sources or "none",
    }
    if shown.note:
        about["Note"] = shown.note
    if shown.credit:
        about["Credit"] = shown.credit
    dataset = shown.selection.dataset
    return rows(
        shown.table,
        about,
        schema=dataset.schema,
        tables=shown.chart.tables,
        version=dataset.edition,
        on=on,
        columns=shown.columns,
        path=shown.path,
    )


def rows(
    frame: pd.DataFrame,
    about: dict[str, str],
    *,
    schema: Schema,
    tables: Iterable[str],
    version: str,
    on: date,
    columns: Mapping[str, str] = MappingProxyType({}),
    path: str = "",
) -> Rows:
    """A frame as a reader sees it, with lines about it; number, licence, version and day are added.

    `tables` are the names of those tables whose declaration explains the columns of the frame,
    `columns` explain further ones. `path` is the address of the rows, without a host.
    """
    about = {
        **about,
        "Rows": f"{len(frame):,}",
        "Licence": LICENCE,
        "Data version": version,
        "Made on": on.isoformat(),
    }
    home = public_url()
    if home:
        about["Address"] = home + path
    meanings = _meanings(schema, tables) | dict(columns)
    held = [(str(name), meanings.get(str(name), "")) for name in frame.columns]
    return Rows(frame, about, held)


def _meanings(schema: Schema, tables: Iterable[str]) -> dict[str, str]:
    """What a column holds, by its heading: ours, then terms of standing, then declared columns."""
    meanings = dict(EVERYWHERE)
    for term in schema.vocabularies["standing"]:
        meanings[term.label] = term.definition
    for name in tables:
        for field in schema.tables[name].fields:
            meanings[field.heading] = field.description
    return meanings


def inert(value: object) -> object:
    """The value; text that a spreadsheet would run as a formula gets an apostrophe in front."""
    if isinstance(value, str) and value.lstrip(" \ufeff").startswith(STARTS):
        return "'" + value
    return value


def to_csv(taken: Rows) -> bytes:
    """The frame as CSV in UTF-8 with a byte order mark, so that Excel reads it; text is made inert.

    It has rows and nothing else: a line or column of credit would be read as data. The credit
    stands beside the button that saves the file, and each row names its source.
    """
    safe = taken.frame.rename(columns=inert).map(inert)
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def to_xlsx(taken: Rows) -> bytes:
    """A workbook with a sheet of rows, text made inert, and a sheet that says what it is."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    _fill_rows(sheet, taken.frame)
    _fill_readme(book.create_sheet("README"), taken)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _fill_rows(sheet: Worksheet, frame: pd.DataFrame) -> None:
    sheet.title = "Rows"
    sheet.append([_cell(str(name)) for name in frame.columns])
    for row in frame.itertuples(index=False, name=None):
        sheet.append([_cell(value) for value in row])
    _embolden(sheet[1])
    sheet.freeze_panes = "B2"


def _fill_readme(sheet: Worksheet, taken: Rows) -> None:
    lines = [*taken.about.items(), ("", ""), ("Column", "What it holds"), *taken.columns]
    for line in lines:
        sheet.append([_cell(text) for text in line])
    _embolden(sheet["A"])
    for column, width in WIDTHS.items():
        sheet.column_dimensions[column].width = width


def _embolden(cells: Iterable[Any]) -> None:
    for cell in cells:
        cell.font = Font(bold=True)


def _cell(value: object) -> object:
    """A value as a workbook takes it: NA is empty, text is inert and not too long for a cell."""
    if value is None or value is pd.NA or (isinstance(value, float) and pd.isna(value)):
        return None
    if isinstance(value, str):
        return inert(ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST])
    if hasattr(value, "item"):
        return value.item()
    return value


def to_json(taken: Rows) -> bytes:
    """The rows as JSON, text as it is, with what the file says of itself under `about`."""
    # pandas writes missing values and numbers of its own types as JSON has them; json does not.
    plain = json.loads(taken.frame.to_json(orient="records", force_ascii=False))
    return json.dumps({"about": taken.about, "rows": plain}, ensure_ascii=False, indent=1).encode()


def to_parquet(taken: Rows) -> bytes:
    """The rows as Parquet, text as it is, with what the file says of itself as its attributes."""
    frame = taken.frame.copy(deep=False)
    frame.attrs.update(taken.about)
    target = io.BytesIO()
    frame.to_parquet(target, index=False)
    return target.getvalue()
