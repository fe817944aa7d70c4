"""All records by year and table."""

import pandas as pd

from atlas.charts.chart import NO_OPTIONS, Context, NoOptions
from atlas.dataset.dataset import Dataset
from atlas.records.listing import singles

WITHOUT_DATE = ", date not given"


def by_year(dataset: Dataset, options: NoOptions = NO_OPTIONS) -> pd.DataFrame:
    """How many single records of each table begin in each year: year, table, dated, n.

    A record without a date is filed under the year of the first source that mentions it, and
    `dated` is False.
    """
    frames = []
    for table in dataset.schema.sheets:
        frame = singles(dataset[table.name])[["year_first", "dated"]]
        frames.append(frame.assign(table=table.name))
    counts = pd.concat(frames).groupby(["year_first", "table", "dated"], observed=True).size()
    return counts.rename("n").reset_index().rename(columns={"year_first": "year"})


def as_table(counts: pd.DataFrame, context: Context[NoOptions]) -> pd.DataFrame:
    """The same counts as a reader sees them: a row a year, two columns a table.

    The second column of a table, where it has one, counts what has no date of its own.
    """
    titles = {table.name: table.title for table in context.schema.sheets}
    ending = counts["dated"].map({True: "", False: WITHOUT_DATE})
    wide = counts.assign(heading=counts["table"].map(titles) + ending).pivot_table(
        index="year", columns="heading", values="n", aggfunc="sum", fill_value=0
    )
    headings = []
    for title in titles.values():
        headings += [title, title + WITHOUT_DATE]
    wide = wide[[heading for heading in headings if heading in wide]]
    return wide.reset_index().rename(columns={"year": "Year"}).rename_axis(columns=None)


def column_notes(counts: pd.DataFrame, context: Context[NoOptions]) -> dict[str, str]:
    """What the columns of each table hold."""
    notes = {}
    for table in context.schema.sheets:
        title = table.title
        records = table.title.lower()
        notes[title] = f"How many {records} begin in the year."
        notes[title + WITHOUT_DATE] = (
            f"How many {records} without a date are mentioned in it first."
        )
    return notes
