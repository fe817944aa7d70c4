"""Deals of an export that the data package has already, as an extract of the same register."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path

from atlas.datapackage.files import columns
from atlas.datapackage.schema import Schema
from atlas.importers.sipri.deals import Deal

ORIGIN = "SIPRI"
COLUMNS = (
    "source",
    "id",
    "register_id",
    "supplier",
    "recipient",
    "ordered",
    "quantity_ordered",
    "quantity_delivered",
    "tiv_delivered",
)
Figures = tuple[str, str, str, Decimal, Decimal, Decimal]


class Known:
    """The transfers of the package that rest on SIPRI: by SIPRI's number, and by their figures where these are one deal's alone."""

    def __init__(self, folders: Sequence[Path], schema: Schema) -> None:
        sipri = {
            key
            for key, origin in columns(folders, schema.tables["sources"], "id", "origin")
            if origin == ORIGIN
        }
        rows = [
            row[1:]
            for row in columns(folders, schema.tables["transfers"], *COLUMNS)
            if row[0] in sipri
        ]
        self._numbers = {number: key for key, number, *_ in rows if isinstance(number, str)}
        told = [(figures, key) for key, _, *cells in rows if (figures := _figures(*cells))]
        counts = Counter(figures for figures, _ in told)
        self._figures = {figures: key for figures, key in told if counts[figures] == 1}

    def ids(self, deals: Iterable[Deal]) -> dict[Deal, str]:
        """The ids of those deals that are records already; figures that two deals of the export share tell nothing."""
        figures = {deal: _of(deal) for deal in deals}
        counts = Counter(figures.values())
        by_figures = {
            deal: self._figures.get(key, "")
            for deal, key in figures.items()
            if key is not None and counts[key] == 1
        }
        found = {
            deal: self._numbers.get(deal.register_id) or by_figures.get(deal, "")
            for deal in figures
        }
        return {deal: key for deal, key in found.items() if key}


def _of(deal: Deal) -> Figures | None:
    numbers = [
        None if one is None else str(one)
        for one in (deal.quantity_ordered, deal.quantity_delivered, deal.tiv)
    ]
    return _figures(deal.supplier.code, deal.recipient.code, deal.ordered, *numbers)


def _figures(
    supplier: object, recipient: object, ordered: object, *numbers: object
) -> Figures | None:
    """Both parties, year of order, quantities and volume; None where one of them is not said."""
    said = (supplier, recipient, ordered, *numbers)
    if not all(isinstance(one, str) and one for one in said):
        return None
    try:
        asked, got, tiv = (Decimal(str(one)) for one in numbers)
    except InvalidOperation:
        return None
    return str(supplier), str(recipient), str(ordered)[:4], asked, got, tiv
