"""The units in which transfers are measured, one at a time: they are never added to each other."""

import pandas as pd

from atlas.charts.transfers.directed import directed
from atlas.dataset.dataset import Dataset

UNITS = {
    "records": "Transfers (records)",
    "pieces": "Pieces delivered",
    "usd": "Value (million USD)",
    "tiv": "Delivered volume (million SIPRI TIV)",
}
# How a sentence goes on after a number of transfers.
MEASURES = {
    "records": "",
    "pieces": ", in pieces delivered",
    "usd": ", in US dollars",
    "tiv": ", in SIPRI TIV delivered",
}


def units(dataset: Dataset) -> dict[str, str]:
    """The units that the transfers in view have at least one value in, with their titles."""
    frame = directed(dataset)
    offered = {}
    for unit, title in UNITS.items():
        if unit == "records" or measured(frame, unit).notna().any():
            offered[unit] = title
    return offered


def measured(frame: pd.DataFrame, unit: str) -> pd.Series:
    """What each transfer weighs in the unit; NA without a value that can be added to others."""
    if unit == "pieces":
        return frame["quantity_delivered"].where(frame["unit"].eq("pieces"))
    if unit == "usd":
        return frame["value_usd_m"]
    if unit == "tiv":
        return frame["tiv_delivered"]
    return pd.Series(1.0, index=frame.index)
