"""CHARTS: every chart by name, with its view, its drawing, its table and its options."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import columns, coverage, flows, graph, theme, timeline
from atlas.charts import places as place_marks
from atlas.charts import volumes as volume_lines
from atlas.dataset import Dataset
from atlas.filters import UNCLASSIFIED
from atlas.schema import Schema
from atlas.views import coverage as found
from atlas.views import exercises, network, overview, places, transfers, volumes

Choices = dict[str, dict[str, str]]


@dataclass(frozen=True)
class NoOptions:
    """The options of a chart that has none."""


@dataclass(frozen=True)
class Chart:
    """A chart: `view` makes the frame (or graph) from a dataset, `draw` the figure from that, `table` the rows beneath it.

    `rows` counts these rows from the view; `takeaway` says in a sentence what is seen; `choices` narrows the values of
    an option to those that the view has; `tables` are those whose records it counts, `among` the ids of theirs that its
    options choose, whatever the filters (none: all); `noun` is what one of them is; `note` explains what a reader of this chart has to know.
    `page` is the address of the page that it stands on, without the slash. Of the charts of one `group` a page shows one at a
    time, by its `tab`; the group's name is the key of the choice in the address.
    """

    name: str
    title: str
    page: str
    tables: tuple[str, ...]
    view: Callable[[Dataset, Any], Any]
    draw: Callable[[Any, Schema, Any], go.Figure]
    table: Callable[[Dataset, Any], pd.DataFrame]
    rows: Callable[[Any], int]
    takeaway: Callable[[Any, Schema, Any], str]
    options: type = NoOptions
    choices: Callable[[Dataset], Choices] = lambda dataset: {}
    among: Callable[[Dataset, Any], pd.Index | None] = lambda dataset, options: None
    noun: str = "record"
    note: Callable[[Any], str] = lambda options: ""
    group: str = ""
    tab: str = ""


def _domains(schema: Schema) -> dict[str, str]:
    return {**schema.labels("domain"), UNCLASSIFIED: "Unclassified"}


def _tables(schema: Schema) -> dict[str, str]:
    return {table.name: table.title for table in schema.sheets}


def _listed(*charts: Chart) -> dict[str, Chart]:
    return {chart.name: chart for chart in charts}


CHARTS = _listed(
    Chart(
        name="records-by-year",
        title="Records by year and table",
        page="",
        tables=tuple(theme.TABLES),
        view=lambda dataset, options: overview.by_year(dataset),
        draw=lambda counts, schema, options: columns.by_year(counts, "table", _tables(schema), theme.TABLES, height=420),
        table=lambda dataset, options: overview.as_table(dataset),
        rows=lambda counts: counts["year"].nunique(),
        takeaway=lambda counts, schema, options: columns.years_takeaway(counts, "All records"),
    ),
    Chart(
        name="exercise-timeline",
        title="Exercises in time",
        page="exercises",
        tables=("exercises",),
        view=lambda dataset, options: exercises.timeline(dataset),
        draw=lambda marks, schema, options: timeline.timeline(marks, _domains(schema)),
        table=lambda dataset, options: exercises.timeline_table(dataset),
        rows=len,
        takeaway=lambda marks, schema, options: timeline.takeaway(marks, _domains(schema)),
        group="as",
        tab="Timeline",
    ),
    Chart(
        name="exercise-map",
        title="Where exercises and data centres are",
        page="exercises",
        tables=tuple(places.TABLES),
        view=places.marks,
        draw=lambda marks, schema, options: place_marks.places(marks, _domains(schema)),
        table=places.table,
        rows=lambda marks: int(marks["n"].sum()),
        takeaway=lambda marks, schema, options: place_marks.takeaway(marks),
        options=places.MapOptions,
        choices=lambda dataset: {"mapped": places.marked(dataset)},
        among=places.ids,
        note=lambda options: places.NOTE,
        group="as",
        tab="Map",
    ),
    Chart(
        name="exercises-per-year",
        title="Exercises per year",
        page="exercises",
        tables=("exercises",),
        view=lambda dataset, options: exercises.per_year(dataset),
        draw=lambda counts, schema, options: columns.by_year(counts, "domain", _domains(schema), theme.DOMAINS, height=340),
        table=lambda dataset, options: exercises.per_year_table(dataset),
        rows=lambda counts: counts["year"].nunique(),
        takeaway=lambda counts, schema, options: columns.years_takeaway(counts, "Exercises"),
    ),
    Chart(
        name="transfer-flows",
        title="Arms transfers from suppliers to recipients",
        page="transfers",
        tables=("transfers",),
        view=transfers.flows,
        draw=lambda bands, schema, options: flows.flows(bands, options),
        table=transfers.flow_table,
        rows=lambda bands: int(bands["n"].sum()),
        takeaway=lambda bands, schema, options: flows.takeaway(bands, options),
        options=transfers.FlowOptions,
        choices=lambda dataset: {"unit": transfers.units(dataset)},
        note=lambda options: volumes.TIV if options.unit == "tiv" else "",
    ),
    Chart(
        name="two-way-street",
        title="The two-way street: Russia and China by year",
        page="transfers",
        tables=("transfers",),
        view=lambda dataset, options: transfers.street(dataset),
        draw=lambda rows, schema, options: columns.street(rows),
        table=lambda dataset, options: transfers.street_table(dataset),
        rows=len,
        takeaway=lambda rows, schema, options: columns.street_takeaway(rows),
        group="when",
        tab="Two-way street",
    ),
    Chart(
        name="sipri-volumes",
        title="Volume of deliveries by year, as SIPRI measures it",
        page="transfers",
        tables=("volumes",),
        view=volumes.volumes,
        draw=lambda rows, schema, options: volume_lines.volumes(rows),
        table=volumes.volume_table,
        rows=len,
        takeaway=lambda rows, schema, options: volume_lines.takeaway(rows),
        options=volumes.VolumeOptions,
        choices=lambda dataset: {"vintage": volumes.vintages(dataset)},
        among=volumes.ids,
        noun="yearly volume",
        note=lambda options: volumes.NOTE,
        group="when",
        tab="Yearly volumes",
    ),
    Chart(
        name="network",
        title="Network of organisations, systems and agreements",
        page="network",
        tables=("organisations", "systems", "agreements", "transfers", "links"),
        view=network.network,
        draw=lambda drawn, schema, options: graph.figure(drawn),
        table=network.network_table,
        rows=lambda drawn: int(drawn.edges["n"].sum()),
        takeaway=lambda drawn, schema, options: graph.takeaway(drawn),
        options=network.NetworkOptions,
        choices=lambda dataset: {"focus": network.focus_choices(dataset)},
    ),
    Chart(
        name="coverage",
        title="Records found, by year and table",
        page="sources",
        tables=("exercises", "transfers", "agreements", "context"),
        view=lambda dataset, options: found.coverage(dataset),
        draw=lambda cells, schema, options: coverage.coverage(cells, schema),
        table=lambda dataset, options: found.coverage_table(dataset),
        rows=lambda cells: cells["year"].nunique(),
        takeaway=lambda cells, schema, options: coverage.takeaway(cells, schema),
    ),
)
