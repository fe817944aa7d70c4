"""All records by year as columns, stacked by table."""

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme, year_columns
from atlas.charts.chart import Context, NoOptions

HEIGHT = 480


def by_year(counts: pd.DataFrame, context: Context[NoOptions]) -> go.Figure:
    """Draw `by_year_view.by_year`; what has no date stands in a panel of its own."""
    titles = {table.name: table.title for table in context.schema.sheets}
    return year_columns.by_year(counts, "table", titles, theme.TABLES, height=HEIGHT, apart=True)


def takeaway(counts: pd.DataFrame, context: Context[NoOptions]) -> str:
    """What the columns show, in a sentence."""
    return year_columns.years_takeaway(counts, "All records")
