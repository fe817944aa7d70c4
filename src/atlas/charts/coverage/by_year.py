"""All records by year as columns, stacked by table."""

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme, year_columns
from atlas.charts.chart import Context, NoOptions
from atlas.values.words import counted

HEIGHT = 480


def by_year(counts: pd.DataFrame, context: Context[NoOptions]) -> go.Figure:
    """Draw `by_year_view.by_year`; what has no date stands in a panel of its own."""
    titles = {table.name: table.title for table in context.schema.sheets}
    return year_columns.by_year(counts, "table", titles, theme.TABLES, height=HEIGHT, apart=True)


def headline(counts: pd.DataFrame, context: Context[NoOptions]) -> str:
    """How many records there are, and of how many no source has the date."""
    undated = int(counts.loc[~counts["dated"], "n"].sum())
    records = counted(int(counts["n"].sum()), "records")
    head = f"{records} on China and Russia in these sources"
    return f"{head}, {undated:,} of them without a date" if undated else head


def takeaway(counts: pd.DataFrame, context: Context[NoOptions]) -> str:
    """What the columns show, in a sentence."""
    return year_columns.years_takeaway(counts, "All records")
