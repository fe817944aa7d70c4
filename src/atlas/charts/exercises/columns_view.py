"""Exercises per year: how many begin, by domain and kind; how many before 2022 and since."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

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


# Year, main domain, kind, and whether there is a date.
Cell = tuple[int, str, str, bool]


class YearCell(NamedTuple):
    """The exercises held that begin in a year, of one main domain and kind, with a date or none."""

    year: int
    domain: str
    kind: str
    dated: bool
    ids: list[str]


@once_a_dataset
def year_cells(dataset: Dataset) -> list[YearCell]:
    """The cells that have any exercise, in order of year, domain, kind and date."""
    in_view = set(dataset.ids("exercises"))
    ids_by_cell: dict[Cell, list[str]] = {}
    for identifier, cell in _every(dataset):
        if identifier in in_view:
            ids_by_cell.setdefault(cell, []).append(identifier)
    return [YearCell(*cell, ids) for cell, ids in sorted(ids_by_cell.items())]


def per_year(dataset: Dataset) -> pd.DataFrame:
    """The cells as a frame.

    Columns: year, domain, kind, dated, ids (a list), n.
    """
    rows = [(*cell, len(cell.ids)) for cell in year_cells(dataset)]
    return pd.DataFrame(rows, columns=list(TYPES)).astype(TYPES)


@once_a_build
def _every(dataset: Dataset) -> list[tuple[str, Cell]]:
    """Id and cell of all exercises held, by first day and label."""
    frame = singles(dataset.built["exercises"])
    frame = frame[is_carried_out(frame)].sort_values(["start", "label"])
    years, domains = frame["year_first"], main_domain(frame)
    cells = zip(years, domains, frame["kind"].fillna(NOT_STATED), frame["dated"], strict=True)
    return list(zip(frame.index, cells, strict=True))


def totals(dataset: Dataset) -> Counter[int]:
    """How many exercises begin in each year that has any."""
    return _by_year(year_cells(dataset))


def dated_totals(dataset: Dataset) -> Counter[int]:
    """How many exercises with a date begin in each year that has any."""
    return _by_year(cell for cell in year_cells(dataset) if cell.dated)


def _by_year(cells: Iterable[YearCell]) -> Counter[int]:
    sums: Counter[int] = Counter()
    for cell in cells:
        sums[cell.year] += len(cell.ids)
    return sums


def undated(dataset: Dataset) -> int:
    """How many exercises are counted at the year of the source that mentions them."""
    return totals(dataset).total() - dated_totals(dataset).total()


class Rates(NamedTuple):
    """How many exercises a year have a date in the years before the turn, and since.

    `before` and `since` are first and last year of the two; `groups` has how many there were in a
    year before and since, by group.
    """

    before: Years
    since: Years
    groups: dict[str, tuple[float, float]]


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
    n_before = _by_group(dataset, column, before)
    n_since = _by_group(dataset, column, since)
    groups = {
        group: (n_before[group] / _length(before), n_since[group] / _length(since))
        for group in sorted(n_before | n_since)
    }
    return Rates(before, since, groups) if groups else None


def _length(years: Years) -> int:
    return years[1] - years[0] + 1


def _by_group(dataset: Dataset, column: str, years: Years) -> Counter[str]:
    """How many exercises with a date begin in these years, by domain or kind."""
    first, last = years
    sums: Counter[str] = Counter()
    for cell in year_cells(dataset):
        if cell.dated and first <= cell.year <= last:
            sums[getattr(cell, column)] += len(cell.ids)
    return sums


@once_a_build
def last_whole_year(dataset: Dataset) -> int:
    """The last year that was over when the newest source appeared; 0 where none has a date."""
    newest = dataset.sources["published_day"].max()
    return 0 if pd.isna(newest) else newest.year - 1
