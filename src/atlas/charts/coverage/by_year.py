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
    """How many records there are, how many are about what did not come about, how many undated."""
    undated = int(counts.loc[~counts["dated"], "n"].sum())
    apart = int(counts["n_apart"].sum())
    total = int(counts["n"].sum())
    named = ((apart, "not carried out"), (undated, "without a date"))
    head = f"{counted(total, 'entries')} on China and Russia in these sources"
    parts: list[str] = []
    for number, words in named:
        of_them = "" if parts else "of them "
        if number:
            parts.append(agreeing(total, words, f"{number:,} {of_them}{words}"))
    return ", ".join([head, *parts])


def takeaway(counts: pd.DataFrame, context: Context[NoOptions]) -> str:
    """What the columns show, in a sentence."""
    sentence = year_columns.years_takeaway(counts, "All entries")
    if len(counts):
        sentence += context.reaching_in(int(counts["year"].min()))
    apart = int(counts["n_apart"].sum())
    if not apart:
        return sentence
    about = agreeing(apart, "entry is about what was", "entries are about what was")
    return f"{sentence} {apart:,} {about} only planned or offered, or was cancelled or denied."
