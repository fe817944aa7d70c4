"""Two charts side by side: what both share, in what they differ, what they are called."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from atlas.charts.chart import Chart
from atlas.charts.chart_view import VERSION, ChartView, address, span
from atlas.charts.choices import options_in_words
from atlas.charts.compare import sides
from atlas.charts.compare.sides import By, Values
from atlas.dataset import store
from atlas.dataset.filter_contract import Years
from atlas.dataset.filters import Filters, Query

PAGE = "compare"
# Keys of an address: the chart, what the sides differ in, and what stands before that of each side.
CHART, BY, PREFIXES = "chart", "sides", ("a-", "b-")
LETTERS = ("A", "B")


@dataclass(frozen=True)
class Pair:
    """The same chart twice: `values` are what each side is of what they differ `by`.

    `filters` are those of both; each side has its own of what they differ in.
    """

    by: str
    values: Values
    filters: Filters
    first: ChartView
    second: ChartView

    @property
    def sides(self) -> tuple[ChartView, ChartView]:
        """Both, the first one first."""
        return self.first, self.second

    @property
    def chart(self) -> Chart[Any, Any]:
        """The chart that both are."""
        return self.first.chart

    @property
    def names(self) -> tuple[str, str]:
        """What the sides are called: “2017–2021” and “2022–2025”."""
        labels = sides.choices(self.by, self.chart)
        first, second = (sides.name(self.by, value, labels) for value in self.values)
        return first, second

    @property
    def title(self) -> str:
        """The chart, and what is set against what."""
        return f"{self.chart.title}: {' vs. '.join(self.names)}"

    @property
    def swapped(self) -> "Pair":
        """The same with the sides in each other's place."""
        return Pair(self.by, self.values[::-1], self.filters, self.second, self.first)

    @property
    def empty(self) -> bool:
        """Whether neither side has anything to draw."""
        return self.first.empty and self.second.empty

    @property
    def spans(self) -> tuple[Years, Years]:
        """First and last year of each side."""
        first, second = (shown.filters.years or span() for shown in self.sides)
        return first, second

    @property
    def speaking(self) -> pd.DataFrame:
        """The sources of both sides, as rows of the register in order of rank."""
        rows = pd.concat([shown.speaking for shown in self.sides])
        return rows[~rows.index.duplicated()].sort_values("rank")

    @property
    def shared(self) -> str:
        """The filters and options of both sides, in words."""
        schema = self.first.dataset.schema
        aside = sides.standing_aside(self.by, self.filters)
        kept = {key: value for key, value in self.filters.items() if key not in aside}
        own = Filters(**kept).describe_active(schema, span())
        defaults = vars(self.chart.options())
        chosen = {key: value for key, value in self.first.own.items() if value != defaults[key]}
        if self.by == By.RULE:
            chosen.pop(sides.PHASES, "")
        options = options_in_words(self.first.dataset, self.chart, chosen)
        return "; ".join(filter(None, [own, *options]))

    @property
    def own_query(self) -> Query:
        """What a link needs beside the filters: chart, options, and what each side is."""
        titles = sides.dimensions(self.chart)
        query: Query = [(CHART, self.chart.title), (BY, titles[self.by])]
        labels = sides.choices(self.by, self.chart)
        for prefix, value in zip(PREFIXES, self.values, strict=True):
            texts = map(str, value) if self.by == By.YEARS else (labels[value],)
            query += [(f"{prefix}{self.by}", text) for text in texts]
        group = self.chart.group
        return query + [(key, text) for key, text in self.first.own_query if key != group]

    @property
    def query(self) -> Query:
        """Everything that a link to both needs."""
        return [*self.filters.to_query(self.first.dataset.schema, span()), *self.own_query]

    @property
    def path(self) -> str:
        """The address of the page that shows both, without a host; every setting written out."""
        return address(PAGE, [*self.query, (VERSION, store.dataset().version)])


def pair(chart: Chart[Any, Any], options: Any, filters: Filters, by: str, values: Values) -> Pair:
    """Two sides of a chart under these filters and options."""
    first, second = (sides.side(chart, options, filters, by, value) for value in values)
    return Pair(by, values, filters, first, second)
