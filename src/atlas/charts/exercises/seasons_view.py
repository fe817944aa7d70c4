"""Exercises by month and year, and by domain and year: the ids behind each count."""

import pandas as pd

from atlas.charts.chart import NO_OPTIONS, Context, NoOptions, domains
from atlas.charts.exercises.held import held
from atlas.dataset.dataset import Dataset
from atlas.records.listing import listing, main_domain
from atlas.values.dates import MONTHS, is_to_the_month

# In place of a month, which is counted from 1.
MONTH_UNKNOWN, UNDATED = 0, -1
MONTH_COLUMNS = {
    **dict(enumerate(MONTHS, start=1)),
    MONTH_UNKNOWN: "Month unknown",
    UNDATED: "Date not given",
}


def calendar(dataset: Dataset, options: NoOptions = NO_OPTIONS) -> pd.DataFrame:
    """Months that have an exercise: year, month, ids (a list), n.

    An exercise counts once in each of its months. What is known to the year only has the month
    `MONTH_UNKNOWN`; what has no date has `UNDATED`, which no drawing shows, and the year of the
    first source that mentions it.
    """
    return _counted(_by_month(_in_order(dataset)), ["year", "month"])


def _in_order(dataset: Dataset) -> pd.DataFrame:
    """Exercises by their days, then by label."""
    frame = held(dataset)
    return frame.sort_values(["year_first", "start", "label"], kind="stable")


def _by_month(frame: pd.DataFrame) -> pd.DataFrame:
    """A row for each exercise and each of its months: id, year, month."""
    has_months = is_to_the_month(frame["date"])
    dated, rest = frame[has_months], frame[~has_months]
    first, last = _months_since_0(dated["start"]), _months_since_0(dated["end"])
    spans = [list(range(low, high + 1)) for low, high in zip(first, last, strict=True)]
    months = pd.Series(spans, index=dated.index, dtype="object").explode().astype("int64")
    by_month = {"id": months.index, "year": months // 12, "month": months % 12 + 1}
    whole_years = {
        "id": rest.index,
        "year": rest["year_first"],
        "month": rest["dated"].map({True: MONTH_UNKNOWN, False: UNDATED}),
    }
    parts = [pd.DataFrame(by_month), pd.DataFrame(whole_years)]
    return pd.concat(parts, ignore_index=True).astype({"year": "int64", "month": "int64"})


def _months_since_0(days: pd.Series) -> pd.Series:
    months: pd.Series = days.dt.year * 12 + days.dt.month - 1
    return months


def _counted(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The ids of rows with the same keys as one list, and how many they are."""
    cells = rows.groupby(keys)["id"].agg(list).reset_index(name="ids")
    return cells.assign(n=cells["ids"].str.len().astype("int64"))


def calendar_table(cells: pd.DataFrame, context: Context[NoOptions]) -> pd.DataFrame:
    """The same as a reader sees it: a row a year that has an exercise, a column a month.

    After the months come those known to the year only and those without a date. Blank: none.
    """
    wide = cells.pivot(index="year", columns="month", values="n")
    wide = wide.reindex(columns=list(MONTH_COLUMNS))
    wide = wide.astype("Int64")
    wide = wide.rename(columns=MONTH_COLUMNS)
    return wide.reset_index().rename(columns={"year": "Year"}).rename_axis(columns=None)


def by_domain(dataset: Dataset, options: NoOptions = NO_OPTIONS) -> pd.DataFrame:
    """Single exercises by main domain and the year they begin: domain, year, dated, ids, n."""
    frame = _in_order(dataset)
    rows = {
        "id": frame.index,
        "domain": main_domain(frame),
        "year": frame["year_first"],
        "dated": frame["dated"],
    }
    return _counted(pd.DataFrame(rows), ["domain", "year", "dated"])


def by_domain_table(counts: pd.DataFrame, context: Context[NoOptions]) -> pd.DataFrame:
    """The exercises of the panels as a reader sees them, each with its main domain and its year."""
    frame = _in_order(context.dataset)
    table = listing(context.dataset, "exercises", frame.index)
    domain = main_domain(frame).map(domains(context.schema)).astype("str")
    table.insert(1, "Main domain", domain)
    table.insert(2, "Year", frame["year_first"])
    return table
