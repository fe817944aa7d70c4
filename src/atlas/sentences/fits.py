"""How a date of a sentence stands to a recorded one."""

from datetime import date, timedelta
from enum import Enum

from atlas.values import dates
from atlas.values.dates import Precision

_ALLOWED_YEARS = 1
_ALLOWED_DAYS = timedelta(days=31)


class Fit(Enum):
    """How a date of a sentence stands to a recorded one."""

    SAME = "agrees"
    VAGUE = "is more exact than what is recorded"
    PART = "overlaps with it alone"
    NONE = "does not touch it"


def fit(asked: str, recorded: str) -> Fit:
    """How a date stands to a recorded one, both EDTF."""
    mine = dates.parse(asked)
    theirs = dates.parse(recorded)
    is_rough = "~" in recorded or "%" in recorded
    is_of_years = dates.precision(recorded) is Precision.YEAR
    slack = _ALLOWED_YEARS if is_rough and is_of_years else 0
    # About a day is within a month of it.
    days = _ALLOWED_DAYS if is_rough and not is_of_years else timedelta()
    first = _widened(theirs.start, -slack, date.min, -days)
    last = _widened(theirs.end, slack, date.max, days)
    begin = mine.start or date.min
    end = mine.end or date.max
    if end < first or begin > last:
        # Where a season begins and ends depends on who tells of it.
        is_near = _is_part_of_year(asked) and begin.year in {first.year, last.year}
        return Fit.VAGUE if is_near else Fit.NONE
    if dates.OPEN in asked:
        return _open_fit(asked, recorded, slack)
    # A decade is no span with two ends, but some time within it.
    if "/" in asked and "~" not in asked:
        return _span_fit(asked, recorded, slack)
    if theirs.start is None:
        # Known is when it was over, not when it began.
        return Fit.SAME if begin <= last <= end else Fit.VAGUE
    if begin <= first and last <= end:
        return Fit.SAME
    if first <= begin and end <= last:
        is_as_exact = dates.precision(recorded) >= dates.precision(asked) or slack
        is_year = dates.precision(asked) is Precision.YEAR
        return Fit.SAME if is_as_exact or is_year else Fit.VAGUE
    return Fit.PART


def _is_part_of_year(asked: str) -> bool:
    """Whether a date is that of a season, or early or late in a year."""
    return "~/" in asked and dates.precision(asked) is Precision.MONTH


def _open_fit(asked: str, recorded: str, slack: int) -> Fit:
    """Since agrees with what began then; until with what ended in that year."""
    if asked.endswith(dates.OPEN):
        begun = dates.sides(asked).first
        recorded_begun = dates.sides(recorded).first
        return _side_fit(begun, recorded_begun, slack)
    end = dates.parse(asked).end
    last = dates.parse(recorded).end
    if not end or not last or last > end:
        return Fit.PART
    # All that is past has ended by now; that it ended then is not said.
    return Fit.SAME if last.year >= end.year - slack else Fit.VAGUE


def _span_fit(asked: str, recorded: str, slack: int) -> Fit:
    """Two spans agree where both ends do."""
    pairs = zip(dates.sides(asked), dates.sides(recorded), strict=True)
    fits = {_side_fit(own, other, slack) for own, other in pairs}
    if Fit.PART in fits:
        return Fit.PART
    return Fit.VAGUE if Fit.VAGUE in fits else Fit.SAME


def _side_fit(own: str, other: str, slack: int) -> Fit:
    """How an end of a span stands to a recorded one, as exactly as the sentence gives it."""
    if other == dates.OPEN:
        return Fit.PART
    if other.startswith(own) or (slack and abs(int(own[:4]) - int(other[:4])) <= slack):
        return Fit.SAME
    return Fit.VAGUE if own.startswith(other) else Fit.PART


def _widened(day: date | None, years: int, otherwise: date, days: timedelta) -> date:
    if day is None:
        return otherwise
    day += days
    return day.replace(year=day.year + years, day=min(day.day, 28)) if years else day
