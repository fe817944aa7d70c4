"""What is wrong with a file as a whole: one sentence instead of the errors of every cell."""

import csv
import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import zip_longest
from pathlib import Path

from atlas.datapackage import changelog
from atlas.datapackage.cell_checks import shown
from atlas.datapackage.files import PACKAGE, File, Problem, files_of, unreadable
from atlas.datapackage.reading import UnreadableError, content, rows
from atlas.datapackage.schema import Schema, Table

SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
TABLES = {".csv", ".tsv", ".tab", ".xls", ".xlsx", ".ods"}
WORKBOOK, UTF16 = b"PK\x03\x04", (b"\xff\xfe", b"\xfe\xff")
# A table from elsewhere may share a few columns, as `id` and `source`, with ours.
LEAST_SHARED = 0.5
MOST_NAMED = 5
FIRST_LINE = re.compile(r"[^\r\n]{0,10000}")
LABELS = f"name the columns as {PACKAGE} does, in its order"
EXTRA = f"delete the column with its cells, or declare it in {PACKAGE}"
NAMELESS = "column {} has no name; delete it with its cells, which may look empty"
AS_UTF8 = "save it as CSV in UTF-8 (in Excel: “CSV UTF-8 (Comma delimited)”)"
WITH_COMMAS = "save it with commas (Excel writes the list separator of Windows' regional settings)"


def shape(file: File, schema: Schema) -> Problem | None:
    """What is wrong with a file as a whole; None where its rows can be checked."""
    try:
        data = content(file.path)
    except OSError as error:
        return unreadable(file, error)
    fault = _no_text(data)
    if fault:
        return Problem.of_file(file.name, "encoding", fault)
    return _of_text(file, data.decode("utf-8-sig"), schema) or _of_rows(file, data)


def _no_text(data: bytes) -> str:
    """Why bytes are no text in UTF-8; blank where they are."""
    if data.startswith(UTF16):
        return f"its text is in UTF-16; {AS_UTF8}"
    try:
        data.decode("utf-8-sig")
    except UnicodeError:
        if data.startswith(WORKBOOK):
            return f"it is a workbook; {AS_UTF8}"
        return f"it is no text in UTF-8; {AS_UTF8}"
    return ""


def _of_text(file: File, text: str, schema: Schema) -> Problem | None:
    if not text.strip():
        fault = "it is empty; give the file a header and rows, separated by commas"
        return Problem.of_file(file.name, "empty file", fault)
    if text.startswith("\ufeff"):
        fault = "it begins with two byte order marks; save it without, or with one"
        return Problem(file.name, 1, "", "byte order mark", fault)
    # Of a long line, its beginning tells what it is.
    # The pattern fits any text, if with nothing of it.
    line = FIRST_LINE.match(text)[0]  # type: ignore[index]
    separator = _separator(line, file.table)
    if separator:
        fault = f"its columns are separated by {separator}; {WITH_COMMAS}"
        return Problem(file.name, 1, "", "separator", fault)
    named = _named(line, ",")
    foreign = _foreign(named, file, schema)
    if foreign:
        return Problem(file.name, 1, "", "another table", foreign)
    return None


def _of_rows(file: File, data: bytes) -> Problem | None:
    """What is wrong with quotes, the header, or the number of rows."""
    try:
        header, *lines = rows(data)
    except UnreadableError as error:
        return Problem(file.name, error.row, "", error.rule, error.message)
    wrong_label = _label(header, file)
    if wrong_label:
        return wrong_label
    if not file.table.is_empty and not any(any(line) for line in lines):
        fault = "it has a header and no rows; give it rows, or put the right file in its place"
        return Problem.of_file(file.name, "header only", fault)
    return None


def _label(header: list[str], file: File) -> Problem | None:
    """The first column of a header that is not the declared one."""
    names = [field.name for field in file.table.fields]
    missing = [name for name in names if name not in header]
    further = [name for name in header if name not in names]
    column = ""
    rule = "wrong column"
    mend = LABELS
    if missing and len(header) < len(names):
        column = missing[0]
        rule = "missing column"
        mend = f"put the column back, with its cells, where {PACKAGE} has it"
    elif further and len(header) > len(names):
        column = further[0]
        rule = "extra column"
        mend = EXTRA
        if not column:
            mend = NAMELESS.format(header.index("") + 1)
    elif header != names:
        pairs = zip_longest(header, names, fillvalue="")
        column, wanted = next((label, name) for label, name in pairs if label != name)
        mend = f"write “{wanted}” there; {LABELS}" if wanted else LABELS
    else:
        return None
    return Problem(file.name, 1, shown(column), rule, mend)


def _named(line: str, separator: str) -> list[str]:
    """The cells of a header, as far as its first line goes."""
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
    for folder in folders:
        others = [path.name for path in _listed(folder) if path.suffix.lower() in TABLES]
        for name in sorted(set(others) - own):
            yield (
                f"{folder / name} is not read: {PACKAGE} declares no table of this name; take it "
                "out of the folder"
            )
    for table in schema.tables.values():
        for file in files_of(folders, table):
            with suppress(OSError):
                if content(file.path).startswith(BOM_UTF8):
                    yield f"{file.path} begins with a byte order mark, which is passed over"


def _listed(folder: Path) -> list[Path]:
    """What lies in a folder; nothing where it cannot be read, which is a problem of its own."""
    try:
        return list(folder.iterdir())
    except OSError:
        return []
