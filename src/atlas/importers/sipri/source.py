"""What an export of SIPRI is as a source: its row in the register of sources, and its sums."""

import zlib
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from atlas.importers.rows import Tables, slug
from atlas.importers.sipri.cells import UnreadableError, number
from atlas.importers.sipri.layouts import ALL, Export, Layout, Line
from atlas.importers.sipri.names import LABELS
from atlas.importers.totals import Totals

HOME = "SWE"
NAMES = {
    Layout.REGISTER: "trade register",
    Layout.DELIVERIES: "deliveries by year",
    Layout.VOLUMES: "volumes by year",
}
# Every source has a rank of its own; those of imports come after all that are ranked by hand.
FIRST_RANK = 100_000
# Where a row of each layout has the quantities ordered and delivered, and the volume delivered.
COLUMNS: dict[Layout, tuple[int | None, int, int]] = {
    Layout.REGISTER: (4, 8, 15),
    Layout.DELIVERIES: (None, 8, 15),
}


def tables_for(export: Export, published: str) -> Tables:
    """Tables with the row of the source: SIPRI's database on the day of the export."""
    kind = NAMES[export.layout]
    identifier = f"sipri-{slug(kind)}-{published}"
    supplier, recipient = export.pair
    if export.pair != (ALL, ALL):
        identifier += f"-{slug(supplier)}-{slug(recipient)}"
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


def of_lines(export: Export, lines: Iterable[Line]) -> Totals:
    """Sums over lines as they stand in the file; a cell that is no number counts as nothing."""
    sums = Totals()
    for line in lines:
        if export.layout is Layout.VOLUMES:
            sums += Totals(1, tiv=_sum_of_years(export, line))
        else:
            ordered, delivered, tiv = COLUMNS[export.layout]
            sums += Totals(1, _value(line, ordered), _value(line, delivered), _value(line, tiv))
    return sums


def _sum_of_years(export: Export, line: Line) -> Decimal:
    """The volumes of single years; columns of spans of years repeat them."""
    columns = [at for at, name in enumerate(export.header) if len(name) == 4 and name.isdecimal()]
    return sum((_value(line, at) for at in columns), Decimal(0))


def _value(line: Line, at: int | None) -> Decimal:
    if at is None or at >= len(line.cells):
        return Decimal(0)
    try:
        return number(line.cells[at], "").value or Decimal(0)
    except (UnreadableError, InvalidOperation):
        return Decimal(0)
