"""Where sources disagree: how far their values lie apart, and who stands on each side."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from atlas.datapackage.schema import Field
from atlas.dataset.dataset import Dataset
from atlas.dataset.evidence import Basis
from atlas.dataset.memo import once_a_build, once_a_dataset
from atlas.dataset.names import with_ids
from atlas.dataset.sums import EXERCISES, Mismatch, mismatches
from atlas.dataset.voices import independent
from atlas.records.facts import fact
from atlas.values import dates
from atlas.values.words import agreeing, counted, number

COLUMNS = [
    "Record",
    "Table",
    "Field",
    "Value shown",
    "Lowest",
    "Highest",
    "Spread",
    "Independent origins",
    "Sources",
    "Id",
]
SPEAKING = ["id", "field", "value", "source", "locator", "basis", "chosen"]


class _Statement(NamedTuple):
    value: str
    source: str
    locator: str
    basis: str
    is_shown: bool


@once_a_dataset
def disputed(dataset: Dataset) -> pd.DataFrame:
    """The fields of records in view on which sources disagree, by table, field and record.

    The columns of the dataset's `conflicts`.
    """
    rows = dataset.conflicts
    schema = dataset.schema
    in_view = {name: dataset[name].index for name in rows["table"].unique()}
    pairs = zip(rows["table"], rows["id"], strict=True)
    is_in_view = np.array([record in in_view[table] for table, record in pairs], dtype=bool)
    rows = rows[is_in_view]
    keys = zip(rows["table"], rows["field"], strict=True)
    places = {table.name: place for place, table in enumerate(schema.sheets)}
    order = pd.DataFrame(index=rows.index)
    order["table"] = rows["table"].map(places)
    order["field"] = [schema.content[key].heading for key in keys]
    order["record"] = rows["id"].map(dataset.label).str.casefold()
    return rows.loc[order.sort_values(["table", "field", "record"], kind="stable").index]


@once_a_dataset
def conflicts(dataset: Dataset) -> pd.DataFrame:
    """The disagreements on records in view, one row each, in the order of `disputed`.

    Columns: `COLUMNS`, and the ids behind names. `Independent origins` counts for each value the
    independent sources that say it, and apart those that expect it; `Sources` names them with their
    paragraphs; both begin with the value that shows.
    """
    rows = disputed(dataset)
    statements = _statements(dataset, rows)
    tables = dataset.schema.tables
    short = dataset.sources["short"].to_dict()
    lines, sources = [], []
    for conflict in rows.to_dict("records"):
        own = statements[conflict["id"], conflict["field"]]
        table = tables[conflict["table"]]
        field = table.field(conflict["field"])
        words = {statement.value: _words(dataset, field, statement.value) for statement in own}
        line = {
            "Record": dataset.label(conflict["id"]),
            "Table": table.title,
            "Field": field.heading,
            "Lowest": words[conflict["lowest"]],
            "Highest": words[conflict["highest"]],
            "Spread": _spread(field, conflict["lowest"], conflict["highest"]),
            "Id": conflict["id"],
        }
        lines.append(line | _sides(own, words, short, dataset.sources))
        sources.append(";".join(dict.fromkeys(statement.source for statement in own)))
    frame = pd.DataFrame(lines, columns=COLUMNS)
    sources_behind = pd.Series(sources, index=frame.index, dtype="str")
    return with_ids(frame, {"Record": frame["Id"], "Sources": sources_behind})


def _statements(dataset: Dataset, rows: pd.DataFrame) -> dict[tuple[str, str], list[_Statement]]:
    """The statements on each disputed record and field, in order of precedence."""
    lines = dataset.evidence
    is_of_records = lines["id"].isin(set(rows["id"]))
    is_of_fields = lines["field"].isin(set(rows["field"]))
    lines = lines[is_of_records & is_of_fields]
    statements: dict[tuple[str, str], list[_Statement]] = {}
    for record, field, *rest in lines[SPEAKING].itertuples(index=False, name=None):
        statements.setdefault((record, field), []).append(_Statement(*rest))
    for mismatch in _mismatches(dataset):
        if (mismatch.id, mismatch.field) in statements:
            statements[mismatch.id, mismatch.field].append(_added(dataset, mismatch))
    return statements


@once_a_build
def _mismatches(dataset: Dataset) -> list[Mismatch]:
    return list(mismatches(dataset.built[EXERCISES], dataset.evidence))


def _added(dataset: Dataset, mismatch: Mismatch) -> _Statement:
    """What both sides are together, where the first of them stands."""
    facts = [fact(dataset, EXERCISES, mismatch.id, side) for side in mismatch.sides]
    first = next(known for known in facts if known)
    place = f"{first.locator}, both sides added"
    return _Statement(f"{mismatch.sum:.0f}", first.source, place, first.basis, is_shown=False)


def added_up(dataset: Dataset, identifier: str, field: str) -> str:
    """What both sides of an exercise are together, where its total cannot be true beside that."""
    for mismatch in _mismatches(dataset):
        if (mismatch.id, mismatch.field) == (identifier, field):
            return f"{number(mismatch.sum)} (both sides added)"
    return ""


def _sides(
    statements: list[_Statement],
    words: dict[str, str],
    short: Mapping[Any, str],
    register: pd.DataFrame,
) -> dict[str, str]:
    """What shows, and who says each value: the cells of three columns."""
    saying: list[tuple[str, str]] = []
    expecting: list[tuple[str, str]] = []
    places: dict[str, dict[str, None]] = {}
    # The value that shows comes first, the others in order of precedence.
    for statement in sorted(statements, key=lambda statement: not statement.is_shown):
        place = f"{short[statement.source]} {statement.locator}"
        those = expecting if statement.basis == Basis.PROJECTED else saying
        those.append((statement.value, statement.source))
        places.setdefault(statement.value, {})[place] = None
    said = independent(saying, register)
    expected = independent(expecting, register)
    counts = [_say(said.get(value, 0), expected.get(value, 0), words[value]) for value in places]
    cited = [f"{words[value]} ({', '.join(own)})" for value, own in places.items()]
    return {
        "Value shown": words[next(iter(places))],
        "Independent origins": "; ".join(counts),
        "Sources": "; ".join(cited),
    }


def _say(said: int, expected: int, value: str) -> str:
    """“2 say 40, 1 expects it”: a plan does not bear a figure out."""
    say, expect = agreeing(said, "says", "say"), agreeing(expected, "expects", "expect")
    if not said:
        return f"{expected} {expect} {value}"
    rest = f", {expected} {expect} it" if expected else ""
    return f"{said} {say} {value}{rest}"


def _words(dataset: Dataset, field: Field, value: str) -> str:
    """A value as people write it."""
    if field.number:
        return number(float(value))
    if field.edtf:
        return dates.label(value)
    if field.vocabulary:
        return dataset.schema.labels(field.vocabulary)[value]
    return dataset.label(value)


def _spread(field: Field, lowest: str, highest: str) -> str:
    """How far two values lie apart; nothing for codes."""
    if field.edtf:
        return _days_apart(lowest, highest)
    if not field.number:
        return ""
    low = float(lowest)
    high = float(highest)
    difference = f"difference {number(high - low)}"
    # Of nothing, nothing is a multiple.
    return f"{high / low:.1f}×, {difference}" if low > 0 else difference


def _days_apart(lowest: str, highest: str) -> str:
    """How far two dates lie apart where they begin.

    Or where they end, if one beginning is open or both are the same.
    """
    first = dates.sides(lowest)
    other = dates.sides(highest)
    begins = dates.distance(first.first, other.first)
    if begins and begins.number:
        return f"begins {_counted(begins)} apart"
    ends = dates.distance(first.last, other.last)
    if ends and ends.number:
        return f"ends {_counted(ends)} apart"
    return "one end open"


def _counted(distance: dates.Distance) -> str:
    return counted(distance.number, distance.unit)
