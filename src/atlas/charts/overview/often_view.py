"""How often: exercises a year before and after the years in which the wars in Ukraine began."""

from dataclasses import dataclass

import pandas as pd

from atlas.charts.chart_view import ChartView, span
from atlas.charts.exercises.columns_view import last_whole_year, per_year
from atlas.charts.registry import CHARTS
from atlas.dataset.filters import Filters
from atlas.values.pair import TURN

CHART = "exercise-timeline"
# The annexation of Crimea and the full invasion: the years from which readers compare.
TURNS = (2014, TURN)


@dataclass(frozen=True)
class Era:
    """Whole years from `first` to `last`, in which `n` exercises with a date begin."""

    first: int
    last: int
    n: int

    @property
    def a_year(self) -> float:
        """How many exercises a year."""
        return self.n / (self.last - self.first + 1)


@dataclass(frozen=True, eq=False)
class Often:
    """`counts` has how many exercises with a date begin in each year, `eras` those of whole years.

    `unfinished` are years that the sources do not see the end of; they are in no era. `undated` is
    how many exercises have no date.
    """

    counts: "pd.Series[int]"
    eras: tuple[Era, ...]
    unfinished: tuple[int, ...]
    undated: int

    def __len__(self) -> int:
        return len(self.counts)


def shown_per_year(filters: Filters) -> ChartView:
    """The chart on its own page that the answer is taken from."""
    return ChartView(CHARTS[CHART], filters, CHARTS[CHART].options())


def often(shown: ChartView) -> Often:
    """The answer from the exercises per year that the timeline has above its lanes.

    Years are those of the filter, or from the first exercise on; a year counts as whole when a
    source is from a later one.
    """
    rows = per_year(shown.dataset)
    dated = rows[rows["dated"].astype(bool)]
    undated = int(rows["n"].sum() - dated["n"].sum())
    by_year = dated.groupby("year")["n"].sum()
    if by_year.empty:
        return Often(by_year.astype("int64"), (), (), undated)
    low, high = shown.filters.years or (int(by_year.index.min()), span()[1])
    last = min(high, last_whole_year(shown.dataset) or high)
    counts = by_year.reindex(range(low, max(high, low) + 1), fill_value=0)
    counts = counts[counts.index <= max(last, int(by_year.index.max()))]
    unfinished = tuple(int(year) for year in counts.index if year > last)
    return Often(counts, _eras(counts, low, last), unfinished, undated)


def _eras(counts: "pd.Series[int]", low: int, last: int) -> tuple[Era, ...]:
    """The whole years, parted at the turns."""
    starts = [low, *(turn for turn in TURNS if low < turn <= last)]
    ends = [start - 1 for start in starts[1:]] + [last]
    parts = zip(starts, ends, strict=True)
    eras = []
    for begin, end in parts:
        if begin <= end:
            in_years = counts.loc[begin:end]
            eras.append(Era(begin, end, int(in_years.sum())))
    return tuple(eras)
