"""Exercises per year: how many begin, by domain and kind; how many before 2022 and since."""

from typing import NamedTuple

import pandas as pd

from atlas.charts.exercises.held import held
from atlas.dataset.dataset import Dataset
from atlas.dataset.filter_contract import Years
from atlas.dataset.filter_registry import NOT_STATED
from atlas.dataset.memo import once_a_dataset
from atlas.records.listing import main_domain

# The year of the full-scale invasion of Ukraine, and how many years before it are compared.
TURN, YEARS_BEFORE = 2022, 5
# A rate of one year is no rate.
FEWEST_YEARS = 2


@once_a_dataset
def per_year(dataset: Dataset) -> pd.DataFrame:
    """Exercises by the year they begin, main domain, kind, and whether they have a date.

    Columns: year, domain, kind, dated, ids (a list), n.
    """
    frame = held(dataset).sort_values(["start", "label"])
    columns = {
        "id": frame.index,
        "year": frame["year_first"],
        "domain": main_domain(frame),
        "kind": frame["kind"].fillna(NOT_STATED),
        "dated": frame["dated"],
    }
    cells = pd.DataFrame(columns).groupby(["year", "domain", "kind", "dated"])["id"].agg(list)
    counts = cells.reset_index(name="ids")
    return counts.assign(n=counts["ids"].str.len().astype("int64"))


class Rates(NamedTuple):
    """How many exercises a year have a date in the years before the turn, and since.

    `before` and `since` are first and last year of the two; `groups` has the columns before and
    since, by group.
    """

    before: Years
    since: Years
    groups: pd.DataFrame


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
    within = counts[counts["year"].between(*years)]
    sums: pd.Series = within.groupby(column)["n"].sum() / _length(years)
    return sums


def last_whole_year(dataset: Dataset) -> int:
    """The last year that was over when the newest source appeared; 0 where none has a date."""
    newest = dataset.sources["published_day"].max()
    return 0 if pd.isna(newest) else newest.year - 1
