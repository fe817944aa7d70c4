"""Rows of the project's tables: who is in the register of records, under which id, and which source says it."""

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from atlas.importers.sipri.layouts import Export
from atlas.importers.sipri.names import LABELS, Party
from atlas.values.countries import folded

Row = Mapping[str, str]
HOME = "SWE"
FIRST_RANK = 100_000
NAMES = {
    "register": "trade register",
    "deliveries": "deliveries by year",
    "volumes": "volumes by year",
}
ALL = "All countries"


@dataclass
class Tables:
    """The rows of every table that an import fills; an id and a label are given once."""

    source: str
    rows: dict[str, list[Row]] = field(default_factory=dict)
    ids: dict[tuple[str, ...], str] = field(default_factory=dict)
    _given: dict[str, int] = field(default_factory=dict)

    def add(self, table: str, /, **cells: str) -> None:
        """Add a row to a table."""
        self.rows.setdefault(table, []).append(cells)

    def said(self, table: str, identifier: str, locator: str, /, **cells: str) -> None:
        """Add what the source says of a record."""
        self.add(table, id=identifier, source=self.source, locator=locator, basis="stated", **cells)

    def unused(self, wanted: str, words: str = "{}-{}") -> str:
        """An id or label that nothing else has: the wanted one, or that one with a number."""
        key = folded(wanted)
        number = self._given[key] = self._given.get(key, 0) + 1
        return wanted if number == 1 else self.unused(words.format(wanted, number), words)

    def record(self, table: str, identifier: str, label: str) -> str:
        """Enter a record in the register; returns its id, which gets a number where another has it."""
        given = self.unused(identifier)
        self.add("records", id=given, table=table, label=self.unused(label, "{} ({})"))
        return given

    def country(self, one: Party) -> str:
        """The code of a country, which is entered in the register at its first mention; blank for an organisation."""
        if one.code and ("country", one.code) not in self.ids:
            self.ids["country", one.code] = self.record("countries", one.code, one.label)
        return one.code

    def organisation(self, one: Party, locator: str) -> str:
        """The id of one who is no country, with a row of its own at its first mention; blank for a country."""
        if one.code:
            return ""
        key = ("organisation", folded(one.name))
        if key not in self.ids:
            self.ids[key] = self.record("organisations", f"sipri-party-{slug(one.name)}", one.label)
            self.said("organisations", self.ids[key], locator, name=one.name)
        return self.ids[key]


def tables_for(export: Export, published: str) -> Tables:
    """Tables with the row of the source: SIPRI's database on the day of the export."""
    kind = NAMES[export.layout]
    supplier, recipient = export.pair
    pair = "" if (supplier, recipient) == (ALL, ALL) else f"-{slug(supplier)}-{slug(recipient)}"
    tables = Tables(f"sipri-{slug(kind)}-{published}{pair}")
    tables.country(Party(LABELS[HOME], HOME))
    tables.add(
        "sources",
        id=tables.source,
        title=f"SIPRI Arms Transfers Database: {kind}",
        publisher="SIPRI",
        origin="SIPRI",
        country=HOME,
        published=published,
        kind="database",
        tier="reference",
        rank=str(FIRST_RANK + zlib.crc32(tables.source.encode()) % 10**8),
        url="https://armstransfers.sipri.org",
        accessed=published,
        language="en",
        licence="SIPRI's terms: non-commercial use of a part, with reference to the source",
        redistributable="false",
        note=f"Imported from an export made on {published}. Its own title: {export.title}",
    )
    return tables


def slug(text: str) -> str:
    """Text as part of an id: small letters, digits and hyphens; a number made of the text where it has none of these."""
    return re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-") or f"x{zlib.crc32(text.encode()):x}"
