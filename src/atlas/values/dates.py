"""A subset of EDTF (ISO 8601-2), read for whole columns at once.

Grammar: YYYY, YYYY-MM, YYYY-MM-DD, each with an optional ~ (approximate), ? (uncertain) or % (both), `..` for an open
side, and intervals A/B of these. Bounds are strict: a qualifier changes how a date is drawn, never its first or last day.
"""

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

_SIDE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<mark>[~?%])?", re.ASCII
)
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
OPEN = ".."
EXACT = r"\d{4}-\d{2}-\d{2}(?:/\d{4}-\d{2}-\d{2})?"
EPOCH = date(1970, 1, 1).toordinal()
NEVER = int(np.datetime64("NaT").astype(np.int64))
BLANK = (NEVER, NEVER, 0)


class Span(NamedTuple):
    """First and last day of a date (None: open), and whether it is approximate or uncertain."""

    start: date | None
    end: date | None
    approximate: bool


@lru_cache(maxsize=200_000)
def parse(text: str) -> Span:
    """The span of an EDTF date of the subset; ValueError for any other text, a day that is not in the calendar, or a reversed interval."""
    first, slash, last = text.partition("/")
    start, end = (_side(side) for side in (first, last if slash else first))
    if (start is None and end is None) or (not slash and start is None):
        raise ValueError(f"{text!r} has no day")
    span = Span(
        start.start if start else None,
        end.end if end else None,
        any(side and side.approximate for side in (start, end)),
    )
    if span.start and span.end and span.start > span.end:
        raise ValueError(f"{text!r} ends before it starts")
    return span


def _side(text: str) -> Span | None:
    """One date, or None for an open side."""
    if text == OPEN:
        return None
    found = _SIDE.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no date")
    year, month, day = (
        int(found[part]) if found[part] else None for part in ("year", "month", "day")
    )
    first_month, last_month = month or 1, month or 12
    start = date(year or 0, first_month, day or 1)
    end = date(start.year, last_month, day or calendar.monthrange(start.year, last_month)[1])
    return Span(start, end, found["mark"] is not None)


def bounds(texts: "pd.Series[str]") -> pd.DataFrame:
    """First and last day of each date, and whether it is approximate.

    `texts` holds EDTF strings of the subset or NA. Returns, on the same index, `start` and `end` (NaT where open or NA) and
    `approximate` (a ~, ? or % stands on either side). ValueError for text outside the grammar: validation comes first.
    """
    days = np.array(
        [_days(text) if isinstance(text, str) else BLANK for text in texts.tolist()], dtype=np.int64
    ).reshape(-1, 3)
    sides = {
        side: days[:, at].astype("datetime64[D]").astype("datetime64[s]")
        for at, side in enumerate(("start", "end"))
    }
    return pd.DataFrame({**sides, "approximate": days[:, 2].astype(bool)}, index=texts.index)


@lru_cache(maxsize=200_000)
def _days(text: str) -> tuple[int, int, int]:
    """First and last day counted from 1970, and 1 where approximate."""
    span = parse(text)
    first, last = (
        NEVER if side is None else side.toordinal() - EPOCH for side in (span.start, span.end)
    )
    return first, last, int(span.approximate)


def label(text: str) -> str:
    """A valid date as people write it: `2018-09` is "September 2018", `2005~/2009~` is "2005–2009, approximate"."""
    if not text:
        return "date not given"
    sides = text.split("/")
    marks = {mark for side in sides for mark in side[-1:] if mark in "~?%"}
    words = _span(*[side.rstrip("~?%") for side in sides])
    return (
        words
        + (", approximate" if marks & {"~", "%"} else "")
        + (", uncertain" if marks & {"?", "%"} else "")
    )


def _span(first: str, last: str = "") -> str:
    if not last:
        return _side_label(first)
    if first == "..":
        return f"until {_side_label(last)}"
    if last == "..":
        return f"since {_side_label(first)}"
    if len(first) == len(last) == 4:
        return f"{first}–{last}"
    if len(first) == len(last) == 10 and first[:7] == last[:7]:
        return f"{int(first[8:])}–{_side_label(last)}"
    return f"{_side_label(first)} – {_side_label(last)}"


def _side_label(side: str) -> str:
    year, *rest = side.split("-")
    if not rest:
        return year
    month = MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) == 2 else f"{month} {year}"
