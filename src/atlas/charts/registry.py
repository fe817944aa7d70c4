"""CHARTS: every chart by name, with its view, its drawing, its table and its options."""

from atlas.charts import columns, coverage, graph, theme, timeline
from atlas.charts import places as place_marks
from atlas.charts.chart import Chart, Choices, NoOptions
from atlas.charts.on_transfers import TRANSFERS
from atlas.filters import UNCLASSIFIED
from atlas.schema import Schema
from atlas.views import coverage as found
from atlas.views import exercises, network, overview, places

__all__ = ["CHARTS", "Chart", "Choices", "NoOptions"]


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
        tables=("exercises",),
        view=lambda dataset, options: exercises.per_year(dataset),
        draw=lambda counts, schema, options: columns.by_year(counts, "domain", _domains(schema), theme.DOMAINS, height=340),
        table=lambda dataset, options: exercises.per_year_table(dataset),
        rows=lambda counts: counts["year"].nunique(),
        takeaway=lambda counts, schema, options: columns.years_takeaway(counts, "Exercises"),
    ),
    *TRANSFERS,
    Chart(
        name="network",
        title="Network of organisations, systems and agreements",
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
        tables=("exercises", "transfers", "agreements", "context"),
        view=lambda dataset, options: found.coverage(dataset),
        draw=lambda cells, schema, options: coverage.coverage(cells, schema),
        table=lambda dataset, options: found.coverage_table(dataset),
        rows=lambda cells: cells["year"].nunique(),
        takeaway=lambda cells, schema, options: coverage.takeaway(cells, schema),
    ),
)
