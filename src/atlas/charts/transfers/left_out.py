"""What the flow chart does not draw: how many transfers, why, and which."""

import pandas as pd

from atlas.charts.transfers.directed import directed, joint
from atlas.charts.transfers.flow_rows import FlowOptions
from atlas.charts.transfers.flows_view import of_countries
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset
from atlas.records.outcome import is_carried_out
from atlas.values.words import agreeing, counted

APART = "offered, announced, under discussion, cancelled or denied"


@once_a_dataset
def not_carried_out(dataset: Dataset, options: FlowOptions) -> pd.Index:
    """The ids of the transfers between the drawn countries that were not carried out, by time."""
    frame = of_countries(dataset, options)
    order = ["year_first", "start", "label"]
    frame = frame.loc[~is_carried_out(frame), order]
    return frame.sort_values(order, kind="stable").index


def left_out(dataset: Dataset, options: FlowOptions, drawn: int) -> str:
    """What a flow chart of so many transfers does not draw, in a sentence; blank for nothing.

    With what is drawn, its numbers add up to the transfers in view.
    """
    n_joint = len(joint(dataset))
    n_apart = len(not_carried_out(dataset, options))
    asked_for = of_countries(dataset, options)
    n_third = len(directed(dataset)) - len(asked_for)
    n_without_value = len(asked_for) - n_apart - drawn
    parts = []
    if n_third:
        parts.append(f"{counted(n_third, 'transfers')} with third countries")
    if n_apart:
        parts.append(f"{n_apart:,} not carried out ({APART}), listed below")
    if n_joint:
        names = agreeing(n_joint, "joint programme or transfer", "joint programmes or transfers")
        parts.append(f"{n_joint:,} {names} without a direction, listed below")
    if n_without_value:
        parts.append(f"{n_without_value:,} without a value in this unit")
    n_groups = int(dataset["transfers"]["is_group"].sum())
    drawn_by = agreeing(n_groups, "is drawn by its parts", "are drawn by their parts")
    groups = f" {counted(n_groups, 'groups')} {drawn_by}." if n_groups else ""
    if not parts:
        return groups.strip()
    return f"Not in the picture: {'; '.join(parts)}.{groups}"
