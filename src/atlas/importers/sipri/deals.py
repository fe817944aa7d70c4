"""Deals of SIPRI's register, from either layout: a row a deal, or a row a deal and year of delivery."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from atlas.importers.sipri.cells import UnreadableError, Years, count, flag, number, years
from atlas.importers.sipri.layouts import REGISTER, Line, Unread
from atlas.importers.sipri.names import Party, party
from atlas.values import dates

STATUSES = {"", "new", "second hand", "second hand but modernized"}


@dataclass(frozen=True)
class Deal:
    """One transfer as SIPRI tells it, and the lines that tell it."""

    lines: tuple[Line, ...]
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
    licensed: bool
    uncertain: tuple[str, ...]

    @property
    def same(self) -> tuple[str, ...]:
        """What all lines of one deal have in common."""
        return (
            self.supplier.name,
            self.recipient.name,
            self.designation,
            self.description,
            self.ordered.rstrip("?"),
        )


def deals(lines: Iterable[Line], layout: str) -> tuple[list[Deal], list[Unread]]:
    """The deals that the lines tell, and the lines that cannot be read."""
    return _register(lines) if layout == REGISTER else _joined(lines)


def parties(line: Line, layout: str) -> tuple[Party, Party]:
    """Supplier and recipient of a line; UnreadableError where a name is not known."""
    first, second = (0, 1) if layout == REGISTER else (2, 1)
    return _party(line.cells[second], "supplier"), _party(line.cells[first], "recipient")


def _party(name: str, side: str) -> Party:
    found = _known(name)
    if found is None:
        raise UnreadableError(
            f"the {side} “{name}” is no country that is known here, and has no star, as SIPRI gives those who are no state"
        )
    return found


_known = cache(party)


def _register(lines: Iterable[Line]) -> tuple[list[Deal], list[Unread]]:
    found, unread = [], []
    for line in lines:
        try:
            found.append(_deal(line))
        except UnreadableError as error:
            unread.append(Unread(line, str(error)))
    return found, unread


def _joined(lines: Iterable[Line]) -> tuple[list[Deal], list[Unread]]:
    """Lines of one deal, told by its number, put together: years listed, quantities and volumes added up."""
    found: dict[str, Deal] = {}
    unread = []
    for line in lines:
        try:
            part = _delivery(line)
            first = found.get(part.register_id)
            if first is not None and first.same != part.same:
                raise UnreadableError(
                    f"deal {part.register_id} is another one in line {first.lines[0].number}"
                )
            found[part.register_id] = part if first is None else _together(first, part)
        except UnreadableError as error:
            unread.append(Unread(line, str(error)))
    return list(found.values()), unread


def _together(first: Deal, part: Deal) -> Deal:
    delivered = Years(
        tuple(sorted({*first.delivered.values, *part.delivered.values})),
        first.delivered.soft or part.delivered.soft,
    )
    return replace(
        first,
        lines=(*first.lines, *part.lines),
        delivered=delivered,
        quantity_delivered=_added(first.quantity_delivered, part.quantity_delivered),
        tiv=_added(first.tiv, part.tiv),
        licensed=first.licensed or part.licensed,
        uncertain=tuple(dict.fromkeys((*first.uncertain, *part.uncertain))),
    )


def _added(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return other if one is None else one if other is None else one + other


def _deal(line: Line) -> Deal:
    """A row of the trade register: one deal."""
    cells = line.cells
    supplier, recipient = parties(line, REGISTER)
    ordered, delivered = years(cells[2], "Year of order"), years(cells[10], "Year(s) of delivery")
    asked, got = count(cells[4], "Number ordered"), count(cells[8], "Number delivered")
    tiv = number(cells[15], "SIPRI TIV of delivered weapons")
    soft = {
        "ordered": flag(cells[3], "Year of order") or ordered.soft,
        "quantity_ordered": flag(cells[5], "Number ordered") or asked.soft,
        "quantity_delivered": flag(cells[9], "Number delivered") or got.soft,
        "delivered": delivered.soft,
        "tiv_delivered": tiv.soft,
    }
    nothing = got.value is None and not delivered.values and not tiv.value
    return Deal(
        lines=(line,),
        register_id="",
        supplier=supplier,
        recipient=recipient,
        designation=_designation(cells[6]),
        description=cells[7],
        armament="",
        ordered=dates.from_years(ordered.values, soft["ordered"]),
        delivered=delivered,
        quantity_ordered=asked.value,
        quantity_delivered=got.value,
        tiv=None if nothing else tiv.value,
        status=_status(cells[11]),
        comment=cells[12],
        licensed=False,
        uncertain=_uncertain(
            soft, ordered.values, delivered.values, asked.value, got.value, tiv.value
        ),
    )


def _delivery(line: Line) -> Deal:
    """A row of the layout with a row for each year of delivery."""
    cells = line.cells
    supplier, recipient = parties(line, "")
    if not cells[0].isdecimal():
        raise UnreadableError(f"“SIPRI AT Database ID” is “{cells[0]}”, which is no number")
    ordered, delivered = years(cells[6], "Order date"), years(cells[10], "Delivery year")
    got, tiv = count(cells[8], "Numbers delivered"), number(cells[15], "TIV delivery values")
    soft = {
        "ordered": flag(cells[7], "Order date") or ordered.soft,
        "quantity_delivered": flag(cells[9], "Numbers delivered") or got.soft,
        "delivered": flag(cells[11], "Delivery year") or delivered.soft,
        "tiv_delivered": tiv.soft,
    }
    return Deal(
        lines=(line,),
        register_id=cells[0],
        supplier=supplier,
        recipient=recipient,
        designation=_designation(cells[3]),
        description=cells[4],
        armament=cells[5],
        ordered=dates.from_years(ordered.values, soft["ordered"]),
        delivered=Years(delivered.values, soft["delivered"]),
        quantity_ordered=None,
        quantity_delivered=got.value,
        tiv=tiv.value,
        status=_status(cells[12]),
        comment="",
        licensed=flag(cells[16], "Local production"),
        uncertain=_uncertain(soft, ordered.values, delivered.values, None, got.value, tiv.value),
    )


def _designation(cell: str) -> str:
    if not cell:
        raise UnreadableError("it has no designation")
    return cell


def _status(cell: str) -> str:
    if cell.casefold() not in STATUSES:
        raise UnreadableError(
            f"the status is “{cell}”, not New, Second hand or Second hand but modernized"
        )
    return cell.casefold()


def _uncertain(soft: dict[str, bool], *values: object) -> tuple[str, ...]:
    """The columns that are marked and have something in them."""
    filled = dict(
        zip(
            ("ordered", "delivered", "quantity_ordered", "quantity_delivered", "tiv_delivered"),
            values,
            strict=True,
        )
    )
    return tuple(name for name, marked in soft.items() if marked and filled[name] not in ((), None))
