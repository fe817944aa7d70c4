"""SIPRI's tables of volumes by year: one party is in the rows, the other one in title or totals."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from atlas.importers.rows import Tables
from atlas.importers.sipri.cells import UnreadableError, number
from atlas.importers.sipri.export import Export
from atlas.importers.sipri.grid import ImportProblemError
from atlas.importers.sipri.kinds import CLASSES
from atlas.importers.sipri.layouts import (
    CATEGORIES,
    RECIPIENTS,
    SUPPLIERS,
    Line,
    Unread,
    year_columns,
)
from atlas.importers.sipri.names import UNKNOWN_PARTY, Party, party
from atlas.importers.sipri.row_sums import ROUNDED, tiv_of
from atlas.values.countries import OTHERS, UNKNOWN

TOTAL = re.compile(
    r"Total(?: (?P<world>world)\b.*| (?:imports|exports) (?:from|to|by|of) (?P<name>.+))?",
    re.IGNORECASE,
)
# The title of a table of the old site, in which no other line says whose volumes they are.
OLD_TITLE = re.compile(
    r"TIV of arms (?P<trade>imports|exports) (?:from|to|by|of) (?P<name>.+?)(?:,? \d{4}.*)?",
    re.IGNORECASE,
)
TOTAL_DIFFERS = (
    "the total of {} is {:,} in line {}, and the rows that can be read add up to {:,}: "
    "rows are missing, or were changed"
)
EVERYBODY = {"all", "all countries", "the world", "world"}
WORLD = Party("all other countries", OTHERS)
NO_TOTAL = (
    "the table does not say whose volumes it holds: its last line, “Total imports from …” or "
    "“Total world import”, is missing; put it back, or download the table again"
)
TWO_TOTALS = (
    "line {} has the total of {}, and line {} that of {}: import each table by itself, from its "
    "own file"
)
TWO_NAMES = (
    "the title has the volumes of {}, and the line of totals those of {}: download the table again"
)
TO_COME = "the column of {} is of a year after the export was made, on {}: correct its heading"
AGAIN = "“{}” stands in line {} already, and a table has each country once"
BY_CATEGORY = (
    "line {}: “{}” is a category of weapons, and a table by category does not say who supplied "
    "whom: download the import and export values by country, or the trade register, instead"
)


class Sides(NamedTuple):
    """Whether the rows of a table are suppliers (else recipients), and the party opposite them."""

    rows_supply: bool
    other: Party


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


def contradicted_totals(export: Export) -> Iterator[str]:
    """Each year in which the table's own total is not what its rows add up to, as a sentence.

    SIPRI rounds each cell, so half a million a row may differ.
    """
    total = next((line for line in export.lines if TOTAL.fullmatch(line.cells[0])), None)
    if total is None:
        return
    rows = rows_of(export)
    for at in year_columns(export.header):
        stated = tiv_of(total.cells[at])
        cells = (tiv_of(line.cells[at]) for line in rows)
        values = [value for value in cells if value is not None]
        summed = sum(values, Decimal(0))
        if stated is not None and abs(stated - summed) > ROUNDED * (len(values) + 1):
            yield TOTAL_DIFFERS.format(export.header[at], stated, total.number, summed)


def sides_of(export: Export) -> Sides:
    """Whose volumes the table holds.

    ImportProblemError where it does not say so, a party is not known, or its rows are categories of
    weapons.
    """
    _refuse_categories(export)
    heading = export.header[0].casefold()
    if heading in RECIPIENTS | SUPPLIERS:
        other = _total_party(export)
        if other is None and heading.endswith(" by"):
            other = WORLD
        if other is None:
            raise ImportProblemError(NO_TOTAL)
        _refuse_another_title(export.title, other)
        return Sides(heading in SUPPLIERS, other)
    match = OLD_TITLE.fullmatch(export.title)
    if match is None:
        raise ImportProblemError(NO_TOTAL)
    are_exports = match["trade"].casefold() == "exports"
    # Exports of all countries are a row for each supplier; those of one, a row for each recipient.
    if match["name"].casefold() in EVERYBODY:
        return Sides(are_exports, WORLD)
    return Sides(not are_exports, _known(match["name"], "line 1"))


def _refuse_another_title(title: str, other: Party) -> None:
    """ImportProblemError where the title names another party than the line of totals."""
    match = OLD_TITLE.fullmatch(title)
    named = party(match["name"]) if match else None
    if named and named.code and other.code and named.code != other.code:
        raise ImportProblemError(TWO_NAMES.format(named.label, other.label))


def refuse_years_to_come(export: Export, published: str) -> None:
    """ImportProblemError where a column is of a year after that of the day `published`."""
    years = [export.header[at] for at in year_columns(export.header)]
    if max(years) > published[:4]:
        raise ImportProblemError(TO_COME.format(max(years), published))


def _refuse_categories(export: Export) -> None:
    for line in export.lines:
        name = line.cells[0].casefold().replace("-", " ")
        if name in CLASSES or export.header[0].casefold() in CATEGORIES:
            raise ImportProblemError(BY_CATEGORY.format(line.number, line.cells[0]))


def _total_party(export: Export) -> Party | None:
    """The party that the line of totals names; None where there is no such line.

    ImportProblemError where two lines name two: tables were put together, and nobody can tell whose
    volumes the rows are.
    """
    named: tuple[int, Party] | None = None
    # Whose volumes they are a line says too of which a number cannot be read.
    for line in (*export.lines, *(unread.line for unread in export.broken)):
        match = TOTAL.fullmatch(line.cells[0])
        if match is None or not (match["world"] or match["name"]):
            continue
        party_here = WORLD if match["world"] else _known(match["name"], f"line {line.number}")
        if named and named[1].key != party_here.key:
            lines = named[0], named[1].label, line.number, party_here.label
            raise ImportProblemError(TWO_TOTALS.format(*lines))
        named = named or (line.number, party_here)
    return named and named[1]


def _known(name: str, place: str) -> Party:
    named = party(name)
    if named is None:
        raise ImportProblemError(f"{place}: “{name}” is no country that this command knows")
    return named


def volumes(
    export: Export, lines: Iterable[Line], table_sides: Sides
) -> tuple[list[Volume], list[Unread]]:
    """The volumes that the lines hold, and the lines that cannot be read."""
    readable: list[Volume] = []
    unread = []
    lines_by_pair: dict[tuple[str, str], int] = {}
    for line in lines:
        try:
            read = _volumes(export, line, table_sides)
            parties = parties_of(line, table_sides)
            _refuse_again(line, parties, lines_by_pair)
            readable += read
        except UnreadableError as error:
            unread.append(Unread(line, str(error)))
    return readable, unread


def _refuse_again(
    line: Line, pair: tuple[Party, Party], lines_by_pair: dict[tuple[str, str], int]
) -> None:
    """UnreadableError where an earlier line has the pair; of those unknown there may be many."""
    codes = pair[0].code, pair[1].code
    first = lines_by_pair.setdefault(codes, line.number)
    if first != line.number and UNKNOWN not in codes:
        raise UnreadableError(AGAIN.format(line.cells[0], first))


def parties_of(line: Line, table_sides: Sides) -> tuple[Party, Party]:
    """Supplier and recipient of a line; UnreadableError where its name is no country."""
    own = party(line.cells[0])
    if own is None:
        raise UnreadableError(f"“{line.cells[0]}” {UNKNOWN_PARTY}")
    if table_sides.rows_supply:
        return own, table_sides.other
    return table_sides.other, own


def _volumes(export: Export, line: Line, table_sides: Sides) -> list[Volume]:
    supplier, recipient = parties_of(line, table_sides)
    for side in (supplier, recipient):
        if not side.code:
            raise UnreadableError(f"“{side.name}” is no country, and a volume is one of countries")
    volumes = []
    for at in year_columns(export.header):
        year = export.header[at]
        cell = number(line.cells[at], year)
        if cell.is_uncertain:
            raise UnreadableError(f"{year}: a volume in brackets or with a ? is not SIPRI's form")
        if cell.value is not None:
            volumes.append(Volume(line, supplier, recipient, int(year), cell.value))
    return volumes


def write_volumes(volumes: Iterable[Volume], tables: Tables, edition: str) -> None:
    """Add a row for each volume; `edition` is the revision of the register that they are from."""
    for volume in volumes:
        supplier = tables.country(volume.supplier.code, volume.supplier.label)
        recipient = tables.country(volume.recipient.code, volume.recipient.label)
        stem = f"{supplier}-{recipient}-{volume.year}".lower()
        tables.add(
            "volumes",
            id=tables.unused(f"{tables.source}-{stem}"),
            source=tables.source,
            locator=f"line {volume.line.number}, {volume.year}",
            basis="stated",
            period=str(volume.year),
            supplier=supplier,
            recipient=recipient,
            goods="major arms",
            unit="tiv",
            value=f"{volume.tiv:f}",
            edition=edition,
        )
