"""Rules of rows against themselves: what one row says cannot be true together."""

from collections.abc import Iterator

from atlas.datapackage.files import Problem
from atlas.datapackage.numbered import Row, Rows
from atlas.values import dates

PROJECTED, DELIVERED, DATABASE = "projected", "delivered", "database"
# With these nothing has been supplied yet, or never was. A deal that is cancelled may have begun.
NOTHING_CAME = ("denied", "announced", "under discussion", "prospective", "agreed")
FIGURES = ("personnel", "ships", "aircraft", "equipment")
SIDES = {"_china": "CHN", "_russia": "RUS"}
ENDS = {
    "makes": ("organisations", "systems"),
    "designs": ("organisations", "systems"),
    "powers": ("systems", "systems"),
}
# Russia is a state since December 1991; an order placed with the Soviet Union may be older than
# its delivery by Russia.
RUSSIA, SOVIET_UNION, LAST_SOVIET_YEAR, FIRST_ORDER = "RUS", "SUN", 1991, 1980
STATES = ("participants", "parties", "supplier", "recipient")


def deliveries_against_the_status(rows: Rows) -> Iterator[Problem]:
    """Transfers of which a row says that nothing came, or all did, and another number."""
    for row in rows["transfers"]:
        came = _number(row["quantity_delivered"]) or _number(row["tiv_delivered"])
        if row["status"] in NOTHING_CAME and row["basis"] != PROJECTED and came:
            mend = (
                f"it is “{row['status']}”, and {came:g} were delivered; correct the status or the "
                "delivery"
            )
            yield row.problem("status", "delivered against its status", mend)
        ordered, delivered = row["quantity_ordered"], row["quantity_delivered"]
        is_exact = not {"quantity_ordered", "quantity_delivered"} & _rough(row)
        fewer = bool(ordered and delivered) and _number(delivered) < _number(ordered)
        if row["status"] == DELIVERED and is_exact and fewer:
            mend = f"{delivered} of {ordered} is not all; write under way, or correct the numbers"
            yield row.problem("status", "delivered against its status", mend)


def _number(cell: str) -> float:
    return float(cell) if cell else 0


def _rough(row: Row) -> set[str]:
    return set(row["uncertain"].split(";"))


def uncertain_of_nothing(rows: Rows) -> Iterator[Problem]:
    """Columns that a row calls uncertain, and has nothing in."""
    for table in rows.schema.sheets:
        if "uncertain" not in {field.name for field in table.fields}:
            continue
        for row in rows[table.name]:
            for column in sorted(_rough(row)):
                if column and not row[column]:
                    mend = f"{column} is blank in this row; leave its name out, or fill it in"
                    yield row.problem("uncertain", "uncertain of nothing", mend)


def figures_of_nobody(rows: Rows) -> Iterator[Problem]:
    """Figures of a side that the same row does not have among those who take part."""
    for row in rows["exercises"]:
        there = set(filter(None, row["participants"].split(";")))
        for figure in FIGURES:
            for ending, country in SIDES.items():
                column = figure + ending
                if row[column] and there and country not in there:
                    mend = f"{country} is not among the participants; correct one of the two"
                    yield row.problem(column, "figure of nobody", mend)


def numbers_that_run_backwards(rows: Rows) -> Iterator[Problem]:
    """Published numbers “from … to …” of which the second is the smaller one."""
    for row in rows["counts"]:
        if row["number_to"] and float(row["number_to"]) < float(row["number"]):
            mend = f"{row['number_to']} is less than {row['number']}; write the smaller one first"
            yield row.problem("number_to", "number that runs backwards", mend)


def ties_turned_round(rows: Rows) -> Iterator[Problem]:
    """Ties whose ends are of other tables than the relation joins: a system makes no firm."""
    tables = rows.by_record("table")
    for row in rows["links"]:
        expected = ENDS.get(row["relation"])
        ends = (tables.get(row["subject"], ""), tables.get(row["object"], ""))
        # Where the register itself has a problem, nobody knows what an end is; that both are one
        # is another rule's.
        if expected and all(ends) and ends != expected and row["subject"] != row["object"]:
            mend = (
                f"“{row['relation']}” goes from {expected[0]} to {expected[1]}, not from "
                f"{ends[0]} to {ends[1]}; exchange subject and object, or correct the relation"
            )
            yield row.problem("relation", "tie turned round", mend)


def states_of_another_time(rows: Rows) -> Iterator[Problem]:
    """Events of Russia before it was a state, and of the Soviet Union after it was none.

    A database has its own way to divide what was ordered from the one and came from the other.
    """
    databases = {row["id"] for row in rows["sources"] if row["kind"] == DATABASE}
    for table in rows.schema.sheets:
        columns = [field.name for field in table.fields if field.name in STATES]
        own = [row for row in rows[table.name] if row["source"] not in databases]
        for row in own if columns and table.when else ():
            named = {code for name in columns for code in row[name].split(";")}
            for column in table.when:
                state = _out_of_time(named, column, row[column]) if row[column] else ""
                if state:
                    mend = f"“{row[column]}” is no time of {state}; correct the date or the state"
                    yield row.problem(column, "state of another time", mend)


def _out_of_time(named: set[str], column: str, text: str) -> str:
    """Which of the states there was not yet, or no more; blank for none."""
    span = dates.parse(text)
    first_year = FIRST_ORDER if column == "ordered" else LAST_SOVIET_YEAR
    if RUSSIA in named and span.end and span.end.year < first_year:
        return RUSSIA
    if SOVIET_UNION in named and span.start and span.start.year > LAST_SOVIET_YEAR:
        return SOVIET_UNION
    return ""
