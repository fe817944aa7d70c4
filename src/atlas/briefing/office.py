"""What slides and texts of office programs share: pictures, fixed times, names of parts."""

import io
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zipfile import ZipFile

from atlas.briefing.document import Document
from atlas.export.steady_zip import packed

SVG_URI = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
SVG_SPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
DRAWING_SPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
RELATION_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LONGEST_ALT = 1_000


class Parts:
    """The parts of a package by name, as a library of office files hands them to its writer.

    An archive of the library's own would tell the time, and there is none while the clock is before
    the first moment that an archive can name.
    """

    def __init__(self) -> None:
        self.by_name: dict[str, bytes] = {}

    def write(self, place: Any, content: bytes) -> None:
        """Take a part; `place` is its address in the package."""
        self.by_name[place.membername] = content


def describe(properties: Any, document: Document) -> None:
    """Have the properties of a file say what it is, and that it was made on the day that it shows.

    What a library would say of itself is taken away.
    """
    properties.title = document.title
    properties.author = ""
    properties.last_modified_by = ""
    properties.comments = ""
    properties.created = properties.modified = datetime.combine(document.on, time())


def archived(parts: Mapping[str, bytes], on: date) -> bytes:
    """A package of an office program whose bytes depend on what it holds and on the day alone.

    Workbooks inside it too.
    """
    day = on.isoformat()
    steady = {}
    for name, part in parts.items():
        is_workbook = name.endswith(".xlsx")
        steady[name] = packed(_unpacked(part), day) if is_workbook else part
    return packed(steady, day)


def _unpacked(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def svg_extension(relation: str) -> str:
    """What a picture of pixels says of the vectors that stand for it (`relation` is their id)."""
    return (
        f'<a:extLst xmlns:a="{DRAWING_SPACE}"><a:ext uri="{SVG_URI}">'
        f'<asvg:svgBlip xmlns:asvg="{SVG_SPACE}" xmlns:r="{RELATION_SPACE}" '
        f'r:embed="{relation}"/></a:ext></a:extLst>'
    )
