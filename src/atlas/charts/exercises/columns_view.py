"""Exercises per year: how many begin, by domain and kind; how many before 2022 and since."""

from typing import Any, NamedTuple

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.filter_contract import Years
from atlas.dataset.filter_registry import NOT_STATED
from atlas.dataset.memo import once_a_build, once_a_dataset
from atlas.records.listing import main_domain, singles
from atlas.records.outcome import is_carried_out
from atlas.values.pair import TURN

# How many years before the turn are compared.
YEARS_BEFORE = 5
# A rate of one year is no rate.
FEWEST_YEARS = 2
# The columns of the counts, and what they hold.
TYPES = {
    "year": "int64",
    "domain": "str",
    "kind": "str",
    "dated": "bool",
    "ids": "object",
    "n": "int64",
}


@once_a_dataset
def per_year(dataset: Dataset) -> pd.DataFrame:
    """Exercises by the year they begin, main domain, kind, and whether they have a date.

    Columns: year, domain, kind, dated, ids (a list), n.
    """
    in_view = set(dataset.ids("exercises"))
    ids_by_cell: dict[tuple[Any, ...], list[str]] = {}
    for identifier, *cell in _every(dataset):
        if identifier in in_view:
            ids_by_cell.setdefault(tuple(cell), []).append(identifier)
    rows = [(*cell, ids, len(ids)) for cell, ids in sorted(ids_by_cell.items())]
    return pd.DataFrame(rows, columns=list(TYPES)).astype(TYPES)


@once_a_build
def _every(dataset: Dataset) -> list[tuple[Any, ...]]:
    """Id, year, main domain, kind and `dated` of all exercises held, by first day and label."""
    frame = singles(dataset.built["exercises"])
    frame = frame[is_carried_out(frame)].sort_values(["start", "label"])
    columns = [
        frame.index,
        frame["year_first"],
        main_domain(frame),
        frame["kind"].fillna(NOT_STATED),
        frame["dated"],
    ]
    return list(zip(*(column.tolist() for column in columns), strict=True))


@once_a_dataset
def totals(dataset: Dataset) -> "pd.Series[int]":
    """How many exercises begin in each year that has any."""
    sums: pd.Series[int] = per_year(dataset).groupby("year")["n"].sum()
    return sums


@once_a_dataset
def dated_totals(dataset: Dataset) -> "pd.Series[int]":
    """How many exercises with a date begin in each year that has any."""
    counts = per_year(dataset)
    sums: pd.Series[int] = counts[counts["dated"]].groupby("year")["n"].sum()
    return sums


def undated(dataset: Dataset) -> int:
    """How many exercises are counted at the year of the source that mentions them."""
    return int(totals(dataset).sum() - dated_totals(dataset).sum())


class Rates(NamedTuple):
    """How many exercises a year have a date in the years before the turn, and since.

    `before` and `since` are first and last year of the two; `groups` has the columns before and
    since, by group.
    """

    before: Years
    since: Years
    groups: pd.DataFrame


@once_a_dataset
def rates(dataset: Dataset, column: str, years: Years | None) -> Rates | None:
    """The rates by `domain` or `kind` within these years (None: all).

    The last year is the last that was over when the latest source appeared. None unless some years
    of both are in view, and an exercise in any of them.
    """
    whole = (TURN - YEARS_BEFORE, last_whole_year(dataset))
    low, high = years or whole
    before = (max(low, whole[0]), TURN - 1)
    since = (TURN, min(high, whole[1]))
    if min(_length(before), _length(since)) < FEWEST_YEARS:
        return None
    counts = per_year(dataset)
    dated = counts[counts["dated"]]
    groups = {"before": _rate(dated, column, before), "since": _rate(dated, column, since)}
    table = pd.DataFrame(groups).fillna(0.0)
    if table.empty:
        return None
    return Rates(before, since, table)


def _length(years: Years) -> int:
    return years[1] - years[0] + 1


def _rate(counts: pd.DataFrame, column: str, years: Years) -> pd.Series:
    first, last = years
    sums: dict[str, int] = {}
    for year, group, n in counts[["year", column, "n"]].itertuples(index=False, name=None):
        if first <= year <= last:
            sums[group] = sums.get(group, 0) + n
    groups = pd.Index(sorted(sums), name=column, dtype="str")
    return pd.Series([sums[group] / _length(years) for group in groups], index=groups, dtype=float)


def last_whole_year(dataset: Dataset) -> int:
    """The last year that was over when the newest source appeared; 0 where none has a date."""
    newest = dataset.sources["published_day"].max()
    return 0 if pd.isna(newest) else newest.year - 1
