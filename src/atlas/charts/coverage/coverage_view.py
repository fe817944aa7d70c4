"""What was found for each year and table, what was not, and what is known to be missing."""

import pandas as pd

from atlas.charts.chart import NO_OPTIONS, Context, NoOptions
from atlas.datapackage.schema import Schema, Table
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.records.listing import singles
from atlas.values import dates
from atlas.values.words import escaped, wrapped

FIRST = 1990
UNDATED = "no date"
FOUND, NONE, HIDDEN = "found", "no record found", "hidden by the filters"
NARROW, LISTED = 3, 2
ALL_YEARS = "all years"


def coverage(dataset: Dataset, options: NoOptions = NO_OPTIONS) -> pd.DataFrame:
    """Single records of the tables of what happens, by the year they begin: year (text, `UNDATED` last), table, n, state, text, hover.

    Every year from 1990 to the last of all records is there, whatever the filters. `state` tells a year for which the sources have
    no record from one whose records the filters hide. An asterisk in `text` says that a known gap bears on that very year.
    """
    tables = happening(dataset.schema)
    if not any(len(dataset[table.name]) for table in tables):
        return pd.DataFrame(columns=["year", "table", "n", "state", "text", "hover"])
    every = pd.Index([*map(str, _years(dataset)), UNDATED])
    cells = []
    for table in tables:
        n, built = (
            _by_year(frame).reindex(every, fill_value=0).tolist()
            for frame in (dataset[table.name], dataset.built[table.name])
        )
        near = _near(dataset, table.name)
        cells += [
            _cell(table, year, shown, known, near.get(year, []))
            for year, shown, known in zip(every, n, built, strict=True)
        ]
    return pd.DataFrame(cells)


def happening(schema: Schema) -> tuple[Table, ...]:
    """The tables whose records have dates, without those that speak of other records."""
    return tuple(table for table in schema.sheets if table.when and not table.domains_of)


def _years(dataset: Dataset) -> range:
    frames = [frame for frame in dataset.built.values() if len(frame)]
    return range(
        min(FIRST, *(int(frame["year_first"].min()) for frame in frames)),
        max(int(frame["year_last"].max()) for frame in frames) + 1,
    )


def _by_year(frame: pd.DataFrame) -> pd.Series:
    frame = singles(frame[["part_of", "year_first", "dated"]])
    return frame["year_first"].astype(str).where(frame["dated"], UNDATED).value_counts()


def _cell(table: Table, year: str, n: int, known: int, near: list[str]) -> dict[str, object]:
    state = FOUND if n else HIDDEN if known else NONE
    told = {
        FOUND: f"{n:,} found",
        HIDDEN: f"none in view, {known:,} hidden by the filters",
        NONE: "no record found",
    }[state]
    gaps = [wrapped(f"Known gap: {text}") for text in near[:LISTED]]
    more = [f"and {len(near) - LISTED} more known gaps, listed below"] if len(near) > LISTED else []
    hover = "<br>".join([f"<b>{escaped(table.title)}, {year}</b>", told, *gaps, *more])
    text = {FOUND: f"{n:,}", HIDDEN: "·", NONE: "–"}[state] + ("*" if near else "")
    return {"year": year, "table": table.name, "n": n, "state": state, "text": text, "hover": hover}


def _near(dataset: Dataset, table: str) -> dict[str, list[str]]:
    """The known gaps of a table by year, of those that are about few years."""
    spans = _spans(dataset)
    near: dict[str, list[str]] = {}
    for first, last, gap in spans.loc[
        spans["table"].eq(table), ["first", "last", "gap"]
    ].itertuples(index=False, name=None):
        for year in range(int(first), int(last) + 1) if last - first < NARROW else ():
            near.setdefault(str(year), []).append(gap)
    return near


@once_a_build
def _spans(dataset: Dataset) -> pd.DataFrame:
    """The known gaps with their first and last year; NaN where a side is open or no year is named."""
    days = dates.bounds(dataset.gaps["years"])
    return dataset.gaps.assign(first=days["start"].dt.year, last=days["end"].dt.year)


def coverage_table(cells: pd.DataFrame, context: Context[NoOptions]) -> pd.DataFrame:
    """The same as a reader sees it: a row a year, a column of counts a table (blank: none), where none was found, the known gaps."""
    dataset = context.dataset
    titles = {table.name: table.title for table in dataset.schema.sheets}
    names = [title for name, title in titles.items() if name in set(cells["table"])]
    counted = cells.assign(table=cells["table"].map(titles), n=cells["n"].where(cells["n"].gt(0)))
    wide = (
        counted.pivot(index="year", columns="table", values="n")
        .reindex(index=cells["year"].unique(), columns=names)
        .astype("Int64")
    )
    missing = counted[counted["state"].eq(NONE)].groupby("year")["table"].agg("; ".join)
    known: dict[str, list[str]] = {}
    for name, title in titles.items():
        for year, near in _near(dataset, name).items():
            known.setdefault(year, []).extend(f"{title}: {gap}" for gap in near)
    gaps = [" ".join(known.get(year, [])) or None for year in wide.index]
    wide = wide.assign(
        **{
            "No record found": missing.reindex(wide.index),
            "Known gaps": pd.Series(gaps, index=wide.index, dtype="str"),
        }
    )
    return wide.reset_index().rename(columns={"year": "Year"}).rename_axis(columns=None)


def known_gaps(dataset: Dataset) -> pd.DataFrame:
    """What is known to be missing, in words: Table, Years, Known gap; by table and years, what is about all years last."""
    spans = _spans(dataset)
    order = list(dataset.schema.values("gap-table"))
    spans = spans.assign(place=spans["table"].map(order.index)).sort_values(
        ["place", "first", "last"], kind="stable"
    )
    years = [dates.label(text) if isinstance(text, str) else ALL_YEARS for text in spans["years"]]
    titles = spans["table"].map(dataset.schema.labels("gap-table"))
    return pd.DataFrame(
        {"Table": titles.tolist(), "Years": years, "Known gap": spans["gap"].tolist()}
    )
