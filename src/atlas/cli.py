"""The command line: `atlas serve`, `atlas validate`, `atlas changes`, `atlas import sipri`.

What a command needs is imported when it runs, so that none waits for the libraries of another.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from atlas.console import show_step, unheard
from atlas.paths import data_folders
from atlas.values.characters import visible

if TYPE_CHECKING:
    Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]

MOST_WORKERS = 64


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status: 0, or 1 where it could not do what was asked."""
    # A console that has no letter for a sign gets another sign, rather than no sentence at all.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    parser = argparse.ArgumentParser(
        prog="atlas",
        description="China–Russia military cooperation, coded by source and paragraph.",
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    _add_serve(commands)
    _add_validate(commands)
    _add_changes(commands)
    _add_import(commands)
    chosen = parser.parse_args(arguments)
    try:
        status = int(chosen.run(chosen))
        print(end="", flush=True)
    except OSError as error:
        # What cannot be read or written is a command's own sentence: what is left is its output.
        return unheard(error)
    return status


def _add_serve(commands: "Commands") -> None:
    serve = commands.add_parser("serve", help="start the dashboard; Ctrl+C ends it")
    serve.add_argument("--port", type=_port, default=8501, metavar="N", help="default: 8501")
    serve.add_argument(
        "--address",
        default="localhost",
        metavar="A",
        help="where to listen (default: localhost, this machine alone); "
        "0.0.0.0 opens the dashboard to everyone who reaches this machine, without a password",
    )
    serve.add_argument(
        "--workers",
        type=_number,
        default=1,
        metavar="N",
        help="how many servers share the readers, behind nginx (default: 1, without it)",
    )
    serve.set_defaults(run=_serve)


def _add_validate(commands: "Commands") -> None:
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


def _add_changes(commands: "Commands") -> None:
    changes = commands.add_parser(
        "changes",
        help="what differs between two data folders, record by record; "
        "--record writes it into the changelog",
    )
    changes.add_argument(
        "old",
        nargs="?",
        type=Path,
        help="the older folder "
        "(default: the last recorded version, from the history that git keeps)",
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


def _add_import(commands: "Commands") -> None:
    importers = commands.add_parser("import", help="turn a register of others into rows")
    registers = importers.add_subparsers(required=True, metavar="register")
    sipri = registers.add_parser(
        "sipri",
        help="an export of the SIPRI Arms Transfers Database: "
        "trade register, deliveries by year, or TIV table",
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


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"{port} is not between 1 and 65535")
    return port


def _number(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"{number} is not between 1 and {MOST_WORKERS}")
    return number


def _serve(chosen: argparse.Namespace) -> int:
    try:
        if chosen.workers > 1:
            from atlas.web.workers import serve_by_several

            return serve_by_several(chosen.address, chosen.port, chosen.workers)
        from atlas.ui.serve import serve

        return serve(chosen.address, chosen.port)
    except KeyboardInterrupt:
        return 0


def _validate(chosen: argparse.Namespace) -> int:
    from atlas.datapackage.shapes import remarks
    from atlas.datapackage.tables import DataProblemsError, declared, load
    from atlas.values.words import counted

    folders = tuple(chosen.folder) or data_folders()
    names = os.pathsep.join(map(str, folders))
    try:
        for remark in remarks(folders, declared(folders[0])):
            print(visible(f"Note: {remark}"), file=sys.stderr)
        tables = load(*folders, afresh=True)
    except DataProblemsError as error:
        print(*error.problems, sep="\n")
        print(f"{counted(len(error.problems), 'problems')} in {names}", file=sys.stderr)
        return 1
    rows = sum(len(frame) for frame in tables.frames.values())
    print(f"{names} is valid: {len(tables.frames)} tables, {rows:,} rows, version {tables.version}")
    return 0


def _changes(chosen: argparse.Namespace) -> int:
    from atlas.datapackage.recording import NotRecordedError, compare, record
    from atlas.datapackage.tables import DataProblemsError

    new = chosen.new or data_folders()[0]
    day = chosen.on or datetime.now(UTC).date()
    try:
        if chosen.why is None:
            print(visible(compare(chosen.old, new)))
        else:
            print(visible(record(chosen.old, new, day, chosen.why)))
    except (NotRecordedError, DataProblemsError) as error:
        print(visible(str(error)), file=sys.stderr)
        return 1
    return 0


def _import_sipri(chosen: argparse.Namespace) -> int:
    from atlas.datapackage.tables import DataProblemsError
    from atlas.importers.sipri.grid import ImportProblemError
    from atlas.importers.sipri.sipri import import_file

    folders = data_folders()
    generated = chosen.generated.isoformat() if chosen.generated else ""
    try:
        report = import_file(
            chosen.file,
            chosen.folder,
            folders,
            chosen.supplier,
            chosen.recipient,
            generated,
            show_step,
        )
    except (ImportProblemError, DataProblemsError) as error:
        show_step("")
        print(visible(str(error)), file=sys.stderr)
        return 1
    show_step("")
    print(visible(str(report)))
    names = os.pathsep.join(map(str, (*folders, chosen.folder)))
    print(f"to see them beside what is there, start the dashboard with ATLAS_DATA={names}")
    return 0
