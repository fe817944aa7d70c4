"""One chart under one set of filters and options: what a page, a route and a file all show."""

from dataclasses import Field, dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pandas as pd

from atlas.charts.chart import Chart, Context
from atlas.charts.choices import chart_choices, options_in_words
from atlas.dataset import store
from atlas.dataset.credit import credit
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters, Query
from atlas.dataset.memo import once_a_build, once_a_dataset
from atlas.dataset.names import without_ids
from atlas.dataset.selection import Coverage, Selection, apply
from atlas.records.judgement import NOBODY, Judgement

if TYPE_CHECKING:
    import plotly.graph_objects as go

VERSION = "version"
# How many sources a caption names before it says how many more there are.
NAMED_SOURCES = 8


@once_a_build
def _selected(dataset: Dataset, filters: Filters) -> Selection:
    return apply(dataset, filters)


@once_a_dataset
def _view(dataset: Dataset, chart: Chart[Any, Any], options: Any) -> Any:
    """Views are kept for a while: the page and the routes that it asks draw the same ones."""
    return chart.view(dataset, options)


def selected(filters: Filters, as_of: str = "") -> Selection:
    """The dataset under these filters; DataProblemsError where the data are not valid.

    `as_of` is a version of the changelog, as in `store.dataset`; blank: as the data are.
    """
    return _selected(store.dataset(filters.evidence, filters.kind, as_of), filters)


def span() -> tuple[int, int]:
    """First and last year of all records, whatever the filters."""
    return store.dataset().years


@dataclass(frozen=True)
class ChartView:
    """A chart as it is shown: `filters` decide and narrow the dataset, `options` are the chart's
    own choices, `as_of` is a version after which nothing was added (blank: as the data are).
    `judgement` is what a reader has signed of it, for citations and files.
    """

    chart: Chart[Any, Any]
    filters: Filters
    options: Any
    as_of: str = ""
    judgement: Judgement = NOBODY

    @cached_property
    def selection(self) -> Selection:
        """What the filters leave."""
        return selected(self.filters, self.as_of)

    @property
    def dataset(self) -> Dataset:
        """The dataset as the filters leave it."""
        return self.selection.dataset

    @property
    def context(self) -> Context[Any]:
        """What the view is made of."""
        return Context(self.dataset, self.options, self.filters.years)

    @cached_property
    def view(self) -> Any:
        """The frame or graph that is drawn."""
        return _view(self.dataset, self.chart, self.options)

    @cached_property
    def whole(self) -> "ChartView":
        """The same chart of everything that the evidence base has.

        An option that narrows it has its widest value, which its field names as `whole`.
        """
        options = fields(self.chart.options)
        widest = {
            field.name: field.metadata["whole"] for field in options if "whole" in field.metadata
        }
        wide = replace(self.options, **widest)
        # Who has signed a judgement has signed it of the narrower view.
        return ChartView(self.chart, self.filters.whole, wide, self.as_of)

    @property
    def narrowing_options(self) -> "list[Field[Any]]":
        """The options of the chart that may hide something, as they are set."""
        narrowable = [field for field in fields(self.chart.options) if "whole" in field.metadata]
        return [
            field
            for field in narrowable
            if getattr(self.options, field.name) != field.metadata["whole"]
        ]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return len(self.view) == 0

    def figure(self) -> "go.Figure":
        """A new drawing; without marks, and saying so, where there is nothing to draw."""
        if self.empty:
            from atlas.charts import theme

            return theme.empty("Nothing in view under these filters")
        return self.chart.draw(self.view, self.context)

    @property
    def rows(self) -> int:
        """How many rows the table has, without making it."""
        return self.chart.rows(self.view)

    @cached_property
    def linked_table(self) -> pd.DataFrame:
        """The rows beneath the drawing, with the ids behind the names in them."""
        return self.chart.table(self.view, self.context)

    @cached_property
    def table(self) -> pd.DataFrame:
        """The rows beneath the drawing, as a reader sees them."""
        return without_ids(self.linked_table)

    @cached_property
    def takeaway(self) -> str:
        """What is seen, in a sentence, and which part of it is drawn."""
        return self.chart.seen(self.view, self.context)

    @cached_property
    def headline(self) -> str:
        """What is seen, in a few words, with China and Russia named; else the chart's title."""
        if self.empty:
            return self.chart.title
        return self.chart.headline(self.view, self.context) or self.chart.title

    @cached_property
    def coverage(self) -> Coverage:
        """How many records the filters leave of the chart's tables."""
        among = self.chart.among(self.dataset, self.options)
        return self.selection.coverage(self.chart.tables, among, self.chart.noun)

    @cached_property
    def sentence(self) -> str:
        """Filters and options in words."""
        parts = [self.filters.describe(self.dataset.schema, span())]
        return "; ".join(parts + options_in_words(self.dataset, self.chart, self.own))

    @property
    def own(self) -> dict[str, str]:
        """The chart's options by name."""
        return {
            option.name: getattr(self.options, option.name) for option in fields(self.chart.options)
        }

    @property
    def own_query(self) -> Query:
        """The options as a link needs them, spelled as on screen.

        Where a page shows one of several charts, the chart itself comes first.
        """
        labels = chart_choices(self.dataset, self.chart)
        query: Query = []
        if self.chart.group:
            query.append((self.chart.group, self.chart.tab))
        for key, value in self.own.items():
            query.append((key, labels[key].get(value, value)))
        return query

    @cached_property
    def query(self) -> Query:
        """Everything that a link to this chart needs."""
        return [*self.filters.to_query(self.dataset.schema, span()), *self.own_query]

    @property
    def path(self) -> str:
        """The address of the page that shows this, without a host; every setting written out."""
        return address(self.chart.page, [*self.query, (VERSION, self.dataset.version)])

    @property
    def note(self) -> str:
        """What a reader of this chart has to know of its unit and its filters."""
        notes = (self.chart.note, self.chart.note_on(self.context))
        return " ".join(note for note in notes if note)

    @property
    def columns(self) -> dict[str, str]:
        """What the columns of the table hold, where no table of the data package declares them."""
        return {**self.chart.columns, **self.chart.columns_in(self.view, self.context)}

    @cached_property
    def speaking(self) -> pd.DataFrame:
        """The sources of what is shown, as rows of the register."""
        register = self.dataset.sources
        return register[register.index.isin(self._source_ids())]

    def _source_ids(self) -> set[str]:
        """The sources of the records that are counted, and of what is drawn beside them."""
        among = self.chart.among(self.dataset, self.options)
        beside = self.chart.beside(self.view, self.context)
        joined_ids = set(beside.dropna())
        for table in self.chart.tables:
            sources = self.dataset.built[table]["sources"]
            is_counted = sources.index.isin(self.dataset.ids(table))
            if among is not None:
                is_counted &= sources.index.isin(among)
            sources = sources[is_counted]
            joined_ids.update(sources.dropna())
        return {source for ids in joined_ids for source in ids.split(";")}

    @cached_property
    def evidence_ids(self) -> list[str]:
        """The ids of the records that are counted, and of what is drawn beside them."""
        among = self.chart.among(self.dataset, self.options)
        ids = [*self.chart.beside(self.view, self.context).index]
        for table in self.chart.tables:
            frame_ids = self.dataset.ids(table)
            ids.extend(frame_ids if among is None else frame_ids[frame_ids.isin(among)])
        return ids

    @property
    def credit(self) -> str:
        """The line that the terms of these sources ask for."""
        return credit(self.speaking)

    @cached_property
    def sources(self) -> str:
        """The sources of what is shown, by short name."""
        names = self.speaking["short"].tolist()
        listed = ", ".join(names[:NAMED_SOURCES])
        more = len(names) - NAMED_SOURCES
        return f"{listed} and {more:,} more" if more > 0 else listed


def address(page: str, query: Query) -> str:
    """A page of the dashboard with settings, as it follows the host."""
    return f"/{page}?{urlencode(query)}"
