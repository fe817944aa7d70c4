"""Files that are written whole or not at all."""

import os
import shutil
from contextlib import suppress
from glob import escape
from pathlib import Path
from threading import get_ident

UNFINISHED = ".unfinished"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that others may read at this moment: they see the old one or the new one.

    It is written beside its place and moved there, so whenever the process ends it is whole or as
    it was; who may read it stays. What a killed process has left beside it goes. OSError where that
    cannot be done, or where another process writes the same file at this moment.
    """
    start = f".{path.name}-"
    for left in path.parent.glob(f"{escape(start)}*{UNFINISHED}"):
        # On a disk that cannot be written nothing is left either.
        with suppress(OSError):
            left.unlink()
    draft = path.with_name(f"{start}{os.getpid()}-{get_ident()}{UNFINISHED}")
    try:
        draft.write_bytes(content)
        with suppress(FileNotFoundError):
            shutil.copymode(path, draft)
        draft.replace(path)
    finally:
        # On a full disk a part of it is there.
        draft.unlink(missing_ok=True)
