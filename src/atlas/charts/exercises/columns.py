"""Exercises per year as columns, stacked by domain."""

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme, year_columns
from atlas.charts.chart import Context, NoOptions, domains

HEIGHT = 340


def per_year(counts: pd.DataFrame, context: Context[NoOptions]) -> go.Figure:
    """Draw `timeline_view.per_year`."""
    return year_columns.by_year(
        counts,
        "domain",
        domains(context.schema),
        theme.DOMAINS,
        height=HEIGHT,
        noun="Exercises",
    )


def takeaway(counts: pd.DataFrame, context: Context[NoOptions]) -> str:
    """What the columns show, in a sentence."""
    return year_columns.years_takeaway(counts, "Exercises")
