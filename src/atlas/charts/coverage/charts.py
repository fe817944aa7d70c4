"""The charts of what there is, and what there is not."""

from atlas.charts import theme
from atlas.charts.chart import Chart, years_in
from atlas.charts.coverage import coverage, coverage_view, overview, overview_view

RECORDS_BY_YEAR = Chart(
    name="records-by-year",
    title="Records by year and table",
    page="",
    tables=tuple(theme.TABLES),
    view=overview_view.by_year,
    draw=overview.by_year,
    table=overview_view.as_table,
    takeaway=overview.takeaway,
    rows=years_in,
    soft=True,
)

COVERAGE = Chart(
    name="coverage",
    title="Records found, by year and table",
    page="sources",
    tables=("exercises", "transfers", "agreements", "context"),
    view=coverage_view.coverage,
    draw=coverage.coverage,
    table=coverage_view.coverage_table,
    takeaway=coverage.takeaway,
    rows=years_in,
    soft=True,
)
