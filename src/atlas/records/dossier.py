"""What a record's page shows beside its statements: its own small timeline, and the sources that speak of it."""

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.values.dates import EXACT

MOST = 14


def times(dataset: Dataset, identifier: str, near: pd.Series) -> pd.DataFrame:
    """The dated times of a record and of the records tied to it: id, label, start, end (midnight after the last day), when, exact, own.

    `near` are the ids of the tied records. The record itself comes first, then the others by their first day; of many, those
    that lie nearest to the record's own time, or the latest where it has none.
    """
    tables = [
        dataset[table.name][["label", "start", "end", "when", "dated", "date"]]
        for table in dataset.schema.sheets
        if "date" in dataset[table.name]
    ]
    every = pd.concat(tables)
    dated = every[every["dated"] & every.index.isin([identifier, *near])]
    rows = dated[~dated.index.duplicated()].assign(
        own=lambda frame: frame.index == identifier,
        exact=lambda frame: frame["date"].str.fullmatch(EXACT).eq(True),
    )
    rows = rows.drop(columns=["dated", "date"])
    own = rows.loc[rows["own"], "start"]
    middle = own.iloc[0] if len(own) else rows["start"].max()
    nearest = (
        rows.assign(far=(rows["start"] - middle).abs())
        .sort_values(["own", "far", "label"], ascending=[False, True, True])
        .head(MOST)
    )
    shown = nearest.drop(columns="far").assign(end=nearest["end"] + pd.Timedelta(days=1))
    return (
        shown.sort_values(["own", "start", "label"], ascending=[False, True, True])
        .rename_axis("id")
        .reset_index()
    )


def speaking(dataset: Dataset, identifier: str) -> pd.DataFrame:
    """The sources that speak of a record, in order of rank: Source, Title, Publisher, Passes on, Kind, Published, Paragraphs, Address."""
    lines = dataset.evidence[dataset.evidence["id"].eq(identifier)]
    places = lines.groupby("source", sort=False)["locator"].agg(
        lambda items: ", ".join(dict.fromkeys(items))
    )
    sources = dataset.sources.loc[dataset.sources.index.isin(places.index)]
    passes_on = sources["origin"].where(sources["origin"].ne(sources.index.to_series()))
    return pd.DataFrame(
        {
            "Source": sources["short"],
            "Title": sources["title"],
            "Publisher": sources["publisher"],
            "Passes on": passes_on,
            "Kind": sources["kind"].map(dataset.schema.labels("source-kind")),
            "Published": sources["published"],
            "Paragraphs": places.reindex(sources.index),
            "Address": sources["url"],
        }
    ).reset_index(drop=True)
