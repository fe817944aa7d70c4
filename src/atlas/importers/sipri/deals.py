"""Deals of SIPRI's register, from either layout: a row a deal, or a row a deal and delivery."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from atlas.importers.sipri.cells import (
    Number,
    UnreadableError,
    Years,
    count,
    marked,
    number,
    years,
)
from atlas.importers.sipri.layouts import (
    STATUSES,
    YEARS,
    DeliveryRow,
    Layout,
    Line,
    RegisterRow,
    Unread,
    is_register_id,
)
from atlas.importers.sipri.names import UNKNOWN_PARTY, Party, party

YEAR_OF_CELL = re.compile(r"\b\d{4}\b", re.ASCII)
NOTHING = Number(None, is_uncertain=False)


@dataclass(frozen=True, slots=True)
class Deal:
    """One transfer as SIPRI has it, and the first of the lines that it is made of.

    `ordered` is an EDTF date, `tiv` the volume delivered in millions. `uncertain` names the columns
    of a transfer that SIPRI marks as uncertain.
    """

    line: Line
    register_id: str
    supplier: Party
    recipient: Party
    designation: str
    description: str
    armament: str
    ordered: str
    delivered: Years
    quantity_ordered: Decimal | None
    quantity_delivered: Decimal | None
    tiv: Decimal | None
    status: str
    comment: str
    is_licensed: bool
    uncertain: tuple[str, ...]

    @property
    def identity(self) -> tuple[str, ...]:
        """What all lines of one deal have in common."""
        parties = self.supplier.name, self.recipient.name
        return *parties, self.designation, self.description, self.ordered.rstrip("?")


def deals(lines: Iterable[Line], layout: Layout) -> tuple[list[Deal], list[Unread]]:
    """The deals that the lines tell of, and the lines that cannot be read."""
    if layout is Layout.REGISTER:
        return _register(lines)
    return _joined(lines)


def parties(line: Line, layout: Layout) -> tuple[Party, Party]:
    """Supplier and recipient of a line; UnreadableError where a name is not known."""
    row = RegisterRow(*line.cells) if layout is Layout.REGISTER else DeliveryRow(*line.cells)
    return _party(row.supplier, "supplier"), _party(row.recipient, "recipient")


def parties_in_time(line: Line, layout: Layout, published: str) -> tuple[Party, Party]:
    """As `parties`; UnreadableError too where a year is later than the export, made on a day."""
    for at in YEARS[layout]:
        late = [year for year in YEAR_OF_CELL.findall(line.cells[at]) if year > published[:4]]
        if late:
            raise UnreadableError(f"{late[0]} is later than the export, made on {published}")
    return parties(line, layout)


def named(line: Line, layout: Layout) -> tuple[str, str]:
    """Designation and description of a line."""
    row = RegisterRow(*line.cells) if layout is Layout.REGISTER else DeliveryRow(*line.cells)
    return row.designation, row.description


def _party(name: str, side: str) -> Party:
    known = party(name)
    if known is None:
        raise UnreadableError(f"the {side} “{name}” {UNKNOWN_PARTY}")
    return known


def _register(lines: Iterable[Line]) -> tuple[list[Deal], list[Unread]]:
    readable, unread = [], []
    for line in lines:
        try:
            readable.append(_deal(line))
        except UnreadableError as error:
            unread.append(Unread(line, str(error)))
    return readable, unread


def _joined(lines: Iterable[Line]) -> tuple[list[Deal], list[Unread]]:
    """Lines of one deal, which has a number, put together.

    Years are listed, quantities and volumes added up.
    """
    deals_by_number: dict[str, Deal] = {}
    unread = []
    for line in lines:
        try:
            part = _delivery(line)
            first = deals_by_number.get(part.register_id)
            deals_by_number[part.register_id] = part if first is None else _together(first, part)
        except UnreadableError as error:
            unread.append(Unread(line, str(error)))
    return list(deals_by_number.values()), unread


def _together(first: Deal, part: Deal) -> Deal:
    """One deal of two parts; UnreadableError where they have only the number in common."""
    if first.identity != part.identity:
        place = f"line {first.line.number}"
        raise UnreadableError(f"deal {part.register_id} is another one in {place}")
    delivered = {*first.delivered.values, *part.delivered.values}
    is_uncertain = first.delivered.is_uncertain or part.delivered.is_uncertain
    return replace(
        first,
        delivered=Years(tuple(sorted(delivered)), is_uncertain),
        quantity_delivered=_sum(first.quantity_delivered, part.quantity_delivered),
        tiv=_sum(first.tiv, part.tiv),
        is_licensed=first.is_licensed or part.is_licensed,
        uncertain=tuple(dict.fromkeys((*first.uncertain, *part.uncertain))),
    )


def _sum(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    """The sum of the numbers that are given; None where none is."""
    if first is None:
        return second
    if second is None:
        return first
    return first + second


def _deal(line: Line) -> Deal:
    """A row of the trade register: one deal.

    Cells are read in their order, so that of several faults the first one is named.
    """
    row = RegisterRow(*line.cells)
    supplier, recipient = parties(line, Layout.REGISTER)
    ordered = years(row.ordered, "Year of order", row.ordered_mark)
    n_ordered = count(row.quantity_ordered, "Number ordered", row.quantity_ordered_mark)
    n_delivered = count(row.quantity_delivered, "Number delivered", row.quantity_delivered_mark)
    delivered = years(row.delivered, "Year(s) of delivery")
    tiv = number(row.tiv_delivered, "SIPRI TIV of delivered weapons")
    # A register writes 0 pieces and a volume of 0 where nothing has been delivered.
    if delivered.is_blank and not n_delivered.value and not tiv.value:
        n_delivered, tiv = NOTHING, NOTHING
    return Deal(
        line=line,
        register_id="",
        supplier=supplier,
        recipient=recipient,
        designation=_designation(row.designation),
        description=row.description,
        armament="",
        ordered=ordered.edtf,
        delivered=delivered,
        quantity_ordered=n_ordered.value,
        quantity_delivered=n_delivered.value,
        tiv=tiv.value,
        status=_status(row.status),
        comment=row.comment,
        is_licensed=False,
        uncertain=_uncertain(
            ordered=ordered,
            quantity_ordered=n_ordered,
            quantity_delivered=n_delivered,
            delivered=delivered,
            tiv_delivered=tiv,
        ),
    )


def _delivery(line: Line) -> Deal:
    """A row of the layout with a row for each year of delivery."""
    row = DeliveryRow(*line.cells)
    supplier, recipient = parties(line, Layout.DELIVERIES)
    if not is_register_id(row.register_id):
        raise UnreadableError(f"“SIPRI AT Database ID” is “{row.register_id}”, which is no number")
    ordered = years(row.ordered, "Order date", row.ordered_mark)
    n_delivered = count(row.quantity_delivered, "Numbers delivered", row.quantity_delivered_mark)
    delivered = years(row.delivered, "Delivery year", row.delivered_mark)
    tiv = number(row.tiv_delivered, "TIV delivery values")
    return Deal(
        line=line,
        register_id=row.register_id,
        supplier=supplier,
        recipient=recipient,
        designation=_designation(row.designation),
        description=row.description,
        armament=row.armament,
        ordered=ordered.edtf,
        delivered=delivered,
        quantity_ordered=None,
        quantity_delivered=n_delivered.value,
        tiv=tiv.value,
        status=_status(row.status),
        comment="",
        is_licensed=marked(row.licensed_mark, "Local production"),
        uncertain=_uncertain(
            ordered=ordered,
            quantity_delivered=n_delivered,
            delivered=delivered,
            tiv_delivered=tiv,
        ),
    )


def _designation(cell: str) -> str:
    if not cell:
        raise UnreadableError("it has no designation")
    return cell


def _status(cell: str) -> str:
    status = cell.casefold()
    if status not in STATUSES:
        forms = "New, Second hand or Second hand but modernized"
        raise UnreadableError(f"the status is “{cell}”, not {forms}")
    return status


def _uncertain(**cells: Number | Years) -> tuple[str, ...]:
    """The columns that are marked and not blank."""
    return tuple(name for name, cell in cells.items() if cell.is_uncertain and not cell.is_blank)
