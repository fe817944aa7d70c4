"""`atlas import sipri`: an export of the SIPRI Arms Transfers Database as a folder of tables.

The folder is to be put beside the shipped tables.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from atlas.datapackage.files import columns
from atlas.datapackage.schema import Schema
from atlas.datapackage.tables import declared
from atlas.importers.rows import Rows, Tables
from atlas.importers.sipri import total_rows
from atlas.importers.sipri.amounts import amounts
from atlas.importers.sipri.cells import UnreadableError
from atlas.importers.sipri.deals import deals, named, parties_in_time
from atlas.importers.sipri.doubts import (
    alike,
    beyond_the_order,
    from_itself,
    no_product,
    of_another_code_page,
    too_early,
    without_volume,
)
from atlas.importers.sipri.export import Export, read
from atlas.importers.sipri.grid import ImportProblemError
from atlas.importers.sipri.kinds import kind_of
from atlas.importers.sipri.known import Known, KnownTransfer
from atlas.importers.sipri.layouts import Layout, Line, Unread
from atlas.importers.sipri.names import Party, wanted
from atlas.importers.sipri.register import reserve_systems, write_deals
from atlas.importers.sipri.report import Report, parts_of
from atlas.importers.sipri.row_sums import contradicted_sums
from atlas.importers.sipri.source import edition, tables_for
from atlas.importers.sipri.volumes import (
    contradicted_totals,
    parties_of,
    refuse_years_to_come,
    rows_of,
    sides_of,
    volumes,
    write_volumes,
)
from atlas.importers.writing import NotWrittenError, refuse_unless_free, write

NO_DAY = (
    "{} does not say on which day SIPRI made it (“Data generated: …” is missing): "
    "name the day with --generated YYYY-MM-DD"
)
TWICE = "{} has the rows of this export already, from the source {}"
Parties = Callable[[Line], tuple[Party, Party]]


@dataclass
class Divided:
    """The lines of a file: of the parties asked for, of others, and those that cannot be read.

    What the package had already is told of too: how many deals, and its transfers that are none.
    """

    chosen: list[Line] = field(default_factory=list)
    others: list[Line] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    known: int = 0
    not_in: list[KnownTransfer] = field(default_factory=list)
    unclassed: set[str] = field(default_factory=set)
    doubts: list[str] = field(default_factory=list)


def _silent(step: str) -> None:
    """Tell nobody of a step."""


def import_file(
    file: Path,
    folder: Path,
    package: Sequence[Path],
    supplier: Sequence[str] = (),
    recipient: Sequence[str] = (),
    day: str = "",
    tell: Callable[[str], None] = _silent,
) -> Report:
    """Write the rows of an export into `folder`, and report what became of its lines.

    `package` are the folders that the rows are to stand beside: the first declares the tables, and
    their deals keep their ids. `supplier` and `recipient` narrow it to those of the names or codes
    given; `day` is when SIPRI made the export, where it does not say so itself; `tell` is told of
    each step before it is taken. ImportProblemError where the file is no export, a party is not in
    it, nothing is left to write, the sums do not agree, the folder is in use or cannot be written,
    or the rows do not pass the checks beside the package; the folder is then as it was.
    """
    try:
        refuse_unless_free(folder)
        schema = declared(package[0])
        tell(f"reading {file.name}")
        export = read(file)
        published = export.generated.isoformat() if export.generated else day
        if not published:
            raise ImportProblemError(NO_DAY.format(file))
        rows, report = _rows(export, published, package, schema, (supplier, recipient), tell)
        # Its lines are counted, its ids given: the check of what is written needs their room.
        del export
        tell(f"checking what is written into {folder}")
        write(rows, folder, package, schema)
    except NotWrittenError as error:
        raise ImportProblemError(str(error)) from None
    except ImportProblemError as error:
        # What is wrong between its lines is found without the name of the file.
        is_named = str(error).startswith(str(file))
        raise error if is_named else ImportProblemError(f"{file}: {error}") from None
    return report


def _rows(
    export: Export,
    published: str,
    package: Sequence[Path],
    schema: Schema,
    asked: tuple[Sequence[str], Sequence[str]],
    tell: Callable[[str], None],
) -> tuple[dict[str, Rows], Report]:
    """The rows of an export by table, and what became of its lines."""
    is_volumes = export.layout is Layout.VOLUMES
    deal_lines, totals = total_rows.divided(export)
    lines = rows_of(export) if is_volumes else deal_lines
    tell(f"suppliers and recipients ({len(lines):,})")
    divided = _divided(lines, _reader(export, published), *asked)
    tables = tables_for(export, published, divided.chosen)
    if (tables.source,) in columns(package, schema.tables["sources"], "id"):
        raise ImportProblemError(TWICE.format(os.pathsep.join(map(str, package)), tables.source))
    tell(f"years, numbers, systems ({len(divided.chosen):,})")
    if is_volumes:
        read_volumes, unreadable = volumes(export, divided.chosen, sides_of(export))
        year_of_edition = edition(published)
        write_volumes(read_volumes, tables, year_of_edition)
        divided.unread += unreadable
        divided.doubts += contradicted_totals(export)
        divided.doubts += contradicted_sums(export, divided.chosen)
    else:
        _add_deals(export, published, Known(package, schema), tables, divided)
        divided.doubts += total_rows.remarks(export, deal_lines, totals)
    divided.unread += export.broken
    return tables.rows, _report(export, tables, lines, divided)


def _add_deals(
    export: Export, published: str, known: Known, tables: Tables, divided: Divided
) -> None:
    read_deals, unreadable = deals(divided.chosen, export.layout)
    ids = known.ids(read_deals)
    reserve_systems({named(line, export.layout) for line in export.lines}, tables)
    reaches = export.reaches(published)
    write_deals(read_deals, tables, ids, reaches)
    divided.unread += unreadable
    divided.known = len(ids)
    written = {row["id"] for row in tables.rows.get("transfers", ())}
    divided.not_in = known.not_in(read_deals, written)
    kinds = {deal.description: kind_of(deal.description, deal.armament) for deal in read_deals}
    divided.doubts += without_volume(read_deals)
    divided.doubts += too_early(read_deals)
    divided.doubts += beyond_the_order(read_deals)
    divided.doubts += from_itself(read_deals)
    divided.doubts += alike(divided.chosen)
    divided.doubts += no_product(divided.chosen, export.layout)
    divided.doubts += of_another_code_page(export)
    divided.unclassed = {name for name, (category, _) in kinds.items() if not category}


def _divided(
    lines: Iterable[Line], parties_in: Parties, supplier: Sequence[str], recipient: Sequence[str]
) -> Divided:
    """The lines, by whether their parties were asked for; ImportProblemError where one has none."""
    suppliers = {wanted(text): text for text in supplier}
    recipients = {wanted(text): text for text in recipient}
    missing = {*suppliers.values(), *recipients.values()}
    divided = Divided()
    for line in lines:
        try:
            supplying, receiving = parties_in(line)
        except UnreadableError as error:
            divided.unread.append(Unread(line, str(error)))
            continue
        missing -= {suppliers.get(supplying.key), recipients.get(receiving.key)}
        if _is_asked_for(supplying, suppliers) and _is_asked_for(receiving, recipients):
            divided.chosen.append(line)
        else:
            divided.others.append(line)
    if missing:
        names = " or ".join(f"“{name}”" for name in sorted(missing))
        raise ImportProblemError(f"no row of the file has {names} on that side")
    return divided


def _reader(export: Export, published: str) -> Parties:
    """What reads supplier and recipient of a line in the layout of the file."""
    if export.layout is Layout.VOLUMES:
        refuse_years_to_come(export, published)
        table_sides = sides_of(export)
        return partial(parties_of, table_sides=table_sides)
    return partial(parties_in_time, layout=export.layout, published=published)


def _is_asked_for(party: Party, asked: Mapping[str, str]) -> bool:
    return not asked or party.key in asked


def _report(export: Export, tables: Tables, lines: Sequence[Line], divided: Divided) -> Report:
    unread = sorted(divided.unread, key=_line_number)
    every_line = [*lines, *(broken.line for broken in export.broken)]
    return Report(
        parts=parts_of(export, tables, every_line, divided.others, unread),
        written={name: len(table_rows) for name, table_rows in tables.rows.items()},
        unread=tuple(unread),
        lost=tuple(amounts(export, left_out.line) for left_out in unread),
        known=divided.known,
        not_in=tuple(divided.not_in),
        unclassed=tuple(sorted(filter(None, divided.unclassed))),
        doubts=tuple(divided.doubts),
    )


def _line_number(left_out: Unread) -> int:
    return left_out.line.number
