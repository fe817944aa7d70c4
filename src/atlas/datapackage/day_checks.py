"""Rules of days: what has happened is not yet to come, none has month and day exchanged."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, islice

from atlas.datapackage.files import Problem
from atlas.datapackage.numbered import Row, Rows
from atlas.values import dates

PROJECTED = "projected"
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
MONTHS = 12
# What takes place: an agreement or a finding may speak of years to come.
EVENTS = ("exercises", "transfers")
# Nobody plans further; 2091 for 2019 is a slip.
YEARS_AHEAD = 30
# So many dates of one record are compared with each other.
MOST_COMPARED = 50


def sources_of_the_future(rows: Rows) -> Iterator[Problem]:
    """Sources that were read, or appeared, on a day that is yet to come.

    It is compared with `Rows.latest`: a clock that is behind refuses nothing that is recorded.
    """
    for row in rows["sources"]:
        for column in ("published", "accessed"):
            start = dates.parse(row[column]).start if row[column] else None
            if start and start > rows.latest:
                mend = (
                    f"“{row[column]}” is yet to come (today is {rows.latest.isoformat()} at the "
                    "latest); correct the year, or month and day"
                )
                yield row.problem(column, "day yet to come", mend)


def ends_that_are_yet_to_come(rows: Rows) -> Iterator[Problem]:
    """Exercises and transfers that ended on a day that is yet to come, and dates far ahead of all.

    What is projected may lie ahead, and so may the years of an agreement, by `YEARS_AHEAD` years.
    """
    farthest = rows.latest.year + YEARS_AHEAD
    for table in rows.schema.sheets:
        for column in table.when:
            for row in rows[table.name]:
                begins = _last_side(row[column])
                if begins is None:
                    continue
                has_happened = table.name in EVENTS and row["basis"] != PROJECTED
                is_early = has_happened and begins > rows.latest
                if is_early or begins.year > farthest:
                    mend = (
                        f"“{row[column]}” is yet to come; correct the year, end it with .. if it "
                        "goes on, or write projected"
                    )
                    yield row.problem(column, "day yet to come", mend)


def _last_side(text: str) -> date | None:
    """The first day of the last side of a date; none where it is blank or open."""
    last = dates.sides(text).last if text else dates.OPEN
    return None if last == dates.OPEN else dates.parse(last).start


def days_and_months_exchanged(rows: Rows) -> Iterator[Problem]:
    """Dates that another row of the record contradicts, and confirms once month and day change.

    2021-03-04 is 2021-04-03 to whom took it for a day of April. Where the sources do disagree so,
    the note of one of both rows names the date of the other, and both stand.
    """
    for table in rows.schema.sheets:
        happened = [row for row in rows[table.name] if row["basis"] != PROJECTED]
        for column in table.when:
            for own in _that_differ(happened, column).values():
                yield from _exchanged(own, column)


def _that_differ(rows: Sequence[Row], column: str) -> Mapping[str, list[Row]]:
    """The rows with a date of each record whose rows do not all have the same one."""
    first: dict[str, str] = {}
    dated = [row for row in rows if row[column]]
    differing = {
        row["id"] for row in dated if first.setdefault(row["id"], row[column]) != row[column]
    }
    rows_by_id = defaultdict(list)
    for row in dated:
        if row["id"] in differing:
            rows_by_id[row["id"]].append(row)
    return rows_by_id


def _exchanged(rows: list[Row], column: str) -> Iterator[Problem]:
    """The rows of one record whose date fits another one's only with month and day exchanged."""
    first_by_date: dict[str, Row] = {}
    for row in rows:
        first_by_date.setdefault(row[column], row)
    compared = islice(first_by_date.items(), MOST_COMPARED)
    for (text, row), (other_text, other) in combinations(compared, 2):
        if not _is_slip(text, other_text):
            continue
        is_known = other_text in row["note"] or text in other["note"]
        if not is_known:
            yield other.problem(column, "month and day exchanged", _mend(text, other_text, row))


def _is_slip(text: str, other: str) -> bool:
    """Whether two dates contradict each other, unless month and day of one are exchanged."""
    if _has_common_day(text, other):
        return False
    turned = [(_turned(text), other), (_turned(other), text)]
    return any(_lies_in(changed, within) for changed, within in turned if changed)


def _turned(text: str) -> str:
    """A date with month and day exchanged; blank where a day is no month, or nothing changes."""
    changed = []
    for side in dict.fromkeys(dates.sides(text)):
        day = DAY.fullmatch(side)
        if not day or int(day[3]) > MONTHS:
            return ""
        changed.append(f"{day[1]}-{day[3]}-{day[2]}")
    is_in_order = changed == sorted(changed)
    turned = "/".join(changed)
    return turned if is_in_order and turned != text else ""


def _has_common_day(text: str, other: str) -> bool:
    span, other_span = dates.parse(text), dates.parse(other)
    is_before = span.end and other_span.start and span.end < other_span.start
    is_after = span.start and other_span.end and span.start > other_span.end
    return not (is_before or is_after)


def _lies_in(text: str, other: str) -> bool:
    span, other_span = dates.parse(text), dates.parse(other)
    if not (span.start and span.end and other_span.start and other_span.end):
        return False
    return other_span.start <= span.start and span.end <= other_span.end


def _mend(text: str, other: str, row: Row) -> str:
    return (
        f"“{other}” is “{text}” in {row.place}, unless month and day are exchanged in one of them; "
        "correct it, or name the other date in the note of this row if the sources disagree"
    )
