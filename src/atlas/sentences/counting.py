"""How many exercises: ours by each rule, what others have published, and shares of trade."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from atlas.charts.exercises.ladder_view import CountOptions, counted_ids
from atlas.charts.exercises.rules import FIRST, RULES, names
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters
from atlas.dataset.memo import once_a_build
from atlas.sentences.amounts import Amount, Hedge
from atlas.sentences.lexicon import words_of
from atlas.sentences.sentence import Sentence
from atlas.sentences.times import Time
from atlas.sentences.verdicts import Finding, Row, Verdict
from atlas.values import dates
from atlas.values.pair import CHINA, RUSSIA
from atlas.values.words import number

RULE = (
    "A number of exercises goes by a rule. It is supported where a published number of the same "
    "period, or ours by the first rule, is the same; ours by another rule, and a number that "
    "nobody here has, is counted differently. It contradicts only what a counter named in the "
    "sentence has published."
)
SHARE_RULE = (
    "A share is compared with the published shares of the same kind and the same years. It "
    "contradicts where these are others, and none of them is the same."
)
YEARLY, EXERCISES = "exercises a year", "exercises"
_SERIES = {"joint-sea": "Joint Sea exercises", "joint-air-patrol": "joint bomber flights"}
_FALLING = words_of("fell fall fallen declined decline dropped drop decreased shrank down")
_RISING = words_of("rose rise risen grew grown growth increased increase up")


@once_a_build
def counts_by_rule(dataset: Dataset, first: int, last: int, series: str = "") -> Mapping[str, int]:
    """How many exercises each rule counts in some years, by name of the rule, the first first."""
    counts = {}
    for name in (FIRST, *RULES):
        rule = RULES[name]
        filters = rule.under(Filters(years=(first, last)))
        options = CountOptions(series=series, phases=rule.phases)
        counts[name] = len(counted_ids(dataset, filters, options))
    return counts


def named_rule(dataset: Dataset, rule: str) -> str:
    """What a rule is called."""
    return names(dataset.schema)[rule]


def count_finding(sentence: Sentence, amount: Amount, series: str) -> Finding:
    """What is published and recorded of a number of exercises; `series` blank for all of them."""
    data = sentence.dataset
    counted = YEARLY if amount.is_yearly else _SERIES.get(series, EXERCISES if not series else "")
    rows = data.counts[data.counts["counted"].eq(counted)]
    published = _of_period(rows, sentence.times)
    named = _of_counter(data, published, sentence)
    agreeing = published[[_is_same(amount, row) for _, row in published.iterrows()]]
    if len(agreeing):
        key = str(agreeing.index[0])
        says = _published_in_words(data, agreeing)
        return Finding(Verdict.SUPPORTED, says, RULE, _rows(data, agreeing), count=f"count-{key}")
    if len(named):
        says = _published_in_words(data, named)
        count = f"count-{named.index[0]}"
        return Finding(Verdict.CONTRADICTED, says, RULE, _rows(data, named), count=count)
    return _by_our_rules(sentence, amount, series, published)


def _by_our_rules(
    sentence: Sentence, amount: Amount, series: str, published: pd.DataFrame
) -> Finding:
    data = sentence.dataset
    if not _is_of_the_pair(sentence) or amount.is_yearly or not sentence.times:
        says = "No number of exercises of this period is published or recorded here."
        if len(published):
            says = _published_in_words(data, published)
            return Finding(Verdict.DIFFERENT, says, RULE, _rows(data, published))
        return Finding(Verdict.ABSENT, says, RULE)
    years = _years(data, sentence.times)
    counts = counts_by_rule(data, *years, series)
    agreeing = [rule for rule, own in counts.items() if _within(amount, own)]
    rule = agreeing[0] if agreeing else FIRST
    verdict = Verdict.SUPPORTED if FIRST in agreeing else Verdict.DIFFERENT
    says = f"{counts[rule]:,} recorded here by the rule “{named_rule(data, rule)}”"
    if verdict is Verdict.DIFFERENT:
        says = f"{says}; by our rules {min(counts.values()):,} to {max(counts.values()):,}"
    if len(published):
        says = f"{says}. {_published_in_words(data, published)}"
    return Finding(verdict, f"{says.removesuffix('.')}.", RULE, count=f"rule-{rule}")


def _is_of_the_pair(sentence: Sentence) -> bool:
    """Whether the sentence speaks of China and Russia, or of no country."""
    return {sentence.country(name) for name in sentence.countries} in ({CHINA, RUSSIA}, set())


def _years(data: Dataset, times: Sequence[Time]) -> tuple[int, int]:
    low, high = times[0].years
    if times[0].edtf.endswith(dates.OPEN):
        high = data.years[1]
    if times[0].edtf.startswith(dates.OPEN):
        low = data.years[0]
    return low, high


def _of_period(rows: pd.DataFrame, times: Sequence[Time]) -> pd.DataFrame:
    """The published numbers of the years that a sentence names."""
    asked = [time.years for time in times]
    inside = [_period(row["period"]) in asked for _, row in rows.iterrows()]
    return rows[inside]


def _period(edtf: str) -> tuple[int, int]:
    first, last = dates.sides(edtf)
    return int(first[:4]), int(last[:4])


def _of_counter(data: Dataset, rows: pd.DataFrame, sentence: Sentence) -> pd.DataFrame:
    """The published numbers of whoever the sentence names."""
    words = set(sentence.lower)
    inside = [not words.isdisjoint(_counter(data, row)) for _, row in rows.iterrows()]
    return rows[inside]


def _counter(data: Dataset, row: "pd.Series[Any]") -> set[str]:
    """The words of the name of whoever counts, but those that many names have."""
    who = _who(data, row)
    common = {"the", "of", "and", "us", "national", "university", "china", "post"}
    return set(who.lower().split()) - common


def _who(data: Dataset, row: "pd.Series[Any]") -> str:
    speaker = row["said_by"]
    if isinstance(speaker, str) and speaker:
        return speaker
    return str(data.sources.at[row["source"], "publisher"])


def counters(dataset: Dataset) -> set[str]:
    """The words of the names of all that have published a number here."""
    return set().union(*(_counter(dataset, row) for _, row in dataset.counts.iterrows()))


def _is_same(amount: Amount, row: "pd.Series[Any]") -> bool:
    low = abs(float(row["number"]))
    high = low if pd.isna(row["number_to"]) else float(row["number_to"])
    if amount.hedge is Hedge.LEAST and row["bound"] == "at least":
        return amount.least <= low
    if high > low:
        return low <= amount.least and amount.most <= high
    return _within(amount, low)


def _within(amount: Amount, value: float) -> bool:
    slack = 0.1 if amount.hedge is Hedge.ABOUT else 0.0
    if amount.hedge is Hedge.LEAST:
        return value >= amount.least
    if amount.hedge is Hedge.MOST:
        return value <= amount.most
    return amount.least * (1 - slack) <= value <= amount.most * (1 + slack)


def share_finding(sentence: Sentence, amount: Amount) -> Finding:
    """What is published of a share of trade in arms, or of its change.

    Shares that are computed from the volumes of an edition have their place here, beside what is
    published: the same kind, the same years, the edition named.
    """
    data = sentence.dataset
    kinds = _share_kinds(sentence)
    rows = data.counts[data.counts["unit"].eq("%") & data.counts["counted"].isin(kinds)]
    published = _of_period(rows, sentence.times)
    if published.empty:
        says = "No share of this kind and these years is published in these sources."
        return Finding(Verdict.ABSENT, says, SHARE_RULE)
    is_down = sentence.has(_FALLING)
    signed = published[published["number"].lt(0).eq(is_down)]
    agreeing = signed[[_is_same(amount, row) for _, row in signed.iterrows()]]
    verdict = Verdict.SUPPORTED if len(agreeing) else Verdict.CONTRADICTED
    cited = agreeing if len(agreeing) else published
    return Finding(verdict, _published_in_words(data, cited), SHARE_RULE, _rows(data, cited))


def _share_kinds(sentence: Sentence) -> list[str]:
    """Which shares a sentence speaks of: of imports or exports, or how they changed."""
    if not sentence.has({"arms", "weapons", "weapon"}):
        return []
    is_change = sentence.has(_FALLING | _RISING)
    stem = "change of" if is_change else "share of"
    return [
        f"{stem} {kind}"
        for kind, owner, partner in _TRADES
        if _is_of(sentence, kind, owner) and (is_change or _names(sentence, partner))
    ]


# Whose trade the published shares are of, and with whom.
_TRADES = (("imports", CHINA, RUSSIA), ("exports", RUSSIA, CHINA))


def _is_of(sentence: Sentence, kind: str, owner: str) -> bool:
    """Whether the imports or exports of a sentence are those of a country."""
    if kind not in sentence.lower:
        return False
    place = sentence.lower.index(kind)
    before = [name for name in sentence.countries if 0 <= place - name.last <= 2]
    after = [name for name in sentence.countries if 0 < name.first - place <= 2]
    by = [name for name in after if sentence.lower[name.first - 1] in {"of", "by"}]
    return any(sentence.country(name) == owner for name in before[-1:] or by)


def _names(sentence: Sentence, code: str) -> bool:
    return any(sentence.country(name) == code for name in sentence.countries)


def _published_in_words(data: Dataset, rows: pd.DataFrame) -> str:
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


def _rows(data: Dataset, rows: pd.DataFrame) -> tuple[Row, ...]:
    """The published numbers as evidence."""
    evidence = []
    for _, row in rows.iterrows():
        speaker = row["said_by"] if isinstance(row["said_by"], str) else ""
        counted = data.schema.labels("counted")[row["counted"]]
        place = (str(row["source"]), str(row["locator"]), str(row["basis"]), speaker)
        evidence.append(Row("", counted, number(row["number"]), *place))
    return tuple(evidence)
