"""Flows of transfers, from suppliers over categories or domains to recipients."""

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.plain_rows import as_frame
from atlas.charts.transfers.directed import directed
from atlas.charts.transfers.flow_rows import (
    SHOWN,
    Band,
    FlowOptions,
    FlowRow,
    band_labels,
    bands_of,
    rows_of,
)
from atlas.charts.transfers.sides import are_of_the_pair
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset
from atlas.records.listing import listing


@once_a_dataset
def of_countries(dataset: Dataset, options: FlowOptions) -> pd.DataFrame:
    """The directed transfers of the countries that are asked for."""
    frame = directed(dataset)
    return frame if options.third == SHOWN else frame[are_of_the_pair(frame)]


def flow_rows(dataset: Dataset, options: FlowOptions) -> pd.DataFrame:
    """The transfers behind the flows, in the order of the names of their bands.

    Columns: id, the four of `folded_sides`, key (category or domain in the middle), lane (`RUS-CHN`
    where only the two directions between Russia and China are in view, so that each has a middle
    of its own, else blank), value in the unit, rough (it is rounded or uncertain), and standing.
    Transfers without a value in the unit are not in it, nor is what was not carried out.
    """
    return as_frame(rows_of(dataset, options), FlowRow._fields)


def flows(dataset: Dataset, options: FlowOptions) -> pd.DataFrame:
    """Bands of the flow chart, lane by lane, the largest first.

    Columns: the four of `folded_sides`, lane, key, value (sum in the unit), n, transfers (their
    ids), standing (that of all of them; blank where they differ) and rough (whether any of their
    values is rounded or uncertain).
    """
    bands = bands_of(rows_of(dataset, options), Context(dataset, options))
    return as_frame(bands, Band._fields)


def flow_table(bands: pd.DataFrame, context: Context[FlowOptions]) -> pd.DataFrame:
    """The transfers behind the flows as a reader sees them, each with its band and its weight."""
    rows = rows_of(context.dataset, context.options)
    ids = pd.Index([row.id for row in rows], dtype="str")
    table = listing(context.dataset, "transfers", ids)
    table.insert(1, "Band", pd.Series(band_labels(rows, context), index=ids, dtype="str"))
    if context.options.unit != "records":
        table.insert(2, "Drawn as", [row.value for row in rows])
    return table
