"""SIPRI's export files: which layout a file has, when it was made, and its lines in cells.

A row is mended where a spreadsheet broke one of its fields in two.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from atlas.values.words import counted


class Layout(StrEnum):
    """The layouts of SIPRI's exports, each named after what a file of it holds."""

    REGISTER = "register"
    DELIVERIES = "deliveries"
    VOLUMES = "volumes"


class RegisterRow(NamedTuple):
    """The cells of a row of the trade register."""

    recipient: str
    supplier: str
    ordered: str
    ordered_mark: str
    quantity_ordered: str
    quantity_ordered_mark: str
    designation: str
    description: str
    quantity_delivered: str
    quantity_delivered_mark: str
    delivered: str
    status: str
    comment: str
    tiv_of_one: str
    tiv_ordered: str
    tiv_delivered: str


class DeliveryRow(NamedTuple):
    """The cells of a row of the layout with a row for each year of delivery."""

    register_id: str
    supplier: str
    recipient: str
    designation: str
    description: str
    armament: str
    ordered: str
    ordered_mark: str
    quantity_delivered: str
    quantity_delivered_mark: str
    delivered: str
    delivered_mark: str
    status: str
    estimate: str
    tiv_of_one: str
    tiv_delivered: str
    licensed_mark: str


# How the header of each layout begins.
STARTS = {
    Layout.REGISTER: re.compile(
        r"Recipient,Supplier,Year of order, ?,Number ordered,", re.IGNORECASE
    ),
    Layout.DELIVERIES: re.compile(r"SIPRI AT Database ID,Supplier,Recipient,", re.IGNORECASE),
    Layout.VOLUMES: re.compile(r"(Recipient|Supplier),(19|20)\d\d(,|$)", re.IGNORECASE),
}
# Cells of a row; a row of volumes has as many as its header.
WIDTHS = {
    Layout.REGISTER: len(RegisterRow._fields),
    Layout.DELIVERIES: len(DeliveryRow._fields),
}
GENERATED = re.compile(r"Data generated: (\d{1,2} \w{3} \d{4})")
TITLE = re.compile(r"from (?P<supplier>.+?)\s+to (?P<recipient>.+?)\s*\. ")
ALL = "All countries"
NOT_SIPRI = (
    "{} is no export of the SIPRI Arms Transfers Database that can be read: "
    "no line begins as its trade registers and TIV tables do"
)


class ImportProblemError(Exception):
    """The file cannot be imported at all; its text says why."""


@dataclass(frozen=True)
class Line:
    """One row of a file: the number of the line where it starts, and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Unread:
    """A row that was left out because it cannot be read, and why."""

    line: Line
    reason: str

    def __str__(self) -> str:
        return f"line {self.line.number}: {self.reason}"


@dataclass(frozen=True)
class Export:
    """A file as read: its layout, header, title and day, its rows, and those of another width."""

    layout: Layout
    header: tuple[str, ...]
    title: str
    generated: date | None
    lines: tuple[Line, ...]
    broken: tuple[Unread, ...] = field(default=())

    @property
    def pair(self) -> tuple[str, str]:
        """Supplier and recipient that the title names, `ALL` where it names none."""
        match = TITLE.search(self.title)
        if match is None:
            return ALL, ALL
        return match["supplier"].strip(), match["recipient"].strip()


def read(path: Path) -> Export:
    """Read a file; ImportProblemError where it cannot be opened or is no export of SIPRI."""
    try:
        text = _decoded(path.read_bytes())
    except OSError as error:
        raise ImportProblemError(f"{path} cannot be read: {error.strerror}") from None
    # A lone carriage return stands inside a field, not at the end of a line.
    texts = text.replace("\r\n", "\n").replace("\r", " ").split("\n")
    for start, text in enumerate(texts):
        for layout, pattern in STARTS.items():
            if pattern.match(text.lstrip()):
                return _export(layout, texts, start)
    raise ImportProblemError(NOT_SIPRI.format(path))


def _decoded(data: bytes) -> str:
    # What is not UTF-8 was saved by a spreadsheet in a code page of Windows.
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _export(layout: Layout, texts: list[str], start: int) -> Export:
    preamble = "\n".join(texts[:start])
    header = _cells(texts[start].rstrip(",; \t"))
    rows = [*_rows(texts, start + 1, WIDTHS.get(layout) or len(header))]
    lines = tuple(row for row in rows if isinstance(row, Line))
    broken = tuple(row for row in rows if isinstance(row, Unread))
    title = _cells(texts[0])[0] if start else ""
    return Export(layout, header, title, _day(preamble), lines, broken)


def _day(preamble: str) -> date | None:
    match = GENERATED.search(preamble)
    if match is None:
        return None
    try:
        return datetime.strptime(match[1], "%d %b %Y").date()
    except ValueError:
        return None


def _rows(texts: list[str], start: int, width: int) -> Iterator[Line | Unread]:
    """Rows of `width` cells.

    A row that a stray line break cut is put together again; one that stays wrong is unread.
    """
    # Not a for loop: a mended row takes several lines.
    at = start
    while at < len(texts):
        first = at
        at += 1
        if not texts[first].strip(" ;,"):
            continue
        end, mended = _mended(texts, first, width)
        if mended is not None:
            at = end
            yield Line(first + 1, mended)
        else:
            cells = _cells(texts[first])
            reason = f"it has {counted(len(cells), 'cells')} instead of {width}"
            yield Unread(Line(first + 1, cells), reason)


def _mended(texts: list[str], first: int, width: int) -> tuple[int, tuple[str, ...] | None]:
    """Where the next row starts, and the row at `first` with as many lines as fill its cells.

    None for the row where no number of lines does.
    """
    text = texts[first]
    cells = _cells(text)
    at = first + 1
    # A line that is wide enough by itself is a row of its own, never the rest of a broken one.
    while len(cells) < width and at < len(texts) and len(_cells(texts[at])) < width:
        text = f"{text} {texts[at]}"
        cells = _cells(text)
        at += 1
    if len(cells) < width or any(cells[width:]):
        return at, None
    return at, cells[:width]


def _cells(text: str) -> tuple[str, ...]:
    """The cells of a line, as SIPRI or a spreadsheet wrote it."""
    # SIPRI quotes nothing, but a spreadsheet does, and ends lines with separators of its own.
    line = text
    if text.rstrip().endswith(";"):
        line = text.rstrip("; \t")
    parts = line.split(",")
    if '"' in line and line.count('"') % 2 == 0:
        parts = next(csv.reader([line]))
    return tuple(" ".join(part.split()) for part in parts)
