"""`atlas import sipri`: an export of the SIPRI Arms Transfers Database as a folder of tables.

The folder is to be put beside the shipped tables.
"""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from atlas.datapackage.schema import Schema
from atlas.datapackage.tables import declared
from atlas.importers import totals
from atlas.importers.rows import Tables
from atlas.importers.sipri.cells import UnreadableError
from atlas.importers.sipri.deals import Deal, deals, parties
from atlas.importers.sipri.known import Known
from atlas.importers.sipri.layouts import Export, ImportProblemError, Layout, Line, Unread, read
from atlas.importers.sipri.names import Party, wanted
from atlas.importers.sipri.register import write_deals
from atlas.importers.sipri.source import of_lines, tables_for
from atlas.importers.sipri.volumes import other_party, rows_of, sides, volumes, write_volumes
from atlas.importers.totals import Totals

NO_DAY = (
    "{} does not say on which day SIPRI made it (“Data generated: …” is missing): "
    "name the day with --generated YYYY-MM-DD"
)
READ = "read"
WRITTEN = "written"
FILTERED = "left out: --supplier, --recipient"
UNREAD = "left out: cannot be read"


@dataclass(frozen=True)
class Report:
    """What became of a file: sums of its parts, rows of each table written, lines left unread.

    `known` is how many of its deals are records of the data package already.
    """

    parts: dict[str, Totals]
    written: dict[str, int]
    unread: tuple[Unread, ...]
    known: int

    def __str__(self) -> str:
        files = ", ".join(f"{name}.csv {rows:,}" for name, rows in self.written.items())
        lines = [f"left out, {line}" for line in self.unread]
        lines.append(totals.printed(self.parts))
        lines.append(f"rows written, by table: {files}")
        if self.known:
            lines.append(
                f"{self.known:,} of the transfers are records of the data package already, "
                "and have its ids"
            )
        return "\n".join(lines)


class Divided(NamedTuple):
    """The lines of a file: of the parties asked for, of others, and with a party not known."""

    chosen: list[Line]
    others: list[Line]
    unread: list[Unread]


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
    it, nothing is left to write, the sums do not agree, or the folder is in use.
    """
    if folder.is_dir() and [*folder.glob("*.csv"), *folder.glob("datapackage.json")]:
        fault = f"{folder} holds tables already: name a folder that is new or empty"
        raise ImportProblemError(fault)
    schema = declared(package[0])
    tell(f"reading {file.name}")
    export = read(file)
    published = day or (export.generated.isoformat() if export.generated else "")
    if not published:
        raise ImportProblemError(NO_DAY.format(file))
    tables = tables_for(export, published)
    is_volumes = export.layout is Layout.VOLUMES
    lines = rows_of(export) if is_volumes else list(export.lines)
    tell(f"suppliers and recipients ({len(lines):,})")
    divided = _divided(export, lines, supplier, recipient)
    tell(f"years, numbers, systems ({len(divided.chosen):,})")
    known: dict[Deal, str] = {}
    if is_volumes:
        read_volumes, unreadable = volumes(export, divided.chosen)
        write_volumes(read_volumes, tables, published)
    else:
        read_deals, unreadable = deals(divided.chosen, export.layout)
        known = Known(package, schema).ids(read_deals)
        write_deals(read_deals, tables, known)
    unread = [*export.broken, *divided.unread, *unreadable]
    report = _report(export, tables, lines, divided.others, unread, len(known))
    tell(f"writing {folder}")
    _save(tables, folder, schema)
    return report


def _divided(
    export: Export, lines: Iterable[Line], supplier: Sequence[str], recipient: Sequence[str]
) -> Divided:
    """The lines, by whether their parties were asked for; ImportProblemError where one has none."""
    suppliers = {wanted(text): text for text in supplier}
    recipients = {wanted(text): text for text in recipient}
    missing = {*suppliers.values(), *recipients.values()}
    divided = Divided([], [], [])
    parties_of = _reader(export)
    for line in lines:
        try:
            supplying, receiving = parties_of(line)
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


def _reader(export: Export) -> Callable[[Line], tuple[Party, Party]]:
    """What reads supplier and recipient of a line in the layout of the file."""
    if export.layout is Layout.VOLUMES:
        return partial(sides, export, other=other_party(export))
    return partial(parties, layout=export.layout)


def _is_asked_for(party: Party, asked: Mapping[str, str]) -> bool:
    return not asked or party.key in asked


def _report(
    export: Export,
    tables: Tables,
    lines: Sequence[Line],
    others: Sequence[Line],
    unread: Sequence[Unread],
    known: int,
) -> Report:
    """The sums of all parts; ImportProblemError where they do not agree, or no row is written."""
    rows = [*tables.rows.get("transfers", ()), *tables.rows.get("volumes", ())]
    if not rows:
        raise ImportProblemError("nothing is left to write:\n" + "\n".join(map(str, unread)))
    # Three sums are taken from the cells of the file, one from the rows that are written: a line
    # that is lost or counted twice in between shows.
    every_line = [*lines, *(broken.line for broken in export.broken)]
    unread_lines = [left_out.line for left_out in unread]
    n_written = len(every_line) - len(others) - len(unread)
    parts = {
        READ: of_lines(export, every_line),
        WRITTEN: totals.of_rows(n_written, rows),
        FILTERED: of_lines(export, others),
        UNREAD: of_lines(export, unread_lines),
    }
    if parts[WRITTEN] + parts[FILTERED] + parts[UNREAD] != parts[READ]:
        fault = "what was read and what came of it do not agree, so nothing is written"
        raise ImportProblemError(f"{fault}:\n{totals.printed(parts)}")
    written = {name: len(table_rows) for name, table_rows in tables.rows.items()}
    in_order = sorted(unread, key=lambda left_out: left_out.line.number)
    return Report(parts, written, tuple(in_order), known)


def _save(tables: Tables, folder: Path, schema: Schema) -> None:
    """Write each table that has rows, with the header that the data package declares."""
    for name in tables.rows:
        if name not in schema.tables:
            raise ImportProblemError(f"the data package declares no table {name}")
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.rows.items():
        table = schema.tables[name]
        header = [field.name for field in table.fields]
        with (folder / table.path).open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, header, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
