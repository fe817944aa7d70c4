"""One chart under one set of filters and options: what a page, a route and a file all show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme
from atlas.charts.chart import Chart, Choices
from atlas.charts.network.network_view import Graph
from atlas.charts.registry import CHARTS
from atlas.dataset import store
from atlas.dataset.credit import credit
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters, Query, understood
from atlas.dataset.selection import Coverage, Selection, apply

VERSION = "version"


@lru_cache(maxsize=32)
def _selected(dataset: Dataset, filters: Filters) -> Selection:
    return apply(dataset, filters)


@lru_cache(maxsize=16)
def _view(chart: Chart, dataset: Dataset, options: Any) -> Any:
    """Views are kept for a while: the page and the routes that it asks draw the same ones."""
    return chart.view(dataset, options)


def selected(filters: Filters) -> Selection:
    """The dataset under these filters; DataProblemsError where the data are not valid."""
    return _selected(store.dataset(filters.evidence, filters.kind), filters)


def span() -> tuple[int, int]:
    """First and last year of all records, whatever the filters."""
    return store.dataset().years


@lru_cache(maxsize=16)
def chart_choices(chart: Chart, dataset: Dataset) -> Choices:
    """Value → label of each of the chart's options, as the view has them."""
    fixed = {field.name: dict(field.metadata["choices"]) for field in fields(chart.options)}
    return {**fixed, **chart.choices(dataset)}


def options_of(
    chart: Chart, dataset: Dataset, query: Mapping[str, Sequence[str]]
) -> tuple[Any, list[str]]:
    """The chart's options in a URL, and what of it was left out (as `key=value`)."""
    choices = chart_choices(chart, dataset)
    given = {key: query[key][-1] for key in choices if any(query.get(key, ()))}
    meant = {key: understood(text, choices[key]) for key, text in given.items()}
    good = {key: value for key, value in meant.items() if value is not None}
    return chart.options(**good), [
        f"{key}={text}" for key, text in given.items() if key not in good
    ]


@dataclass(frozen=True)
class Shown:
    """A chart as it is shown: `filters` decide and narrow the dataset, `options` are the chart's own choices."""

    chart: Chart
    filters: Filters
    options: Any

    @cached_property
    def selection(self) -> Selection:
        """What the filters leave."""
        return selected(self.filters)

    @cached_property
    def view(self) -> Any:
        """The frame or graph that is drawn."""
        return _view(self.chart, self.selection.dataset, self.options)

    @cached_property
    def whole(self) -> "Shown":
        """The same chart of everything that the evidence base has; an option that narrows it has its widest value (`whole` in its field)."""
        widest = {
            field.name: field.metadata["whole"]
            for field in fields(self.chart.options)
            if "whole" in field.metadata
        }
        return Shown(self.chart, self.filters.whole, replace(self.options, **widest))

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return len(self.view.nodes if isinstance(self.view, Graph) else self.view) == 0

    def figure(self) -> go.Figure:
        """A new drawing; without marks, and saying so, where there is nothing to draw."""
        if self.empty:
            return theme.empty("Nothing in view under these filters")
        return self.chart.draw(self.view, self.selection.dataset.schema, self.options)

    @property
    def rows(self) -> int:
        """How many rows the table has, without making it."""
        return self.chart.rows(self.view)

    @cached_property
    def table(self) -> pd.DataFrame:
        """The rows beneath the drawing."""
        return self.chart.table(self.selection.dataset, self.options)

    @cached_property
    def takeaway(self) -> str:
        """What is seen, in a sentence."""
        return self.chart.takeaway(self.view, self.selection.dataset.schema, self.options)

    @cached_property
    def coverage(self) -> Coverage:
        """How many records the filters leave of the chart's tables."""
        among = self.chart.among(self.selection.dataset, self.options)
        return self.selection.coverage(self.chart.tables, among, self.chart.noun)

    @cached_property
    def sentence(self) -> str:
        """Filters and options in words."""
        choices = {field.name: field.metadata for field in fields(self.chart.options)}
        names = chart_choices(self.chart, self.selection.dataset)
        own = [
            f"{choices[key]['title'].lower()}: {names[key].get(value, value)}"
            for key, value in self.own.items()
            if value
        ]
        return "; ".join([self.filters.describe(self.selection.dataset.schema, span()), *own])

    @property
    def own(self) -> dict[str, str]:
        """The chart's options by name."""
        return {
            field.name: getattr(self.options, field.name) for field in fields(self.chart.options)
        }

    @property
    def own_query(self) -> Query:
        """The options, and the chart itself where a page shows one of several, as a link needs them, spelled as on screen."""
        names = chart_choices(self.chart, self.selection.dataset)
        chosen = [(self.chart.group, self.chart.tab)] if self.chart.group else []
        return [*chosen, *((key, names[key].get(value, value)) for key, value in self.own.items())]

    @cached_property
    def query(self) -> Query:
        """Everything that a link to this chart needs."""
        return [*self.filters.to_query(self.selection.dataset.schema, span()), *self.own_query]

    @property
    def path(self) -> str:
        """The address of the page that shows this, every filter and option and the version of the data written out; the host is the reader's."""
        return address(self.chart.page, [*self.query, (VERSION, self.selection.dataset.version)])

    @property
    def note(self) -> str:
        """What a reader of this chart has to know of its unit and its filters."""
        return self.chart.note(self.options)

    @cached_property
    def speaking(self) -> pd.DataFrame:
        """The sources of what is shown, as rows of the register."""
        dataset = self.selection.dataset
        among = self.chart.among(dataset, self.options)
        said = pd.concat([dataset[table]["sources"] for table in self.chart.tables])
        cited = said if among is None else said[said.index.isin(among)]
        cited = pd.concat([cited, self.chart.beside(dataset, self.options)])
        used = {source for text in cited.dropna().unique() for source in text.split(";")}
        return dataset.sources[dataset.sources.index.isin(used)]

    @property
    def credit(self) -> str:
        """The line that the terms of these sources ask for."""
        return credit(self.speaking)

    @cached_property
    def sources(self) -> str:
        """The sources of what is shown, by short name."""
        names = self.speaking["short"].tolist()
        return ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")


def address(page: str, query: Query) -> str:
    """A page of the dashboard with settings, as it follows the host."""
    return f"/{page}?{urlencode(query)}"


def file_stem(shown: Shown, on: date, word: str = "") -> str:
    """A file name that says chart, filters, a word of its own and the date, in letters that every system takes."""
    low, high = shown.filters.years or span()
    chosen = shown.filters
    words = [
        shown.chart.name,
        chosen.evidence,
        *(chosen.kind if chosen.evidence == "own" else ()),
        f"{low}-{high}",
        *chosen.domain,
        *chosen.status,
    ]
    words += [f"{chosen.independent}-sources"] if chosen.independent != "1" else []
    words += [f"no-{value}" for value in chosen.scope]
    words += [f"no-{key}" for key in ("projected", "mentioned") if getattr(chosen, key) == "out"]
    words += [
        value
        for key, value in shown.own.items()
        if value and value != getattr(shown.chart.options(), key)
    ]
    stem = "_".join(word.replace(" ", "-") for word in words)
    return "_".join([stem[:120], *([word] if word else []), on.isoformat()])


__all__ = [
    "CHARTS",
    "VERSION",
    "Shown",
    "address",
    "chart_choices",
    "file_stem",
    "options_of",
    "selected",
    "span",
]
