"""The two-way street: transfers between Russia and China by year."""

import pandas as pd

from atlas.charts.chart import NO_OPTIONS, Context, NoOptions
from atlas.charts.transfers.directed import (
    DIRECTION_LABELS,
    Certainty,
    directed,
    pair_ids,
)
from atlas.dataset.dataset import Dataset
from atlas.records.listing import listing
from atlas.records.outcome import is_carried_out


def street(dataset: Dataset, options: NoOptions = NO_OPTIONS) -> pd.DataFrame:
    """Transfers between the two by the year in which they begin, and by label.

    Columns: id, year, direction (id of a direction of the pair), certainty (dated, mentioned or
    not carried out).
    """
    frame = directed(dataset)
    frame = frame.assign(direction=pair_ids(frame))
    frame = frame[frame["direction"].isin(list(DIRECTION_LABELS))]
    frame = frame.sort_values(["year_first", "label"])
    certainty = pd.Series(Certainty.DATED, index=frame.index, dtype="str")
    certainty = certainty.mask(~frame["dated"], Certainty.MENTIONED)
    certainty = certainty.mask(~is_carried_out(frame), Certainty.APART)
    columns = {
        "year": frame["year_first"],
        "direction": frame["direction"],
        "certainty": certainty,
    }
    return pd.DataFrame(columns).reset_index()


def street_table(rows: pd.DataFrame, context: Context[NoOptions]) -> pd.DataFrame:
    """The same transfers as a reader sees them, with direction and year."""
    rows = rows.set_index("id")
    table = listing(context.dataset, "transfers", rows.index)
    table.insert(1, "Direction", rows["direction"].map(DIRECTION_LABELS))
    table.insert(2, "Year", rows["year"])
    return table
