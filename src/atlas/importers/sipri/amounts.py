"""The numbers of SIPRI's lines: their sums, and what a line that is left out would have given."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from atlas.importers.sipri.cells import UnreadableError, number
from atlas.importers.sipri.export import Export
from atlas.importers.sipri.layouts import YEAR, Layout, Line, is_in_place, starts_a_row, width_of
from atlas.importers.totals import Totals

NOTHING = Decimal(0)
# Where a row of each layout has the quantities ordered and delivered, and the volume delivered.
COLUMNS: dict[Layout, dict[str, int]] = {
    Layout.REGISTER: {"ordered": 4, "delivered": 8, "TIV": 15},
    Layout.DELIVERIES: {"delivered": 8, "TIV": 15},
}
# The remark of a row stands before this column, and may have a comma that makes it too long.
LAST = 13


def of_lines(export: Export, lines: Iterable[Line]) -> Totals:
    """Sums over lines as they stand in the file; a cell that is no number counts as nothing."""
    sums = Totals()
    for line in lines:
        cells = _cells(export, line)
        ordered = _value(cells.pop("ordered", ""))
        delivered = _value(cells.pop("delivered", ""))
        # What is left are volumes: one of a deal, or one of each year.
        volumes = sum(map(_value, cells.values()), NOTHING)
        sums += Totals(1, ordered, delivered, volumes)
    return sums


def amounts(export: Export, line: Line) -> str:
    """The numbers of a line as they stand there: “ordered 24, TIV 1200”; blank where it has none.

    They are shown whether they can be read or not, so that no number is lost without a word.
    """
    cells = _cells(export, line)
    return ", ".join(f"{name} {cell}" for name, cell in cells.items() if cell)


def _cells(export: Export, line: Line) -> dict[str, str]:
    """The cells of a line that hold its numbers, by what they tell."""
    layout = export.layout
    cells = line.cells
    if layout is Layout.VOLUMES:
        # The header has a name for each cell that it is as long as.
        named = zip(export.header, cells, strict=False)
        return {name: cell for name, cell in named if YEAR.fullmatch(name)}
    if not starts_a_row(layout, cells) and not is_in_place(layout, cells):
        return {"TIV, by its place,": _last_number(cells)}
    if len(cells) == width_of(layout, export.header):
        return {name: cells[at] for name, at in COLUMNS[layout].items()}
    # Up to where it is too long or too short, a row has its cells in their columns.
    in_place = {
        name: cells[at] for name, at in COLUMNS[layout].items() if at < min(len(cells), LAST)
    }
    return {**in_place, "TIV, by its place,": _last_number(cells[LAST:])}


def _last_number(cells: tuple[str, ...]) -> str:
    """The last number: a row ends with its volume, and so does a piece of one."""
    numbers = [cell for cell in cells if _value(cell)]
    return numbers[-1] if numbers else ""


# The same few cells stand in thousands of lines, and each is added up several times.
@lru_cache(maxsize=100_000)
def _value(cell: str) -> Decimal:
    try:
        return number(cell, "").value or NOTHING
    except UnreadableError:
        return NOTHING
