"""The numbers that others have published, against a number of a sentence."""

from collections.abc import Iterable, Sequence, Set
from typing import Any

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset
from atlas.sentences.amounts import Amount
from atlas.sentences.fits import Fit, fit
from atlas.sentences.lexicon import words_of
from atlas.sentences.sentence import Sentence
from atlas.sentences.times import Time
from atlas.sentences.units import AT_MOST, Hedge
from atlas.sentences.verdicts import Finding, Row
from atlas.values import dates
from atlas.values.words import number

OPEN_YEAR = 0
# The digits of a year.
_YEAR = 4
_PUBLISHING = words_of("published reported wrote released")


def nearest_times(sentence: Sentence, amount: Amount) -> list[Time]:
    """The date that is nearest to a number: it is of that time."""
    nearest = sorted(sentence.times, key=lambda time: abs(time.first - amount.first))
    return nearest[:1]


def of_period(rows: pd.DataFrame, asked: Sequence[tuple[int, int]]) -> pd.DataFrame:
    """The published numbers of some first and last years; `OPEN_YEAR` is any first year."""
    # Until 2025: from whenever that was counted.
    ends = {last for first, last in asked if first == OPEN_YEAR}
    periods = [_period(row["period"]) for _, row in rows.iterrows()]
    inside = [period in asked or period[1] in ends for period in periods]
    return rows[pd.Series(inside, index=rows.index, dtype=bool)]


def _period(edtf: str) -> tuple[int, int]:
    first, last = dates.sides(edtf)
    return int(first[:4]), int(last[:4])


def ends_with(asked: str, period: str) -> bool:
    """Whether a time of a sentence ends with a period, as far as both say the month."""
    mine = dates.sides(asked).last
    theirs = dates.sides(period).last
    # Mid-2024 is of that year, as exactly as that can be compared.
    known = _YEAR if "~" in asked else len(mine)
    length = min(known, len(theirs.rstrip("~")))
    return mine[:length] == theirs[:length]


def of_counter(
    data: Dataset, rows: pd.DataFrame, sentence: Sentence, amount: Amount
) -> pd.DataFrame:
    """The published numbers of whoever the sentence names for a number."""
    inside = []
    for _, row in rows.iterrows():
        names = called(_who(data, row))
        inside.append(_is_for(sentence, amount, names))
    return rows[pd.Series(inside, index=rows.index, dtype=bool)]


def _is_for(sentence: Sentence, amount: Amount, names: Set[str]) -> bool:
    """Whether one of some names stands beside a number, and no other number between them."""
    for place in _places(sentence, names):
        low, high = sorted((place, amount.first))
        others = [other for other in sentence.amounts if other is not amount]
        if not any(low <= other.first <= high for other in others):
            return True
    return False


def _places(sentence: Sentence, names: Set[str]) -> list[int]:
    lower = sentence.lower
    phrases = [name.split() for name in names]
    return [
        place
        for place in range(len(lower))
        for phrase in phrases
        if lower[place : place + len(phrase)] == phrase
    ]


def called(who: str) -> set[str]:
    """What whoever counts is called in small letters: the name, its initials, its capitals.

    “US National Defense University and Bloomberg” are NDU, too; “CSIS ChinaPower” is either.
    """
    names = set()
    for part in who.removeprefix("US ").split(" and "):
        words = part.split()
        initials = "".join(word[0] for word in words if word[0].isupper())
        capitals = [word for word in words if sum(map(str.isupper, word)) > 1]
        names.update({part.lower(), *map(str.lower, capitals)})
        if len(initials) > 2:
            names.add(initials.lower())
    return names


def _who(data: Dataset, row: "pd.Series[Any]") -> str:
    speaker = row["said_by"]
    if isinstance(speaker, str) and speaker:
        return speaker
    return str(data.sources.at[row["source"], "publisher"])


@once_a_dataset
def counters(dataset: Dataset) -> set[str]:
    """The names of all that have published a number here, in small letters."""
    names: set[str] = set()
    for _, row in dataset.counts.iterrows():
        names |= called(_who(dataset, row))
    return names


def is_same(amount: Amount, row: "pd.Series[Any]") -> bool:
    low = abs(float(row["number"]))
    high = low if pd.isna(row["number_to"]) else float(row["number_to"])
    if row["bound"] == "at least" and amount.hedge in AT_MOST:
        return False
    if amount.hedge is Hedge.LEAST and row["bound"] == "at least":
        return amount.least <= low
    if high > low:
        return low <= amount.least and amount.most <= high
    return is_within(amount, low)


def is_within(amount: Amount, value: float) -> bool:
    slack = 0.1 if amount.hedge is Hedge.ABOUT else 0.0
    if amount.hedge is Hedge.LEAST:
        return value >= amount.least
    if amount.hedge is Hedge.BELOW:
        return value < amount.most
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
            f"{_who(data, row)}: {_lower(labels[row['counted']])}, {period}: {amount}{unit}"
        )
    return f"{'; '.join(parts)}."


def _lower(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def rows_behind(data: Dataset, rows: pd.DataFrame) -> tuple[Row, ...]:
    """The published numbers as evidence."""
    evidence = []
    for _, row in rows.iterrows():
        speaker = row["said_by"] if isinstance(row["said_by"], str) else ""
        counted = data.schema.labels("counted")[row["counted"]]
        place = (str(row["source"]), str(row["locator"]), str(row["basis"]), speaker)
        evidence.append(Row("", counted, number(row["number"]), *place))
    return tuple(evidence)


def is_otherwise_published(sentence: Sentence, time: Time, findings: Iterable[Finding]) -> bool:
    """Whether a sentence dates what was published, and no source of these findings is of then."""
    before = sentence.lower[max(time.first - 2, 0) : time.first + 1]
    if _PUBLISHING.isdisjoint(before):
        return False
    sources = {row.source for finding in findings for row in finding.rows}
    published = sentence.dataset.sources["published"].reindex(sorted(sources)).dropna()
    return all(fit(time.edtf, day) is not Fit.SAME for day in published)
