"""The charts of what there is, and what there is not."""

from atlas.charts import theme
from atlas.charts.chart import Chart, years_in
from atlas.charts.coverage import (
    by_year,
    by_year_view,
    coverage,
    coverage_view,
    disagreements,
    disagreements_view,
    source_kinds,
    source_kinds_view,
)

YEAR = {"Year": "The year that is counted."}
MISSING = {
    "No entry recorded": "The tables for which the chosen sources have no entry that begins in the "
    "year.",
    "Known gaps": "What is known to be missing in that year.",
}

DISAGREEMENTS = Chart(
    name="conflicts",
    title="Where sources disagree",
    page="sources",
    tables=tuple(theme.TABLES),
    view=disagreements_view.disagreements,
    draw=disagreements.disagreements,
    table=disagreements_view.as_table,
    takeaway=disagreements.takeaway,
    part=disagreements.part,
    headline=disagreements.headline,
    fitted=disagreements.fitted,
    among=disagreements_view.among,
    noun="disputed entries",
    note=disagreements.NOTE,
    columns=disagreements_view.COLUMN_NOTES,
    clickable=True,
    alone="each of its bars has a scale of its own, the lowest value that it starts from",
)

SOURCE_KINDS = Chart(
    name="source-kinds",
    title="Kinds of source",
    page="sources",
    tables=tuple(theme.TABLES),
    view=source_kinds_view.source_kinds,
    draw=source_kinds.source_kinds,
    table=source_kinds_view.as_table,
    takeaway=source_kinds.takeaway,
    headline=source_kinds.headline,
    columns=source_kinds_view.COLUMN_NOTES,
    alone="it counts sources, and how each side is sourced stands beneath every pair",
)

RECORDS_BY_YEAR = Chart(
    name="records-by-year",
    title="Entries by year and table",
    page="sources",
    tables=tuple(theme.TABLES),
    view=by_year_view.by_year,
    draw=by_year.by_year,
    table=by_year_view.as_table,
    takeaway=by_year.takeaway,
    headline=by_year.headline,
    note=by_year.NOTE,
    rows=years_in,
    columns=YEAR,
    columns_in=by_year_view.column_notes,
    soft=True,
    alone="",
)

COVERAGE = Chart(
    name="coverage",
    title="Entries found, by year and table",
    page="sources",
    tables=("exercises", "transfers", "agreements", "context"),
    view=coverage_view.coverage,
    draw=coverage.coverage,
    table=coverage_view.coverage_table,
    takeaway=coverage.takeaway,
    headline=coverage.headline,
    # Years without an entry of any domain, whichever are chosen.
    says_domains=True,
    fitted=coverage.fitted,
    rows=years_in,
    columns={**YEAR, **MISSING},
    columns_in=coverage_view.column_notes,
    soft=True,
    alone="it shows the years without an entry, whatever years are chosen",
)
