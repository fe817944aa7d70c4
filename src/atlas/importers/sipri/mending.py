"""Rows of deals put together again, where a line break inside a remark cut them in two.

A spreadsheet that saves such a file pads each piece to the full width, so that both look whole.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from atlas.importers.sipri.grid import Cells
from atlas.importers.sipri.layouts import (
    Layout,
    Line,
    RegisterRow,
    Unread,
    is_a_row,
    starts_a_row,
    width_of,
)
from atlas.values.words import counted

# No remark has more line breaks than this: what follows it is no part of it.
MOST_PIECES = 20
# A remark is the only field of a register long enough to be cut.
REMARK = RegisterRow._fields.index("comment")
TORN = "it is cut, and line {}, which stands where its rest should be, does not complete it"
REST = "it is no row of its own, and does not complete the one before"


class Mended(NamedTuple):
    """A row, and how many rows of the file it takes."""

    cells: tuple[str, ...]
    taken: int


def whole_rows(
    rows: Sequence[Cells], layout: Layout, header: tuple[str, ...]
) -> Iterator[Line | Unread]:
    """The rows of a file, each of the width of its layout; what stays otherwise is unread."""
    width = width_of(layout, header)
    rows = [row for row in rows if any(row.cells)]
    # Not a for loop: a mended row takes several rows of the file.
    at = 0
    while at < len(rows):
        row = rows[at]
        taken = 1
        mended = None
        if layout is not Layout.VOLUMES:
            mended = _mended(rows, at, layout)
        if mended is not None:
            taken = mended.taken
            yield Line(row.number, mended.cells)
        else:
            yield _alone(rows, at, layout, width)
        at += taken


def _alone(rows: Sequence[Cells], at: int, layout: Layout, width: int) -> Line | Unread:
    """A row that no other completes: as it stands where it has its width, else unread."""
    row = rows[at]
    line = Line(row.number, row.cells)
    cells = _stripped(row.cells)
    if len(cells) > width or len(row.cells) < width:
        return Unread(line, f"it has {counted(len(row.cells), 'cells')} instead of {width}")
    if layout is Layout.VOLUMES:
        return Line(row.number, row.cells[:width])
    if at and not starts_a_row(layout, row.cells) and _is_cut(rows[at - 1].cells, layout):
        return Unread(line, REST)
    following = rows[at + 1] if at + 1 < len(rows) else None
    if following and _is_cut(cells, layout) and not starts_a_row(layout, following.cells):
        return Unread(line, TORN.format(following.number))
    return Line(row.number, row.cells[:width])


def _is_cut(cells: tuple[str, ...], layout: Layout) -> bool:
    """Whether a row lacks the end that each row of its layout has."""
    cells = _stripped(cells)
    if layout is Layout.DELIVERIES:
        return len(cells) < width_of(layout, ())
    return len(cells) <= REMARK + 1


def _mended(rows: Sequence[Cells], at: int, layout: Layout) -> Mended | None:
    """The row at a place with the rows that complete it; None where none does."""
    start = _stripped(rows[at].cells)
    if not starts_a_row(layout, start) or not _is_cut(start, layout):
        return None
    width = width_of(layout, ())
    pieces = []
    for row in rows[at + 1 : at + 1 + MOST_PIECES]:
        if starts_a_row(layout, row.cells):
            break
        pieces.append(_stripped(row.cells))
    # As many pieces as fit: a remark may have several line breaks.
    for taken in range(len(pieces), 0, -1):
        for base in (start, _until_remark(start, layout)):
            cells = _joined(base, pieces[:taken])
            cells += ("",) * (width - len(cells))
            if is_a_row(layout, cells):
                return Mended(cells, taken + 1)
    return None


def _joined(start: tuple[str, ...], pieces: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """A row and its pieces: the last cell of one goes on in the first of the next."""
    cells = start
    for piece in pieces:
        first, *others = piece
        cells = (*cells[:-1], f"{cells[-1]} {first}".strip(), *others)
    return cells


def _until_remark(cells: tuple[str, ...], layout: Layout) -> tuple[str, ...]:
    """The row up to its remark, which is blank where it begins with a line break."""
    if layout is Layout.REGISTER:
        return (*cells, *("",) * (REMARK + 1 - len(cells)))
    return cells


def _stripped(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Cells without the blank ones at the end, one at least."""
    end = len(cells)
    while end > 1 and not cells[end - 1]:
        end -= 1
    return cells[:end]
