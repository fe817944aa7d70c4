"""A subset of EDTF (ISO 8601-2), read for whole columns at once.

Grammar: YYYY, YYYY-MM, YYYY-MM-DD, each with an optional ~ (approximate), ? (uncertain) or
% (both), `..` for an open side, and intervals A/B of these. Bounds are strict: a qualifier
changes how a date is drawn, never its first or last day.
"""

import calendar
import re
from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

OPEN = ".."
MARKS = "~?%"
# Without re.ASCII, \d would let digits of other scripts pass.
_SIDE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<mark>[~?%])?", re.ASCII
)
_DAY = r"\d{4}-\d{2}-\d{2}"
_MONTH = r"\d{4}-\d\d(?:-\d\d)?[~?%]?"
# A date with a mark is not exact, however many digits it has.
EXACT = f"{_DAY}(?:/{_DAY})?"
TO_THE_MONTH = f"{_MONTH}(?:/{_MONTH})?"
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
# Days are counted from here, as NumPy counts them.
EPOCH = date(1970, 1, 1).toordinal()
NEVER = int(np.datetime64("NaT").astype(np.int64))
BLANK = (NEVER, NEVER, 0)


class Span(NamedTuple):
    """First and last day of a date (None: open), and whether it is approximate or uncertain."""

    start: date | None
    end: date | None
    approximate: bool


class Sides(NamedTuple):
    """The two sides of a date as written, without their marks; a date of one side has it twice."""

    first: str
    last: str


class Precision(IntEnum):
    """How much is known of a side of a date; the value is the number of characters it takes."""

    OPEN = 2
    YEAR = 4
    MONTH = 7
    DAY = 10


class Distance(NamedTuple):
    """How far two dates lie apart: a number of `years`, `months` or `days`, never negative."""

    number: int
    unit: str


@lru_cache(maxsize=200_000)
def parse(text: str) -> Span:
    """The span of an EDTF date of the subset.

    ValueError for any other text, a day that is not in the calendar, or a reversed interval.
    """
    first, slash, last = text.partition("/")
    start = _side(first)
    end = _side(last) if slash else start
    if start.start is None and end.end is None:
        raise ValueError(f"{text!r} has no day")
    if start.start and end.end and start.start > end.end:
        raise ValueError(f"{text!r} ends before it starts")
    return Span(start.start, end.end, start.approximate or end.approximate)


def _side(text: str) -> Span:
    """The days of one side."""
    if text == OPEN:
        return Span(None, None, False)
    match = _SIDE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no date")
    start = date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    last_month = int(match["month"] or 12)
    last_day = int(match["day"] or calendar.monthrange(start.year, last_month)[1])
    end = date(start.year, last_month, last_day)
    return Span(start, end, match["mark"] is not None)


def bounds(texts: "pd.Series[str]") -> pd.DataFrame:
    """First and last day of each date, and whether it is approximate.

    `texts` holds EDTF strings of the subset or NA. Returns, on the same index, `start` and `end`
    (NaT where open or NA) and `approximate` (a ~, ? or % stands on either side). ValueError for
    text outside the grammar: validation comes first.
    """
    rows = [_days(text) if isinstance(text, str) else BLANK for text in texts.tolist()]
    # Without the shape, a column without dates would have no columns of days.
    days = np.array(rows, dtype=np.int64).reshape(-1, 3)
    start, end = days[:, :2].T.astype("datetime64[D]").astype("datetime64[s]")
    columns = {"start": start, "end": end, "approximate": days[:, 2].astype(bool)}
    return pd.DataFrame(columns, index=texts.index)


# Columns repeat their dates, and a build reads the same ones for every choice of sources.
@lru_cache(maxsize=200_000)
def _days(text: str) -> tuple[int, int, int]:
    """First and last day counted from 1970, and 1 where approximate."""
    span = parse(text)
    return _days_since_1970(span.start), _days_since_1970(span.end), int(span.approximate)


def _days_since_1970(day: date | None) -> int:
    return NEVER if day is None else day.toordinal() - EPOCH


def sides(text: str) -> Sides:
    """The first and the last side of a valid date, without marks: `2005~/..` has 2005 and `..`."""
    first, _, last = text.partition("/")
    return Sides(first.rstrip(MARKS), (last or first).rstrip(MARKS))


def exact_days(text: str) -> tuple[date | None, date | None]:
    """The first and the last day of a valid date, each where that side is a day without a mark."""
    first, _, last = text.partition("/")
    return _exact_day(first), _exact_day(last or first)


def _exact_day(side: str) -> date | None:
    return date.fromisoformat(side) if len(side) == Precision.DAY else None


def as_interval(text: str) -> str:
    """A valid date as an interval of two sides: `2018-09` is `2018-09/2018-09`."""
    return text if "/" in text else f"{text}/{text}"


def precision(text: str) -> Precision:
    """How much is known of a valid date; of an interval, of the side that says less."""
    shortest = min(len(side) for side in sides(text))
    return Precision(shortest)


def is_exact(texts: "pd.Series[str]") -> "pd.Series[bool]":
    """Whether each date is known to the day, without a mark and without an open side; NA is not."""
    return texts.str.fullmatch(EXACT).eq(True)


def is_to_the_month(texts: "pd.Series[str]") -> "pd.Series[bool]":
    """Whether each date is known to the month or the day, marked or not, and has no open side."""
    return texts.str.fullmatch(TO_THE_MONTH).eq(True)


def distance(one: str, other: str) -> Distance | None:
    """How far two sides lie apart, in the unit of the less exact one; None where one is open.

    The sides are without marks, as `sides` gives them. Days that make a year or more come in years.
    """
    known = min(precision(one), precision(other))
    if known is Precision.OPEN:
        return None
    years = int(one[:4]) - int(other[:4])
    if known is Precision.YEAR:
        return Distance(abs(years), "years")
    if known is Precision.MONTH:
        months = int(one[5:7]) - int(other[5:7])
        return Distance(abs(12 * years + months), "months")
    days = abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
    if days >= 365:
        about_years = round(days / 365.25)
        return Distance(about_years, "years")
    return Distance(days, "days")


def from_years(years: Sequence[int], uncertain: bool) -> str:
    """The date from the first to the last of some years in order, each side with a ? if uncertain.

    Blank where there is no year.
    """
    mark = "?" if uncertain else ""
    ends = dict.fromkeys([*years[:1], *years[-1:]])
    return "/".join(f"{year}{mark}" for year in ends)


def label(text: str) -> str:
    """A valid date as people write it.

    `2018-09` is "September 2018", `2005~/2009~` is "2005–2009, approximate"; a blank text is
    "date not given".
    """
    if not text:
        return "date not given"
    words = _span_label(text)
    if "~" in text or "%" in text:
        words += ", approximate"
    if "?" in text or "%" in text:
        words += ", uncertain"
    return words


def _span_label(text: str) -> str:
    first, last = sides(text)
    if "/" not in text:
        return _side_label(first)
    if first == OPEN:
        return f"until {_side_label(last)}"
    if last == OPEN:
        return f"since {_side_label(first)}"
    if len(first) == len(last) == Precision.YEAR:
        return f"{first}–{last}"
    if len(first) == len(last) == Precision.DAY and first[:7] == last[:7]:
        return f"{int(first[8:])}–{_side_label(last)}"
    return f"{_side_label(first)} – {_side_label(last)}"


def _side_label(side: str) -> str:
    year, *rest = side.split("-")
    if not rest:
        return year
    month_number = int(rest[0])
    month = MONTHS[month_number - 1]
    if len(rest) == 1:
        return f"{month} {year}"
    return f"{int(rest[1])} {month} {year}"
