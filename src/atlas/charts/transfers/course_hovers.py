"""What a lane of the course says when it is pointed at."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from atlas.charts.transfers.units import noun_of
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.records.hovers import Line, hover
from atlas.values import dates
from atlas.values.words import counted, dollars

FIELDS = ("system", "kind", "status", "supplier_org", "recipient_org")
DATES = {"date": "Made known", "ordered": "Ordered", "delivered": "Delivered"}
QUANTITIES = {
    "quantity_ordered": "How many ordered",
    "quantity_delivered": "How many delivered",
}


def course_hovers(dataset: Dataset, ids: pd.Index) -> pd.Series:
    """The text of each transfer's lane, by id.

    After its name come each date in words, quantities, value and what was stated of its status
    when; then what the mark of any record says.
    """
    frame = dataset["transfers"].loc[ids]
    units = dataset.schema.labels("unit")
    histories = _status_histories(dataset)
    heads = {}
    for identifier, row in zip(frame.index, frame.to_dict("records"), strict=True):
        lines = _facts(row, units)
        if not row["dated"]:
            # Its time in words is the year of the mention, which none of the facts says.
            lines.insert(0, Line(row["when"]))
        if identifier in histories:
            lines.append(Line(histories[identifier]))
        heads[identifier] = lines
    return hover(dataset, "transfers", ids, FIELDS, heads)


def _facts(row: Mapping[Hashable, Any], units: Mapping[str, str]) -> list[Line]:
    """Dates, quantities and value of a transfer, each with the doubt that its source puts on it."""
    texts = {}
    for name, title in DATES.items():
        if pd.notna(row[name]):
            texts[name] = f"{title}: {dates.label(row[name])}"
    for name, title in QUANTITIES.items():
        if pd.notna(row[name]):
            texts[name] = f"{title}: {counted(row[name], _noun(row, units))}"
    if pd.notna(row["value_usd_m"]):
        texts["value_usd_m"] = f"Value: {dollars(row['value_usd_m'])}"
    doubted = str(row["uncertain"]).split(";")
    lines = []
    for name, text in texts.items():
        doubt = ", uncertain" if name in doubted else ""
        lines.append(Line(text + doubt, name))
    return lines


def _noun(row: Mapping[Hashable, Any], units: Mapping[str, str]) -> str:
    """What the quantities of a transfer count: its category, or else its unit."""
    if row["unit"] == "pieces":
        return noun_of(str(row["category"]))
    return units.get(row["unit"], "pieces")


@once_a_build
def _status_histories(dataset: Dataset) -> dict[str, str]:
    """What sources of different years stated of a transfer's status, where it was not the same."""
    rows = dataset.evidence
    rows = rows[rows["field"].eq("status") & rows["table"].eq("transfers")]
    rows = rows[rows.groupby("id")["value"].transform("nunique").gt(1)]
    published = rows["source"].map(dataset.sources["published_day"].to_dict())
    rows = rows.assign(day=published, year=published.dt.year, status=rows["value"].astype("str"))
    steps = rows.sort_values(["id", "day", "status"]).drop_duplicates(["id", "status", "year"])
    labels = dataset.schema.labels("status")
    histories = {}
    for identifier, own in steps.groupby("id"):
        words = [
            f"{labels[status].lower()} ({year})"
            for status, year in zip(own["status"], own["year"], strict=True)
        ]
        histories[str(identifier)] = f"Status by year of source: {', then '.join(words)}"
    return histories
