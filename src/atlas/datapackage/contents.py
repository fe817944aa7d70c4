"""What the tables of a package say, as a number: the version of the data."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

LENGTH = 12
WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def version_of(declaration: Mapping[str, Any], frames: Mapping[str, pd.DataFrame]) -> str:
    """Twelve hexadecimal digits that change with any cell, any row and the declaration.

    They do not change with what says nothing: the order of rows and columns, the files and folders
    that the rows lie in, line ends, byte order marks, quotes around cells. `frames` are the tables
    as text by name, None for a blank cell.
    """
    digest = hashlib.sha256(_written(declaration))
    for name in sorted(frames):
        digest.update(_written(name))
        for line in sorted(_lines(frames[name])):
            digest.update(line)
    return digest.hexdigest()[:LENGTH]


def _lines(frame: pd.DataFrame) -> Iterator[bytes]:
    """The header and each row, the columns in order of their names."""
    names = sorted(map(str, frame))
    yield _written(names)
    for cells in frame[names].to_numpy(dtype=object).tolist():
        yield _written([_text(cell) for cell in cells])


def _text(cell: str | None) -> str:
    # Within a cell too, git may write the line ends of another system.
    return (cell or "").replace("\r\n", "\n")


def _written(value: Any) -> bytes:
    """A value as JSON, with its length before it: no two rows of values give the same bytes."""
    content = WRITER.encode(value).encode("utf-8", "surrogatepass")
    return f"{len(content)}:".encode() + content
