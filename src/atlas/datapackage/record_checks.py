"""Rules of what rows say of one thing: a group and its parts, who is there, sides and totals."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from atlas.datapackage.files import Problem
from atlas.datapackage.numbered import Row, Rows
from atlas.values import dates

SIDES = ("supplier", "recipient")
PARTNERS = "partners"
# Members of a circle that are named: more would be no sentence.
MOST_NAMED = 6
BILATERAL = "bilateral"
# A package of an earlier version has no such column.
OBSERVERS = "observers"
DATABASE, QUANTITIES = "database", {"quantity_ordered", "quantity_delivered"}
LATIN, CYRILLIC = re.compile("[A-Za-z]"), re.compile("[А-Яа-яЁё]")
WORD = re.compile(r"[^\W\d_]+")
TOTAL, OF_EACH = "_total", ("_china", "_russia")


def groups_within_themselves(rows: Rows) -> Iterator[Problem]:
    """Records that are part of themselves, at once or by way of others.

    What has a part is a group, and stands in no count: none of them would be counted anywhere.
    """
    groups = rows.by_record("part_of")
    followed: set[str] = set()
    circles: dict[str, list[str]] = {}
    for identifier in groups:
        # Each record is followed once, so that long chains are read in one go.
        chain: dict[str, None] = {}
        at = identifier
        while at and at not in followed and at not in chain:
            chain[at] = None
            at = groups.get(at, "")
        if at in chain:
            path = list(chain)
            circle = path[path.index(at) :]
            # One list for all members, of which there may be very many.
            way_round = [*circle, at]
            circles |= dict.fromkeys(circle, way_round)
        followed.update(chain)
    for row in rows["records"]:
        if row["id"] in circles:
            way = " → ".join(circles[row["id"]][:MOST_NAMED])
            mend = f"{row['id']} would be part of itself ({way}); leave one part_of of them blank"
            yield row.problem("part_of", "group within itself", mend)


def ids_alike(rows: Rows) -> Iterator[Problem]:
    """Ids that differ in capitals alone: who reads or types one of them may mean the other."""
    for table in ("records", "sources"):
        firsts: dict[str, Row] = {}
        for row in rows[table]:
            folded_id = row["id"].casefold()
            first = firsts.setdefault(folded_id, row)
            if first["id"] != row["id"]:
                both = f"{row['id']} and {first['id']} ({first.place})"
                yield row.problem("id", "ids alike", f"{both} look the same; rename one of them")


def parts_against_their_group(rows: Rows) -> Iterator[Problem]:
    """Transfers that run in another direction than the group that they are part of.

    Partners of a joint programme stand on both sides. A group that names nobody on a side says
    nothing of it.
    """
    groups = rows.by_record("part_of")
    for side in SIDES:
        countries: dict[str, set[str]] = defaultdict(set)
        for row in rows["transfers"]:
            countries[row["id"]].update(country for _, country in _on_side(row, side))
        for row in rows["transfers"]:
            group = groups.get(row["id"], "")
            allowed = countries.get(group)
            for column, country in _on_side(row, side):
                if allowed and country not in allowed:
                    mend = _mend_direction(country, side, group, sorted(allowed))
                    yield row.problem(column, "part against its group", mend)


def _on_side(row: Row, side: str) -> Iterator[tuple[str, str]]:
    """The countries that a row has on a side, each with the column that names it."""
    for column in (side, PARTNERS):
        for country in row[column].split(";"):
            if country:
                yield column, country


def _mend_direction(country: str, side: str, group: str, allowed: list[str]) -> str:
    return (
        f"{country} is no {side} of its group {group} ({', '.join(allowed)}), which holds parts of "
        "its own direction alone; correct the country, or take the record's part_of out of "
        "records.csv"
    )


def watching_while_taking_part(rows: Rows) -> Iterator[Problem]:
    """Countries that one source has both take part in an exercise and only watch it.

    Sources may disagree on it; one source alone may not.
    """
    if OBSERVERS not in {field.name for field in rows.schema.tables["exercises"].fields}:
        return
    taking_part: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows["exercises"]:
        countries = filter(None, row["participants"].split(";"))
        taking_part[row["id"], row["source"]].update(countries)
    for row in rows["exercises"]:
        for country in filter(None, row[OBSERVERS].split(";")):
            if country in taking_part[row["id"], row["source"]]:
                mend = (
                    f"{country} is among the participants of {row['id']} by {row['source']}, and "
                    "observers are those that do not take part; leave it in one of the two columns"
                )
                yield row.problem(OBSERVERS, "observer taking part", mend)


def totals_against_their_sides(rows: Rows) -> Iterator[Problem]:
    """Totals of an exercise that cannot be true together with what the same row gives each side.

    A total is no less than both sides together, and in an exercise of China and Russia alone as
    much. Figures that a row calls uncertain may be rounded, so they are not compared.
    """
    exercises = rows["exercises"]
    bilateral = _bilateral(exercises)
    fields = rows.schema.tables["exercises"].fields
    totals = [field.name for field in fields if field.name.endswith(TOTAL)]
    for row in exercises:
        for total in totals:
            mend = _mend_total(row, total, row["id"] in bilateral) if row[total] else ""
            if mend:
                yield row.problem(total, "total against its sides", mend)


def _bilateral(exercises: Sequence[Row]) -> set[str]:
    """The exercises that every row with a framework calls bilateral."""
    named = {row["id"] for row in exercises if row["framework"] == BILATERAL}
    others = {row["id"] for row in exercises if row["framework"] not in {BILATERAL, ""}}
    return named - others


def _mend_total(row: Row, total: str, is_bilateral: bool) -> str:
    """How to mend a total, or nothing where it can be true."""
    counted = total.removesuffix(TOTAL)
    sides = [counted + side for side in OF_EACH]
    given = [side for side in sides if row[side]]
    sum_of_sides = sum(int(row[side]) for side in given)
    is_rounded = not {total, *given}.isdisjoint(row["uncertain"].split(";"))
    is_whole = is_bilateral and given == sides
    is_too_small = int(row[total]) < sum_of_sides
    is_another = is_whole and int(row[total]) != sum_of_sides
    if is_rounded or not (is_too_small or is_another):
        return ""
    figures = " and ".join(f"{row[side]} ({side})" for side in given)
    return (
        f"{row[total]} cannot be the total of {figures}; correct the figures, leave out the one "
        "that is of something else, or name in uncertain what the source rounds"
    )


def native_names_in_another_script(rows: Rows) -> Iterator[Problem]:
    """Native names without a letter that is not Latin, or with words of Latin and Cyrillic ones.

    Letters of two scripts look the same, and who searches for the name finds nothing.
    """
    for row in rows["records"]:
        name = row["name_native"]
        words = WORD.findall(name)
        if words and all(word.isascii() for word in words):
            mend = f"“{name}” is in Latin letters alone; write it as its own language does"
            yield row.problem("name_native", "native name in another script", mend)
        for word in words:
            if LATIN.search(word) and CYRILLIC.search(word):
                mend = f"“{word}” has Latin letters among Cyrillic ones; write it in one script"
                yield row.problem("name_native", "native name in another script", mend)


def deliveries_against_their_order(rows: Rows) -> Iterator[Problem]:
    """Rows by which more was delivered than ordered, or all of it before the order.

    Figures that a row calls uncertain may be rounded, so they are not compared. A database has
    oddities of its own, of which its import tells.
    """
    kinds = {row["id"]: row["kind"] for row in rows["sources"]}
    for row in rows["transfers"]:
        if kinds.get(row["source"]) == DATABASE:
            continue
        ordered, delivered = row["quantity_ordered"], row["quantity_delivered"]
        is_rounded = not QUANTITIES.isdisjoint(row["uncertain"].split(";"))
        if ordered and delivered and not is_rounded and float(delivered) > float(ordered):
            mend = f"{delivered} is more than {ordered} (quantity_ordered); correct one of them"
            yield row.problem("quantity_delivered", "more than was ordered", mend)
        if _ends_before(row["delivered"], row["ordered"]):
            mend = f"“{row['delivered']}” is over before “{row['ordered']}” (ordered); correct one"
            yield row.problem("delivered", "delivered before its order", mend)


def _ends_before(text: str, other: str) -> bool:
    """Whether a date is over before another one begins; not where either is blank or open."""
    if not text or not other:
        return False
    last = dates.parse(text).end
    first = dates.parse(other).start
    return last is not None and first is not None and last < first
