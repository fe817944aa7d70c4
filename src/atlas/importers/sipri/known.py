"""Deals of an export that the data package has already, as an extract of the same register."""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple, TypeVar

from atlas.datapackage.files import columns
from atlas.datapackage.schema import Schema
from atlas.importers.sipri.deals import Deal
from atlas.values.countries import folded

ORIGIN = "SIPRI"
COLUMNS = (
    "source",
    "id",
    "register_id",
    "name",
    "supplier",
    "recipient",
    "ordered",
    "quantity_ordered",
    "quantity_delivered",
    "tiv_delivered",
)
_BRACKETS = re.compile(r"\([^()]*\)")
_SIGNS = re.compile(r"[^a-z0-9]+")
Key = TypeVar("Key")


class KnownTransfer(NamedTuple):
    """A transfer of the package as its row from SIPRI has it, and SIPRI's number where given."""

    id: str
    name: str
    supplier: str
    recipient: str
    ordered: str
    quantity_ordered: str
    quantity_delivered: str
    tiv: str

    @property
    def figures(self) -> tuple[object, ...] | None:
        """What tells it apart where there is no number; None where one of them is blank."""
        numbers = self.quantity_ordered, self.quantity_delivered, self.tiv
        return _figures(self.supplier, self.recipient, self.ordered, *numbers)

    @property
    def designated(self) -> tuple[str, ...] | None:
        """What stays the same where SIPRI has revised its figures; None where it is blank."""
        return _designated(self.supplier, self.recipient, self.ordered, self.name)

    def __str__(self) -> str:
        year = f", {self.ordered[:4]}" if self.ordered else ""
        return f"{self.id}: {self.name or 'no name'}{year}, TIV {self.tiv or 'not given'}"


class Known:
    """The transfers of the package that rest on SIPRI."""

    def __init__(self, folders: Sequence[Path], schema: Schema) -> None:
        sources = columns(folders, schema.tables["sources"], "id", "origin")
        sipri = {source for source, origin in sources if origin == ORIGIN}
        self._ids_by_number: dict[str, str] = {}
        self._transfers: dict[str, KnownTransfer] = {}
        for source, identifier, register_id, *cells in columns(
            folders, schema.tables["transfers"], *COLUMNS
        ):
            if source not in sipri:
                continue
            if isinstance(register_id, str):
                self._ids_by_number[register_id] = identifier
            texts = [cell if isinstance(cell, str) else "" for cell in cells]
            row = KnownTransfer(identifier, *texts)
            # A row that says who supplies whom is more than one that merely has the number.
            if row.supplier or identifier not in self._transfers:
                self._transfers[identifier] = row

    def ids(self, deals: Iterable[Deal]) -> dict[Deal, str]:
        """The ids of those deals that are records already.

        They are known by SIPRI's number, else by their figures, among deals of the same figures by
        the designation; where SIPRI has revised the figures, by parties, year and designation. What
        several deals or several records share belongs to none.
        """
        free = list(deals)
        ids = {
            deal: self._ids_by_number[deal.register_id]
            for deal in free
            if deal.register_id in self._ids_by_number
        }
        # What a number of the register leads to is not to be found again by figures or names.
        unmatched = [deal for deal in free if deal not in ids]
        left = _Left(unmatched, self._without(ids.values()))
        left.match(_deal_figures, lambda row: row.figures)
        left.match(_deal_designated, lambda row: row.designated)
        return ids | left.ids

    def not_in(self, deals: Iterable[Deal], ids: Iterable[str]) -> list[KnownTransfer]:
        """The transfers between parties of these deals that none of them has the id of."""
        pairs = {(deal.supplier.code, deal.recipient.code) for deal in deals}
        rows = self._without(ids)
        return [row for row in rows if (row.supplier, row.recipient) in pairs]

    def _without(self, ids: Iterable[str]) -> list[KnownTransfer]:
        taken = set(ids)
        return [row for row in self._transfers.values() if row.id not in taken]


class _Left:
    """Deals and transfers of which none is matched yet, and the ids of those that are."""

    def __init__(self, deals: list[Deal], rows: list[KnownTransfer]) -> None:
        self.deals = deals
        self.rows = rows
        self.ids: dict[Deal, str] = {}

    def match(
        self,
        key_of_deal: Callable[[Deal], tuple[object, ...] | None],
        key_of_row: Callable[[KnownTransfer], tuple[object, ...] | None],
    ) -> None:
        """Match those that share a key with one other alone, or whose designation tells which."""
        deals_by_key = _grouped(self.deals, key_of_deal)
        rows_by_key = _grouped(self.rows, key_of_row)
        for key in deals_by_key.keys() & rows_by_key.keys():
            self._pair(deals_by_key[key], rows_by_key[key])
        taken = set(self.ids.values())
        self.deals = [deal for deal in self.deals if deal not in self.ids]
        self.rows = [row for row in self.rows if row.id not in taken]

    def _pair(self, deals: list[Deal], rows: list[KnownTransfer]) -> None:
        if len(deals) == len(rows) == 1:
            self.ids[deals[0]] = rows[0].id
            return
        for deal in deals:
            alike = [row for row in rows if _are_alike(deal.designation, row.name)]
            if len(alike) == 1 and _is_only(deal, deals, alike[0]):
                self.ids[deal] = alike[0].id


def _is_only(deal: Deal, deals: Iterable[Deal], row: KnownTransfer) -> bool:
    return all(other is deal or not _are_alike(other.designation, row.name) for other in deals)


def _grouped(
    items: Iterable[Key], key_of: Callable[[Key], tuple[object, ...] | None]
) -> dict[tuple[object, ...], list[Key]]:
    groups: dict[tuple[object, ...], list[Key]] = {}
    for item in items:
        key = key_of(item)
        if key is not None:
            groups.setdefault(key, []).append(item)
    return groups


def _are_alike(designation: str, name: str) -> bool:
    """Whether a name is that of a designation, perhaps with more words: “48N6 (Rif-M)”."""
    first = _letters(designation)
    second = _letters(name)
    return bool(first and second) and (first in second or second in first)


def _letters(text: str) -> str:
    return _SIGNS.sub("", folded(text))


def _deal_figures(deal: Deal) -> tuple[object, ...] | None:
    numbers = (deal.quantity_ordered, deal.quantity_delivered, deal.tiv)
    cells = ["" if value is None else str(value) for value in numbers]
    return _figures(deal.supplier.code, deal.recipient.code, deal.ordered, *cells)


def _figures(
    supplier: str, recipient: str, ordered: str, *numbers: str
) -> tuple[object, ...] | None:
    """Parties, year of order and numbers; None where one is blank or no number."""
    if not all((supplier, recipient, ordered, *numbers)):
        return None
    try:
        return supplier, recipient, ordered[:4], *map(Decimal, numbers)
    except InvalidOperation:
        return None


def _deal_designated(deal: Deal) -> tuple[str, ...] | None:
    return _designated(deal.supplier.code, deal.recipient.code, deal.ordered, deal.designation)


def _designated(supplier: str, recipient: str, ordered: str, name: str) -> tuple[str, ...] | None:
    """Parties, year of order and designation; None where one is blank."""
    # What stands in brackets is a coder's own word.
    without_brackets = _BRACKETS.sub("", name)
    designation = _letters(without_brackets)
    if not all((supplier, recipient, ordered, designation)):
        return None
    return supplier, recipient, ordered[:4], designation
