"""Deals of an export that the data package has already, as an extract of the same register."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

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


# The register layout has no number, so a deal is known again by what it is about.
class Figures(NamedTuple):
    """What tells a deal without a number apart: both parties, year of order, quantities, volume."""

    supplier: str
    recipient: str
    year: str
    quantity_ordered: Decimal
    quantity_delivered: Decimal
    tiv: Decimal


class Known:
    """The transfers of the package that rest on SIPRI.

    They are known by SIPRI's number, and by their figures where these are one transfer's alone.
    """

    def __init__(self, folders: Sequence[Path], schema: Schema) -> None:
        sources = columns(folders, schema.tables["sources"], "id", "origin")
        sipri = {source for source, origin in sources if origin == ORIGIN}
        self._ids_by_number: dict[str, str] = {}
        ids_by_figures: dict[Figures, list[str]] = {}
        for source, identifier, register_id, *cells in columns(
            folders, schema.tables["transfers"], *COLUMNS
        ):
            if source not in sipri:
                continue
            if isinstance(register_id, str):
                self._ids_by_number[register_id] = identifier
            figures = _figures(*cells)
            if figures is not None:
                ids_by_figures.setdefault(figures, []).append(identifier)
        self._ids_by_figures = {
            figures: ids[0] for figures, ids in ids_by_figures.items() if len(ids) == 1
        }

    def ids(self, deals: Iterable[Deal]) -> dict[Deal, str]:
        """The ids of those deals that are records already.

        Figures that two deals of the export share belong to neither.
        """
        figures_by_deal = {deal: _figures_of(deal) for deal in deals}
        counts = Counter(figures_by_deal.values())
        ids: dict[Deal, str] = {}
        for deal, figures in figures_by_deal.items():
            identifier = self._ids_by_number.get(deal.register_id)
            if not identifier and figures is not None and counts[figures] == 1:
                identifier = self._ids_by_figures.get(figures)
            if identifier:
                ids[deal] = identifier
        return ids


def _figures_of(deal: Deal) -> Figures | None:
    numbers = (deal.quantity_ordered, deal.quantity_delivered, deal.tiv)
    cells = [None if value is None else str(value) for value in numbers]
    return _figures(deal.supplier.code, deal.recipient.code, deal.ordered, *cells)


def _figures(*cells: object) -> Figures | None:
    """The figures as they stand in the cells; None where one of them is blank or no number."""
    texts = [cell for cell in cells if isinstance(cell, str) and cell]
    if len(texts) < len(cells):
        return None
    supplier, recipient, ordered, *numbers = texts
    try:
        quantity_ordered, quantity_delivered, tiv = map(Decimal, numbers)
    except InvalidOperation:
        return None
    return Figures(supplier, recipient, ordered[:4], quantity_ordered, quantity_delivered, tiv)
