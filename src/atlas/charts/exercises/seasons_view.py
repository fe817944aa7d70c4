"""Exercises by month and year, and by domain and year: what is counted, and which exercises each count is made of."""

import pandas as pd

from atlas.charts.chart import NO_OPTIONS, Context, NoOptions
from atlas.dataset.dataset import Dataset
from atlas.records.listing import listing, main_domain, singles
from atlas.values.dates import MONTHS
from atlas.values.words import escaped, wrapped

TO_THE_MONTH = r"\d{4}-\d\d(?:-\d\d)?[~?%]?(?:/\d{4}-\d\d(?:-\d\d)?[~?%]?)?"
MONTH_UNKNOWN, UNDATED = 0, -1
NAMES = {MONTH_UNKNOWN: "month unknown", **dict(enumerate(MONTHS, start=1))}
CELLS = ["year", "month", "n", "ids", "hover"]
LISTED = 8


def calendar(dataset: Dataset, options: NoOptions = NO_OPTIONS) -> pd.DataFrame:
    """Cells of months and years that have an exercise: year, month (0: known to the year only), n, ids (joined with `;`), hover.

    An exercise counts once in each of its months. Those without any date are together in rows of month -1, which no
    drawing shows, at the year of the first source that mentions them.
    """
    rows = _by_month(singles(dataset["exercises"]))
    if rows.empty:
        return pd.DataFrame(columns=CELLS)
    cells = rows.groupby(["year", "month"])["id"].agg(list).reset_index(name="records")
    return _cells(
        dataset,
        cells,
        [
            f"{NAMES.get(month, 'no date')} {year}"
            for year, month in zip(cells["year"], cells["month"], strict=True)
        ],
        CELLS,
    )


def _by_month(frame: pd.DataFrame) -> pd.DataFrame:
    """A row for each exercise and each of its months: id, year, month; in order of days and names."""
    frame = frame.sort_values(["year_first", "start", "label"], kind="stable")
    known = (
        frame["date"].str.fullmatch(TO_THE_MONTH).eq(True)
        & frame["start"].notna()
        & frame["end"].notna()
    )
    first, last = (
        frame.loc[known, side].dt.year * 12 + frame.loc[known, side].dt.month - 1
        for side in ("start", "end")
    )
    pairs = zip(first.index, first, last, strict=True)
    months = [
        (key, number // 12, number % 12 + 1)
        for key, low, high in pairs
        for number in range(low, high + 1)
    ]
    rest = frame[~known]
    months += zip(
        rest.index,
        rest["year_first"],
        rest["dated"].map({True: MONTH_UNKNOWN, False: UNDATED}),
        strict=True,
    )
    return pd.DataFrame(months, columns=["id", "year", "month"]).astype(
        {"year": "int64", "month": "int64"}
    )


def _cells(
    dataset: Dataset, cells: pd.DataFrame, titles: list[str], columns: list[str]
) -> pd.DataFrame:
    """Cells whose `records` are lists of ids, with how many they are, the ids as text, and what the cell says when pointed at."""
    frame = dataset["exercises"]
    told = dict(
        zip(
            frame.index,
            zip(frame["label"], frame["when"], frame["cited"], strict=True),
            strict=True,
        )
    )
    hovers = [
        _hover(title, [told[key] for key in ids])
        for title, ids in zip(titles, cells["records"], strict=True)
    ]
    counted = cells.assign(
        n=cells["records"].str.len(),
        ids=cells["records"].str.join(";"),
        hover=pd.Series(hovers, index=cells.index, dtype="str"),
    )
    return counted[columns]


def _hover(title: str, told: list[tuple[str, str, str]]) -> str:
    noun = "exercise" if len(told) == 1 else "exercises"
    lines = [f"<b>{escaped(title)}: {len(told):,} {noun}</b>"]
    lines += [wrapped(f"{label}, {when} · {cited}") for label, when, cited in told[:LISTED]]
    return "<br>".join(
        [
            *lines,
            *([f"and {len(told) - LISTED:,} more, in the table"] if len(told) > LISTED else []),
        ]
    )


def calendar_table(cells: pd.DataFrame, context: Context[NoOptions]) -> pd.DataFrame:
    """The same as a reader sees it: a row a year that has an exercise, a column a month (blank: none), then those known to the year only
    and those without a date."""
    names = {
        **{number: name for number, name in NAMES.items() if number > 0},
        MONTH_UNKNOWN: "Month unknown",
        UNDATED: "Date not given",
    }
    wide = (
        cells.pivot(index="year", columns="month", values="n")
        .reindex(columns=list(names))
        .astype("Int64")
        .rename(columns=names)
    )
    return wide.reset_index().rename(columns={"year": "Year"}).rename_axis(columns=None)


def by_domain(dataset: Dataset, options: NoOptions = NO_OPTIONS) -> pd.DataFrame:
    """Single exercises by main domain and the year they begin: domain, year, dated, n, ids (joined with `;`), hover."""
    frame = singles(dataset["exercises"]).sort_values(
        ["year_first", "start", "label"], kind="stable"
    )
    columns = ["domain", "year", "dated", "n", "ids", "hover"]
    if frame.empty:
        return pd.DataFrame(columns=columns)
    rows = pd.DataFrame(
        {
            "domain": main_domain(frame),
            "year": frame["year_first"],
            "dated": frame["dated"],
            "id": frame.index,
        }
    )
    cells = rows.groupby(["domain", "year", "dated"])["id"].agg(list).reset_index(name="records")
    labels = dataset.schema.labels("domain")
    domains = [labels.get(domain, "Unclassified") for domain in cells["domain"]]
    dated = ["" if given else ", mentioned without a date" for given in cells["dated"]]
    return _cells(
        dataset,
        cells,
        [
            f"{name}, {year}{how}"
            for name, year, how in zip(domains, cells["year"], dated, strict=True)
        ],
        columns,
    )


def by_domain_table(counts: pd.DataFrame, context: Context[NoOptions]) -> pd.DataFrame:
    """The exercises of the panels as a reader sees them, each with its main domain and its year."""
    dataset = context.dataset
    frame = singles(dataset["exercises"]).sort_values(
        ["year_first", "start", "label"], kind="stable"
    )
    table = listing(dataset, "exercises", frame.index)
    labels = dataset.schema.labels("domain")
    table.insert(
        1,
        "Main domain",
        main_domain(frame).map(lambda domain: labels.get(domain, "Unclassified")).astype("str"),
    )
    table.insert(2, "Year", frame["year_first"])
    return table
