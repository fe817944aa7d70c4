"""A workbook without what a library might choke on: its parts as they were looked through."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

# Megabytes of a workbook, which is a compressed archive.
MOST_UNPACKED = 64
# A workbook has some ten parts, and one more for each sheet.
MOST_PARTS, MOST_SHEETS = 1_000, 100
# The parser looks at a tag from its beginning each time that it gets some bytes more of it.
LONGEST_TAG = 2**18
# A cell of a workbook is two elements, of which each begins and most end with this sign.
TAG, TAGS_OF_A_CELL = b"<", 4
SHEET = re.compile(rb"<(?:\w{1,20}:)?sheet\s")
# What no spreadsheet writes: entities, which grow as they are read, remarks, and other encodings.
STRANGE = re.compile(rb"<!(?!\[CDATA\[)|\0|.<\?", re.DOTALL)
MARK_OF_ORDER = b"\xef\xbb\xbf"
# A formula whose result no program has written beside it: its cell would be blank. A blank text is
# a result of its own.
UNCOUNTED = re.compile(
    rb'<c(?![^<>]*t="str")[^<>]*>(<f[^<>]*/>|<f[^<>]*>[^<]*</f>)(<v\s*/>|<v>\s*</v>)?</c>'
)
WITHOUT_VALUES = "has formulas without values: open it in a spreadsheet, and save it again"


class UnpackedError(Exception):
    """A workbook that is not read; its text says why, of the file."""


def unpacked(data: bytes, most_cells: int, crowded: str) -> BytesIO:
    """A workbook of the parts that a sheet is made of, not compressed, none larger than it says.

    UnpackedError where it has more than is read or than `most_cells`, which `crowded` says, or
    formulas without values. BadZipFile and others of `zipfile` where it is no archive.
    """
    target = BytesIO()
    n_tags = n_sheets = 0
    with ZipFile(BytesIO(data)) as archive, ZipFile(target, "w") as plain:
        for part in _parts(archive):
            # What a part holds beyond its own size is not unpacked at all.
            with archive.open(part) as file:
                text = file.read(part.file_size)
            _refuse_strange(text)
            n_tags += text.count(TAG)
            n_sheets += len(SHEET.findall(text))
            plain.writestr(ZipInfo(part.filename), text)
    if n_tags > TAGS_OF_A_CELL * most_cells:
        raise UnpackedError(crowded)
    if n_sheets > MOST_SHEETS:
        fault = f"has {n_sheets:,} sheets, and at most {MOST_SHEETS} are read"
        raise UnpackedError(f"{fault}: import a file with the one that has the table")
    target.seek(0)
    return target


def _parts(archive: ZipFile) -> list[ZipInfo]:
    """The parts of an archive that are text; pictures and programs are not read."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise UnpackedError(f"has {len(parts):,} parts, and at most {MOST_PARTS:,} are read")
    if sum(part.file_size for part in parts) > MOST_UNPACKED * 2**20:
        raise UnpackedError(f"unpacks to more than {MOST_UNPACKED} MB, the most that is read")
    own = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    if any(part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for part in own):
        raise BadZipFile("no spreadsheet compresses in another way")
    if len({part.filename for part in own}) < len(own):
        raise BadZipFile("two parts have one name")
    return own


def _refuse_strange(text: bytes) -> None:
    if STRANGE.search(text.removeprefix(MARK_OF_ORDER)):
        raise BadZipFile("no spreadsheet writes this")
    if _has_long_tag(text):
        fault = f"has a cell or a tag of more than {LONGEST_TAG:,} characters"
        raise UnpackedError(f"{fault}, the most that is read")
    if UNCOUNTED.search(text):
        raise UnpackedError(WITHOUT_VALUES)


def _has_long_tag(text: bytes) -> bool:
    """Whether some tags of a part stand further from each other than one may be long."""
    at = 0
    while len(text) - at > LONGEST_TAG:
        following = text.rfind(TAG, at + 1, at + LONGEST_TAG + 1)
        if following < 0:
            return True
        at = following
    return False
