"""What is wrong with a file as a whole: one sentence instead of the errors of every cell."""

import csv
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from pathlib import Path

from atlas.datapackage import changelog
from atlas.datapackage.checks import shown
from atlas.datapackage.files import PACKAGE, File, Problem, files_of
from atlas.datapackage.schema import Schema, Table

SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
TABLES = {".csv", ".tsv", ".tab", ".xls", ".xlsx", ".ods"}
WORKBOOK, UTF16 = b"PK\x03\x04", (b"\xff\xfe", b"\xfe\xff")
# A table from elsewhere may share a few columns, as `id` and `source`, with ours.
LEAST_SHARED = 0.5
MOST_NAMED = 5


def shape(file: File, schema: Schema) -> Problem | None:
    """What is wrong with a file as a whole; None where its rows can be checked."""
    try:
        content = file.path.read_bytes()
    except FileNotFoundError:
        mend = f"put {file.table.path} beside {PACKAGE}"
        return Problem.of_file(file.name, "missing file", mend)
    except OSError as error:
        fault = f"it cannot be read ({error.strerror}); let this program read it"
        return Problem.of_file(file.name, "unreadable file", fault)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeError:
        return Problem.of_file(file.name, "encoding error", _encoding(content))
    return _of_text(file, text, schema)


def _encoding(content: bytes) -> str:
    if content.startswith(WORKBOOK):
        return "it is a workbook; save the sheet as CSV, and the file as UTF-8"
    if content.startswith(UTF16):
        return "its text is in UTF-16; save the file as UTF-8"
    return "it is no text in UTF-8; save the file as UTF-8"


def _of_text(file: File, text: str, schema: Schema) -> Problem | None:
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        fault = "it is empty; give the file a header and rows, separated by commas"
        return Problem.of_file(file.name, "source error", fault)
    if text.startswith("\ufeff"):
        fault = "it begins with two byte order marks; save it without, or with one"
        return Problem(file.name, 1, "", "byte order mark", fault)
    separator = _separator(lines[0], file.table)
    if separator:
        fault = f"its columns are separated by {separator}; save it as CSV with commas"
        return Problem(file.name, 1, "", "separator", fault)
    named = _named(lines[0], ",")
    foreign = _foreign(named, file, schema)
    if foreign:
        return Problem(file.name, 1, "", "another table", foreign)
    if len(lines) == 1:
        fault = "it has a header and no rows; give it rows, or put the right file in its place"
        return Problem.of_file(file.name, "header only", fault)
    return None


def _named(line: str, separator: str) -> list[str]:
    """The cells of a header."""
    return next(csv.reader([line], delimiter=separator), [])


def _shared(named: list[str], table: Table) -> float:
    """How much of a table's columns a header names, 0 to 1."""
    columns = {field.name for field in table.fields}
    return len(columns.intersection(named)) / len(columns)


def _separator(line: str, table: Table) -> str:
    """By what the columns are separated, if not by commas."""
    by_commas = _shared(_named(line, ","), table)
    for separator, words in SEPARATORS.items():
        if _shared(_named(line, separator), table) > by_commas:
            return words
    return ""


def _foreign(named: list[str], file: File, schema: Schema) -> str:
    """What a file is whose header is that of another table, or of none; else blank."""
    shared = _shared(named, file.table)
    for table in schema.tables.values():
        if shared < 1 and set(named) == {field.name for field in table.fields}:
            return f"it has the columns of {table.path}; put {file.table.path} in its place"
    if shared >= LEAST_SHARED:
        return ""
    first = ", ".join(shown(name, 20) for name in named[:MOST_NAMED])
    return (
        f"its first line ({first}) does not name the columns of {file.table.path}; give it the "
        f"header that {PACKAGE} declares, or put the right file in its place"
    )


def remarks(folders: Sequence[Path], schema: Schema) -> Iterator[str]:
    """What is odd about the files of a package and no problem, a sentence each."""
    own = {table.path for table in schema.tables.values()} | {changelog.FILE}
    for folder in filter(Path.is_dir, folders):
        others = {path.name for path in folder.iterdir() if path.suffix.lower() in TABLES} - own
        for name in sorted(others):
            yield (
                f"{folder / name} is not read: {PACKAGE} declares no table of this name; take it "
                "out of the folder"
            )
    for table in schema.tables.values():
        for file in files_of(folders, table):
            if file.path.is_file() and file.path.read_bytes().startswith(BOM_UTF8):
                yield f"{file.path} begins with a byte order mark, which is passed over"
