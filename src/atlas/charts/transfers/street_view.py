"""The two-way street: transfers between Russia and China by time, what they bring, and status."""

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.plain_rows import as_frame
from atlas.charts.transfers.directed import DIRECTION_LABELS
from atlas.charts.transfers.exchanged import LABELS
from atlas.charts.transfers.street_rows import (
    EVERY,
    EXCHANGED,
    OTHER,
    StreetOptions,
    StreetRow,
    rows_of,
)
from atlas.charts.transfers.volumes_view import VolumeOptions, volumes
from atlas.dataset.dataset import VOLUMES, Dataset
from atlas.dataset.memo import once_a_dataset
from atlas.records.listing import listing


def street(dataset: Dataset, options: StreetOptions = EVERY) -> pd.DataFrame:
    """Transfers between the two by the year in which they begin, and by label.

    Columns: id, year, column (the first year of the column that it stands in), direction (id of a
    direction of the pair), category (`OTHER` for none), exchanged (a value of `Exchanged`), colour
    (that, or the category, `OTHER` where it is none of the largest of either direction), certainty
    (dated, mentioned or not carried out) and done (delivered, or over).
    """
    return as_frame(rows_of(dataset, options), StreetRow._fields)


def alike(
    first: pd.DataFrame, second: pd.DataFrame, options: StreetOptions
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two views of `street` in which the same categories have a colour: those of either."""
    if options.split == EXCHANGED:
        return first, second
    named = {*first["colour"], *second["colour"]}
    left, right = (
        rows.assign(colour=rows["category"].where(rows["category"].isin(named), OTHER))
        for rows in (first, second)
    )
    return left, right


@once_a_dataset
def street_volumes(dataset: Dataset) -> pd.DataFrame:
    """SIPRI's yearly volumes of both directions, those that are drawn, as `volumes` has them."""
    with_china = VolumeOptions(pairs="china")
    rows = volumes(dataset, with_china)
    return rows[rows["drawn"].astype(bool)]


def beside(rows: pd.DataFrame, context: Context[StreetOptions]) -> pd.Series:
    """The sources of the volumes, which are drawn beneath the transfers, by id."""
    ids = street_volumes(context.dataset)["id"]
    sources: pd.Series = context.dataset[VOLUMES].loc[ids, "sources"]
    return sources


def street_table(rows: pd.DataFrame, context: Context[StreetOptions]) -> pd.DataFrame:
    """The same transfers as a reader sees them, with direction, year and what
    is exchanged."""
    rows = rows.set_index("id")
    table = listing(context.dataset, "transfers", rows.index)
    table.insert(1, "Direction", rows["direction"].map(DIRECTION_LABELS))
    table.insert(2, "Year", rows["year"])
    table.insert(3, "Exchanged", rows["exchanged"].map(LABELS))
    return table
