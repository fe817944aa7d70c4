"""A table as XLSX, JSON or Parquet; the workbook has a README sheet that says what it holds."""

import io
import json
from datetime import date

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from atlas.export.files import inert
from atlas.shown import Shown

LICENCE = "Our coding: CC BY 4.0; rows whose source names other terms keep those"
LONGEST = 32_000
EVERYWHERE = {
    "Record": "The name of the record.",
    "When": "Its date in words, or the year of the first source that mentions it.",
    "Sources": "Every source that speaks of it, with the paragraphs.",
    "Basis": "The strongest basis of its rows: stated, reported, inferred or projected.",
    "Said by": "Who speaks inside the sources.",
    "Id": "Its id in records.csv.",
    "Band": "The band of the flow chart that it belongs to.",
    "Drawn as": "What it weighs in the chart's unit.",
    "Lane": "The lane of the timeline that it stands in.",
    "Direction": "Who supplies whom.",
    "Year": "The year that is counted.",
}


def about(shown: Shown, on: date) -> dict[str, str]:
    """What a file says of itself: title, filters, count, sources, licence, data version, date."""
    return {
        "Title": shown.chart.title,
        "Filters": shown.sentence,
        "Records": shown.coverage.sentence(),
        "Rows": f"{len(shown.table):,}",
        "Sources": shown.sources or "none",
        "Licence": LICENCE,
        "Data version": shown.selection.dataset.version,
        "Made on": on.isoformat(),
    }


def to_xlsx(shown: Shown, on: date) -> bytes:
    """The rows beneath a chart as a workbook: a sheet of rows, text made inert, and a README sheet with columns, sources, licence and filters."""
    book = Workbook()
    rows = book.active
    assert rows is not None
    rows.title = "Rows"
    rows.append([_cell(str(name)) for name in shown.table.columns])
    for row in shown.table.itertuples(index=False, name=None):
        rows.append([_cell(value) for value in row])
    for cell in rows[1]:
        cell.font = Font(bold=True)
    rows.freeze_panes = "B2"
    readme = book.create_sheet("README")
    for line in [*about(shown, on).items(), ("", ""), ("Column", "What it holds"), *_columns(shown)]:
        readme.append([_cell(text) for text in line])
    for cell in readme["A"]:
        cell.font = Font(bold=True)
    readme.column_dimensions["A"].width, readme.column_dimensions["B"].width = 32, 110
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _columns(shown: Shown) -> list[tuple[str, str]]:
    """What each column holds, where the declaration of the data says so."""
    fields = EVERYWHERE | {
        field.heading: field.description for name in shown.chart.tables for field in shown.selection.dataset.schema.tables[name].fields
    }
    return [(str(name), fields.get(str(name), "")) for name in shown.table.columns]


def _cell(value: object) -> object:
    """A value as a workbook takes it: NA is empty, numbers stay numbers, text is inert and within the length of a cell."""
    if value is None or value is pd.NA or (isinstance(value, float) and pd.isna(value)):
        return None
    if isinstance(value, str):
        return inert(ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST])
    return value.item() if hasattr(value, "item") else value


def to_json(shown: Shown, on: date) -> bytes:
    """The rows as JSON, text as it is, with what the file says of itself under `about`."""
    rows = json.loads(shown.table.to_json(orient="records", force_ascii=False))
    return json.dumps({"about": about(shown, on), "rows": rows}, ensure_ascii=False, indent=1).encode()


def to_parquet(shown: Shown, on: date) -> bytes:
    """The rows as Parquet, text as it is, with what the file says of itself in the frame's attributes."""
    frame = shown.table.copy(deep=False)
    frame.attrs.update(about(shown, on))
    target = io.BytesIO()
    frame.to_parquet(target, index=False)
    return target.getvalue()
