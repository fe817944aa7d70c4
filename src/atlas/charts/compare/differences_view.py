"""The records behind a difference: in one side alone, or in both with values that differ."""

from typing import Any

import pandas as pd

from atlas.charts.compare.compare_view import counted
from atlas.charts.compare.pair import Pair
from atlas.charts.compare.sides import By
from atlas.datapackage import changelog
from atlas.datapackage.changelog import Entry
from atlas.datapackage.schema import Field
from atlas.dataset import store
from atlas.dataset.dataset import VOLUMES, Dataset
from atlas.dataset.earlier import Key, fields_changed, net_changes
from atlas.dataset.memo import once_a_dataset
from atlas.records.listing import spelled
from atlas.values import dates
from atlas.values.words import number

FIRST, SECOND, BOTH = "first", "second", "both"
COLUMNS = ["id", "table", "side"]
CHANGED = ["table", "id", "field", "first", "second"]
# Notes are for coders.
NOT_COMPARED = ("note",)


def differences(pair: Pair) -> pd.DataFrame:
    """The records that one side alone counts, then those of both of which some value differs.

    Columns: id, table, side (`FIRST`, `SECOND` or `BOTH`), in order of side, time and id.
    """
    left, right = (counted(shown) for shown in pair.sides)
    changed = set(changed_values(pair)["id"])
    parts = [
        left[~left.index.isin(right.index)].assign(side=FIRST),
        right[~right.index.isin(left.index)].assign(side=SECOND),
        right[right.index.isin(left.index) & right.index.isin(changed)].assign(side=BOTH),
    ]
    ordered = []
    for part in parts:
        named = part.rename_axis("id").reset_index()
        ordered.append(named.sort_values(["year_first", "id"], kind="stable"))
    return pd.concat(ordered, ignore_index=True)[COLUMNS]


def in_both(pair: Pair) -> int:
    """How many records count on both sides, whatever is said of them."""
    left, right = (counted(shown) for shown in pair.sides)
    return int(left.index.isin(right.index).sum())


def changed_values(pair: Pair) -> pd.DataFrame:
    """The values in which records of both sides differ, as a reader sees them.

    Columns: table, id, field (heading), first, second (blank: it says nothing). Of what has changed
    between two versions of the data, and does not differ in what is drawn, the former value is not
    kept: both are NA.
    """
    if pair.by in {By.YEARS, By.RULE}:
        return pd.DataFrame(columns=CHANGED)
    return _changed_values(pair.second.dataset, pair).copy(deep=False)


@once_a_dataset
def _changed_values(dataset: Dataset, pair: Pair) -> pd.DataFrame:
    left, right = (counted(shown) for shown in pair.sides)
    both = left[left.index.isin(right.index)]
    rows: list[dict[str, Any]] = []
    for table, ids in both.groupby("table").groups.items():
        rows += _of_table(pair, str(table), ids)
    if pair.by == By.VERSION:
        rows += _without_values(pair, both, rows)
    return pd.DataFrame(rows, columns=CHANGED)


def _of_table(pair: Pair, table: str, ids: pd.Index) -> list[dict[str, Any]]:
    """The fields of a table whose shown values differ."""
    left, right = (shown.dataset for shown in pair.sides)
    if table == VOLUMES:
        return []
    rows = []
    for field in left.schema.tables[table].content:
        if field.name in NOT_COMPARED:
            continue
        first = left[table].loc[ids, field.name]
        second = right[table].loc[ids, field.name]
        is_same = first.eq(second).fillna(False).astype(bool) | (first.isna() & second.isna())
        differing = ids[~is_same.to_numpy(dtype=bool)]
        before = _cells(left, first[differing], field)
        after = _cells(right, second[differing], field)
        for identifier, *values in zip(differing, before, after, strict=True):
            row = {"table": table, "id": identifier, "field": field.heading}
            rows.append(row | dict(zip((FIRST, SECOND), values, strict=True)))
    return rows


def _cells(dataset: Dataset, values: pd.Series, field: Field) -> list[str]:
    """Values as a reader sees them; blank where there is none."""
    if field.number:
        return [number(value) if pd.notna(value) else "" for value in values]
    words = spelled(dataset, values, field)
    known = [str(word) if pd.notna(word) else "" for word in words]
    return [dates.label(word) if field.edtf and word else word for word in known]


def _without_values(
    pair: Pair, both: pd.DataFrame, known: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The fields that the list of changes names, without those whose values are known."""
    schema = pair.first.dataset.schema
    fields_by_key = fields_changed(between(pair))
    named = {(row["table"], row["id"], row["field"]) for row in known}
    rows = []
    for identifier, table in zip(both.index, both["table"], strict=True):
        for name in fields_by_key.get((table, identifier), ()):
            content = schema.content.get((table, name))
            if content is None or name in NOT_COMPARED:
                continue
            if (table, identifier, content.heading) not in named:
                row = {"table": table, "id": identifier, "field": content.heading}
                rows.append(row | {"first": pd.NA, "second": pd.NA})
    return rows


def between(pair: Pair) -> tuple[Entry, ...]:
    """The entries of the list of changes between the versions of the two sides, oldest first."""
    entries = store.entries()
    passed = [_since(entries, value) for value in pair.values]
    longer, shorter = sorted(passed, key=len, reverse=True)
    return longer[: len(longer) - len(shorter)]


def _since(entries: tuple[Entry, ...], version: str) -> tuple[Entry, ...]:
    """What has changed after a version; nothing after today's, which is blank."""
    return changelog.since(entries, version) or () if version else ()


def since_the_older(pair: Pair) -> dict[Key, changelog.Kind]:
    """What has become, since the older of two versions, of what it had."""
    return net_changes(max((_since(store.entries(), value) for value in pair.values), key=len))
