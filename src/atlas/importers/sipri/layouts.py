"""SIPRI's export files: which layout a file has, when it was made, and its lines in cells, mended where a field was broken in two."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

REGISTER, DELIVERIES, VOLUMES = "register", "deliveries", "volumes"
STARTS = {
    REGISTER: re.compile(r"Recipient,Supplier,Year of order, ?,Number ordered,", re.IGNORECASE),
    DELIVERIES: re.compile(r"SIPRI AT Database ID,Supplier,Recipient,", re.IGNORECASE),
    VOLUMES: re.compile(r"(Recipient|Supplier),(19|20)\d\d(,|$)", re.IGNORECASE),
}
WIDTHS = {REGISTER: 16, DELIVERIES: 17}
GENERATED = re.compile(r"Data generated: (\d{1,2} \w{3} \d{4})")
TITLE = re.compile(r"from (?P<supplier>.+?)\s+to (?P<recipient>.+?)\s*\. ")
NOT_SIPRI = "{} is no export of the SIPRI Arms Transfers Database that can be read: no line begins as its trade registers and TIV tables do"


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
    """A file as read: its layout, header, title and day, its rows, and those that have not the cells of the header."""

    layout: str
    header: tuple[str, ...]
    title: str
    generated: date | None
    lines: tuple[Line, ...]
    broken: tuple[Unread, ...] = field(default=())

    @property
    def pair(self) -> tuple[str, str]:
        """Supplier and recipient that the title names, `All countries` where it names none."""
        found = TITLE.search(self.title)
        return (
            (found["supplier"].strip(), found["recipient"].strip())
            if found
            else ("All countries", "All countries")
        )


def read(path: Path) -> Export:
    """Read a file; ImportProblemError where it cannot be opened or is no export of SIPRI."""
    try:
        texts = _decoded(path.read_bytes()).replace("\r\n", "\n").replace("\r", " ").split("\n")
    except OSError as error:
        raise ImportProblemError(f"{path} cannot be read: {error.strerror}") from None
    for start, text in enumerate(texts):
        for layout, pattern in STARTS.items():
            if pattern.match(text.lstrip()):
                return _export(layout, texts, start)
    raise ImportProblemError(NOT_SIPRI.format(path))


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _export(layout: str, texts: list[str], start: int) -> Export:
    preamble = "\n".join(texts[:start])
    header = _cells(texts[start].rstrip(",; \t"))
    rows = [*_rows(texts, start + 1, WIDTHS.get(layout) or len(header))]
    broken = tuple(row for row in rows if isinstance(row, Unread))
    title = _cells(texts[0])[0] if start else ""
    return Export(
        layout,
        header,
        title,
        _day(preamble),
        tuple(row for row in rows if isinstance(row, Line)),
        broken,
    )


def _day(preamble: str) -> date | None:
    made = GENERATED.search(preamble)
    try:
        return datetime.strptime(made[1], "%d %b %Y").date() if made else None
    except ValueError:
        return None


def _rows(texts: list[str], start: int, width: int) -> Iterator[Line | Unread]:
    """Rows of `width` cells; a row that a stray line break cut is put together again, one that stays wrong is unread."""
    at = start
    while at < len(texts):
        first, text, at = at, texts[at], at + 1
        if not text.strip(" ;,"):
            continue
        end, mended = _mended(texts, first, width)
        if mended is not None:
            at = end
            yield Line(first + 1, mended)
        else:
            cells = _cells(text)
            yield Unread(
                Line(first + 1, cells),
                f"it has {len(cells)} {'cell' if len(cells) == 1 else 'cells'} instead of {width}",
            )


def _mended(texts: list[str], first: int, width: int) -> tuple[int, tuple[str, ...] | None]:
    """The row that starts at `first` with as many lines as fill its cells, and where the next one starts; None where none do."""
    text = texts[first]
    cells = _cells(text)
    at = first + 1
    while len(cells) < width and at < len(texts) and len(_cells(texts[at])) < width:
        text = f"{text} {texts[at]}"
        cells = _cells(text)
        at += 1
    return at, cells[:width] if len(cells) >= width and not any(cells[width:]) else None


def _cells(text: str) -> tuple[str, ...]:
    """The cells of a line: SIPRI quotes nothing, but a spreadsheet does, and ends lines with separators of its own."""
    line = text.rstrip("; \t") if text.rstrip().endswith(";") else text
    parts: Iterable[str] = (
        next(csv.reader([line])) if '"' in line and line.count('"') % 2 == 0 else line.split(",")
    )
    return tuple(" ".join(part.split()) for part in parts)
