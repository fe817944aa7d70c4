"""A record's page beside its statements: its own small timeline, and the sources that speak."""

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.names import with_ids
from atlas.values.dates import is_exact

MOST = 14
COLUMNS = ["label", "start", "end", "when", "dated", "date", "projected", "planned"]


def times(dataset: Dataset, identifier: str, near: pd.Series) -> pd.DataFrame:
    """The dated times of a record and of the records tied to it, whose ids are `near`.

    Columns: id, label, start, end (midnight after the last day), when, own, exact. The record
    itself comes first, then the others by their first day; of many, those that lie nearest to the
    record's own time, or the latest where it has none.
    """
    frames = [dataset[table.name] for table in dataset.schema.sheets]
    every = pd.concat([frame[COLUMNS] for frame in frames if "date" in frame])
    # A record may be near by several ties.
    dated = every[every["dated"] & every.index.isin([identifier, *near])]
    rows = dated[~dated.index.duplicated()]
    is_certain = is_exact(rows["date"]) & ~rows["projected"] & ~rows["planned"]
    rows = rows.assign(own=rows.index == identifier, exact=is_certain)
    rows = _nearest(rows.drop(columns=["dated", "date", "projected", "planned"]))
    # The last day is drawn to its end: a bar of one day would have no width.
    rows = rows.assign(end=rows["end"] + pd.Timedelta(days=1))
    ordered = rows.sort_values(["own", "start", "label"], ascending=[False, True, True])
    return ordered.rename_axis("id").reset_index()


def _nearest(rows: pd.DataFrame) -> pd.DataFrame:
    """The record's own row and those whose first days lie nearest to its own."""
    own = rows.loc[rows["own"], "start"]
    middle = own.iloc[0] if len(own) else rows["start"].max()
    by_distance = rows.assign(distance=(rows["start"] - middle).abs()).sort_values(
        ["own", "distance", "label"], ascending=[False, True, True]
    )
    return by_distance.head(MOST).drop(columns="distance")


def speaking(dataset: Dataset, identifier: str) -> pd.DataFrame:
    """The sources that speak of a record, in order of rank.

    Columns: Source, Title, Publisher, Passes on, Kind, Published, Paragraphs, Address; and the ids
    behind the sources.
    """
    lines = dataset.evidence[dataset.evidence["id"].eq(identifier)]
    locators = lines.groupby("source", sort=False)["locator"].agg(_distinct)
    sources = dataset.sources.loc[dataset.sources.index.isin(locators.index)]
    passes_on = sources["origin"].where(sources["origin"].ne(sources.index.to_series()))
    columns = {
        "Source": sources["short"],
        "Title": sources["title"],
        "Publisher": sources["publisher"],
        "Passes on": passes_on,
        "Kind": sources["kind"].map(dataset.schema.labels("source-kind")),
        "Published": sources["published"],
        "Paragraphs": locators.reindex(sources.index),
        "Address": sources["url"],
    }
    frame = with_ids(pd.DataFrame(columns), {"Source": sources.index.to_series()})
    return frame.reset_index(drop=True)


def _distinct(locators: pd.Series) -> str:
    return ", ".join(dict.fromkeys(locators))
