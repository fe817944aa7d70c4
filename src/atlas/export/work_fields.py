"""What formats of citations share of a work: its address, the sides of its date, its note."""

import re
from urllib.parse import quote

from atlas.export.works import Work
from atlas.values import dates

IN_ADDRESSES = "/:?#[]@!$&'()*+,;=%~"
WEB_ADDRESS = re.compile("https?://", re.IGNORECASE)
UNCERTAIN = re.compile("[~?%]")


def address(url: str) -> str:
    """A web address with what no address may hold as %XX, so that no format has to escape it.

    Blank for what is none: a program that manages references would open `javascript:` too.
    """
    if not WEB_ADDRESS.match(url.strip()):
        return ""
    return quote(url.strip(), safe=IN_ADDRESSES)


def in_a_line(text: str) -> str:
    """A text without the ends of its lines, which formats of lines would take for their own."""
    return " ".join(text.split())


def sides(text: str) -> tuple[str, str]:
    """First and last side of an EDTF date, without its marks.

    Of a date with one side, or with one that is open, both are the side that is known; both are
    blank where none is.
    """
    first, _, last = UNCERTAIN.sub("", text).partition("/")
    known = [side for side in (first, last) if side and side != dates.OPEN]
    return (known[0], known[-1]) if known else ("", "")


def note(work: Work) -> str:
    """The note, with the date in words where a year alone would say more or less than is known."""
    date = f"Date: {dates.label(work.issued)}." if re.search("[~?%/]", work.issued) else ""
    return with_query(f"{work.note} {date}".strip(), work)


def with_query(note: str, work: Work) -> str:
    """A note, and the query of a view that has no public address."""
    return f"{note} Query: {work.query}".strip() if work.query else note
