"""Shares of trade in arms and their changes, against the editions of SIPRI's register.

A percentage is laid beside what each edition says of the same trade and years, and beside what was
published of it. Editions differ, and what was published stands: both are named.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from atlas.charts.transfers.edition_sums import all_volumes, summed
from atlas.charts.transfers.then_now_view import FIGURES, Figure
from atlas.charts.transfers.volumes_view import editions
from atlas.dataset.dataset import VOLUMES, Dataset
from atlas.sentences.amounts import Amount
from atlas.sentences.published import in_words, of_counter, of_period, rows_behind
from atlas.sentences.sentence import Sentence
from atlas.sentences.trades import FALLING, asked_figure, asked_years, change_word
from atlas.sentences.units import Hedge
from atlas.sentences.verdicts import Finding, Row, Verdict
from atlas.values.words import listed, number

RULE = (
    "A share of the trade in arms, or how much more was delivered than in as many years before, "
    "is compared with SIPRI's editions and with what others have published for the same years. It "
    "is supported where the newest edition with these years has it and nobody has published "
    "another, or where whoever is named has published it. Where only some have it, it is counted "
    "differently. A share is contradicted where none has it, a change only where what is "
    "published is another."
)
# Rounded to whole numbers, and so far from each that it may be rounded otherwise.
ROUNDED, NEAR = 0.5, 1.0


@dataclass(frozen=True)
class _Beside:
    """What editions (the newest first) and publications say of what a sentence claims."""

    by_edition: dict[str, float]
    published: pd.DataFrame
    named: pd.DataFrame


def share_finding(sentence: Sentence, amount: Amount) -> Finding:
    """What editions and publications say of a share of trade in arms, or of its change."""
    figure = asked_figure(sentence, amount)
    years = asked_years(sentence, amount)
    if figure is None or years is None:
        says = "No share of this kind and these years is published or computed in these sources."
        return Finding(Verdict.ABSENT, says, RULE)
    sign = -1 if not figure.whole and change_word(sentence, amount) in FALLING else 1
    beside = _beside(sentence, amount, figure, years)
    if not beside.by_edition and beside.published.empty:
        says = "No share of this kind and these years is published or computed in these sources."
        return Finding(Verdict.ABSENT, says, RULE)
    return _judged(sentence, amount, figure, years, beside, sign)


def _beside(sentence: Sentence, amount: Amount, figure: Figure, years: range) -> _Beside:
    data = sentence.dataset
    values = {
        edition: figure.value(all_volumes(data), edition, years) for edition in editions(data)
    }
    by_edition = {edition: value for edition, value in values.items() if value is not None}
    counted = [name for name, own in FIGURES.items() if own == figure]
    rows = data.counts[data.counts["unit"].eq("%") & data.counts["counted"].isin(counted)]
    published = of_period(rows, [(years.start, years[-1])])
    return _Beside(by_edition, published, of_counter(data, published, sentence, amount))


def _judged(
    sentence: Sentence, amount: Amount, figure: Figure, years: range, beside: _Beside, sign: int
) -> Finding:
    data = sentence.dataset
    by_edition = {key: _fits(amount, sign, value) for key, value in beside.by_edition.items()}
    theirs = [_is_theirs(amount, sign, value) for value in beside.published["number"]]
    named = [_is_theirs(amount, sign, value) for value in beside.named["number"]]
    is_newest = next(iter(by_edition.values()), False)
    is_near = any(_is_near(amount, sign, value) for value in beside.by_edition.values())
    verdict = Verdict.CONTRADICTED
    if any(named) or (all([*theirs, is_newest]) if by_edition else any(theirs)):
        verdict = Verdict.SUPPORTED
    elif any(theirs) or any(by_edition.values()) or is_near:
        verdict = Verdict.DIFFERENT
    elif len(years) == 1 or not (figure.whole or theirs):
        # The year may be that of the report, and a change against other years.
        verdict = Verdict.DIFFERENT
    says = _in_words(data, figure, years, beside)
    rows = (*rows_behind(data, beside.published), *_volumes(data, figure, years, beside))
    return Finding(verdict, says, RULE, rows)


def _fits(amount: Amount, sign: int, value: float) -> bool:
    """Whether a value is what the sentence says, rounded as that is."""
    own = value * sign
    if amount.hedge is Hedge.LEAST:
        return own >= amount.least
    if amount.hedge is Hedge.MOST:
        return own <= amount.most and own > 0
    slack = ROUNDED if amount.least == int(amount.least) else ROUNDED / 10
    if amount.hedge is Hedge.ABOUT:
        slack = max(slack, 0.1 * amount.least)
    below = max(slack, 0.1 * amount.least) if amount.hedge is Hedge.NEARLY else slack
    return amount.least - below <= own <= amount.most + slack


def is_change(amount: Amount, value: float) -> bool:
    """Whether a change in per cent is what the sentence says, in the direction that it says."""
    return _fits(amount, 1, value)


def _is_theirs(amount: Amount, sign: int, value: float) -> bool:
    """Whether it is what is published, which is rounded to whole numbers."""
    is_rounded = abs(value * sign - amount.least) <= ROUNDED and amount.hedge is Hedge.EXACT
    return is_rounded or _fits(amount, sign, value)


def _is_near(amount: Amount, sign: int, value: float) -> bool:
    """Whether another way of rounding comes to it."""
    return amount.least - NEAR < value * sign < amount.most + NEAR


def _in_words(data: Dataset, figure: Figure, years: range, beside: _Beside) -> str:
    parts = []
    if len(beside.published):
        parts.append(in_words(data, beside.published))
    if beside.by_edition:
        values = [f"{number(round(own, 1))} % ({key})" for key, own in beside.by_edition.items()]
        span = f"{years.start}" if len(years) == 1 else f"{years.start}–{years[-1]}"
        what = "Share" if figure.whole else "Change against as many years before"
        parts.append(f"{what} of {span} by SIPRI's editions: {listed(values)}.")
    return " ".join(parts)


def _volumes(data: Dataset, figure: Figure, years: range, beside: _Beside) -> tuple[Row, ...]:
    """The volumes of the newest edition that has them."""
    edition = next(iter(beside.by_edition), "")
    sums = [summed(all_volumes(data), edition, key, years) for key in figure.keys]
    return volume_rows(data, [key for own in sums if own for key in own.ids])


def volume_rows(data: Dataset, ids: Sequence[str]) -> tuple[Row, ...]:
    """Yearly volumes as evidence."""
    rows = data.built[VOLUMES].loc[list(ids)]
    return tuple(_row(row) for _, row in rows.iterrows())


def _row(row: "pd.Series[Any]") -> Row:
    place = (str(row["source"]), str(row["locator"]), str(row["basis"]), "")
    return Row("", "value", number(row["value"]), *place)
