"""SIPRI's table of volumes by year: one party stands in the rows, the other in the line of totals."""

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
NO_TOTAL = "the table does not say whose volumes it holds: its last line, “Total imports from …” or “Total world import”, is missing"


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
    """The party that the line of totals names; `WORLD` where it names the world; ImportProblemError where there is none."""
    for line in export.lines:
        found = TOTAL.fullmatch(line.cells[0])
        if found:
            named = WORLD if found["world"] else party(found["name"])
            if named is None:
                raise ImportProblemError(
                    f"line {line.number}: “{found['name']}” is no country that this command knows"
                )
            return named
    raise ImportProblemError(NO_TOTAL)


def volumes(export: Export, lines: Iterable[Line]) -> tuple[list[Volume], list[Unread]]:
    """The volumes that the lines tell, and the lines that cannot be read."""
    other, found, unread = other_party(export), [], []
    for line in lines:
        try:
            found += _volumes(export, line, other)
        except UnreadableError as error:
            unread.append(Unread(line, str(error)))
    return found, unread


def sides(export: Export, line: Line, other: Party) -> tuple[Party, Party]:
    """Supplier and recipient of a line; UnreadableError where its name is no country."""
    own = party(line.cells[0])
    if own is None:
        raise UnreadableError(
            f"“{line.cells[0]}” is no country that is known here, and has no star, as SIPRI gives those who are no state"
        )
    return (own, other) if export.header[0].casefold() == "supplier" else (other, own)


def _volumes(export: Export, line: Line, other: Party) -> list[Volume]:
    supplier, recipient = sides(export, line, other)
    for one in (supplier, recipient):
        if not one.code and one is not WORLD:
            raise UnreadableError(f"“{one.name}” is no country, and a volume is one of countries")
    cells = [
        (int(name), number(cell, name))
        for name, cell in zip(export.header, line.cells, strict=True)
        if YEAR.fullmatch(name)
    ]
    soft = [str(year) for year, cell in cells if cell.soft]
    if soft:
        raise UnreadableError(
            f"{', '.join(soft)}: a volume in brackets or with a ? is not SIPRI's form"
        )
    return [
        Volume(line, supplier, recipient, year, cell.value)
        for year, cell in cells
        if cell.value is not None
    ]


def write_volumes(found: Iterable[Volume], tables: Tables, published: str) -> None:
    """Add a row for each volume."""
    for one in found:
        supplier, recipient = tables.country(one.supplier), tables.country(one.recipient)
        sides_ = (supplier or "world", recipient or "world", str(one.year))
        tables.add(
            "volumes",
            id=tables.unused(f"{tables.source}-{'-'.join(sides_).lower()}"),
            source=tables.source,
            locator=f"line {one.line.number}, {one.year}",
            basis="stated",
            year=str(one.year),
            supplier=supplier,
            recipient=recipient,
            tiv=f"{one.tiv:f}",
            vintage=f"SIPRI export of {published}",
        )
