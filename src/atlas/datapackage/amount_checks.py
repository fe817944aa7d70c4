"""Rules of amounts: what is told twice, a part above its whole, shares that no share can be."""

from collections.abc import Iterator

from atlas.datapackage.files import Problem
from atlas.datapackage.numbered import Row, Rows

WORLD = "XWD"
SERIES = ("goods", "unit", "edition", "reporter", "period")
# Sums over the items of a register and printed totals are rounded, each in its own way.
ROUNDED = 1.1
PER_CENT, SHARES, IN_WORDS = "%", "share of ", "per cent"
QUANTITIES = ("quantity_ordered", "quantity_delivered")
Key = tuple[str, ...]


def volumes_told_twice(rows: Rows) -> Iterator[Problem]:
    """Two volumes of one source for one pair, period, unit and edition: one would be drawn unsaid.

    A row that two folders have word for word is one.
    """
    firsts: dict[Key, Row] = {}
    for row in rows["volumes"]:
        key = (row["source"], row["supplier"], row["recipient"], *_series(row))
        first = firsts.setdefault(key, row)
        if first["id"] != row["id"]:
            mend = (
                f"{first['id']} ({first.place}) has the same source, pair, goods, unit, edition "
                "and period; leave one of the two, or correct what differs"
            )
            yield row.problem("period", "volume told twice", mend)


def volumes_above_the_total(rows: Rows) -> Iterator[Problem]:
    """Volumes of a pair that are more than all that its supplier gave, or its recipient got, then.

    Compared are those of one edition and unit; a tenth more may be rounding.
    """
    largest_totals: dict[Key, Row] = {}
    for row in rows["volumes"]:
        if WORLD in (row["supplier"], row["recipient"]):
            key = (row["supplier"], row["recipient"], *_series(row))
            known = largest_totals.setdefault(key, row)
            largest_totals[key] = max(known, row, key=_value)
    for row in rows["volumes"]:
        if WORLD in (row["supplier"], row["recipient"]):
            continue
        for sides in ((row["supplier"], WORLD), (WORLD, row["recipient"])):
            largest = largest_totals.get((*sides, *_series(row)))
            if largest and _value(row) > _value(largest) * ROUNDED:
                mend = (
                    f"{row['value']} is more than the {largest['value']} of the total "
                    f"{largest['id']} ({largest.place}); correct one of them"
                )
                yield row.problem("value", "volume above its total", mend)


def _value(row: Row) -> float:
    return float(row["value"])


def _series(row: Row) -> Key:
    return tuple(row[column] for column in SERIES)


def shares_of_no_whole(rows: Rows) -> Iterator[Problem]:
    """Shares above a hundred per cent, and those below one, which look like a fraction (0.77).

    Where a share is really that small, its note says so in words (“half a per cent”).
    """
    for row in rows["counts"]:
        if row["unit"] != PER_CENT or not row["counted"].startswith(SHARES):
            continue
        for column in ("number", "number_to"):
            mend = _mend_share(row[column], row["note"]) if row[column] else ""
            if mend:
                yield row.problem(column, "share of no whole", mend)


def _mend_share(text: str, note: str) -> str:
    """How to mend a share, or nothing where it can be right."""
    share = float(text)
    if share > 100:
        return f"{text} is more than the whole; write the share in per cent"
    if 0 < share < 1 and IN_WORDS not in note:
        return (
            f"write {share * 100:g} if {text} is a fraction; if it is per cent, say so in the note "
            "(“… per cent”)"
        )
    return ""


def quantities_without_a_unit(rows: Rows) -> Iterator[Problem]:
    """Quantities of a transfer of which no row says what is counted."""
    with_unit = {row["id"] for row in rows["transfers"] if row["unit"]}
    for row in rows["transfers"]:
        for column in QUANTITIES:
            if row[column] and row["id"] not in with_unit:
                mend = f"say in unit what the {row[column]} are: pieces, fire units, sets …"
                yield row.problem(column, "quantity without a unit", mend)
