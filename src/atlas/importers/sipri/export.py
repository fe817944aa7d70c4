"""An export of SIPRI as read: its layout, when it was made and for which years, and its rows."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from atlas.importers.sipri.grid import Cells, Grid, ImportProblemError, grid
from atlas.importers.sipri.layouts import (
    COUNTS,
    Layout,
    Line,
    Unread,
    layout_of,
    misplaced,
    number_columns,
    width_of,
    year_columns,
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
# Three digits after a sign that may part thousands or decimals, whether the number is sure or not.
THREE_DIGITS = re.compile(r"\(?[1-9]\d{0,2}(?P<sign>[.,])(?P<last>\d{3})\)?\??", re.ASCII)
NOT_SIPRI = (
    "{} is no export of the SIPRI Arms Transfers Database that can be read: "
    "no line begins as its trade registers and TIV tables do; download it again as CSV, or save it "
    "in UTF-8 with commas between its cells, and the header in English as SIPRI writes it"
)
ANOTHER_ORDER = (
    "{} has its columns in another order than SIPRI ({}): put them back, or download it again"
)
ABSENT = (
    "{} has no column of a year between others ({}): put it back or its heading, or download the "
    "table again"
)
TWICE = "{} has more than one column of a year ({}): remove one of them, and import it again"
JOINED = (
    "{} has a second table, whose header is in line {}: import each by itself, from its own file"
)
FURTHER = "{} has columns that SIPRI does not have ({}): remove them, and import it again"


@dataclass(frozen=True)
class Export:
    """A file as read: its layout, header, title and day, its rows, and those of another width.

    `is_guessed` is as in the grid: its letters may be those of another code page.
    """

    layout: Layout
    header: tuple[str, ...]
    title: str
    generated: date | None
    lines: tuple[Line, ...]
    broken: tuple[Unread, ...] = field(default=())
    is_guessed: bool = False

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
    rows = _of_one_table(path, layout, header, rows)
    listed = [*whole_rows(rows, layout, header)]
    broken = [row for row in listed if isinstance(row, Unread)]
    lines = [row for row in listed if isinstance(row, Line)]
    lines, doubtful = _with_points(lines, layout, header, cells.separator)
    broken += doubtful
    first = cells.head[0].cells if cells.head else ("",)
    day = _day(cells)
    is_guessed = cells.is_guessed
    return Export(layout, header, first[0], day, tuple(lines), tuple(broken), is_guessed)


def _refuse_changed(path: Path, layout: Layout, header: tuple[str, ...]) -> None:
    """ImportProblemError where cells would be read as those of another column."""
    years = [header[at] for at in year_columns(header)]
    absent = _absent_years(years)
    for fault, names in (
        (ABSENT, absent),
        (ANOTHER_ORDER, misplaced(layout, header)),
        (TWICE, sorted({year for year in years if years.count(year) > 1})),
        (FURTHER, header[width_of(layout, header) :]),
    ):
        if names:
            raise ImportProblemError(fault.format(path, ", ".join(f"“{name}”" for name in names)))


def _absent_years(years: list[str]) -> list[str]:
    """The years between the first and the last that no column is headed by."""
    known = {int(year) for year in years}
    if not known:
        return []
    return [str(year) for year in range(min(known), max(known)) if year not in known]


def _of_one_table(
    path: Path, layout: Layout, header: tuple[str, ...], rows: list[Cells]
) -> list[Cells]:
    """The rows without headers that come again, as in parts of one register put together.

    ImportProblemError where another table follows: its cells belong to other columns, or its
    volumes to another party.
    """
    kept = []
    for row in rows:
        if layout_of(row.cells) is None:
            kept.append(row)
        elif layout is Layout.VOLUMES or row.cells[: len(header)] != header:
            raise ImportProblemError(JOINED.format(path, row.number))
    return kept


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


def _with_points(
    lines: list[Line], layout: Layout, header: tuple[str, ...], separator: str
) -> tuple[list[Line], list[Unread]]:
    """Numbers with a decimal comma, as spreadsheets write them that separate by semicolons.

    Where no cell of the file tells what its commas are, rows with a comma that may part thousands
    are unread; so are rows with such a point, where a cell shows that points part thousands.
    """
    columns = number_columns(layout, header)
    commas = separator == ";"
    if commas and any(DECIMAL_COMMA.fullmatch(line.cells[at]) for line in lines for at in columns):
        return [_with_point(line, columns) for line in lines], []
    signs = ("," if commas else "") + ("." if _parts_thousands(lines, layout, columns) else "")
    readable, doubtful = [], []
    for line in lines:
        unclear = [line.cells[at] for at in columns if _is_unclear(line.cells[at], signs)]
        if unclear:
            sign = "comma" if "," in unclear[0] else "point"
            fault = f"the {sign} of “{unclear[0]}” may part thousands or decimals: write it without"
            doubtful.append(Unread(line, fault))
        else:
            readable.append(line)
    return readable, doubtful


def _is_unclear(cell: str, signs: str) -> bool:
    match = THREE_DIGITS.fullmatch(cell)
    return match is not None and match["sign"] in signs


def _parts_thousands(lines: list[Line], layout: Layout, columns: tuple[int, ...]) -> bool:
    """Whether a point parts thousands somewhere: in a count, or before zeros that mean nothing."""
    counts = COUNTS.get(layout, ())
    for line in lines:
        for at in columns:
            match = THREE_DIGITS.fullmatch(line.cells[at])
            if match and match["sign"] == "." and (at in counts or match["last"].endswith("0")):
                return True
    return False


def _with_point(line: Line, columns: tuple[int, ...]) -> Line:
    cells = list(line.cells)
    for at in columns:
        # A number that has a point already is left as it is, to be refused.
        if "." not in cells[at]:
            cells[at] = cells[at].replace(",", ".")
        elif cells[at]:
            cells[at] = f"{cells[at]} (with a point, in a file of decimal commas)"
    mended = tuple(cells)
    return Line(line.number, mended)
