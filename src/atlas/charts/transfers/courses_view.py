"""The course of each transfer: made known, ordered, delivered, and how far it has got."""

from dataclasses import dataclass, field

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.transfers.course_pieces import pieces
from atlas.charts.transfers.directed import (
    DIRECTION_LABELS,
    Certainty,
    directed,
    pair_ids,
)
from atlas.charts.transfers.sides import OTHER
from atlas.dataset.dataset import Dataset
from atlas.records.listing import listing
from atlas.records.outcome import is_carried_out

WHOSE = {"china": "Russia and China", "all": "All countries"}
MOST = 40
LABELS = {**DIRECTION_LABELS, OTHER: "Other countries"}
COLUMNS = ["id", "pair", "lane", "drawn", "piece", "start", "end", "certainty", "sign"]


@dataclass(frozen=True)
class CourseOptions:
    """Whose transfers are drawn."""

    whose: str = field(
        default="china", metadata={"title": "Transfers of", "choices": WHOSE, "whole": "all"}
    )


def course(dataset: Dataset, options: CourseOptions) -> pd.DataFrame:
    """The lanes of the transfers in pieces, from the top.

    Columns: id, pair (id of a direction between Russia and China, or `OTHER`), lane (place from
    the top), drawn (whether it is one of the first `MOST` of the pair, or of the others), piece,
    start, end, certainty (dated, approximate or not carried out) and sign, as `course_pieces` has
    them. Russia and China come first, then others; among them what began last is on top.
    """
    frame = directed(dataset)
    pair = pair_ids(frame)
    pair = pair.where(pair.isin(list(DIRECTION_LABELS)), OTHER)
    frame = frame.assign(pair=pair)
    if options.whose == "china":
        frame = frame[frame["pair"].ne(OTHER)]
    rows = pieces(frame).rename_axis("id").reset_index()
    lanes = _lanes(frame, rows.groupby("id")["start"].min())
    lanes = lanes.assign(is_apart=~is_carried_out(frame))
    rows = rows.merge(lanes, left_on="id", right_index=True)
    certainty = pd.Series(Certainty.DATED, index=rows.index, dtype="str")
    certainty = certainty.mask(rows["approximate"], Certainty.APPROXIMATE)
    certainty = certainty.mask(rows["is_apart"], Certainty.APART)
    rows = rows.assign(certainty=certainty)
    return rows.sort_values("lane", kind="stable", ignore_index=True)[COLUMNS]


def _lanes(frame: pd.DataFrame, begun: pd.Series) -> pd.DataFrame:
    """Pair, lane and whether it is drawn, by id, in the order of the lanes."""
    frame = frame.assign(is_other=frame["pair"].eq(OTHER), begun=begun)
    order = frame.sort_values(["is_other", "begun", "label"], ascending=[True, False, True])
    # More lanes than these are no picture any more; the table has them all.
    is_drawn = order.groupby("is_other").cumcount().lt(MOST)
    return pd.DataFrame({"pair": order["pair"], "lane": range(len(order)), "drawn": is_drawn})


def lanes_in(rows: pd.DataFrame) -> int:
    """How many transfers the pieces are of."""
    return int(rows["id"].nunique())


def course_table(rows: pd.DataFrame, context: Context[CourseOptions]) -> pd.DataFrame:
    """The transfers of all lanes as a reader sees them, drawn or not, each with its direction."""
    rows = rows.drop_duplicates("id").set_index("id")
    table = listing(context.dataset, "transfers", rows.index)
    table.insert(1, "Direction", rows["pair"].map(LABELS))
    table.insert(2, "Drawn", rows["drawn"].map({True: "yes", False: "no"}).astype("str"))
    return table
