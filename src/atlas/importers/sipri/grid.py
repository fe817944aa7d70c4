"""A file as rows of cells: CSV, whose header tells the separator, or a workbook's one sheet."""

import csv
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

from atlas.datapackage.reading import content, decoded
from atlas.importers.sipri.unpacked import UnpackedError, unpacked
from atlas.values.characters import NO_TEXT

WORKBOOK, OLD_WORKBOOK, RICH_TEXT = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf"
SEPARATORS = (",", ";", "\t")
# The whole register of SIPRI has some thirty thousand lines of sixteen cells. Of each line more is
# kept than of a row of a table: what it was, and why it was left out.
MOST_CELLS, MOST_LINES_OF_FILE = 1_000_000, 200_000
# Characters of a line: a remark has some hundred.
LONGEST_LINE = 1_000_000
CROWDED = (
    f"has more than {MOST_CELLS:,} cells or {MOST_LINES_OF_FILE:,} lines, the most that is read: "
    "export fewer years at a time"
)
# What the library raises for files that only begin as a workbook does.
NO_WORKBOOK = (
    *(BadZipFile, zlib.error, EOFError, OSError, SyntaxError, RecursionError, OverflowError),
    *(KeyError, IndexError, ValueError, TypeError, AttributeError, NotImplementedError),
    RuntimeError,
)
# A cell that a spreadsheet quoted, because a line break stands in it, ends within so many lines.
MOST_LINES = 50


class ImportProblemError(Exception):
    """The file cannot be imported at all; its text says why."""


class Cells(NamedTuple):
    """A row: the number of the line where it starts, and its cells."""

    number: int
    cells: tuple[str, ...]


class Grid(NamedTuple):
    """The rows before the header, the header, the rows after it, and what separates cells.

    `is_guessed`: the text is in no form of Unicode, so the code page of its letters is a guess.
    """

    head: tuple[Cells, ...]
    header: Cells
    rows: tuple[Cells, ...]
    separator: str
    is_guessed: bool = False


def grid(path: Path, is_header: Callable[[tuple[str, ...]], bool]) -> Grid | None:
    """The rows of a file, None where none of them is a header.

    ImportProblemError where the file cannot be opened, or is of a kind that is not read.
    """
    try:
        data = content(path)
    except OSError as error:
        raise ImportProblemError(f"{path} cannot be read: {error.strerror}") from None
    if data.startswith(RICH_TEXT):
        fault = "is a register in rich text: download the trade register as CSV instead"
        raise ImportProblemError(f"{path} {fault}")
    if data.startswith(OLD_WORKBOOK):
        fault = "is a workbook in an old format: save it as XLSX or CSV"
        raise ImportProblemError(f"{path} {fault}")
    if data.startswith(WORKBOOK):
        return _of_workbook(path, data, is_header)
    text, is_guessed = decoded(data)
    n_lines = max(map(text.count, "\n\r"))
    if n_lines > MOST_LINES_OF_FILE or n_lines + sum(map(text.count, SEPARATORS)) > MOST_CELLS:
        raise ImportProblemError(f"{path} {CROWDED}")
    grid = _of_text(path, text, is_header)
    return grid and grid._replace(is_guessed=is_guessed)


def _of_workbook(
    path: Path, data: bytes, is_header: Callable[[tuple[str, ...]], bool]
) -> Grid | None:
    # Only a workbook needs the library, which takes a while to import.
    from openpyxl import load_workbook

    try:
        parts = unpacked(data, MOST_CELLS, CROWDED)
        sheets = load_workbook(parts, read_only=True, data_only=True).worksheets
        for sheet in sheets:
            # A sheet may call itself larger than it is: rows would be filled up with blank cells.
            sheet.reset_dimensions()
        tables = _tables(path, sheets)
    except UnpackedError as error:
        raise ImportProblemError(f"{path} {error}") from None
    except NO_WORKBOOK:
        fault = "is no workbook that can be read: save it as CSV"
        raise ImportProblemError(f"{path} {fault}") from None
    grids = [grid for table in tables if (grid := _of_sheet(table, is_header))]
    if len(grids) > 1:
        fault = f"has {len(grids)} sheets with a table: import each from a file of its own"
        raise ImportProblemError(f"{path} {fault}")
    return grids[0] if grids else None


def _of_sheet(
    table: list[tuple[Any, ...]], is_header: Callable[[tuple[str, ...]], bool]
) -> Grid | None:
    """The rows of a sheet; None where none of them is a header."""
    rows = [Cells(number, _texts(row)) for number, row in enumerate(table, 1)]
    for at, row in enumerate(rows):
        if is_header(row.cells):
            above = tuple(rows[:at])
            beneath = _padded(rows[at + 1 :], row)
            return Grid(above, row, beneath, "")
    return None


def _tables(path: Path, sheets: list[Any]) -> list[list[tuple[Any, ...]]]:
    """The rows of each sheet; one that names a far row or column has all that are before it."""
    tables = []
    n_cells = n_lines = 0
    for sheet in sheets:
        rows = []
        for row in sheet.iter_rows(values_only=True):
            n_cells += len(row)
            n_lines += 1
            if n_cells > MOST_CELLS or n_lines > MOST_LINES_OF_FILE:
                raise ImportProblemError(f"{path} {CROWDED}")
            rows.append(row)
        tables.append(rows)
    return tables


def _padded(rows: list[Cells], header: Cells) -> tuple[Cells, ...]:
    """Rows as wide as the header: a workbook keeps no blank cells at the end of a row."""
    width = len(header.cells)
    return tuple(Cells(row.number, row.cells + ("",) * (width - len(row.cells))) for row in rows)


def _texts(row: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(_text(cell) for cell in row) or ("",)


def _text(cell: object) -> str:
    """A cell of a workbook as SIPRI writes it: 72, not 72.0."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _in_a_line(str(cell))


def _in_a_line(text: str) -> str:
    """Text without line breaks and signs of control, which a text from elsewhere may have."""
    return " ".join(NO_TEXT.sub(" ", text).split())


def _of_text(path: Path, text: str, is_header: Callable[[tuple[str, ...]], bool]) -> Grid | None:
    # A lone carriage return stands inside a field, but for files in which no line ends otherwise.
    lone = " " if "\n" in text else "\n"
    texts = text.replace("\r\n", "\n").replace("\r", lone).split("\n")
    longest = max(map(len, texts))
    if longest > LONGEST_LINE:
        fault = f"has a line of {longest:,} characters, and at most {LONGEST_LINE:,} are read"
        raise ImportProblemError(f"{path} {fault}")
    for start, line in enumerate(texts):
        for separator in SEPARATORS:
            if not is_header(split(line, separator)):
                continue
            # A spreadsheet that ended the header with separators of its own did so in every line.
            trailer = ";" if separator == "," and line.rstrip().endswith(";") else ""
            head = [Cells(at, split(above, separator)) for at, above in enumerate(texts[:start], 1)]
            header = Cells(start + 1, split(line.rstrip(f"{trailer} "), separator))
            width = len(header.cells)
            rows = tuple(_rows(texts, start + 1, separator, trailer, width))
            return Grid(tuple(head), header, rows, separator)
    return None


def _rows(
    texts: list[str], start: int, separator: str, trailer: str, width: int
) -> Iterator[Cells]:
    """Rows, each of the lines that a quoted cell takes together."""
    # Not a for loop: a row with a quoted line break takes several lines.
    at = start
    while at < len(texts):
        first, line = at, texts[at]
        at += 1
        end = _closing(texts, first, separator, width)
        if end > first:
            line = " ".join(texts[first : end + 1])
            at = end + 1
        if trailer and line.rstrip().endswith(trailer):
            line = line.rstrip(f"{trailer} \t")
        yield Cells(first + 1, split(line, separator))


def _closing(texts: list[str], first: int, separator: str, width: int) -> int:
    """The line in which a quote that a cell of the first line opens is closed, else the first."""
    if not _is_odd(texts[first]) or not _opens(texts[first], separator):
        return first
    for at in range(first, min(first + MOST_LINES, len(texts))):
        # A line that is wide enough by itself is a row of its own: the quote is a stray one.
        if texts[at].count(separator) + 1 >= width:
            return first
        if at > first and _is_odd(texts[at]):
            return at
    return first


def _is_odd(line: str) -> bool:
    return line.count('"') % 2 == 1


def _opens(line: str, separator: str) -> bool:
    """Whether a cell of the line begins with a quote; one inside a cell is an inch."""
    return any(part.lstrip().startswith('"') for part in line.split(separator))


def split(line: str, separator: str) -> tuple[str, ...]:
    """The cells of a line, as SIPRI or a spreadsheet wrote it."""
    parts = line.split(separator)
    # SIPRI quotes nothing, but a spreadsheet does.
    if '"' in line and line.count('"') % 2 == 0:
        # A cell that is too long for the reader is none that a spreadsheet wrote.
        with suppress(csv.Error):
            parts = next(csv.reader([line], delimiter=separator))
    return tuple(map(_in_a_line, parts))
