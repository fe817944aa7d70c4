"""The command line: `atlas validate`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from atlas.paths import data_folder
from atlas.tables import DataProblemsError, load


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status: 0, or 1 where the data have problems."""
    parser = argparse.ArgumentParser(prog="atlas", description="China–Russia military cooperation, coded by source and paragraph.")
    commands = parser.add_subparsers(required=True, metavar="command")
    validate = commands.add_parser("validate", help="check a data folder and print every problem: file, row, column, rule, how to mend it")
    validate.add_argument("folder", nargs="?", type=Path, help="the folder with datapackage.json (default: ATLAS_DATA, else the checkout's data/)")
    validate.set_defaults(run=_validate)
    chosen = parser.parse_args(arguments)
    return int(chosen.run(chosen))


def _validate(chosen: argparse.Namespace) -> int:
    folder = chosen.folder or data_folder()
    try:
        tables = load(folder)
    except DataProblemsError as error:
        print("\n".join(map(str, error.problems)))
        print(f"{len(error.problems)} problems in {folder}", file=sys.stderr)
        return 1
    rows = sum(len(frame) for frame in tables.frames.values())
    print(f"{folder} is valid: {len(tables.frames)} tables, {rows} rows, version {tables.version}")
    return 0
