"""Rows as a workbook: real dates and numbers, all sources, and what the file says of itself."""

import io
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from atlas.export.cells import inert
from atlas.export.rows import Rows
from atlas.export.steady_zip import SteadyZip
from atlas.values.characters import NO_TEXT

# Excel takes 32,767 characters a cell, and refuses the whole file where there are more.
LONGEST = 32_000
# The one line end of a cell, and what Excel takes for a sign by number: `_x0041_` would be an A.
LINE_ENDS, SPELLED_SIGN = re.compile(r"\r\n?"), re.compile(r"_(?=x[0-9A-Fa-f]{4}_)", re.ASCII)
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# A workbook counts days from 1900.
FIRST_YEAR = 1900
DATE_FORMAT, YEAR_FORMAT, COUNT_FORMAT = "yyyy-mm-dd", "0", "#,##0"
MOST_DECIMALS = 6
# In characters; a longer text is read in the line above the sheet.
NARROWEST, WIDEST = 9, 60
README_WIDTHS = {"A": 32, "B": 110}
# Dates of the register of sources.
SOURCE_DATES = ("Published", "Accessed")


# The library says nothing of the types of its writer.
class _InMemory(ExcelWriter):  # type: ignore[misc]
    """Writes a workbook without a file for each sheet: a full disk has no room for one."""

    def write_worksheet(self, sheet: Worksheet) -> None:
        """Put a sheet, which has no drawings, into the archive."""
        writer = WorksheetWriter(sheet, io.BytesIO())
        writer.write()
        sheet._rels = writer._rels
        self._archive.writestr(sheet.path.removeprefix("/"), writer.read())
        self.manifest.append(sheet)


def to_xlsx(taken: Rows) -> bytes:
    """A workbook with a sheet of rows, one of all their sources, and one that says what it is.

    Text is made inert. A date that is known to the day is a date, any other one EDTF text; days
    before 1900 stay text.
    """
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Rows"
    _fill(sheet, taken.frame, taken.dates)
    if len(taken.sources):
        sources = book.create_sheet("Sources")
        _fill(sources, taken.sources, SOURCE_DATES)
        readme = book.create_sheet("README")
        _fill_readme(readme, taken)
    target = io.BytesIO()
    _InMemory(book, SteadyZip(target)).save()
    return target.getvalue()


def _fill(sheet: Worksheet, frame: pd.DataFrame, dates: Iterable[str]) -> None:
    """A sheet of a frame that can be filtered, its header and first column always in view."""
    headings = [_cell(str(name)) for name in frame.columns]
    sheet.append(headings)
    columns = [_column(frame[name], name in dates) for name in frame.columns]
    for row in zip(*columns, strict=True):
        sheet.append(row)
    for place, (heading, cells) in enumerate(zip(headings, columns, strict=True), start=1):
        letter = get_column_letter(place)
        _format(sheet[letter][1:], _number_format(str(heading), cells))
        sheet.column_dimensions[letter].width = _width([heading, *cells])
    _embolden(sheet[1])
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions


def _column(values: pd.Series, are_dates: bool) -> list[object]:
    cells = [_cell(value) for value in values.tolist()]
    return [_day(cell) for cell in cells] if are_dates else cells


def _day(cell: object) -> object:
    """An EDTF date of one day as a date, every other cell as it is."""
    is_day = isinstance(cell, str) and DAY.fullmatch(cell) is not None
    if is_day and int(str(cell)[:4]) > FIRST_YEAR:
        return date.fromisoformat(str(cell))
    return cell


def _format(cells: Iterable[Any], number_format: str) -> None:
    for cell in cells:
        if cell.is_date:
            cell.number_format = DATE_FORMAT
        elif cell.data_type == "n":
            cell.number_format = number_format


def _number_format(heading: str, cells: list[object]) -> str:
    """How the numbers of a column are written: years without a comma, the rest with."""
    if heading.lower().endswith("year"):
        return YEAR_FORMAT
    decimals = max((_decimals(cell) for cell in cells), default=0)
    return f"{COUNT_FORMAT}.{'0' * decimals}" if decimals else COUNT_FORMAT


def _decimals(cell: object) -> int:
    if not isinstance(cell, float) or cell.is_integer():
        return 0
    return len(f"{cell:.{MOST_DECIMALS}f}".rstrip("0").partition(".")[2])


def _width(cells: Iterable[object]) -> int:
    """The width that shows the longest cell of a column, within bounds."""
    longest = max(len(str(cell)) for cell in cells if cell is not None)
    return min(max(longest + 2, NARROWEST), WIDEST)


def _fill_readme(sheet: Worksheet, taken: Rows) -> None:
    lines = [*taken.about.items(), ("", ""), ("Column", "What it holds"), *taken.columns]
    for line in lines:
        sheet.append([_cell(text) for text in line])
    _embolden(sheet["A"])
    for column, width in README_WIDTHS.items():
        sheet.column_dimensions[column].width = width
    for cell in sheet["B"]:
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _embolden(cells: Iterable[Any]) -> None:
    for cell in cells:
        cell.font = Font(bold=True)


def _cell(value: object) -> object:
    """A value as a workbook takes it: NA is empty, text is inert and not too long for a cell."""
    if value is None or value is pd.NA or (isinstance(value, float) and pd.isna(value)):
        return None
    if isinstance(value, str):
        readable = NO_TEXT.sub("", value)
        text = LINE_ENDS.sub("\n", readable)
        # A text of nothing but signs of control is an empty cell, not one of an empty text.
        return inert(SPELLED_SIGN.sub("_x005F_", text)[:LONGEST]) or None
    if hasattr(value, "item"):
        return value.item()
    return value
