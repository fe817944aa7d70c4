"""Cells of SIPRI's files: numbers and years, which may be uncertain, and marks.

What is none of these is refused, never guessed.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from atlas.values import dates

MARKS = {"": False, "no": False, "?": True, "yes": True}
_SOFT = re.compile(r"\((?P<inside>[^()]*)\)|(?P<before>[^?()]*)\?")
_NUMBER = re.compile(r"(\d+|[1-9]\d{0,2}([, ]\d{3})+)(\.\d+)?", re.ASCII)
_THOUSANDS = str.maketrans("", "", ", ")
_YEARS = re.compile(r"(?P<first>(?:19|20)\d\d)(?:-(?P<last>(?:19|20)\d\d))?", re.ASCII)
_HYPHEN = re.compile(r"\s*[-–]\s*")
_SEPARATORS = re.compile(r"\s*[;,]\s*|\s+")
PLAIN = "write it in plain digits, or leave the cell blank"


class UnreadableError(Exception):
    """A cell that cannot be read; its text says which and why."""


class Number(NamedTuple):
    """A number, None for an empty cell, and whether SIPRI marks it as uncertain."""

    value: Decimal | None
    is_uncertain: bool

    @property
    def is_blank(self) -> bool:
        """Whether the cell is empty."""
        return self.value is None


class Years(NamedTuple):
    """Years in order, and whether SIPRI marks one of them as uncertain."""

    values: tuple[int, ...]
    is_uncertain: bool

    @property
    def is_blank(self) -> bool:
        """Whether the cell names no year."""
        return not self.values

    @property
    def edtf(self) -> str:
        """The years from the first to the last as an EDTF date; blank where there is none."""
        return dates.from_years(self.values, self.is_uncertain)

    @property
    def has_gaps(self) -> bool:
        """Whether a year between the first and the last is missing."""
        if not self.values:
            return False
        span = self.values[-1] - self.values[0] + 1
        return len(self.values) < span


def marked(cell: str, name: str) -> bool:
    """Whether a mark is set: `?` or `Yes`, not `No` or nothing; UnreadableError for other text."""
    try:
        return MARKS[cell.casefold()]
    except KeyError:
        fault = f"the mark beside “{name}” is “{cell}”, neither ? nor blank"
        raise UnreadableError(fault) from None


def number(cell: str, name: str, mark: str = "") -> Number:
    """A number, uncertain in round brackets or with a `?`: `12`, `(12)`, `12?`, `2.5`, `1,200`.

    `name` is the column's, for messages; `mark` is the cell beside it that may mark it as
    uncertain. UnreadableError for other text.
    """
    text, is_soft = _softened(cell)
    is_uncertain = marked(mark, name) or is_soft
    if not text and not is_soft:
        return Number(None, is_uncertain)
    if not _NUMBER.fullmatch(text):
        raise UnreadableError(f"“{name}” is “{cell}”, which is no number; {PLAIN}")
    digits = text.translate(_THOUSANDS)
    return Number(Decimal(digits), is_uncertain)


def count(cell: str, name: str, mark: str = "") -> Number:
    """A whole number, as `number` reads it."""
    value, is_uncertain = number(cell, name, mark)
    if value is None:
        return Number(None, is_uncertain)
    if value != value.to_integral_value():
        raise UnreadableError(f"“{name}” is “{cell}”, which is no whole number; {PLAIN}")
    return Number(Decimal(int(value)), is_uncertain)


def years(cell: str, name: str, mark: str = "") -> Years:
    """Years as SIPRI lists them: `2013; 2014`, `2001-2005`, `(2011)`, `2013?`.

    `name` and `mark` are as in `number`. UnreadableError for other text.
    """
    is_uncertain = marked(mark, name)
    if not cell:
        return Years((), is_uncertain)
    listed: set[int] = set()
    for part in _SEPARATORS.split(_HYPHEN.sub("-", cell)):
        text, is_soft = _softened(part)
        match = _YEARS.fullmatch(text)
        span = _span(match) if match else range(0)
        if not span:
            raise UnreadableError(f"“{name}” is “{cell}”, in which “{part}” is no year; {PLAIN}")
        listed.update(span)
        is_uncertain = is_uncertain or is_soft
    in_order = tuple(sorted(listed))
    return Years(in_order, is_uncertain)


def _span(match: re.Match[str]) -> range:
    """The years from the first to the last; none where they are reversed."""
    return range(int(match["first"]), int(match["last"] or match["first"]) + 1)


def _softened(cell: str) -> tuple[str, bool]:
    """A cell without brackets or question mark, and whether it had them."""
    match = _SOFT.fullmatch(cell)
    if match is None:
        return cell, False
    return (match["inside"] or match["before"] or "").strip(), True
