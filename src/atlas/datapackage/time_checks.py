"""Rules of time: a part and its group, what goes on and its end, a text and what it tells of."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from atlas.datapackage.files import Problem
from atlas.datapackage.numbered import Row, Rows
from atlas.values import dates

PROJECTED = "projected"
# What takes place. The date of a relation is when it was told, or held.
EVENTS = ("exercises", "transfers", "agreements", "context")
# The statuses of what goes on.
GOING_ON = ("under way", "in force")
# Dates that end with what they date; that of an order does not.
LASTING = {"date", "delivered"}
# What the note calls a last day that nobody had seen yet.
PLAN = re.compile(r"\bplan")
# A part is compared with so many rows of its group: there are as many as sources tell of it.
MOST_COMPARED = 50


def parts_outside_their_group(rows: Rows) -> Iterator[Problem]:
    """Dates of parts that begin before, or end after, the date that a row gives their group.

    What is open, blank or projected is not compared. A date that is known to the year lies inside
    where any of its days does. Where the sources disagree, the note of the group's row names the
    part, and the date stands.
    """
    groups = rows.by_record("part_of")
    labels = rows.by_record("label")
    for table in rows.schema.sheets:
        happened = _happened(rows, table.name)
        for column in table.when:
            dated = [row for row in happened if row[column]]
            rows_by_id = defaultdict(list)
            for row in dated:
                rows_by_id[row["id"]].append(row)
            for part in dated:
                wholes = rows_by_id[groups.get(part["id"], "")][:MOST_COMPARED]
                outside = [whole for whole in wholes if _lies_outside(part, whole, column)]
                for whole in outside:
                    label = labels[part["id"]]
                    if label not in whole["note"]:
                        mend = _mend_part(part, whole, column, label)
                        yield part.problem(column, "part outside its group", mend)


def _happened(rows: Rows, table: str) -> list[Row]:
    """The rows of a sheet that tell of what is no mere plan."""
    return [row for row in rows[table] if row["basis"] != PROJECTED]


def _lies_outside(part: Row, whole: Row, column: str) -> bool:
    first, last = dates.sides(part[column])
    span = dates.parse(whole[column])
    begun = _last_day(first)
    ending = _first_day(last)
    is_before = begun is not None and span.start is not None and begun < span.start
    is_after = ending is not None and span.end is not None and ending > span.end
    return is_before or is_after


def _first_day(side: str) -> date | None:
    return None if side == dates.OPEN else dates.parse(side).start


def _last_day(side: str) -> date | None:
    return None if side == dates.OPEN else dates.parse(side).end


def _mend_part(part: Row, whole: Row, column: str, label: str) -> str:
    return (
        f"“{part[column]}” lies outside “{whole[column]}”, which {whole.place} gives its group "
        f"{whole['id']}; correct either date, end the group's with .. if it goes on, or name "
        f"“{label}” in the note of that row, with what the sources disagree on"
    )


def closed_while_under_way(rows: Rows) -> Iterator[Problem]:
    """Spans with an end, of what the same source says is under way.

    A single day or year is when it was signed or began. Deliveries may end where the source counts
    them: their span is then that of what has been handed over by now.
    """
    for table in rows.schema.sheets:
        columns = LASTING.intersection(table.when)
        if not columns or "status" not in {field.name for field in table.fields}:
            continue
        happened = _happened(rows, table.name)
        going_on = {_speaker(row) for row in happened if row["status"] in GOING_ON}
        speaking = [row for row in happened if _speaker(row) in going_on]
        for column in sorted(columns):
            yield from _closed(speaking, column)


def _speaker(row: Row) -> tuple[str, str]:
    """Of which record the row speaks, and who does."""
    return row["id"], row["source"]


def _closed(rows: list[Row], column: str) -> Iterator[Problem]:
    """The rows whose date in a column is a span with an end."""
    counted = set()
    mend = "end it with .., as 2016/.., or correct the status"
    if column == "delivered":
        counted = {_speaker(row) for row in rows if row["quantity_delivered"]}
        mend += ", or say in quantity_delivered how many were delivered in it"
    for row in rows:
        _, slash, last = row[column].partition("/")
        if slash and last != dates.OPEN and _speaker(row) not in counted:
            fault = f"“{row[column]}” has an end, and this source says that it goes on"
            yield row.problem(column, "closed while under way", f"{fault}; {mend}")


def told_before_it_happened(rows: Rows) -> Iterator[Problem]:
    """What a source answers for, although it appeared before the first day of what it tells of.

    A source that is dated to the year alone may have appeared on its last day. A row of an event
    that has no date tells of what begins with the first day of the event; what the coder infers
    from a plan is a plan, too.
    """
    published = _published(rows)
    last_days = {source: dates.parse(text).end for source, text in published.items()}
    for table in rows.schema.sheets:
        happened = _happened(rows, table.name)
        first_days = _first_days(happened, table.when) if table.name in EVENTS else {}
        for row in happened:
            last_day = last_days.get(row["source"])
            if last_day is None:
                continue
            known = first_days.get(row["id"])
            if known and known > last_day and not any(row[column] for column in table.when):
                mend = _mend_early(row, str(known), published[row["source"]])
                yield row.problem("basis", "told before it happened", mend)
            for column in table.when:
                start = dates.parse(row[column]).start if row[column] else None
                if start and start > last_day:
                    mend = _mend_early(row, row[column], published[row["source"]])
                    yield row.problem(column, "told before it happened", mend)


def _published(rows: Rows) -> dict[str, str]:
    """When each source appeared, as it is written, by the source's id."""
    return {row["id"]: row["published"] for row in rows["sources"]}


def ends_told_before_they_came(rows: Rows) -> Iterator[Problem]:
    """Spans that end after their source appeared, in rows whose note does not say “plan”.

    What is under way when it is told ends as somebody has planned it. What also begins later is
    `told_before_it_happened`.
    """
    published = _published(rows)
    last_days = {source: dates.parse(text).end for source, text in published.items()}
    for table in rows.schema.sheets:
        if table.name not in EVENTS:
            continue
        unmarked = [row for row in _happened(rows, table.name) if not PLAN.search(row["note"])]
        for column in sorted(LASTING.intersection(table.when)):
            for row in unmarked:
                last_day = last_days.get(row["source"])
                if last_day and _ends_after(row[column], last_day):
                    mend = _mend_end(row, row[column], published[row["source"]])
                    yield row.problem(column, "end told before it came", mend)


def _ends_after(text: str, day: date) -> bool:
    """Whether a span that had begun by a day ends after it, on any of its possible last days."""
    first, slash, last = text.partition("/")
    if not slash:
        return False
    begun = _first_day(first)
    ending = _first_day(last)
    had_begun = begun is None or begun <= day
    return had_begun and ending is not None and ending > day


def _mend_end(row: Row, when: str, published: str) -> str:
    return (
        f"“{when}” ends later than “{published}”, when the source {row['source']} was published; "
        "say in the note that the last day is the plan, or correct one of the dates"
    )


def _first_days(rows: list[Row], columns: Iterable[str]) -> dict[str, date]:
    """The first day that any row gives a record, by its id; an open beginning gives none."""
    days: dict[str, list[date]] = defaultdict(list)
    for row in rows:
        starts = [dates.parse(row[column]).start for column in columns if row[column]]
        days[row["id"]].extend(start for start in starts if start)
    return {identifier: min(own) for identifier, own in days.items() if own}


def _mend_early(row: Row, when: str, published: str) -> str:
    return (
        f"“{when}” is later than “{published}”, when the source {row['source']} was published; "
        f"what it expects is {PROJECTED}, or one of the dates is wrong"
    )


def read_before_it_appeared(rows: Rows) -> Iterator[Problem]:
    """Sources that somebody had read before the first day on which they may have appeared."""
    for row in rows["sources"]:
        if not row["accessed"] or not row["published"]:
            continue
        read = dates.parse(row["accessed"]).end
        appeared = dates.parse(row["published"]).start
        if read and appeared and read < appeared:
            mend = f"“{row['accessed']}” is before “{row['published']}”, when it was published"
            yield row.problem("accessed", "read before it appeared", f"{mend}; correct one of them")
