"""The units in which transfers are measured, one at a time: they are never added to each other.

Pieces of different categories are no sum: each category is a unit of its own.
"""

from typing import NamedTuple

import pandas as pd

from atlas.charts.transfers.directed import directed
from atlas.dataset.dataset import Dataset
from atlas.records.outcome import is_carried_out
from atlas.values.words import amount, counted, number, short_dollars


class Unit(NamedTuple):
    """A unit: its title, what it counts beneath a picture, and how a sentence goes on with it."""

    title: str
    noun: str
    measure: str


UNITS = {
    "records": Unit("Transfers", "transfers", ""),
    "usd": Unit("Value (million USD)", "USD", ", in US dollars"),
    "tiv": Unit(
        "Delivered volume (million SIPRI TIV)",
        "million SIPRI TIV",
        ", in SIPRI TIV delivered",
    ),
}
PIECES = "pieces-"
# The column that each unit is taken from; of pieces, the quantity delivered.
COLUMNS = {"records": "", "usd": "value_usd_m", "tiv": "tiv_delivered"}
# Categories whose pieces can be counted by the name of the category: 24 aircraft.
COUNTABLE = {
    "aircraft",
    "drones",
    "missiles",
    "ships",
    "armoured vehicles",
    "engines",
    "satellites",
}


def units(dataset: Dataset) -> dict[str, str]:
    """The units that the transfers in view have at least one value in, with their titles."""
    frame = directed(dataset)
    frame = frame[is_carried_out(frame)]
    offered = {}
    for name, unit in UNITS.items():
        if name == "records" or measured(frame, name).gt(0).any():
            offered[name] = unit.title
    is_counted = frame["unit"].eq("pieces") & frame["quantity_delivered"].gt(0)
    in_pieces = set(frame.loc[is_counted, "category"])
    for category, label in dataset.schema.labels("category").items():
        if category in in_pieces:
            offered[f"{PIECES}{category}"] = f"{label}: pieces delivered"
    return offered


def measured(frame: pd.DataFrame, unit: str) -> pd.Series:
    """What each transfer weighs in the unit; NA without a value that can be added to others."""
    if unit == "usd":
        return frame["value_usd_m"]
    if unit == "tiv":
        return frame["tiv_delivered"]
    if unit == "records":
        return pd.Series(1.0, index=frame.index)
    is_own = frame["category"].eq(unit.removeprefix(PIECES)) & frame["unit"].eq("pieces")
    return frame["quantity_delivered"].where(is_own)


def is_rough(frame: pd.DataFrame, unit: str) -> "pd.Series[bool]":
    """Whether a source rounds what each transfer weighs in the unit, or marks it as uncertain."""
    column = COLUMNS.get(unit, "quantity_delivered")
    marked = frame["uncertain"].tolist()
    rough = [isinstance(own, str) and column in own.split(";") for own in marked]
    return pd.Series(rough, index=frame.index, dtype=bool)


def noun_of(category: str) -> str:
    """What pieces of a category are called."""
    return category if category in COUNTABLE else "pieces"


def described(unit: str) -> Unit:
    """A unit in words."""
    if unit in UNITS:
        return UNITS[unit]
    noun = f"{noun_of(unit.removeprefix(PIECES))} delivered"
    return Unit("", noun, f", in {noun}")


def size(value: float, unit: str, *, rough: bool = False) -> str:
    """What transfers come to in a unit, as people write it; “unknown” without a value.

    `rough` says that a figure in the sum is rounded or uncertain: it is then “about” so much.
    """
    about = "about " if rough else ""
    if unit.startswith(PIECES):
        return about + counted(value, noun_of(unit.removeprefix(PIECES)))
    return about + amount(value, unit)


def short(value: float, unit: str, *, rough: bool = False) -> str:
    """The same where the unit is said elsewhere: in a cell, beside a node."""
    about = "~" if rough else ""
    if unit == "usd":
        return about + short_dollars(value)
    return about + number(round(value) if value >= 10 else value)
