"""All records by year and table."""

import pandas as pd

from atlas.charts.chart import NO_OPTIONS, Context, NoOptions
from atlas.dataset.dataset import Dataset


def by_year(dataset: Dataset, options: NoOptions = NO_OPTIONS) -> pd.DataFrame:
    """How many records of each table begin in each year: year, table, dated, n.

    A record without a date is filed under the year of the first source that mentions it, and `dated` is False.
    """
    tables = pd.concat(
        [
            dataset[table.name][["year_first", "dated"]].assign(table=table.name)
            for table in dataset.schema.sheets
        ]
    )
    counts = tables.groupby(["year_first", "table", "dated"], observed=True).size()
    return counts.rename("n").reset_index().rename(columns={"year_first": "year"})


def as_table(counts: pd.DataFrame, context: Context[NoOptions]) -> pd.DataFrame:
    """The same counts as a reader sees them: a row per year, a column per table, dated and mentioned-only apart."""
    titles = {table.name: table.title for table in context.schema.sheets}
    names = counts["table"].map(titles) + counts["dated"].map({True: "", False: ", date not given"})
    columns = [title + end for title in titles.values() for end in ("", ", date not given")]
    wide = counts.assign(column=names).pivot_table(
        index="year", columns="column", values="n", aggfunc="sum", fill_value=0
    )
    wide = wide[[column for column in columns if column in wide]]
    return wide.reset_index().rename(columns={"year": "Year"}).rename_axis(columns=None)
