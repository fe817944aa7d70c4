"""SIPRI's table of volumes by year: one party is in the rows, the other in the line of totals."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from atlas.importers.rows import Tables
from atlas.importers.sipri.cells import UnreadableError, number
from atlas.importers.sipri.layouts import Export, ImportProblemError, Line, Unread
from atlas.importers.sipri.names import Party, party

TOTAL = re.compile(
    r"Total (?:(?P<world>world)\b.*|(?:imports|exports) (?:from|to|by|of) (?P<name>.+))",
    re.IGNORECASE,
)
YEAR = re.compile(r"(19|20)\d\d", re.ASCII)
WORLD = Party("all countries", "")
NO_TOTAL = (
    "the table does not say whose volumes it holds: "
    "its last line, “Total imports from …” or “Total world import”, is missing"
)


@dataclass(frozen=True)
class Volume:
    """What one party got from another in a year, in million TIV."""

    line: Line
    supplier: Party
    recipient: Party
    year: int
    tiv: Decimal


def rows_of(export: Export) -> list[Line]:
    """The lines of the table but that of totals."""
    return [line for line in export.lines if not TOTAL.fullmatch(line.cells[0])]


def other_party(export: Export) -> Party:
    """The party that the line of totals names, `WORLD` where it names the world.

    ImportProblemError where there is no such line, or its party is not known.
    """
    for line in export.lines:
        match = TOTAL.fullmatch(line.cells[0])
        if match is None:
            continue
        if match["world"]:
            return WORLD
        named = party(match["name"])
        if named is None:
            fault = f"“{match['name']}” is no country that this command knows"
            raise ImportProblemError(f"line {line.number}: {fault}")
        return named
    raise ImportProblemError(NO_TOTAL)


def volumes(export: Export, lines: Iterable[Line]) -> tuple[list[Volume], list[Unread]]:
    """The volumes that the lines hold, and the lines that cannot be read."""
    other, readable, unread = other_party(export), [], []
    for line in lines:
        try:
            readable += _volumes(export, line, other)
        except UnreadableError as error:
            unread.append(Unread(line, str(error)))
    return readable, unread


def sides(export: Export, line: Line, other: Party) -> tuple[Party, Party]:
    """Supplier and recipient of a line; UnreadableError where its name is no country."""
    own = party(line.cells[0])
    if own is None:
        raise UnreadableError(
            f"“{line.cells[0]}” is no country that is known here, "
            "and has no star, as SIPRI gives those who are no state"
        )
    if export.header[0].casefold() == "supplier":
        return own, other
    return other, own


def _volumes(export: Export, line: Line, other: Party) -> list[Volume]:
    supplier, recipient = sides(export, line, other)
    for side in (supplier, recipient):
        if not side.code and side is not WORLD:
            raise UnreadableError(f"“{side.name}” is no country, and a volume is one of countries")
    cells_by_year = [
        (int(name), number(cell, name))
        for name, cell in zip(export.header, line.cells, strict=True)
        if YEAR.fullmatch(name)
    ]
    uncertain = [str(year) for year, cell in cells_by_year if cell.is_uncertain]
    if uncertain:
        fault = "a volume in brackets or with a ? is not SIPRI's form"
        raise UnreadableError(f"{', '.join(uncertain)}: {fault}")
    return [
        Volume(line, supplier, recipient, year, cell.value)
        for year, cell in cells_by_year
        if cell.value is not None
    ]


def write_volumes(volumes: Iterable[Volume], tables: Tables, published: str) -> None:
    """Add a row for each volume; `published` is the day of the export."""
    for volume in volumes:
        supplier = tables.country(volume.supplier.code, volume.supplier.label)
        recipient = tables.country(volume.recipient.code, volume.recipient.label)
        stem = f"{supplier or 'world'}-{recipient or 'world'}-{volume.year}".lower()
        tables.add(
            "volumes",
            id=tables.unused(f"{tables.source}-{stem}"),
            source=tables.source,
            locator=f"line {volume.line.number}, {volume.year}",
            basis="stated",
            year=str(volume.year),
            supplier=supplier,
            recipient=recipient,
            tiv=f"{volume.tiv:f}",
            vintage=f"SIPRI export of {published}",
        )
