"""Exercises per year: how many begin, by domain."""

import pandas as pd

from atlas.charts.chart import NO_OPTIONS, Context, NoOptions, domains
from atlas.charts.exercises.held import held
from atlas.dataset.dataset import Dataset
from atlas.records.listing import main_domain

UNDATED = "of these, date not given"


def per_year(dataset: Dataset, options: NoOptions = NO_OPTIONS) -> pd.DataFrame:
    """Exercises by the year they begin, their main domain, and whether they have a date.

    Columns: year, domain, dated, n.
    """
    frame = held(dataset)
    rows = frame.assign(domain=main_domain(frame), year=frame["year_first"])
    counts = rows.groupby(["year", "domain", "dated"]).size()
    return counts.rename("n").reset_index()


def per_year_table(counts: pd.DataFrame, context: Context[NoOptions]) -> pd.DataFrame:
    """The same counts as a reader sees them: a row per year, a column per domain."""
    titled = counts.assign(domain=counts["domain"].map(domains(context.schema)))
    wide = titled.pivot_table(
        index="year", columns="domain", values="n", aggfunc="sum", fill_value=0
    )
    undated = counts[~counts["dated"]].groupby("year")["n"].sum()
    wide[UNDATED] = undated.reindex(wide.index, fill_value=0)
    return wide.reset_index().rename(columns={"year": "Year"}).rename_axis(columns=None)
