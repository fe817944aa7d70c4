"""The dashboard's frames, charts and counts for a program or a notebook: `atlas.load`."""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import plotly.graph_objects as go

from atlas.answers import counting, tables
from atlas.answers.asked import AskedFilters, NoSuchError, chart_asked, chart_named, filters_asked
from atlas.answers.settings import query_of
from atlas.charts.chart_view import ChartView, span
from atlas.dataset.dataset import Dataset
from atlas.dataset.ranges import Texts

EVIDENCE = ["table", "field", "value", "source", "locator", "basis", "said_by", "chosen"]


@dataclass(frozen=True)
class Shown:
    """A chart as its page shows it: `figure`, the rows beneath it (`table`), its `sentence`."""

    view: ChartView

    @property
    def figure(self) -> go.Figure:
        """A new drawing of Plotly."""
        return self.view.figure()

    @property
    def table(self) -> pd.DataFrame:
        """The rows beneath the drawing, with sources and paragraphs."""
        return self.view.table.copy(deep=False)

    @property
    def sentence(self) -> str:
        """What is seen."""
        return self.view.takeaway

    @property
    def filters(self) -> str:
        """Filters and options in words."""
        return self.view.sentence

    @property
    def page(self) -> str:
        """The address of its page, as it follows the host of a dashboard."""
        return self.view.path


@dataclass(frozen=True, eq=False)
class Loaded:
    """What filters leave of the data.

    Its frames, `exercises`, `transfers` and so on, are those that the pages are made of: a row a
    record, by id, with codes, numbers and days; `Dataset` says what each column is. `table` has
    the same rows as a reader sees them and a file holds them.
    """

    query: Texts
    asked: AskedFilters

    @property
    def dataset(self) -> Dataset:
        """The dataset that the filters leave."""
        return self.asked.selection.dataset

    @property
    def version(self) -> str:
        """The version of the data: twelve digits, as citations name it."""
        return self.dataset.version

    @cached_property
    def filters(self) -> str:
        """The filters in words."""
        return self.asked.filters.describe(self.dataset.schema, span())

    @property
    def exercises(self) -> pd.DataFrame:
        """Exercises, patrols, war games, competitions, and series of them."""
        return self["exercises"]

    @property
    def transfers(self) -> pd.DataFrame:
        """Transfers of equipment, technology and services, and offers of such."""
        return self["transfers"]

    @property
    def systems(self) -> pd.DataFrame:
        """Pieces of equipment and technology."""
        return self["systems"]

    @property
    def organisations(self) -> pd.DataFrame:
        """Firms, bureaus, exporters, agencies, services and commands."""
        return self["organisations"]

    @property
    def agreements(self) -> pd.DataFrame:
        """Treaties, agreements, statements and mechanisms."""
        return self["agreements"]

    @property
    def context(self) -> pd.DataFrame:
        """Wars, crises, sanctions and whatever else bears on the pair."""
        return self["context"]

    @property
    def links(self) -> pd.DataFrame:
        """What ties two records."""
        return self["links"]

    @property
    def findings(self) -> pd.DataFrame:
        """Arguments for and against deeper alignment."""
        return self["findings"]

    @property
    def volumes(self) -> pd.DataFrame:
        """Yearly and monthly series, as SIPRI's: a row a source, period, pair and edition."""
        return self["volumes"]

    def __getitem__(self, name: str) -> pd.DataFrame:
        """A frame by the name of its table; NoSuchError for another name."""
        frames = self.dataset.frames
        if name not in frames:
            raise NoSuchError(f"There is no frame {name!r}; there are: {', '.join(frames)}.")
        return self.dataset[name]

    def table(self, name: str) -> pd.DataFrame:
        """A table as files hold it: words for codes, each row with its sources and paragraphs.

        NoSuchError for another name.
        """
        return tables.table(name, self.query).frame.reset_index(drop=True)

    def evidence(self, identifier: str) -> pd.DataFrame:
        """All that the chosen sources say of a record: a row a statement, with `EVIDENCE`.

        `locator` is the paragraph, `basis` how firmly it is known, `said_by` who speaks inside the
        source, `chosen` whether this value is shown. NoSuchError for an id that there is not.
        """
        if identifier not in self.dataset.records.index:
            raise NoSuchError(f"There is no record {identifier!r}.")
        rows = self.dataset.evidence
        return rows.loc[rows["id"].eq(identifier), EVIDENCE].reset_index(drop=True)

    def chart(self, name: str, **options: str | int | None) -> Shown:
        """A chart under the filters; its options go by their names in a link of the dashboard.

        NoSuchError for another chart, NotUnderstoodError for an option or value that it has not.
        """
        own = chart_named(name).options.__dataclass_fields__
        query = {**self.query, **query_of(options, own)}
        asked = chart_asked(name, query)
        _warn(asked.put_right)
        return Shown(asked.shown)

    def count(self, rule: str = "") -> int:
        """How many exercises a counting rule counts under the filters; blank: what they leave.

        NoSuchError for a rule that there is not.
        """
        number: int = counting.count(rule, self.query)["number"]
        return number


def loaded(settings: Mapping[str, object]) -> Loaded:
    """What filters leave; see `atlas.load`."""
    query = query_of(settings)
    asked = filters_asked(query)
    _warn(asked.put_right)
    return Loaded(query, asked)


def _warn(put_right: tuple[str, ...]) -> None:
    for sentence in put_right:
        warnings.warn(f"{sentence}.", UserWarning, stacklevel=4)
