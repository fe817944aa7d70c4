"""All records by year and table."""

import pandas as pd

from atlas.charts.chart import NO_OPTIONS, Context, NoOptions
from atlas.dataset.dataset import Dataset
from atlas.records.listing import singles
from atlas.records.outcome import APART, is_carried_out

WITHOUT_DATE = ", date not given"
NOT_CARRIED_OUT = ", of these not carried out"


def by_year(dataset: Dataset, options: NoOptions = NO_OPTIONS) -> pd.DataFrame:
    """How many single records of each table begin in each year: year, table, dated, n, n_apart.

    A record without a date is filed under the year of the first source that mentions it, and
    `dated` is False. `n_apart` of the `n` are about what has not come about: planned, offered,
    cancelled or denied.
    """
    frames = []
    for table in dataset.schema.sheets:
        frame = singles(dataset[table.name])
        has_outcome = table.name in APART or "status" in frame
        is_apart = ~is_carried_out(frame) & has_outcome
        own = frame[["year_first", "dated"]].assign(table=table.name, n=1, n_apart=is_apart)
        frames.append(own)
    keys = ["year_first", "table", "dated"]
    counts = pd.concat(frames).groupby(keys, observed=True)[["n", "n_apart"]].sum()
    return counts.astype(int).reset_index().rename(columns={"year_first": "year"})


def as_table(counts: pd.DataFrame, context: Context[NoOptions]) -> pd.DataFrame:
    """The same counts as a reader sees them: a row a year, up to three columns a table.

    The second column of a table, where it has one, counts what has no date of its own; the third
    how many of both are about what has not come about.
    """
    titles = {table.name: table.title for table in context.schema.sheets}
    named = counts["table"].map(titles)
    ending = counts["dated"].map({True: "", False: WITHOUT_DATE})
    by_date = counts[["year", "n"]].assign(heading=named + ending)
    apart = counts[["year"]].assign(n=counts["n_apart"], heading=named + NOT_CARRIED_OUT)
    long = pd.concat([by_date, apart[apart["n"].gt(0)]])
    wide = long.pivot_table(
        index="year", columns="heading", values="n", aggfunc="sum", fill_value=0
    )
    headings = []
    for title in titles.values():
        headings += [title, title + WITHOUT_DATE, title + NOT_CARRIED_OUT]
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
        notes[title + NOT_CARRIED_OUT] = (
            f"How many of these {records} are about what was only planned or offered, or was "
            "cancelled or denied."
        )
    return notes
