"""What sides, parts and measures of a comparison are called, and its numbers as text."""

import pandas as pd

from atlas.charts.compare.compare_view import ALL, OTHER, PART, PER_SOURCE, SOURCES, numbers
from atlas.charts.compare.pair import LETTERS, Pair
from atlas.charts.transfers.directed import DIRECTION_LABELS
from atlas.dataset.dataset import VOLUMES
from atlas.records.corroboration import Standing

LESS = "−"
NOT_RECORDED = "not recorded"
TIV = ", million TIV"
MEASURES = {
    SOURCES: "Sources that speak of them",
    PER_SOURCE: "Entries per source",
    Standing.ONE_ORIGIN: "On one independent source alone",
    Standing.STATE_MEDIA: "On the state media of one country alone",
}


def headings(pair: Pair) -> tuple[str, str]:
    """What the columns of the two sides are called: “A: 2017–2021” and “B: 2022–2025”."""
    first, second = (f"{letter}: {name}" for letter, name in zip(LETTERS, pair.names, strict=True))
    return first, second


def amount(value: float) -> str:
    """A number to two decimals at most, with a sign that is no hyphen; NA is “not recorded”."""
    if pd.isna(value):
        return NOT_RECORDED
    text = f"{abs(value):,.2f}".rstrip("0").rstrip(".")
    return f"{LESS}{text}" if value < 0 and text != "0" else text


def signed(value: float) -> str:
    """A difference: “+6”, “−3.5”, “0”; blank where a side has no number."""
    if pd.isna(value):
        return ""
    text = amount(value)
    return text if text == "0" or value < 0 else f"+{text}"


def part_names(pair: Pair) -> dict[str, str]:
    schema = pair.first.dataset.schema
    noun = pair.first.coverage.noun
    names = {ALL: f"All {noun}", OTHER: "Of others, or not stated"}
    tables = pair.chart.tables
    if len(tables) > 1:
        return names | {name: table.title for name, table in schema.tables.items()}
    for table, vocabulary in (("exercises", "exercise-kind"), ("findings", "stance")):
        if table in tables and table in PART:
            names |= schema.labels(vocabulary)
    if tables == (VOLUMES,):
        labels = pair.first.dataset.labels
        for key in numbers(pair)["part"]:
            supplier, _, recipient = key.partition("-")
            pair_name = f"{labels.get(supplier, supplier)} → {labels.get(recipient, recipient)}"
            names[key] = f"{pair_name}{TIV}"
    return {**names, **DIRECTION_LABELS} if tables == ("transfers",) else names
