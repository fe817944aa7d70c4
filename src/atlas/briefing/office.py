"""What slides and texts of office programs share: pictures, fixed times, names of parts."""

import io
import re
import zipfile
from datetime import date

# No file tells when it was made but by the day that it shows.
EPOCH = (1980, 1, 1, 0, 0, 0)
STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
SVG_URI = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
SVG_SPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
DRAWING_SPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
RELATION_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LONGEST_ALT = 1_000


def with_fixed_times(content: bytes, on: date) -> bytes:
    """A package of an office program whose bytes depend on what it holds and on the day alone.

    Workbooks inside it too.
    """
    target = io.BytesIO()
    stamp = rb"\g<1>" + f"{on.isoformat()}T00:00:00Z".encode() + rb"\g<2>"
    with (
        zipfile.ZipFile(io.BytesIO(content)) as package,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as fixed,
    ):
        for name in package.namelist():
            part = package.read(name)
            if name.endswith(".xlsx"):
                part = with_fixed_times(part, on)
            if name == "docProps/core.xml":
                part = STAMP.sub(stamp, part)
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(entry, part)
    return target.getvalue()


def svg_extension(relation: str) -> str:
    """What a picture of pixels says of the vectors that stand for it (`relation` is their id)."""
    return (
        f'<a:extLst xmlns:a="{DRAWING_SPACE}"><a:ext uri="{SVG_URI}">'
        f'<asvg:svgBlip xmlns:asvg="{SVG_SPACE}" xmlns:r="{RELATION_SPACE}" '
        f'r:embed="{relation}"/></a:ext></a:extLst>'
    )
