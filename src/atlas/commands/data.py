"""Commands on data folders: `validate`, `changes`, `import sipri`."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from atlas.commands.output import say, show_step
from atlas.paths import data_folders
from atlas.values.characters import visible


def validate(
    folder: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Folders that are one package, the first with datapackage.json; default: "
            "ATLAS_DATA.",
        ),
    ] = None,
) -> int:
    """Check data folders and print every problem: file, row, column, rule, how to mend it."""
    from atlas.datapackage.shapes import remarks
    from atlas.datapackage.tables import DataProblemsError, declared, load
    from atlas.values.words import counted

    folders = tuple(folder or ()) or data_folders()
    names = os.pathsep.join(map(str, folders))
    try:
        for remark in remarks(folders, declared(folders[0])):
            say(f"Note: {remark}")
        tables = load(*folders, afresh=True)
    except DataProblemsError as error:
        print(*error.problems, sep="\n")
        say(f"{counted(len(error.problems), 'problems')} in {names}")
        return 1
    rows = sum(len(frame) for frame in tables.frames.values())
    print(f"{names} is valid: {len(tables.frames)} tables, {rows:,} rows, version {tables.version}")
    return 0


def changes(
    old: Annotated[
        Path | None,
        typer.Argument(
            exists=True,
            file_okay=False,
            help="The older folder; default: the last recorded version, from the history that "
            "git keeps.",
        ),
    ] = None,
    new: Annotated[
        Path | None,
        typer.Argument(
            exists=True,
            file_okay=False,
            help="The newer folder; default: the first of ATLAS_DATA, else data/.",
        ),
    ] = None,
    why: Annotated[
        str | None,
        typer.Option(
            "--record",
            metavar="WHY",
            help="Write the differences into the newer folder's CHANGELOG.csv, for this reason.",
        ),
    ] = None,
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day to record; default: today."),
    ] = None,
) -> int:
    """What differs between two data folders, record by record; `--record` writes it down."""
    from atlas.datapackage.recording import NotRecordedError, compare, record
    from atlas.datapackage.tables import DataProblemsError

    newer = new or data_folders()[0]
    day = (on or datetime.now(UTC)).date()
    try:
        if why is None:
            print(visible(compare(old, newer)))
        else:
            print(visible(record(old, newer, day, why)))
    except (NotRecordedError, DataProblemsError) as error:
        say(str(error))
        return 1
    return 0


def registers() -> None:
    """Turn a register of others into rows."""


def import_sipri(
    file: Annotated[Path, typer.Argument(help="The CSV file or workbook as it was downloaded.")],
    folder: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="DIR",
            help="A new folder for the rows; name it in ATLAS_DATA.",
        ),
    ],
    supplier: Annotated[
        list[str] | None,
        typer.Option(help="Only what this country supplies: name or code; repeatable."),
    ] = None,
    recipient: Annotated[
        list[str] | None,
        typer.Option(help="Only what this country receives: name or code; repeatable."),
    ] = None,
    generated: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="When SIPRI made the file, where it does not say so."
        ),
    ] = None,
) -> int:
    """An export of the SIPRI Arms Transfers Database: register, deliveries by year, TIV table."""
    from atlas.datapackage.tables import DataProblemsError
    from atlas.importers.sipri.grid import ImportProblemError
    from atlas.importers.sipri.sipri import import_file

    folders = data_folders()
    day = generated.date().isoformat() if generated else ""
    try:
        report = import_file(file, folder, folders, supplier or [], recipient or [], day, show_step)
    except (ImportProblemError, DataProblemsError) as error:
        show_step("")
        say(str(error))
        return 1
    show_step("")
    print(visible(str(report)))
    names = os.pathsep.join(map(str, (*folders, folder)))
    print(f"to see them beside what is there, start the dashboard with ATLAS_DATA={names}")
    return 0
