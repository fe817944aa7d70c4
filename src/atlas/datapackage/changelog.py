"""The changelog of the data: which versions there were, from which day, and what each changed."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from enum import StrEnum
from io import StringIO
from pathlib import Path

from atlas.datapackage.reading import LONGEST, UnreadableError, content, is_there, rows
from atlas.datapackage.writing import write_whole
from atlas.values.characters import NO_TEXT

FILE = "CHANGELOG.csv"
COLUMNS = ("date", "version", "table", "id", "change", "fields", "why")


class Kind(StrEnum):
    """What can have become of a record, a source, a row, or the tables as a whole."""

    PUBLISHED = "published"
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    NONE = "none"


CHANGES = {
    Kind.PUBLISHED: "The tables as they were first recorded.",
    Kind.ADDED: "The record, source or row is new.",
    Kind.CHANGED: "Some of its fields are not what they were.",
    Kind.REMOVED: "It is no longer in the table.",
    Kind.NONE: "No record differs: cells moved between rows or are spelled in another way that "
    "means the same, or versions are counted in another way since.",
}
NO_CELL = f"write it in {LONGEST:,} characters at most, without signs of control or direction"
VERSION = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True)
class Entry:
    """One line: the day, the version of the tables, what changed in which fields, and why.

    `table` and `id` say what changed. Both are blank where the entry is about the tables as a
    whole, the id alone where it is about their declaration. `change` is one of `Kind`, `fields` is
    joined with `;`.
    """

    date: str
    version: str
    table: str
    id: str
    change: str
    fields: str
    why: str


def read(folder: Path) -> tuple[Entry, ...]:
    """The entries of a folder, oldest first; none where it keeps no changelog that can be read."""
    try:
        lines = _lines(folder / FILE)
    except (OSError, UnreadableError):
        return ()
    return tuple(Entry(*line) for line in lines[1:] if len(line) == len(COLUMNS))


def wrong(folder: Path) -> list[tuple[int, str, str]]:
    """What is wrong with the changelog of a folder: row, column, and how to mend it."""
    try:
        lines = _lines(folder / FILE)
    except UnreadableError as error:
        return [(error.row or 1, "", error.message)]
    except OSError as error:
        fault = f"it cannot be read ({error.strerror}); put a file there that can, or take it away"
        return [(1, "", fault)]
    if lines and tuple(lines[0]) != COLUMNS:
        return [(1, "", f"name the columns {', '.join(COLUMNS)}, in this order")]
    faults: list[tuple[int, str, str]] = []
    for number, line in enumerate(lines[1:], start=2):
        faults += [(number, column, mend) for column, mend in _faults(line)]
    return faults


def append(folder: Path, entries: Sequence[Entry]) -> None:
    """Write entries at the end of a folder's changelog; the file is made where there is none.

    It has all of them or none. OSError where it cannot be written.
    """
    path = (folder / FILE).resolve()
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    before = content(path) if path.exists() else b""
    if not before:
        writer.writerow(COLUMNS)
    elif not before.endswith(b"\n"):
        text.write("\n")
    writer.writerows(astuple(entry) for entry in entries)
    write_whole(path, before + text.getvalue().encode())


def day(entries: Sequence[Entry], version: str) -> str:
    """The day of a version as `2026-11-22`; nothing where the changelog does not know it."""
    return next((entry.date for entry in reversed(entries) if entry.version == version), "")


def newest(folder: Path) -> date:
    """The day of the newest entry of a folder's changelog; the first of all days without one."""
    days = [entry.date for entry in read(folder) if _is_day(entry.date)]
    return date.fromisoformat(max(days)) if days else date.min


def since(entries: Sequence[Entry], version: str) -> tuple[Entry, ...] | None:
    """What has changed after a version; None where the changelog does not know it."""
    for at in reversed(range(len(entries))):
        if entries[at].version == version:
            return tuple(entries[at + 1 :])
    return None


def counted(changes: Iterable[tuple[str, str]]) -> str:
    """Changes (id and kind) in words: “3 added, 1 changed and 2 removed”.

    A record that is new in the register and in its sheet is one; the tables as a whole, which have
    no id, are not counted.
    """
    distinct = {(identifier, kind) for identifier, kind in changes if identifier}
    counts = Counter(kind for _, kind in distinct)
    words = [f"{counts[kind]:,} {kind}" for kind in Kind if counts[kind]]
    if not words:
        return "no record differs"
    *first, last = words
    if not first:
        return last
    return f"{', '.join(first)} and {last}"


def _lines(path: Path) -> list[list[str]]:
    """The lines of a changelog that are not blank; none where there is no such file."""
    if not is_there(path):
        return []
    return [line for line in rows(content(path)) if line]


def _faults(row: list[str]) -> list[tuple[str, str]]:
    """What is wrong with a line: column, and how to mend it."""
    if len(row) != len(COLUMNS):
        return [("", f"give the row {len(COLUMNS)} cells; it has {len(row)}")]
    entry = Entry(*row)
    faults = [(name, NO_CELL) for name, cell in zip(COLUMNS, row, strict=True) if _is_wrong(cell)]
    if not _is_day(entry.date):
        faults.append(("date", "write the day as 2026-11-22"))
    if not VERSION.fullmatch(entry.version):
        mend = "write the version as atlas validate prints it: twelve hexadecimal digits"
        faults.append(("version", mend))
    if entry.change not in CHANGES:
        faults.append(("change", f"write one of: {', '.join(CHANGES)}"))
    if not entry.why.strip():
        faults.append(("why", "say in a few words why the data changed"))
    return faults


def _is_wrong(cell: str) -> bool:
    return len(cell) > LONGEST or NO_TEXT.search(cell) is not None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
