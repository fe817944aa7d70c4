"""Deals as rows: transfers, the systems that are transferred, and those who are no country."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from atlas.importers.rows import Tables, slug
from atlas.importers.sipri.deals import Deal
from atlas.importers.sipri.kinds import kind_of, unit_of
from atlas.importers.sipri.names import UNKNOWN, Party


def write_deals(deals: Iterable[Deal], tables: Tables, known: Mapping[Deal, str]) -> None:
    """Add a transfer for each deal, and what it needs in the other tables; deals alike in name are told apart by their content.

    A deal that is `known` under an id is no new record, and what is transferred is said there.
    """
    for deal in sorted(deals, key=_order):
        locator = f"deal {deal.register_id}" if deal.register_id else f"line {deal.lines[0].number}"
        identifier = known.get(deal) or _transfer(deal, tables)
        system = "" if deal in known else _system(deal, locator, tables)
        tables.said(
            "transfers", identifier, locator, system=system, **_cells(deal, locator, tables)
        )


def _order(deal: Deal) -> tuple[object, ...]:
    sizes = (deal.quantity_ordered or 0, deal.quantity_delivered or 0, deal.tiv or 0)
    return _stem(deal), deal.delivered.values, sizes, deal.description, deal.status, deal.comment


def _stem(deal: Deal) -> str:
    if deal.register_id:
        return f"sipri-deal-{deal.register_id}"
    sides = [one.code.lower() or slug(one.name) for one in (deal.supplier, deal.recipient)]
    return "-".join(["sipri-deal", *sides, deal.ordered[:4] or "undated", slug(deal.designation)])


def _transfer(deal: Deal, tables: Tables) -> str:
    year = f", {deal.ordered[:4]}" if deal.ordered else ""
    return tables.record(
        "transfers",
        _stem(deal),
        f"{deal.designation}, {deal.supplier.label} to {deal.recipient.label}{year}",
    )


def _cells(deal: Deal, locator: str, tables: Tables) -> dict[str, str]:
    counted = deal.quantity_ordered is not None or deal.quantity_delivered is not None
    return {
        "name": deal.designation,
        "description": "; ".join(filter(None, (deal.description, deal.status))),
        "kind": "licensed production" if deal.licensed else "",
        "supplier": tables.country(deal.supplier),
        "recipient": tables.country(deal.recipient),
        "supplier_org": tables.organisation(deal.supplier, locator),
        "recipient_org": tables.organisation(deal.recipient, locator),
        "ordered": deal.ordered,
        "delivered": deal.delivered.edtf,
        "quantity_ordered": _text(deal.quantity_ordered),
        "quantity_delivered": _text(deal.quantity_delivered),
        "unit": unit_of(deal.description) if counted else "",
        "tiv_delivered": _text(deal.tiv),
        "status": _status(deal),
        "uncertain": ";".join(deal.uncertain),
        "register_id": deal.register_id,
        "note": _note(deal),
    }


def _system(deal: Deal, locator: str, tables: Tables) -> str:
    """The id of what is transferred, entered at its first mention: one system for each designation and description."""
    key = ("system", deal.designation, deal.description)
    if key not in tables.ids:
        label = (
            deal.designation
            if deal.description in {"", deal.designation}
            else f"{deal.designation} ({deal.description})"
        )
        category, domains = kind_of(deal.description, deal.armament)
        tables.ids[key] = tables.record("systems", f"sipri-system-{slug(label)}", label)
        tables.said(
            "systems",
            tables.ids[key],
            locator,
            name=deal.designation,
            category=category,
            domains=domains,
        )
    return tables.ids[key]


def _status(deal: Deal) -> str:
    """Delivered where as many were delivered as ordered, agreed where none were; blank where part of them was, or SIPRI names no number.

    An export tells of deliveries in its own years alone, so a part may be all that is left to tell.
    """
    if (
        deal.quantity_delivered
        and deal.quantity_ordered is not None
        and deal.quantity_delivered >= deal.quantity_ordered
    ):
        return "delivered"
    return "agreed" if deal.quantity_delivered is None and not deal.delivered.values else ""


def _note(deal: Deal) -> str:
    unknown = [
        f"SIPRI's name of the {side}: {one.name}."
        for side, one in _sides(deal)
        if one.code == UNKNOWN
    ]
    gaps = (
        [f"Years of delivery: {', '.join(map(str, deal.delivered.values))}."]
        if deal.delivered.broken
        else []
    )
    comment = [f"SIPRI's comment: {deal.comment}"] if deal.comment else []
    return " ".join([*unknown, *gaps, *comment])


def _sides(deal: Deal) -> tuple[tuple[str, Party], ...]:
    return ("supplier", deal.supplier), ("recipient", deal.recipient)


def _text(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"
