"""Deals as rows: transfers, the systems that are transferred, and those who are no country."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import chain

from atlas.importers.rows import Tables, slug
from atlas.importers.sipri.deals import Deal
from atlas.importers.sipri.kinds import kind_of, unit_of
from atlas.importers.sipri.names import Party
from atlas.values.countries import UNKNOWN


def write_deals(
    deals: Iterable[Deal], tables: Tables, known: Mapping[Deal, str], is_up_to_date: bool
) -> None:
    """Add a transfer for each deal, and what it needs in the other tables.

    `known` has the ids of deals that are records already: such a deal is no new record, and its
    system stands there. `is_up_to_date`: the export leaves no later deliveries out.
    """
    for deal, identifier in known.items():
        # What tells another deal apart may be its number alone, which is not that of this record.
        tables.unused(identifier)
        tables.unused(_label(deal), "{} ({})")
    for deal in sorted(deals, key=_order):
        locator = f"deal {deal.register_id}" if deal.register_id else f"line {deal.line.number}"
        if deal in known:
            identifier, system = known[deal], ""
        else:
            identifier = _transfer(deal, tables)
            system = _system(deal, locator, tables)
        cells = _cells(deal, locator, tables)
        cells["status"] = _status(deal, is_up_to_date)
        tables.add_statement("transfers", identifier, locator, system=system, **cells)


def _order(deal: Deal) -> tuple[object, ...]:
    """Deals of one stem get numbers in this order, so their content decides, not their lines."""
    sizes = (deal.quantity_ordered or 0, deal.quantity_delivered or 0, deal.tiv or 0)
    return _stem(deal), deal.delivered.values, sizes, deal.description, deal.status, deal.comment


def _stem(deal: Deal) -> str:
    if deal.register_id:
        return f"sipri-deal-{deal.register_id}"
    sides = [side.code.lower() or slug(side.name) for side in (deal.supplier, deal.recipient)]
    year = deal.ordered[:4] or "undated"
    return "-".join(["sipri-deal", *sides, year, slug(deal.designation)])


def _transfer(deal: Deal, tables: Tables) -> str:
    """The id of a new transfer, entered in the register."""
    return tables.record("transfers", _stem(deal), _label(deal))


def _label(deal: Deal) -> str:
    label = f"{deal.designation}, {deal.supplier.label} to {deal.recipient.label}"
    if deal.ordered:
        label += f", {deal.ordered[:4]}"
    return label


def _cells(deal: Deal, locator: str, tables: Tables) -> dict[str, str]:
    """The cells of a transfer; its parties are entered where they are new."""
    supplier = deal.supplier
    recipient = deal.recipient
    is_counted = deal.quantity_ordered is not None or deal.quantity_delivered is not None
    return {
        "name": deal.designation,
        "description": "; ".join(filter(None, (deal.description, deal.status))),
        "kind": "licensed production" if deal.is_licensed else "",
        "supplier": tables.country(supplier.code, supplier.label),
        "recipient": tables.country(recipient.code, recipient.label),
        "supplier_org": _organisation(supplier, locator, tables),
        "recipient_org": _organisation(recipient, locator, tables),
        "ordered": deal.ordered,
        "delivered": deal.delivered.edtf,
        "quantity_ordered": _text(deal.quantity_ordered),
        "quantity_delivered": _text(deal.quantity_delivered),
        "unit": unit_of(deal.description) if is_counted else "",
        "tiv_delivered": _text(deal.tiv),
        "uncertain": ";".join(deal.uncertain),
        "register_id": deal.register_id,
        "note": _note(deal),
    }


def _organisation(party: Party, locator: str, tables: Tables) -> str:
    """The id of a party that is no country, with a row of its own at its first mention."""
    if party.code:
        return ""
    key = ("organisation", party.key)
    if key not in tables.ids:
        identifier = tables.record("organisations", f"sipri-party-{slug(party.name)}", party.label)
        tables.add_statement("organisations", identifier, locator, name=party.name)
        tables.ids[key] = identifier
    return tables.ids[key]


def reserve_systems(named: Iterable[tuple[str, str]], tables: Tables) -> None:
    """Give every designation and description its id, whichever deals are written.

    Rows of other deals of the same export, imported by themselves, have the same ids then. What
    differs in capitals alone is one system, spelled as where fewest letters are capitals.
    """
    spellings: dict[tuple[str, str], tuple[str, str]] = {}
    for own in sorted(named, key=_by_capitals):
        first = spellings.setdefault(_folded(*own), own)
        if first != own:
            tables.ids["designation", *own], tables.ids["description", *own] = first
    for designation, description in sorted(spellings.values()):
        label = _system_label(designation, description)
        identifier = tables.unused(f"sipri-system-{slug(label)}")
        tables.ids["system id", designation, description] = identifier


def _folded(designation: str, description: str) -> tuple[str, str]:
    return designation.casefold(), description.casefold()


def _by_capitals(named: tuple[str, str]) -> tuple[object, ...]:
    capitals = sum(sign.isupper() for sign in chain.from_iterable(named))
    return capitals, *named


def _system_label(designation: str, description: str) -> str:
    if description in {"", designation}:
        return designation
    return f"{designation} ({description})"


def _system(deal: Deal, locator: str, tables: Tables) -> str:
    """The id of what is transferred, entered at its first mention.

    Each designation and description is one system.
    """
    own = deal.designation, deal.description
    # Where its capitals are not those of the system.
    designation = tables.ids.get(("designation", *own), deal.designation)
    description = tables.ids.get(("description", *own), deal.description)
    key = ("system", designation, description)
    if key not in tables.ids:
        identifier = tables.ids["system id", designation, description]
        tables.register("systems", identifier, _system_label(designation, description))
        category, domains = kind_of(deal.description, deal.armament)
        cells = {"name": designation, "category": category, "domains": domains}
        tables.add_statement("systems", identifier, locator, **cells)
        tables.ids[key] = identifier
    return tables.ids[key]


def _status(deal: Deal, is_up_to_date: bool) -> str:
    """Delivered where as many were delivered as ordered, agreed where none were, else blank.

    An export holds the deliveries of its own years alone, so neither a part nor nothing need be all
    there was.
    """
    delivered = deal.quantity_delivered
    ordered = deal.quantity_ordered
    if delivered and ordered is not None and delivered >= ordered:
        return "delivered"
    if is_up_to_date and delivered is None and deal.delivered.is_blank:
        return "agreed"
    return ""


def _note(deal: Deal) -> str:
    sentences = []
    for side, party in (("supplier", deal.supplier), ("recipient", deal.recipient)):
        if party.code == UNKNOWN:
            sentences.append(f"SIPRI's name of the {side}: {party.name}.")
    if deal.delivered.has_gaps:
        sentences.append(f"Years of delivery: {', '.join(map(str, deal.delivered.values))}.")
    if deal.comment:
        sentences.append(f"SIPRI's comment: {deal.comment}")
    return " ".join(sentences)


def _text(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"
