"""What was found for each year and table, what was not, and what is known to be missing."""

from enum import StrEnum

import pandas as pd

from atlas.charts.chart import NO_OPTIONS, Context, NoOptions
from atlas.datapackage.schema import Schema, Table
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.records.listing import singles
from atlas.values import dates

FIRST = 1990
UNDATED = "no date"
# A gap of more years than these bears on no single year.
NARROW = 3
ALL_YEARS = "all years"


class Finding(StrEnum):
    """Whether there are records of a year and table, in view or at all."""

    FOUND = "found"
    NONE = "no entry recorded"
    HIDDEN = "hidden by the filters"


def coverage(dataset: Dataset, options: NoOptions = NO_OPTIONS) -> pd.DataFrame:
    """Single records of the tables of what happens, by the year in which they begin.

    Columns: year (text; `UNDATED`, last, for those without a date), table, n (in view), n_built
    (whatever the filters), state (a `Finding`), gaps (ids of the known gaps that bear on that very
    year). Every year from 1990 to the last of all records is there, whatever the filters.
    """
    tables = happening(dataset.schema)
    if not any(len(dataset[table.name]) for table in tables):
        return pd.DataFrame(columns=["year", "table", "n", "n_built", "state", "gaps"])
    years = pd.Index([*map(str, _years(dataset)), UNDATED], name="year")
    parts = []
    for table in tables:
        n = _by_year(dataset[table.name]).reindex(years, fill_value=0)
        n_built = _by_year(dataset.built[table.name]).reindex(years, fill_value=0)
        gaps_by_year = _narrow_gaps(dataset, table.name)
        gaps = [tuple(gaps_by_year.get(year, ())) for year in years]
        part = pd.DataFrame({"table": table.name, "n": n, "n_built": n_built, "gaps": gaps})
        parts.append(part.reset_index())
    cells = pd.concat(parts, ignore_index=True)
    state = pd.Series(Finding.FOUND, index=cells.index, dtype="str")
    state = state.mask(cells["n"].eq(0), Finding.HIDDEN)
    return cells.assign(state=state.mask(cells["n_built"].eq(0), Finding.NONE))


def happening(schema: Schema) -> tuple[Table, ...]:
    """The tables whose records have dates, without those that speak of other records."""
    return tuple(table for table in schema.sheets if table.when and not table.domains_of)


def _years(dataset: Dataset) -> range:
    """The years from 1990, or the first of all records if that is earlier, to the last."""
    frames = [frame for frame in dataset.built.values() if len(frame)]
    firsts = [frame["year_first"].min() for frame in frames]
    lasts = [frame["year_last"].max() for frame in frames]
    first = int(min(firsts))
    last = int(max(lasts))
    return range(min(FIRST, first), last + 1)


def _by_year(frame: pd.DataFrame) -> pd.Series:
    """How many single records begin in each year, by its text."""
    columns = ["is_group", "year_first", "dated"]
    frame = singles(frame[columns])
    return frame["year_first"].astype(str).where(frame["dated"], UNDATED).value_counts()


def _narrow_gaps(dataset: Dataset, table: str) -> dict[str, list[str]]:
    """The ids of the known gaps of a table by year, of those that are about few years."""
    spans = _spans(dataset)
    spans = spans[spans["table"].eq(table) & (spans["last"] - spans["first"]).lt(NARROW)]
    gaps: dict[str, list[str]] = {}
    for gap, first, last in zip(spans.index, spans["first"], spans["last"], strict=True):
        for year in range(int(first), int(last) + 1):
            gaps.setdefault(str(year), []).append(gap)
    return gaps


@once_a_build
def _spans(dataset: Dataset) -> pd.DataFrame:
    """The known gaps with first and last year; NA where a side is open or no year is named."""
    days = dates.bounds(dataset.gaps["years"])
    return dataset.gaps.assign(first=days["start"].dt.year, last=days["end"].dt.year)


def coverage_table(cells: pd.DataFrame, context: Context[NoOptions]) -> pd.DataFrame:
    """The same as a reader sees it: a row a year, a column of counts a table, blank for none.

    Two further columns name the tables without a record of the year, and the known gaps.
    """
    titles = {table.name: table.title for table in context.schema.sheets}
    counts = cells["n"]
    some = counts.where(counts.gt(0))
    cells = cells.assign(title=cells["table"].map(titles), n=some)
    years = cells["year"].unique()
    headings = [title for title in titles.values() if title in set(cells["title"])]
    wide = cells.pivot(index="year", columns="title", values="n")
    wide = wide.reindex(index=years, columns=headings).astype("Int64")
    missing = cells[cells["state"].eq(Finding.NONE)]
    wide["No entry recorded"] = missing.groupby("year")["title"].agg("; ".join).reindex(years)
    wide["Known gaps"] = _gaps_in_words(context.dataset).reindex(years)
    return wide.reset_index().rename(columns={"year": "Year"}).rename_axis(columns=None)


def _gaps_in_words(dataset: Dataset) -> pd.Series:
    """The known gaps that are about few years, each with the title of its table, by year."""
    words = dataset.gaps["gap"].to_dict()
    texts: dict[str, list[str]] = {}
    for table in dataset.schema.sheets:
        for year, gaps in _narrow_gaps(dataset, table.name).items():
            texts.setdefault(year, []).extend(f"{table.title}: {words[gap]}" for gap in gaps)
    return pd.Series({year: " ".join(own) for year, own in texts.items()}, dtype="str")


def column_notes(cells: pd.DataFrame, context: Context[NoOptions]) -> dict[str, str]:
    """What the columns of counts hold."""
    tables = [context.schema.tables[name] for name in cells["table"].unique()]
    return {table.title: f"How many {table.title.lower()} begin in the year." for table in tables}


def known_gaps(dataset: Dataset) -> pd.DataFrame:
    """What is known to be missing, in words: Table, Years, Known gap.

    By table and years; what is about all years comes last.
    """
    tables = list(dataset.schema.values("gap-table"))
    spans = _spans(dataset)
    spans = spans.assign(place=spans["table"].map(tables.index))
    spans = spans.sort_values(["place", "first", "last"], kind="stable")
    years = [ALL_YEARS if pd.isna(text) else dates.label(text) for text in spans["years"]]
    titles = spans["table"].map(dataset.schema.labels("gap-table"))
    columns = {"Table": titles, "Years": years, "Known gap": spans["gap"]}
    return pd.DataFrame(columns).reset_index(drop=True)
