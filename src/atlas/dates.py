"""A subset of EDTF (ISO 8601-2), read for whole columns at once.

Grammar: YYYY, YYYY-MM, YYYY-MM-DD, each with an optional ~ (approximate), ? (uncertain) or % (both), `..` for an open
side, and intervals A/B of these. Bounds are strict: a qualifier changes how a date is drawn, never its first or last day.
"""

import re

import pandas as pd

_DAY = r"(?P<{0}y>\d{{4}})(?:-(?P<{0}m>0[1-9]|1[0-2])(?:-(?P<{0}d>0[1-9]|[12]\d|3[01]))?)?(?P<{0}q>[~?%])?"
_SIDE = r"(?:" + _DAY + r"|(?P<{0}open>\.\.))"
PATTERN = re.compile(_SIDE.format("a") + r"(?P<slash>/" + _SIDE.format("b") + r")?")
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def bounds(texts: "pd.Series[str]") -> pd.DataFrame:
    """First and last day of each date, and whether it is approximate.

    `texts` holds EDTF strings or blanks. Returns, on the same index, `start` and `end` (NaT where open, blank or not in
    the grammar), `approximate` (a ~, ? or % stands on either side) and `valid` (False for text outside the grammar).
    """
    distinct = pd.Series(texts.dropna().unique(), dtype="str")
    parts = distinct.str.extract(re.compile(f"^(?:{PATTERN.pattern})$"))
    first, last = _days(parts, "a"), _days(parts, "b")
    single = parts["slash"].isna()
    open_end = parts["bopen"].notna()
    ends = last["end"].where(~single, first["end"])
    frame = pd.DataFrame({"start": first["start"], "end": ends})
    frame["approximate"] = parts["aq"].notna() | parts["bq"].notna()
    has_start = frame["start"].notna() | (parts["aopen"].notna() & ~single)
    has_end = frame["end"].notna() | open_end
    ordered = frame["start"].isna() | frame["end"].isna() | (frame["start"] <= frame["end"])
    frame["valid"] = has_start & has_end & ordered & ~(parts["aopen"].notna() & open_end)
    frame.loc[~frame["valid"], ["start", "end"]] = pd.NaT
    frame.index = pd.Index(distinct)
    found = frame.reindex(texts)
    found.index = texts.index
    found["approximate"] = found["approximate"].eq(True)
    found["valid"] = found["valid"].eq(True) | texts.isna()
    return found


def _days(parts: pd.DataFrame, side: str) -> pd.DataFrame:
    """First and last day of one side; NaT where the side is open, missing or no day of the calendar."""
    year, month, day = (pd.to_numeric(parts[side + unit], errors="coerce") for unit in "ymd")
    first = pd.DataFrame({"year": year, "month": month.fillna(1), "day": day.fillna(1)})
    start = pd.to_datetime(first, errors="coerce")
    year_end = pd.to_datetime(first.assign(month=12, day=31), errors="coerce")
    end = start.where(day.notna(), (start + pd.offsets.MonthEnd(0)).where(month.notna(), year_end))
    return pd.DataFrame({"start": start, "end": end.where(start.notna())})


def label(text: str) -> str:
    """A valid date as people write it: `2018-09` is "September 2018", `2005~/2009~` is "2005–2009, approximate"."""
    if not text:
        return "date not given"
    sides = text.split("/")
    marks = {mark for side in sides for mark in side[-1:] if mark in "~?%"}
    words = _span(*[side.rstrip("~?%") for side in sides])
    return words + (", approximate" if marks & {"~", "%"} else "") + (", uncertain" if marks & {"?", "%"} else "")


def _span(first: str, last: str = "") -> str:
    if not last:
        return _side(first)
    if first == "..":
        return f"until {_side(last)}"
    if last == "..":
        return f"since {_side(first)}"
    if len(first) == len(last) == 4:
        return f"{first}–{last}"
    if len(first) == len(last) == 10 and first[:7] == last[:7]:
        return f"{int(first[8:])}–{_side(last)}"
    return f"{_side(first)} – {_side(last)}"


def _side(side: str) -> str:
    year, *rest = side.split("-")
    if not rest:
        return year
    month = MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) == 2 else f"{month} {year}"
