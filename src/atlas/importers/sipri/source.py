"""What an export of SIPRI is as a source: its row in the register of sources, and its edition."""

import zlib
from collections.abc import Iterable

from atlas.dataset.imports import FIRST_RANK
from atlas.importers.rows import Tables, slug
from atlas.importers.sipri.export import ALL, Export
from atlas.importers.sipri.layouts import Layout, Line
from atlas.importers.sipri.names import LABELS

HOME = "SWE"
NAMES = {
    Layout.REGISTER: "trade register",
    Layout.DELIVERIES: "deliveries by year",
    Layout.VOLUMES: "volumes by year",
}
# SIPRI revises the register in the course of this month.
REVISED_IN = "03"


def edition(published: str) -> str:
    """Which yearly revision of the register an export of a day is from.

    Of an export made in March nobody can tell, so it is an edition of its own.
    """
    year = int(published[:4])
    month = published[5:7]
    if month == REVISED_IN:
        return f"SIPRI export of {published}"
    if month < REVISED_IN:
        year -= 1
    return f"SIPRI {year} update"


def tables_for(export: Export, published: str, lines: Iterable[Line]) -> Tables:
    """Tables with the row of the source: what SIPRI's database had on a day in the chosen lines.

    Other lines of the same export, or another export of the day, are a source of their own, so that
    both can stand beside each other.
    """
    kind = NAMES[export.layout]
    identifier = f"sipri-{slug(kind)}-{published}"
    supplier, recipient = export.pair
    if export.pair != (ALL, ALL):
        identifier += f"-{slug(supplier)}-{slug(recipient)}"
    identifier += f"-{_print_of(export, lines):08x}"
    tables = Tables(identifier)
    tables.country(HOME, LABELS[HOME])
    tables.add(
        "sources",
        id=identifier,
        title=f"SIPRI Arms Transfers Database: {kind}",
        publisher="SIPRI",
        origin="SIPRI",
        country=HOME,
        published=published,
        kind="database",
        tier="reference",
        rank=str(FIRST_RANK + zlib.crc32(identifier.encode()) % 10**8),
        url="https://armstransfers.sipri.org",
        accessed=published,
        language="en",
        licence="SIPRI's terms: non-commercial use of a part, with reference to the source",
        redistributable="false",
        note=f"Imported from an export made on {published}. Its own title: {export.title}",
    )
    return tables


def _print_of(export: Export, lines: Iterable[Line]) -> int:
    """A number that is the same for the same lines, however the file writes them."""
    value = zlib.crc32("\t".join(export.header).encode())
    for line in lines:
        value = zlib.crc32("\t".join(line.cells).encode(), value)
    return value
