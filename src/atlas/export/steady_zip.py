"""A workbook without the time of its making: the same content gives the same bytes."""

import io
import re
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The first moment that an archive can name.
BEGINNING = (1980, 1, 1, 0, 0, 0)
MADE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
NEVER = b"1980-01-01T00:00:00Z"


def steady_zip(content: bytes) -> bytes:
    """An archive with the same files, none of which says when it was written."""
    target = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as before, ZipFile(target, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = MADE.sub(rb"\g<1>" + NEVER + rb"\g<2>", before.read(name))
            entry = ZipInfo(name, BEGINNING)
            entry.compress_type = ZIP_DEFLATED
            after.writestr(entry, part)
    return target.getvalue()
