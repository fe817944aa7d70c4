"""Flows of transfers, from suppliers over domains or categories to recipients."""

from dataclasses import dataclass, field

import pandas as pd

from atlas.charts.chart import Context, domains
from atlas.charts.transfers.directed import directed
from atlas.charts.transfers.sides import folded_sides, side_labels
from atlas.charts.transfers.units import UNITS, measured
from atlas.dataset.dataset import Dataset
from atlas.dataset.homes import SIDES
from atlas.records.corroboration import standing
from atlas.records.listing import coded, listing, main_domain, singles
from atlas.records.outcome import State, is_carried_out, state_of
from atlas.values.words import counted

BY = {"domain": "Domain", "category": "Category"}
HIDDEN, SHOWN = "hidden", "shown"
APART = {HIDDEN: "Left out", SHOWN: "Shown, paler"}
TOP = 12
BAND = ["supplier", "n_suppliers", "key", "state", "recipient", "n_recipients"]


@dataclass(frozen=True)
class FlowOptions:
    """What the bands go through, and in which unit they are measured."""

    by: str = field(default="domain", metadata={"title": "Through", "choices": BY})
    unit: str = field(
        default="records", metadata={"title": "Unit", "choices": UNITS, "whole": "records"}
    )
    apart: str = field(
        default=HIDDEN, metadata={"title": "Not carried out", "choices": APART, "whole": SHOWN}
    )


def flow_rows(dataset: Dataset, options: FlowOptions) -> pd.DataFrame:
    """The transfers behind the flows, in the order of the names of their bands.

    Columns: id, the four of `folded_sides`, key (domain or category in the middle), state, and
    value in the unit. Transfers without a value in the unit are not in it, and what was not carried
    out is there only where it is asked for.
    """
    frame = directed(dataset)
    if options.apart == HIDDEN:
        frame = frame[is_carried_out(frame)]
    value = measured(frame, options.unit)
    # A band of no width cannot be drawn.
    frame, value = frame[value.gt(0)], value[value.gt(0)]
    rows = folded_sides(frame, value, dataset, dict.fromkeys(SIDES, TOP))
    key = main_domain(frame)
    if options.by == "category":
        key = frame["category"].fillna("other")
    rows = rows.assign(key=key, state=state_of(frame), value=value)
    names = band_labels(rows, Context(dataset, options))
    return rows.loc[names.sort_values(kind="stable").index].reset_index()


def flows(dataset: Dataset, options: FlowOptions) -> pd.DataFrame:
    """Bands of the flow chart, the largest first.

    Columns: the four of `folded_sides`, key, state, value (sum in the unit), n, transfers (their
    ids) and standing (that of all of them; blank where they differ).
    """
    rows = flow_rows(dataset, options)
    frame = dataset["transfers"].loc[rows["id"]]
    rows = rows.assign(standing=standing(dataset, frame).tolist())
    bands = rows.groupby(BAND, sort=False, as_index=False).agg(
        # A plain sum: that of pandas would write another last digit.
        value=("value", sum),
        n=("id", "size"),
        transfers=("id", tuple),
        standing=("standing", _common),
    )
    bands = bands.assign(name=band_labels(bands, Context(dataset, options)))
    bands = bands.sort_values(["value", "name"], ascending=[False, True], ignore_index=True)
    return bands.drop(columns="name")


def _common(values: pd.Series) -> str:
    """The value that all have; blank where they differ."""
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else ""


def middle_labels(rows: pd.DataFrame, context: Context[FlowOptions]) -> pd.Series:
    """The names of the middle nodes that rows with `key` and `state` go through."""
    labels = domains(context.schema)
    if context.options.by == "category":
        labels = context.schema.labels("category")
    names = coded(rows["key"], labels)
    is_carried_out = rows["state"].eq(State.CARRIED_OUT)
    return names.where(is_carried_out, names + " (" + rows["state"] + ")")


def band_labels(rows: pd.DataFrame, context: Context[FlowOptions]) -> pd.Series:
    """“Russia → Naval (ended) → India” for the band of each row."""
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


def left_out(dataset: Dataset, apart: str, drawn: int) -> str:
    """What a chart of so many transfers does not draw, in a sentence; blank for nothing.

    `apart` says whether it shows what was not carried out.
    """
    frame = singles(dataset["transfers"])
    with_direction = directed(dataset)
    n_joint = len(frame) - len(with_direction)
    n_apart = 0
    if apart == HIDDEN:
        n_apart = int((~is_carried_out(with_direction)).sum())
    without_value = len(with_direction) - n_apart - drawn
    groups = len(dataset["transfers"]) - len(frame)
    parts = []
    if n_joint:
        plural = "s" if n_joint > 1 else ""
        names = f"joint programme{plural} or transfer{plural}"
        parts.append(f"{n_joint:,} {names} without a direction, listed below")
    if n_apart:
        names = "offered, announced, under discussion, cancelled or denied"
        parts.append(f"{n_apart:,} not carried out ({names})")
    if without_value:
        parts.append(f"{without_value:,} without a value in this unit")
    if groups:
        parts.append(f"{counted(groups, 'groups')}, whose parts are drawn")
    return f"Not in the picture: {'; '.join(parts)}." if parts else ""
