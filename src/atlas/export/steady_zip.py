"""Archives that say nothing of when they were made: the same content gives the same bytes."""

import io
import re
from collections.abc import Mapping
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The first moment that an archive can name.
BEGINNING = (1980, 1, 1, 0, 0, 0)
FIRST_DAY = "1980-01-01"
# Where an office program keeps when a file was made and changed.
PROPERTIES = "docProps/core.xml"
MADE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
# Whatever system makes it, a file is one that everybody may read.
UNIX, READABLE = 3, 0o644 << 16


class SteadyZip(ZipFile):
    """An archive for writing, none of whose files says when it was written.

    What a file of an office program says of that is said of `day` (ISO 8601). A clock that is
    before the first moment that an archive can name, as where a machine has lost its battery, is no
    fault then.
    """

    def __init__(self, target: io.BytesIO, day: str = FIRST_DAY) -> None:
        super().__init__(target, "w", ZIP_DEFLATED)
        self._made = rb"\g<1>" + f"{day}T00:00:00Z".encode() + rb"\g<2>"

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
        if entry.filename == PROPERTIES:
            data = MADE.sub(self._made, data)
        super().writestr(entry, data, compress_type, compresslevel)


def packed(files: Mapping[str, bytes], day: str = FIRST_DAY) -> bytes:
    """An archive of files by name, in this order; `day` as in `SteadyZip`."""
    target = io.BytesIO()
    with SteadyZip(target, day) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()
