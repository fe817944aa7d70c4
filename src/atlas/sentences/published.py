"""The numbers that others have published, against a number of a sentence."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.sentences.amounts import Amount
from atlas.sentences.sentence import Sentence
from atlas.sentences.times import Time
from atlas.sentences.units import Hedge
from atlas.sentences.verdicts import Row
from atlas.values import dates
from atlas.values.words import number


def of_period(rows: pd.DataFrame, times: Sequence[Time]) -> pd.DataFrame:
    """The published numbers of the years that a sentence names."""
    asked = [time.years for time in times]
    inside = [_period(row["period"]) in asked for _, row in rows.iterrows()]
    return rows[inside]


def _period(edtf: str) -> tuple[int, int]:
    first, last = dates.sides(edtf)
    return int(first[:4]), int(last[:4])


def of_counter(data: Dataset, rows: pd.DataFrame, sentence: Sentence) -> pd.DataFrame:
    """The published numbers of whoever the sentence names."""
    words = set(sentence.lower)
    inside = [not words.isdisjoint(_counter(data, row)) for _, row in rows.iterrows()]
    return rows[inside]


def _counter(data: Dataset, row: "pd.Series[Any]") -> set[str]:
    """The words and the initials of whoever counts, but the words that many names have."""
    who = _who(data, row)
    common = {"the", "of", "and", "us", "national", "university", "china", "post"}
    capitals = [word[0] for word in who.split() if word[:1].isupper() and word != "US"]
    return {*who.lower().split(), "".join(capitals).lower()} - common


def _who(data: Dataset, row: "pd.Series[Any]") -> str:
    speaker = row["said_by"]
    if isinstance(speaker, str) and speaker:
        return speaker
    return str(data.sources.at[row["source"], "publisher"])


def counters(dataset: Dataset) -> set[str]:
    """The words of the names of all that have published a number here."""
    return set().union(*(_counter(dataset, row) for _, row in dataset.counts.iterrows()))


def is_same(amount: Amount, row: "pd.Series[Any]") -> bool:
    low = abs(float(row["number"]))
    high = low if pd.isna(row["number_to"]) else float(row["number_to"])
    if amount.hedge is Hedge.LEAST and row["bound"] == "at least":
        return amount.least <= low
    if high > low:
        return low <= amount.least and amount.most <= high
    return is_within(amount, low)


def is_within(amount: Amount, value: float) -> bool:
    slack = 0.1 if amount.hedge is Hedge.ABOUT else 0.0
    if amount.hedge is Hedge.LEAST:
        return value >= amount.least
    if amount.hedge is Hedge.MOST:
        return value <= amount.most
    return amount.least * (1 - slack) <= value <= amount.most * (1 + slack)


def in_words(data: Dataset, rows: pd.DataFrame) -> str:
    parts = []
    labels = data.schema.labels("counted")
    for _, row in rows.iterrows():
        amount = number(row["number"])
        if pd.notna(row["number_to"]):
            amount = f"{amount} to {number(row['number_to'])}"
        if row["bound"] == "at least":
            amount = f"at least {amount}"
        unit = " %" if row["unit"] == "%" else ""
        period = dates.label(row["period"])
        parts.append(
            f"{_who(data, row)}: {labels[row['counted']].lower()}, {period}: {amount}{unit}"
        )
    return f"{'; '.join(parts)}."


def rows_behind(data: Dataset, rows: pd.DataFrame) -> tuple[Row, ...]:
    """The published numbers as evidence."""
    evidence = []
    for _, row in rows.iterrows():
        speaker = row["said_by"] if isinstance(row["said_by"], str) else ""
        counted = data.schema.labels("counted")[row["counted"]]
        place = (str(row["source"]), str(row["locator"]), str(row["basis"]), speaker)
        evidence.append(Row("", counted, number(row["number"]), *place))
    return tuple(evidence)
