"""All records by year as columns, stacked by table."""

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme, year_columns
from atlas.charts.chart import Context, NoOptions
from atlas.values.words import agreeing, counted

HEIGHT = 480
NOTE = (
    "Context: wars, crises, sanctions, strategies and treaties of others that bear on the pair. "
    "Findings: what a source argues or observes for or against deeper cooperation."
)


def by_year(counts: pd.DataFrame, context: Context[NoOptions]) -> go.Figure:
    """Draw `by_year_view.by_year`; what has no date stands in a panel of its own."""
    titles = {table.name: table.title for table in context.schema.sheets}
    return year_columns.by_year(counts, "table", titles, theme.TABLES, height=HEIGHT, apart=True)


def headline(counts: pd.DataFrame, context: Context[NoOptions]) -> str:
    """How many records there are, and of how many no source has the date."""
    undated = int(counts.loc[~counts["dated"], "n"].sum())
    total = int(counts["n"].sum())
    head = f"{counted(total, 'entries')} on China and Russia in these sources"
    if not undated:
        return head
    return f"{head}, {agreeing(total, '', f'{undated:,} of them ')}without a date"


def takeaway(counts: pd.DataFrame, context: Context[NoOptions]) -> str:
    """What the columns show, in a sentence."""
    return year_columns.years_takeaway(counts, "All entries")
