"""Archives that say nothing of when they were made: the same content gives the same bytes."""

import io
import re
from collections.abc import Mapping
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The first moment that an archive can name.
BEGINNING = (1980, 1, 1, 0, 0, 0)
MADE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
NEVER = b"1980-01-01T00:00:00Z"
# Whatever system makes it, a file is one that everybody may read.
UNIX, READABLE = 3, 0o644 << 16


class SteadyZip(ZipFile):
    """An archive for writing, none of whose files says when it was written.

    A clock that is before the first moment that an archive can name, as where a machine has lost
    its battery, is no fault then.
    """

    def __init__(self, target: io.BytesIO) -> None:
        super().__init__(target, "w", ZIP_DEFLATED)

    def writestr(
        self,
        zinfo_or_arcname: str | ZipInfo,
        data: Any,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """Add a file by its name, as `ZipFile` does."""
        entry = zinfo_or_arcname
        if isinstance(entry, str):
            entry = ZipInfo(entry, BEGINNING)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = UNIX
            entry.external_attr = READABLE
        super().writestr(entry, data, compress_type, compresslevel)


def packed(files: Mapping[str, bytes]) -> bytes:
    """An archive of files by name, in this order."""
    target = io.BytesIO()
    with SteadyZip(target) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def steady_zip(content: bytes) -> bytes:
    """A workbook with the same files, none of which says when it was written."""
    with ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    steady = {name: MADE.sub(rb"\g<1>" + NEVER + rb"\g<2>", part) for name, part in files.items()}
    return packed(steady)
