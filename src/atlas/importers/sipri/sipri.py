"""`atlas import sipri`: an export of the SIPRI Arms Transfers Database as a folder to be put beside the shipped tables."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path

from atlas.datapackage.schema import Schema
from atlas.datapackage.tables import declared
from atlas.importers import totals
from atlas.importers.rows import Tables, tables_for
from atlas.importers.sipri.cells import UnreadableError
from atlas.importers.sipri.deals import Deal, deals, parties
from atlas.importers.sipri.known import Known
from atlas.importers.sipri.layouts import VOLUMES, Export, ImportProblemError, Line, Unread, read
from atlas.importers.sipri.names import key, wanted
from atlas.importers.sipri.register import write_deals
from atlas.importers.sipri.volumes import other_party, rows_of, sides, volumes, write_volumes
from atlas.importers.totals import Totals

NO_DAY = "{} does not say on which day SIPRI made it (“Data generated: …” is missing): name the day with --generated YYYY-MM-DD"
READ, WRITTEN, FILTERED, UNREAD = (
    "read",
    "written",
    "left out: --supplier, --recipient",
    "left out: cannot be read",
)


@dataclass(frozen=True)
class Report:
    """What became of a file: sums of its parts, rows of each table written, lines that could not be read."""

    parts: dict[str, Totals]
    written: dict[str, int]
    unread: tuple[Unread, ...]
    known: int

    def __str__(self) -> str:
        lines = [f"left out, {one}" for one in self.unread]
        files = ", ".join(f"{name}.csv {rows:,}" for name, rows in self.written.items())
        known = (
            [
                f"{self.known:,} of the transfers are records of the data package already, and have its ids"
            ]
            if self.known
            else []
        )
        return "\n".join(
            [*lines, totals.printed(self.parts), f"rows written, by table: {files}", *known]
        )


def import_file(
    file: Path,
    folder: Path,
    package: Sequence[Path],
    supplier: Sequence[str] = (),
    recipient: Sequence[str] = (),
    day: str = "",
    tell: Callable[[str], None] = lambda step: None,
) -> Report:
    """Write the rows of an export into `folder`; ImportProblemError where it is none, or the folder is in use.

    `package` are the folders that the rows are to stand beside: the first declares the tables, and their deals keep their ids.
    `supplier` and `recipient` narrow it to those of the names or codes given; `day` is when SIPRI made the export, where it
    does not say so itself; `tell` is told of each step before it is taken.
    """
    if folder.is_dir() and [*folder.glob("*.csv"), *folder.glob("datapackage.json")]:
        raise ImportProblemError(
            f"{folder} holds tables already: name a folder that is new or empty"
        )
    schema = declared(package[0])
    tell(f"reading {file.name}")
    export = read(file)
    published = day or (export.generated.isoformat() if export.generated else "")
    if not published:
        raise ImportProblemError(NO_DAY.format(file))
    tables = tables_for(export, published)
    lines = rows_of(export) if export.layout == VOLUMES else list(export.lines)
    tell(f"suppliers and recipients ({len(lines):,})")
    chosen, others, unnamed = _divided(export, lines, supplier, recipient)
    tell(f"years, numbers, systems ({len(chosen):,})")
    if export.layout == VOLUMES:
        found, unreadable = volumes(export, chosen)
        write_volumes(found, tables, published)
        known: dict[Deal, str] = {}
    else:
        told, unreadable = deals(chosen, export.layout)
        known = Known(package, schema).ids(told)
        write_deals(told, tables, known)
    report = _report(
        export, tables, lines, others, [*export.broken, *unnamed, *unreadable], len(known)
    )
    tell(f"writing {folder}")
    _save(tables, folder, schema)
    return report


def _divided(
    export: Export, lines: Iterable[Line], supplier: Sequence[str], recipient: Sequence[str]
) -> tuple[list[Line], list[Line], list[Unread]]:
    """The lines of the parties asked for, the others, and those whose parties are not known."""
    asked = {wanted(text): text for text in supplier}, {wanted(text): text for text in recipient}
    missing = set(asked[0].values()) | set(asked[1].values())
    chosen: list[Line] = []
    others: list[Line] = []
    unread: list[Unread] = []
    other = other_party(export) if export.layout == VOLUMES else None
    for line in lines:
        try:
            both = sides(export, line, other) if other else parties(line, export.layout)
        except UnreadableError as error:
            unread.append(Unread(line, str(error)))
            continue
        fits = [not names or key(one) in names for names, one in zip(asked, both, strict=True)]
        missing -= {
            names[key(one)] for names, one in zip(asked, both, strict=True) if key(one) in names
        }
        (chosen if all(fits) else others).append(line)
    if missing:
        raise ImportProblemError(
            f"no row of the file has {' or '.join(f'“{name}”' for name in sorted(missing))} on that side"
        )
    return chosen, others, unread


def _report(
    export: Export,
    tables: Tables,
    lines: Sequence[Line],
    others: Sequence[Line],
    unread: Sequence[Unread],
    known: int,
) -> Report:
    """The sums of all parts; ImportProblemError where they do not agree, or nothing was to be written."""
    rows = [row for table in ("transfers", "volumes") for row in tables.rows.get(table, ())]
    if not rows:
        raise ImportProblemError("nothing is left to write:\n" + "\n".join(map(str, unread)))
    broken = [one.line for one in export.broken]
    parts = {
        READ: totals.of_lines(export, [*lines, *broken]),
        WRITTEN: totals.of_rows(len(lines) + len(broken) - len(others) - len(unread), rows),
        FILTERED: totals.of_lines(export, others),
        UNREAD: totals.of_lines(export, [one.line for one in unread]),
    }
    if reduce(add, [parts[name] for name in (WRITTEN, FILTERED, UNREAD)]) != parts[READ]:
        raise ImportProblemError(
            f"what was read and what came of it do not agree, so nothing is written:\n{totals.printed(parts)}"
        )
    written = {name: len(found) for name, found in tables.rows.items()}
    return Report(parts, written, tuple(sorted(unread, key=lambda one: one.line.number)), known)


def _save(tables: Tables, folder: Path, schema: Schema) -> None:
    """Write each table that has rows, with the header that the data package declares."""
    for name in tables.rows:
        if name not in schema.tables:
            raise ImportProblemError(f"the data package declares no table {name}")
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.rows.items():
        table = schema.tables[name]
        with (folder / table.path).open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(
                target, [field.name for field in table.fields], restval="", lineterminator="\n"
            )
            writer.writeheader()
            writer.writerows(rows)
