"""Flows of transfers, from suppliers over categories or domains to recipients."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pandas as pd

from atlas.charts.chart import Context, domains
from atlas.charts.transfers.directed import directed
from atlas.charts.transfers.sides import are_of_the_pair, folded_sides, side_labels
from atlas.charts.transfers.units import is_rough, measured
from atlas.dataset.dataset import Dataset
from atlas.dataset.homes import SIDES
from atlas.dataset.memo import once_a_dataset
from atlas.records.corroboration import standing
from atlas.records.listing import coded, listing, main_domain
from atlas.records.outcome import is_carried_out

BY = {"category": "Category", "domain": "Domain"}
HIDDEN, SHOWN = "hidden", "shown"
THIRD = {HIDDEN: "Excluded", SHOWN: "Shown, a selection"}
TOP = 12
BAND = ["supplier", "n_suppliers", "lane", "key", "recipient", "n_recipients"]
# The columns of the bands, and what they hold.
TYPES = {
    "supplier": "str",
    "n_suppliers": "int64",
    "lane": "str",
    "key": "str",
    "recipient": "str",
    "n_recipients": "int64",
    "value": "float64",
    "n": "int64",
    "transfers": "object",
    "standing": "str",
    "rough": "bool",
}


class _Member(NamedTuple):
    """What a transfer adds to its band."""

    id: str
    value: float
    standing: str
    rough: bool


@dataclass(frozen=True)
class FlowOptions:
    """Whose transfers are drawn, what the bands go through, and in which unit they are measured."""

    third: str = field(
        default=HIDDEN, metadata={"title": "Third countries", "choices": THIRD, "whole": SHOWN}
    )
    by: str = field(
        default="category", metadata={"title": "Through", "choices": BY, "folded": True}
    )
    unit: str = field(
        default="records",
        metadata={"title": "Unit", "choices": {}, "whole": "records", "folded": True},
    )


@once_a_dataset
def of_countries(dataset: Dataset, options: FlowOptions) -> pd.DataFrame:
    """The directed transfers of the countries that are asked for."""
    frame = directed(dataset)
    return frame if options.third == SHOWN else frame[are_of_the_pair(frame)]


def flow_rows(dataset: Dataset, options: FlowOptions) -> pd.DataFrame:
    """The transfers behind the flows, in the order of the names of their bands.

    Columns: id, the four of `folded_sides`, key (category or domain in the middle), lane (`RUS-CHN`
    where only the two directions between Russia and China are in view, so that each has a middle
    of its own, else blank), value in the unit, and rough (it is rounded or uncertain). Transfers
    without a value in the unit are not in it, nor is what was not carried out.
    """
    frame = of_countries(dataset, options)
    frame = frame[is_carried_out(frame)]
    value = measured(frame, options.unit)
    # A band of no width cannot be drawn.
    frame = frame[value.gt(0)]
    value = value[value.gt(0)]
    rows = folded_sides(frame, value, dataset, dict.fromkeys(SIDES, TOP))
    key = frame["category"].fillna("other")
    if options.by == "domain":
        key = main_domain(frame)
    lane = rows["supplier"] + "-" + rows["recipient"]
    if not are_of_the_pair(rows).all():
        lane = pd.Series("", index=rows.index, dtype="str")
    rough = is_rough(frame, options.unit)
    rows = rows.assign(key=key, lane=lane, value=value, rough=rough)
    names = band_labels(rows, Context(dataset, options))
    return rows.loc[names.sort_values(kind="stable").index].reset_index()


def flows(dataset: Dataset, options: FlowOptions) -> pd.DataFrame:
    """Bands of the flow chart, lane by lane, the largest first.

    Columns: the four of `folded_sides`, lane, key, value (sum in the unit), n, transfers (their
    ids), standing (that of all of them; blank where they differ) and rough (whether any of their
    values is rounded or uncertain).
    """
    rows = flow_rows(dataset, options)
    speaking = dataset["transfers"][["sources", "supporting"]].loc[rows["id"]]
    rows = rows.assign(standing=standing(dataset, speaking).tolist())
    columns = [rows[name].tolist() for name in [*BAND, *_Member._fields]]
    members_by_band: dict[tuple[Any, ...], list[_Member]] = {}
    for cells in zip(*columns, strict=True):
        band = cells[: len(BAND)]
        member = _Member(*cells[len(BAND) :])
        members_by_band.setdefault(band, []).append(member)
    summed = [(*band, *_summed(members)) for band, members in members_by_band.items()]
    bands = pd.DataFrame(summed, columns=list(TYPES)).astype(TYPES)
    labels = band_labels(bands, Context(dataset, options)).tolist()
    return bands.take(_order(bands, labels)).reset_index(drop=True)


def _summed(members: list[_Member]) -> tuple[float, int, tuple[str, ...], str, bool]:
    """Value, number, ids, standing (blank where they differ) and roughness of a band."""
    standings = {member.standing for member in members}
    common = standings.pop() if len(standings) == 1 else ""
    # A plain sum: that of pandas would write another last digit.
    value = sum(member.value for member in members)
    rough = any(member.rough for member in members)
    return value, len(members), tuple(member.id for member in members), common, rough


def _order(bands: pd.DataFrame, labels: list[str]) -> list[int]:
    """The places of the bands, lane by lane, the largest first."""
    lanes = bands["lane"].tolist()
    values = bands["value"].tolist()
    sums = dict.fromkeys(lanes, 0.0)
    for lane, value in zip(lanes, values, strict=True):
        sums[lane] += value

    def order(place: int) -> tuple[float, str, float, str]:
        return -sums[lanes[place]], lanes[place], -values[place], labels[place]

    return sorted(range(len(bands)), key=order)


def middle_labels(rows: pd.DataFrame, context: Context[FlowOptions]) -> pd.Series:
    """The names of the middle nodes that rows with `key` go through."""
    labels = domains(context.schema)
    if context.options.by == "category":
        labels = context.schema.labels("category")
    return coded(rows["key"], labels)


def band_labels(rows: pd.DataFrame, context: Context[FlowOptions]) -> pd.Series:
    """“Russia → Naval → India” for the band of each row."""
    supplier = side_labels(rows, "supplier", context.dataset)
    recipient = side_labels(rows, "recipient", context.dataset)
    return supplier + " → " + middle_labels(rows, context) + " → " + recipient


def flow_table(bands: pd.DataFrame, context: Context[FlowOptions]) -> pd.DataFrame:
    """The transfers behind the flows as a reader sees them, each with its band and its weight."""
    rows = flow_rows(context.dataset, context.options).set_index("id")
    table = listing(context.dataset, "transfers", rows.index)
    table.insert(1, "Band", band_labels(rows, context))
    if context.options.unit != "records":
        table.insert(2, "Drawn as", rows["value"])
    return table
