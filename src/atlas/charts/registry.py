"""CHARTS: every chart by name, with its view, its drawing, its table and its options."""

from atlas.charts import columns, theme
from atlas.charts.chart import Chart
from atlas.charts.coverage import coverage, overview_view
from atlas.charts.coverage import coverage_view as found
from atlas.charts.exercises.charts import EXERCISES
from atlas.charts.network import network_view, picture
from atlas.charts.transfers.charts import TRANSFERS
from atlas.datapackage.schema import Schema


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
        view=lambda dataset, options: overview_view.by_year(dataset),
        draw=lambda counts, schema, options: columns.by_year(
            counts, "table", _tables(schema), theme.TABLES, height=480, apart=True
        ),
        table=lambda dataset, options: overview_view.as_table(dataset),
        rows=lambda counts: counts["year"].nunique(),
        takeaway=lambda counts, schema, options: columns.years_takeaway(counts, "All records"),
    ),
    *EXERCISES,
    *TRANSFERS,
    Chart(
        name="network",
        title="Network of organisations, systems and agreements",
        page="network",
        tables=("organisations", "systems", "agreements", "transfers", "links"),
        view=network_view.network,
        draw=lambda drawn, schema, options: picture.figure(drawn),
        table=network_view.network_table,
        rows=lambda drawn: int(drawn.ties),
        takeaway=lambda drawn, schema, options: picture.takeaway(drawn),
        options=network_view.NetworkOptions,
        choices=network_view.node_choices,
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
