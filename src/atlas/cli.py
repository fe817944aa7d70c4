"""The command line: `atlas validate`, `atlas changes`, `atlas import sipri`."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from atlas.datapackage.recording import NotRecordedError, compare, record
from atlas.datapackage.tables import DataProblemsError, load
from atlas.importers.sipri.layouts import ImportProblemError
from atlas.importers.sipri.sipri import import_file
from atlas.paths import data_folders

if TYPE_CHECKING:
    Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]

STEP = 78


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status: 0, or 1 where the data have problems."""
    parser = argparse.ArgumentParser(
        prog="atlas",
        description="China–Russia military cooperation, coded by source and paragraph.",
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    validate = commands.add_parser(
        "validate",
        help="check data folders and print every problem: file, row, column, rule, how to mend it",
    )
    validate.add_argument(
        "folder",
        nargs="*",
        type=Path,
        help="folders that are one package, the first with datapackage.json (default: ATLAS_DATA)",
    )
    validate.set_defaults(run=_validate)
    _add_changes(commands)
    _add_imports(commands)
    chosen = parser.parse_args(arguments)
    return int(chosen.run(chosen))


def _add_changes(commands: "Commands") -> None:
    changes = commands.add_parser(
        "changes",
        help="what differs between two data folders, record by record; --record writes it into the changelog",
    )
    changes.add_argument(
        "old",
        nargs="?",
        type=Path,
        help="the older folder (default: the last recorded version, from the history that git keeps)",
    )
    changes.add_argument(
        "new",
        nargs="?",
        type=Path,
        help="the newer folder (default: the first that ATLAS_DATA names, else data/)",
    )
    changes.add_argument(
        "--record",
        dest="why",
        metavar="WHY",
        help="write the differences into the newer folder's CHANGELOG.csv, for this reason",
    )
    changes.add_argument(
        "--on",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="the day to record (default: today)",
    )
    changes.set_defaults(run=_changes)


def _add_imports(commands: "Commands") -> None:
    registers = commands.add_parser(
        "import", help="turn a register of others into rows"
    ).add_subparsers(required=True, metavar="register")
    sipri = registers.add_parser(
        "sipri",
        help="an export of the SIPRI Arms Transfers Database: trade register, deliveries by year, or TIV table",
    )
    sipri.add_argument("file", type=Path, help="the CSV file as it was downloaded")
    sipri.add_argument(
        "-o",
        dest="folder",
        type=Path,
        required=True,
        metavar="DIR",
        help="a new folder for the rows; name it in ATLAS_DATA",
    )
    sipri.add_argument(
        "--supplier",
        action="append",
        default=[],
        help="only what this country supplies: name or code; may be given again",
    )
    sipri.add_argument(
        "--recipient",
        action="append",
        default=[],
        help="only what this country receives: name or code; may be given again",
    )
    sipri.add_argument(
        "--generated",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="when SIPRI made the file, where it does not say so",
    )
    sipri.set_defaults(run=_import_sipri)


def _validate(chosen: argparse.Namespace) -> int:
    folders = tuple(chosen.folder) or data_folders()
    named = os.pathsep.join(map(str, folders))
    try:
        tables = load(*folders, afresh=True)
    except DataProblemsError as error:
        print("\n".join(map(str, error.problems)))
        print(f"{len(error.problems)} problems in {named}", file=sys.stderr)
        return 1
    rows = sum(len(frame) for frame in tables.frames.values())
    print(f"{named} is valid: {len(tables.frames)} tables, {rows} rows, version {tables.version}")
    return 0


def _changes(chosen: argparse.Namespace) -> int:
    new, day = chosen.new or data_folders()[0], chosen.on or datetime.now(UTC).date()
    try:
        print(
            compare(chosen.old, new)
            if chosen.why is None
            else record(chosen.old, new, day, chosen.why)
        )
    except (NotRecordedError, DataProblemsError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _import_sipri(chosen: argparse.Namespace) -> int:
    day = chosen.generated.isoformat() if chosen.generated else ""
    try:
        report = import_file(
            chosen.file,
            chosen.folder,
            data_folders(),
            chosen.supplier,
            chosen.recipient,
            day,
            _step,
        )
        _step("")
        print(report)
        beside = os.pathsep.join(map(str, (*data_folders(), chosen.folder)))
        print(f"to see them beside what is there, start the dashboard with ATLAS_DATA={beside}")
    except (ImportProblemError, DataProblemsError) as error:
        _step("")
        print(error, file=sys.stderr)
        return 1
    return 0


def _step(step: str) -> None:
    """What a long command does now, in one line that the next step overwrites; for eyes alone, not for a file or a pipe."""
    if sys.stderr.isatty():
        print(f"\r{step[:STEP]:<{STEP}}\r{step[:STEP]}", end="", file=sys.stderr, flush=True)
