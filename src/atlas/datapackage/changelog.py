"""The changelog of the data: which versions the tables have had, from which day, and what each of them changed."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path

FILE = "CHANGELOG.csv"
COLUMNS = ("date", "version", "table", "id", "change", "fields", "why")
CHANGES = {
    "published": "The tables as they were first recorded.",
    "added": "The record, source or row is new.",
    "changed": "Some of its fields are not what they were.",
    "removed": "It is no longer in the table.",
    "none": "No record differs: rows were put in another order, or cells spelled in another way that means the same.",
}
VERSION = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True)
class Entry:
    """One line: on which day and with which version of the tables what changed, in which fields, and why.

    `table` and `id` say of what; both are blank where the entry is about the tables as a whole, the id alone where it is about
    their declaration.
    """

    date: str
    version: str
    table: str
    id: str
    change: str
    fields: str
    why: str


def read(folder: Path) -> tuple[Entry, ...]:
    """The entries of a folder, oldest first; none where it keeps no changelog."""
    rows = _rows(folder / FILE)
    return tuple(Entry(*row) for row in rows[1:] if len(row) == len(COLUMNS))


def wrong(folder: Path) -> list[tuple[int, str, str]]:
    """What is wrong with the changelog of a folder: row, column, and how to mend it."""
    try:
        rows = _rows(folder / FILE)
    except UnicodeError:
        return [(1, "", "save the file as UTF-8")]
    if rows and tuple(rows[0]) != COLUMNS:
        return [(1, "", f"name the columns {', '.join(COLUMNS)}, in this order")]
    return [
        (number, *fault) for number, row in enumerate(rows[1:], start=2) for fault in _faults(row)
    ]


def append(folder: Path, entries: Sequence[Entry]) -> None:
    """Write entries at the end of a folder's changelog; the file is made where there is none."""
    path = folder / FILE
    new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([COLUMNS] if new else [])
        writer.writerows(astuple(entry) for entry in entries)


def day(entries: Sequence[Entry], version: str) -> str:
    """The day of a version as `2026-11-22`; nothing where the changelog does not know it."""
    return next((entry.date for entry in reversed(entries) if entry.version == version), "")


def since(entries: Sequence[Entry], version: str) -> tuple[Entry, ...] | None:
    """What has changed after a version; None where the changelog does not know it."""
    last = max((at for at, entry in enumerate(entries) if entry.version == version), default=None)
    return None if last is None else tuple(entries[last + 1 :])


def counted(changes: Iterable[tuple[str, str]]) -> str:
    """Changes (id and kind) in words: “3 added, 1 changed and 2 removed”.

    A record that is new in the register and in its sheet is one; the tables as a whole, which have no id, are not counted.
    """
    counts = Counter(
        kind for _, kind in {(identifier, kind) for identifier, kind in changes if identifier}
    )
    words = [f"{counts[kind]:,} {kind}" for kind in CHANGES if counts[kind]]
    return (
        " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
        or "no record differs"
    )


def _rows(path: Path) -> list[list[str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.reader(file) if row]


def _faults(row: list[str]) -> list[tuple[str, str]]:
    if len(row) != len(COLUMNS):
        return [("", f"give the row {len(COLUMNS)} cells; it has {len(row)}")]
    entry = Entry(*row)
    faults = [] if _is_day(entry.date) else [("date", "write the day as 2026-11-22")]
    faults += (
        []
        if VERSION.fullmatch(entry.version)
        else [
            ("version", "write the version as atlas validate prints it: twelve hexadecimal digits")
        ]
    )
    faults += [] if entry.change in CHANGES else [("change", f"write one of: {', '.join(CHANGES)}")]
    return faults + (
        [] if entry.why.strip() else [("why", "say in a few words why the data changed")]
    )


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
