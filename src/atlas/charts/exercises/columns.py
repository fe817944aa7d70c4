"""Exercises per year as columns, stacked by domain."""

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme, year_columns
from atlas.charts.chart import Context, NoOptions, domains
from atlas.charts.exercises.held import with_expected

HEIGHT = 340
NOUN = "Exercises"


def per_year(counts: pd.DataFrame, context: Context[NoOptions]) -> go.Figure:
    """Draw `columns_view.per_year`."""
    labels = domains(context.schema)
    return year_columns.by_year(counts, "domain", labels, theme.DOMAINS, height=HEIGHT, noun=NOUN)


def takeaway(counts: pd.DataFrame, context: Context[NoOptions]) -> str:
    """What the columns show, in a sentence."""
    return with_expected(year_columns.years_takeaway(counts, NOUN), context.dataset)
