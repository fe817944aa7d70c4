"""LibreOffice for the tests of files: one that is installed, else one that is fetched.

Run as a script it fetches what is missing; where it cannot, it says so, and the tests that need it
are skipped.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from atlas.export.browser import is_root, run

PROGRAMS = ("soffice", "libreoffice")
MAC = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
# Spreadsheet, slides and text, without windows.
PARTS = ["libreoffice-calc-nogui", "libreoffice-impress-nogui", "libreoffice-writer-nogui"]
INSTALL = ["apt-get", "install", "-y", "--no-install-recommends", *PARTS]
UPDATE = ["apt-get", "update"]
FETCHED_WITHIN, OPENED_WITHIN = 300, 120
# What parts cells (the number of its sign), quotes, UTF-8, from the first line on; a language;
# cells in quotes are not taken for text, and all that looks like a number or a date is read as one.
READ = "CSV:{separator},34,76,1,,{language},false,true,false"
WRITE = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
ENGLISH_US, ENGLISH_UK, GERMAN, RUSSIAN, POLISH = 1033, 2057, 1031, 1049, 1045


def find() -> str | None:
    """The path of LibreOffice; None where it is not installed."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    return found or (str(MAC) if MAC.is_file() else None)


def ensure() -> str:
    """Fetch what is missing; returns what there is to say."""
    path = find()
    if path:
        return path
    command = f"{' '.join(UPDATE)} && {' '.join(INSTALL)}"
    if not shutil.which(UPDATE[0]) or not is_root():
        return (
            f"No LibreOffice: the tests that open files with it are skipped (to have it: {command})"
        )
    failed = run(UPDATE, FETCHED_WITHIN) or run(INSTALL, FETCHED_WITHIN)
    return find() or f"No LibreOffice: {command} {failed}; tests with it are skipped"


def opened_and_saved(
    files: list[Path], folder: Path, language: int, separator: str = ","
) -> list[Path]:
    """CSV files as LibreOffice saves them after it has opened them in a language (its number).

    It saves them with commas between cells and decimal points, whatever they had.
    """
    read = READ.format(separator=ord(separator), language=language)
    options = [f"--infilter={read}"]
    return _converted(files, folder, WRITE, options)


def workbooks_opened_and_saved(workbooks: list[Path], folder: Path) -> list[Path]:
    """Workbooks as LibreOffice saves them after it has opened them."""
    return _converted(workbooks, folder, "xlsx", [])


def printed(files: list[Path], folder: Path) -> list[Path]:
    """Slides and texts as LibreOffice prints them, as PDF.

    A file is not there where its program is not installed.
    """
    _converted(files, folder, "pdf", [])
    return [folder / f"{file.stem}.pdf" for file in files]


def _converted(files: list[Path], folder: Path, into: str, options: list[str]) -> list[Path]:
    program = find()
    assert program is not None
    # A profile of its own: two of one profile wait for each other.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, "--headless", profile, *options, "--convert-to", into]
    paths = [str(file) for file in files]
    subprocess.run(
        [*command, "--outdir", str(folder), *paths],
        check=True,
        capture_output=True,
        timeout=OPENED_WITHIN,
    )
    return [folder / file.name for file in files]


if __name__ == "__main__":
    print(ensure(), file=sys.stderr)
