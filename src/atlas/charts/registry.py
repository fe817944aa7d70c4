"""CHARTS: every chart by name, with its view, its drawing, its table and its options."""

from atlas.charts import columns, coverage, flows, graph, theme
from atlas.charts import volumes as volume_lines
from atlas.charts.chart import Chart
from atlas.charts.registry_exercises import EXERCISES
from atlas.schema import Schema
from atlas.views import coverage as found
from atlas.views import network, overview, transfers, volumes


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
    *EXERCISES,
    Chart(
        name="transfer-flows",
        title="Arms transfers from suppliers to recipients",
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
