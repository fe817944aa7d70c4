"""An export of SIPRI as read: its layout, when it was made and for which years, and its rows."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from atlas.importers.sipri.grid import Cells, Grid, ImportProblemError, grid
from atlas.importers.sipri.layouts import (
    Layout,
    Line,
    Unread,
    layout_of,
    misplaced,
    number_columns,
    width_of,
)
from atlas.importers.sipri.mending import whole_rows

GENERATED = re.compile(r"generated: *(\d{1,2} [a-z]{3})[a-z]* (\d{4})", re.IGNORECASE)
PAIR = re.compile(r"from (?P<supplier>.+?)\s+to (?P<recipient>.+?)\s*\. ")
RANGE = re.compile(r"year range '(?P<first>\d{4})' to '(?P<last>\d{4})'")
# Characters of a title: of names in it, each may be as long as the rest.
TITLE = 400
EVERY_YEAR = "'Not specified'"
ALL = "All countries"
# The tables of the old site that rank countries have the ranks before the names.
RANK = re.compile(r"rank\b.*", re.IGNORECASE)
DECIMAL_COMMA = re.compile(r"\d+,(\d{1,2}|\d{4,})|0,\d+", re.ASCII)
DOUBTFUL_COMMA = re.compile(r"[1-9]\d{0,2},\d{3}", re.ASCII)
NOT_SIPRI = (
    "{} is no export of the SIPRI Arms Transfers Database that can be read: "
    "no line begins as its trade registers and TIV tables do"
)
ANOTHER_ORDER = (
    "{} has its columns in another order than SIPRI ({}): put them back, or download it again"
)
FURTHER = "{} has columns that SIPRI does not have ({}): remove them, and import it again"


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
        match = PAIR.search(self.title[:TITLE])
        if match is None:
            return ALL, ALL
        return match["supplier"].strip(), match["recipient"].strip()

    def reaches(self, published: str) -> bool:
        """Whether its years go as far as SIPRI's data did on the day `published`.

        In every year SIPRI has the deliveries of the years before. A file that does not say its
        years may leave out later deliveries.
        """
        if EVERY_YEAR in self.title:
            return True
        match = RANGE.search(self.title)
        return match is not None and int(match["last"]) >= int(published[:4]) - 1


def read(path: Path) -> Export:
    """Read a file.

    ImportProblemError where it cannot be opened, is no export of SIPRI, or has other columns.
    """
    cells = grid(path, _is_header)
    if cells is None:
        raise ImportProblemError(NOT_SIPRI.format(path))
    header, rows = _without_ranks(cells)
    layout = layout_of(header)
    assert layout is not None, "the header was found by its layout"
    _refuse_changed(path, layout, header)
    listed = [*whole_rows(rows, layout, header)]
    broken = [row for row in listed if isinstance(row, Unread)]
    lines = [row for row in listed if isinstance(row, Line)]
    if cells.separator == ";":
        lines, doubtful = _with_points(lines, number_columns(layout, header))
        broken += doubtful
    first = cells.head[0].cells if cells.head else ("",)
    return Export(layout, header, first[0], _day(cells), tuple(lines), tuple(broken))


def _refuse_changed(path: Path, layout: Layout, header: tuple[str, ...]) -> None:
    """ImportProblemError where cells would be read as those of another column."""
    for fault, names in (
        (ANOTHER_ORDER, misplaced(layout, header)),
        (FURTHER, header[width_of(layout, header) :]),
    ):
        if names:
            raise ImportProblemError(fault.format(path, ", ".join(f"“{name}”" for name in names)))


def _is_header(cells: tuple[str, ...]) -> bool:
    return layout_of(cells[_ranks(cells) :]) is not None


def _ranks(cells: tuple[str, ...]) -> int:
    """How many columns of ranks stand before the names."""
    at = 0
    while at < len(cells) - 1 and RANK.fullmatch(cells[at]):
        at += 1
    return at


def _without_ranks(cells: Grid) -> tuple[tuple[str, ...], list[Cells]]:
    """The header without blank cells at its end, and the rows; both without ranks."""
    ranks = _ranks(cells.header.cells)
    header = cells.header.cells[ranks:]
    while not header[-1]:
        header = header[:-1]
    return header, [Cells(row.number, row.cells[ranks:] or ("",)) for row in cells.rows]


def _day(cells: Grid) -> date | None:
    preamble = "\n".join(" ".join(row.cells) for row in cells.head)
    match = GENERATED.search(preamble)
    if match is None:
        return None
    try:
        return datetime.strptime(f"{match[1]} {match[2]}", "%d %b %Y").date()
    except ValueError:
        return None


def _with_points(lines: list[Line], columns: tuple[int, ...]) -> tuple[list[Line], list[Unread]]:
    """Numbers with a decimal comma, as spreadsheets write them that separate by semicolons.

    Where no cell of the file tells what its commas are, rows with a comma that may part thousands
    are unread.
    """
    cells = [line.cells[at] for line in lines for at in columns]
    if any(map(DECIMAL_COMMA.fullmatch, cells)):
        return [_with_point(line, columns) for line in lines], []
    readable, doubtful = [], []
    for line in lines:
        unclear = [line.cells[at] for at in columns if DOUBTFUL_COMMA.fullmatch(line.cells[at])]
        if unclear:
            fault = f"the comma of “{unclear[0]}” may part thousands or decimals: write it without"
            doubtful.append(Unread(line, fault))
        else:
            readable.append(line)
    return readable, doubtful


def _with_point(line: Line, columns: tuple[int, ...]) -> Line:
    cells = list(line.cells)
    for at in columns:
        # A number that has a point already is left as it is, to be refused.
        if "." not in cells[at]:
            cells[at] = cells[at].replace(",", ".")
        elif cells[at]:
            cells[at] = f"{cells[at]} (with a point, in a file of decimal commas)"
    return Line(line.number, tuple(cells))
