"""Cells of SIPRI's files: numbers and years, which may be soft, and flags; what is none of these is refused, never guessed."""

import re
from decimal import Decimal
from typing import NamedTuple

from atlas.values import dates

FLAGS = {"": False, "no": False, "?": True, "yes": True}
_SOFT = re.compile(r"\((?P<inside>[^()]*)\)|(?P<before>[^?()]*)\?")
_NUMBER = re.compile(r"\d+(\.\d+)?", re.ASCII)
_YEARS = re.compile(r"((?:19|20)\d\d)(?:\s*[-–]\s*((?:19|20)\d\d))?", re.ASCII)
_SEPARATORS = re.compile(r"\s*;\s*|\s+")


class UnreadableError(Exception):
    """A cell that cannot be read; its text says which and why."""


class Number(NamedTuple):
    """A number, None for an empty cell, and whether the cell marks it as uncertain."""

    value: Decimal | None
    soft: bool


class Years(NamedTuple):
    """Years in order, and whether the cell marks one of them as uncertain."""

    values: tuple[int, ...]
    soft: bool

    @property
    def edtf(self) -> str:
        """The years from the first to the last as an EDTF date; blank where there is none."""
        return dates.from_years(self.values, self.soft)

    @property
    def broken(self) -> bool:
        """Whether a year between the first and the last is missing."""
        return bool(self.values) and len(self.values) < self.values[-1] - self.values[0] + 1


def flag(cell: str, name: str) -> bool:
    """Whether a flag is set: `?` or `Yes`; UnreadableError for other text than these, `No` and nothing."""
    try:
        return FLAGS[cell.casefold()]
    except KeyError:
        raise UnreadableError(
            f"the mark beside “{name}” is “{cell}”, neither ? nor blank"
        ) from None


def number(cell: str, name: str) -> Number:
    """A number, soft in round brackets or with a `?`: `12`, `(12)`, `12?`, `2.5`; UnreadableError for other text."""
    text, soft = _softened(cell)
    if not text and not soft:
        return Number(None, False)
    if not _NUMBER.fullmatch(text):
        raise UnreadableError(f"“{name}” is “{cell}”, which is no number")
    return Number(Decimal(text), soft)


def count(cell: str, name: str) -> Number:
    """A whole number, as `number` reads it."""
    found = number(cell, name)
    if found.value is not None and found.value != found.value.to_integral_value():
        raise UnreadableError(f"“{name}” is “{cell}”, which is no whole number")
    return found if found.value is None else Number(Decimal(int(found.value)), found.soft)


def years(cell: str, name: str) -> Years:
    """Years as SIPRI lists them: `2013; 2014`, `2001-2005`, `(2011)`, `2013?`; UnreadableError for other text."""
    found: set[int] = set()
    marks = False
    for part in _SEPARATORS.split(re.sub(r"\s*[-–]\s*", "-", cell)) if cell else ():
        text, soft = _softened(part)
        span = _YEARS.fullmatch(text)
        first, last = (int(span[1]), int(span[2] or span[1])) if span else (1, 0)
        if first > last:
            raise UnreadableError(f"“{name}” is “{cell}”, in which “{part}” is no year")
        found.update(range(first, last + 1))
        marks = marks or soft
    return Years(tuple(sorted(found)), marks)


def _softened(cell: str) -> tuple[str, bool]:
    found = _SOFT.fullmatch(cell)
    return ((found["inside"] or found["before"] or "").strip(), True) if found else (cell, False)
