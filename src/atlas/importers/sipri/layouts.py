"""The layouts of SIPRI's exports: how each is known by its header, and the cells of its rows."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


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


# How the header of each layout begins; the bulk file of the old site has words of its own.
STARTS = {
    ("recipient", "supplier", "year of order"): Layout.REGISTER,
    ("sipri at database id", "supplier", "recipient"): Layout.DELIVERIES,
    ("deal id", "seller", "buyer"): Layout.DELIVERIES,
}
# What stands over the names in a table of volumes: nothing in those of the old site.
RECIPIENTS, SUPPLIERS = {"recipient", "imports by"}, {"supplier", "exports by"}
CATEGORIES = {"weapon category", "armament category", "category"}
NAMES = {*RECIPIENTS, *SUPPLIERS, *CATEGORIES, ""}
# The columns of deals that have a name in each export, where SIPRI has them.
PLACES = {
    Layout.REGISTER: {
        "recipient": 0,
        "supplier": 1,
        "year of order": 2,
        "number ordered": 4,
        "weapon designation": 6,
        "weapon description": 7,
        "number delivered": 8,
        "deliveries in the year range": 8,
        "year(s) of delivery": 10,
        "status": 11,
        "comments": 12,
        "sipri tiv per unit": 13,
        "sipri tiv for total order": 14,
        "sipri tiv of delivered weapons": 15,
    },
    Layout.DELIVERIES: {
        "sipri at database id": 0,
        "deal id": 0,
        "supplier": 1,
        "seller": 1,
        "recipient": 2,
        "buyer": 2,
        "designation": 3,
        "description": 4,
        "armament category": 5,
        "order date": 6,
        "numbers delivered": 8,
        "delivery year": 10,
        "status": 12,
        "tiv deal unit": 14,
        "tiv delivery values": 15,
    },
}
# A row with so many of these names is a header, in whatever order they stand.
ENOUGH_NAMES = 7
WIDTHS = {
    Layout.REGISTER: len(RegisterRow._fields),
    Layout.DELIVERIES: len(DeliveryRow._fields),
}
# Where a row of each layout has numbers; a row of volumes has them in its years.
NUMBERS = {Layout.REGISTER: (4, 8, 13, 14, 15), Layout.DELIVERIES: (8, 14, 15)}
# Those of them that are counts, and the columns of years.
COUNTS = {Layout.REGISTER: (4, 8), Layout.DELIVERIES: (8,)}
YEARS = {Layout.REGISTER: (2, 10), Layout.DELIVERIES: (6, 10)}
STATUSES = {"", "new", "second hand", "second hand but modernized"}
YEAR = re.compile(r"(19|20)\d\d", re.ASCII)
REGISTER_ID = re.compile(r"\d{1,12}", re.ASCII)


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


def layout_of(header: tuple[str, ...]) -> Layout | None:
    """The layout that a row is the header of; None where it is no header."""
    words = tuple(cell.casefold() for cell in header[:3])
    if words in STARTS:
        return STARTS[words]
    if len(header) > 1 and words[0] in NAMES and YEAR.fullmatch(header[1]):
        return Layout.VOLUMES
    names = {cell.casefold() for cell in header}
    for layout, places in PLACES.items():
        if len(names.intersection(places)) >= ENOUGH_NAMES:
            return layout
    return None


def width_of(layout: Layout, header: tuple[str, ...]) -> int:
    """How many cells a row has; one of volumes has as many as its header."""
    return WIDTHS.get(layout) or len(header)


def misplaced(layout: Layout, header: tuple[str, ...]) -> list[str]:
    """The columns of a header that SIPRI has in another place, as they are named there."""
    places = PLACES.get(layout, {})
    return [name for at, name in enumerate(header) if places.get(name.casefold(), at) != at]


def year_columns(header: tuple[str, ...]) -> list[int]:
    """The columns of single years; those of spans of years repeat them."""
    return [at for at, name in enumerate(header) if YEAR.fullmatch(name)]


def number_columns(layout: Layout, header: tuple[str, ...]) -> tuple[int, ...]:
    """The columns of a layout that hold numbers."""
    return NUMBERS.get(layout) or tuple(year_columns(header))


def starts_a_row(layout: Layout, cells: tuple[str, ...]) -> bool:
    """Whether cells are those with which a row of deals begins, however it goes on."""
    if layout is Layout.DELIVERIES:
        return is_register_id(cells[0])
    if len(cells) < 3 or not cells[0] or not cells[1]:
        return False
    # What follows a remark is a number, where a row has its supplier.
    return not cells[1][0].isdecimal() and _is_year(cells[2])


def is_register_id(cell: str) -> bool:
    """Whether a cell can be SIPRI's number of a deal."""
    return REGISTER_ID.fullmatch(cell) is not None


def is_a_row(layout: Layout, cells: tuple[str, ...]) -> bool:
    """Whether cells have what a row of deals cannot do without, each in its own column."""
    return starts_a_row(layout, cells) and is_in_place(layout, cells)


def is_in_place(layout: Layout, cells: tuple[str, ...]) -> bool:
    """Whether as many cells as a row of deals has hold a status in its column."""
    if len(cells) != WIDTHS[layout]:
        return False
    status = cells[PLACES[layout]["status"]]
    return bool(status) and status.casefold() in STATUSES


def _is_year(cell: str) -> bool:
    return cell == "" or YEAR.search(cell) is not None
