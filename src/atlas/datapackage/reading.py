"""The bytes of a file as rows of cells: one reading for all who check or use them.

Two readers that differ on a quote or a line end would let pass what nobody has seen.
"""

import csv
import errno
import os
from io import BytesIO, TextIOWrapper
from pathlib import Path
from stat import S_ISDIR, S_ISREG

# What a file may be at most: a larger one would not fit into the memory of a small server.
MOST_MEGABYTES = 64
# Spreadsheets take no more characters in a cell.
LONGEST = 32_000
# Cells of a file, counted by commas and line ends: each takes some hundred bytes of memory.
MOST_CELLS = 2_000_000
CROWDED = "it has more than {:,} cells, the most that is read; divide it between several folders"
# What is longer is no cell: the module of the standard library keeps four times the room for it.
LONGEST_READ = 1_000_000
ENDLESS = (
    f"a cell has more than {LONGEST_READ:,} characters: a double quote is opened and closed far "
    "below, or never; close it, or put a table in its place"
)
QUOTES = (
    "a double quote is opened and never closed, or text follows one that closes a cell; "
    "close it, or write it twice inside a quoted cell"
)


class UnreadableError(ValueError):
    """A file that is no table: the rule that it breaks, how to mend it, and in which row."""

    def __init__(self, rule: str, message: str, row: int | None = None) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.row = row


def content(path: Path, megabytes: int = MOST_MEGABYTES) -> bytes:
    """What a file holds, of at most so many megabytes.

    OSError where it is missing, no file, too large, or may not be read.
    """
    status = path.stat()
    if S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    # A pipe would be waited for, and a device may never end.
    if not S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is no file")
    # What it holds is counted as it is read: it may grow, and files of the system have no size.
    most = megabytes * 2**20
    data = b"" if status.st_size > most else _at_most(path, most + 1)
    if max(status.st_size, len(data)) > most:
        raise OSError(errno.EFBIG, f"it is larger than {megabytes} MB, the most that is read")
    return data


def decoded(data: bytes) -> tuple[str, bool]:
    """The text of a file that others have made, and whether its code page is a guess."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), False
    try:
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        pass
    # What is not UTF-8 was most likely saved by a spreadsheet in the western code page of Windows.
    try:
        return data.decode("cp1252"), True
    except UnicodeDecodeError:
        return data.decode("latin-1"), True


def _at_most(path: Path, size: int) -> bytes:
    """The first bytes of a file. OSError where it has them, but not now."""
    with open(path, "rb", opener=_without_waiting) as file:
        data: bytes | None = file.read(size)
    if data is None:
        raise OSError(errno.EAGAIN, "it keeps its reader waiting")
    return data


def _without_waiting(path: str, flags: int) -> int:
    """Open a file as `os.open` does; reading fails where it would wait, as for the kernel's log."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def is_there(path: Path) -> bool:
    """Whether there is something at a path, be it that it cannot be read."""
    try:
        path.lstat()
    except OSError as error:
        return error.errno == errno.EACCES
    return True


def rows(data: bytes) -> list[list[str]]:
    """The rows of a CSV file in UTF-8, the header first; a blank line has no cell.

    UnreadableError where it is no text in UTF-8, has too many cells, or a quote is not closed.
    """
    if sum(map(data.count, (b",", b"\n", b"\r"))) > MOST_CELLS:
        raise UnreadableError("size", CROWDED.format(MOST_CELLS))
    read: list[list[str]] = []
    # A limit for the whole process, which libraries set as well.
    csv.field_size_limit(LONGEST_READ)
    try:
        # Line by line: the whole text takes four times the room of its bytes.
        for row in csv.reader(TextIOWrapper(BytesIO(data), "utf-8-sig", newline=""), strict=True):
            read.append(row)
    except UnicodeError:
        raise UnreadableError("encoding", "it is no text in UTF-8; save it as UTF-8") from None
    except csv.Error as error:
        is_endless = "field limit" in str(error)
        rule, mend = ("long cell", ENDLESS) if is_endless else ("quotes", QUOTES)
        raise UnreadableError(rule, mend, len(read) + 1) from None
    return read
