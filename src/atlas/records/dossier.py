"""A record in its time, beside those that it is tied to."""

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.values.dates import is_exact

MOST = 8
COLUMNS = ["label", "start", "end", "when", "dated", "date", "projected", "planned"]


def times(dataset: Dataset, identifier: str, near: pd.Series) -> pd.DataFrame:
    """The dated times of a record and of the records tied to it, whose ids are `near`.

    Columns: id, label, start, end (midnight after the last day), when, own, exact. The record
    itself comes first, then the others by their first day; of many, those that lie nearest to the
    record's own time, or the latest where it has none.
    """
    rows = _dated(dataset, identifier, near)
    is_certain = is_exact(rows["date"]) & ~rows["projected"] & ~rows["planned"]
    rows = rows.assign(own=rows.index == identifier, exact=is_certain)
    rows = _nearest(rows.drop(columns=["dated", "date", "projected", "planned"]))
    # The last day is drawn to its end: a bar of one day would have no width.
    rows = rows.assign(end=rows["end"] + pd.Timedelta(days=1))
    ordered = rows.sort_values(["own", "start", "label"], ascending=[False, True, True])
    return ordered.rename_axis("id").reset_index()


def count_dated(dataset: Dataset, identifier: str, near: pd.Series) -> int:
    """How many there are of which `times` has the nearest."""
    return len(_dated(dataset, identifier, near))


def _dated(dataset: Dataset, identifier: str, near: pd.Series) -> pd.DataFrame:
    frames = [dataset[table.name] for table in dataset.schema.sheets]
    every = pd.concat([frame[COLUMNS] for frame in frames if "date" in frame])
    # A record may be near by several ties.
    dated = every[every["dated"] & every.index.isin([identifier, *near])]
    return dated[~dated.index.duplicated()]


def _nearest(rows: pd.DataFrame) -> pd.DataFrame:
    """The record's own row and those whose first days lie nearest to its own."""
    own = rows.loc[rows["own"], "start"]
    middle = own.iloc[0] if len(own) else rows["start"].max()
    by_distance = rows.assign(distance=(rows["start"] - middle).abs()).sort_values(
        ["own", "distance", "label"], ascending=[False, True, True]
    )
    return by_distance.head(MOST).drop(columns="distance")
