"""How many exercises: ours by each rule, and what others have published."""

from collections.abc import Mapping, Sequence

import pandas as pd

from atlas.charts.exercises.ladder_view import CountOptions, counted_ids
from atlas.charts.exercises.rules import FIRST, RULES, names
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters
from atlas.dataset.memo import once_a_build
from atlas.sentences.amounts import Amount
from atlas.sentences.lexicon import words_of
from atlas.sentences.published import (
    OPEN_YEAR,
    ends_with,
    in_words,
    is_same,
    is_within,
    nearest_times,
    of_counter,
    of_period,
    rows_behind,
)
from atlas.sentences.sentence import Sentence
from atlas.sentences.times import Time
from atlas.sentences.verdicts import Finding, Verdict
from atlas.values import dates
from atlas.values.pair import CHINA, RUSSIA

RULE = (
    "How many exercises there were depends on the rule by which they are counted. A number is "
    "supported where our count by the first rule is the same, or where somebody whom the sentence "
    "names has published it for the same period. Where only another rule or somebody else comes "
    "to it, or nobody here does, it is counted differently. It is contradicted only where whoever "
    "is named has published another number."
)
YEARLY, EXERCISES = "exercises a year", "exercises"
# Three naval exercises are a part of all of them.
_NARROWER = words_of(
    "naval maritime air aerial land ground army cyber space police border computer staff "
    "antiterrorist antiterrorism counterterrorism"
)


@once_a_build
def counts_by_rule(dataset: Dataset, first: int, last: int, series: str = "") -> Mapping[str, int]:
    """How many exercises each rule counts in some years, by name of the rule, the first first."""
    counts = {}
    for name in (FIRST, *RULES):
        rule = RULES[name]
        filters = rule.under(Filters(years=(first, last)))
        options = CountOptions(series=series, phases=rule.phases)
        ids = counted_ids(dataset, filters, options)
        counts[name] = len(ids)
    return counts


def named_rule(dataset: Dataset, rule: str) -> str:
    """What a rule is called."""
    return names(dataset.schema)[rule]


def count_finding(sentence: Sentence, amount: Amount, series: str) -> Finding:
    """What is published and recorded of a number of exercises; `series` blank for all of them."""
    narrower = _NARROWER.intersection(sentence.lower[amount.last : amount.noun])
    if narrower and not series:
        says = f"Exercises of one kind are not counted for a sentence: “{min(narrower)}”."
        return Finding(Verdict.ABSENT, f"{says} On the page How many? filters do that.", RULE)
    data = sentence.dataset
    rows = data.counts[data.counts["series"].fillna("").eq(series)]
    if not series or amount.is_yearly:
        rows = rows[rows["counted"].eq(YEARLY if amount.is_yearly else EXERCISES)]
    times = nearest_times(sentence, amount)
    published = of_period(rows, [_asked(time) for time in times])
    named = of_counter(data, published, sentence, amount)
    agreeing = published[[is_same(amount, row) for _, row in published.iterrows()]]
    if len(agreeing):
        return _as_published(sentence, amount, series, agreeing, named)
    if len(named):
        says = in_words(data, named)
        count = f"count-{named.index[0]}"
        return Finding(Verdict.CONTRADICTED, says, RULE, rows_behind(data, named), count=count)
    return _by_our_rules(sentence, amount, series, published)


def _asked(time: Time) -> tuple[int, int]:
    """The first and the last year that a number is asked of."""
    first, last = time.years
    return (OPEN_YEAR if time.edtf.startswith(dates.OPEN) else first), last


def _as_published(
    sentence: Sentence,
    amount: Amount,
    series: str,
    published: pd.DataFrame,
    named: pd.DataFrame,
) -> Finding:
    """A number that somebody has published: theirs, unless the sentence claims it of all rules."""
    data = sentence.dataset
    times = nearest_times(sentence, amount)
    says = in_words(data, published)
    count = f"count-{published.index[0]}"
    rows = rows_behind(data, published)
    is_theirs = not published.index.intersection(named.index).empty
    if times and not any(ends_with(times[0].edtf, period) for period in published["period"]):
        return Finding(Verdict.DIFFERENT, says, RULE, rows, count=count)
    if is_theirs or amount.is_yearly or not times:
        return Finding(Verdict.SUPPORTED, says, RULE, rows, count=count)
    own = counts_by_rule(data, *years_of(data, times), series)[FIRST]
    verdict = Verdict.SUPPORTED if is_within(amount, own) else Verdict.DIFFERENT
    recorded = f"Recorded here{_of(data, series)} by the rule “{named_rule(data, FIRST)}”: {own:,}."
    says = f"{says} {recorded}"
    return Finding(verdict, says, RULE, rows, count=count)


def _by_our_rules(
    sentence: Sentence, amount: Amount, series: str, published: pd.DataFrame
) -> Finding:
    data = sentence.dataset
    times = nearest_times(sentence, amount)
    if not is_of_the_pair(sentence) or amount.is_yearly or not times:
        says = "No number of exercises of this period is published or recorded here."
        if len(published):
            says = in_words(data, published)
            return Finding(Verdict.DIFFERENT, says, RULE, rows_behind(data, published))
        return Finding(Verdict.ABSENT, says, RULE)
    years = years_of(data, times)
    counts = counts_by_rule(data, *years, series)
    if not any(counts.values()) and not len(published):
        says = "No exercise of these years is recorded here, nor a number of them published."
        return Finding(Verdict.ABSENT, says, RULE)
    agreeing = [rule for rule, own in counts.items() if is_within(amount, own)]
    rule = agreeing[0] if agreeing else FIRST
    verdict = Verdict.SUPPORTED if FIRST in agreeing else Verdict.DIFFERENT
    if verdict is Verdict.SUPPORTED and _is_within_a_year(times[0]):
        verdict = Verdict.ABSENT
    says = (
        f"{counts[rule]:,}{_of(data, series)} recorded here by the rule “{named_rule(data, rule)}”"
    )
    if verdict is Verdict.DIFFERENT:
        says = f"{says}; by our rules {min(counts.values()):,} to {max(counts.values()):,}"
    if len(published):
        says = f"{says}. {in_words(data, published)}"
    return Finding(verdict, f"{says.removesuffix('.')}.", RULE, count=f"rule-{rule}")


def _is_within_a_year(time: Time) -> bool:
    """Whether a time has a month: counted are whole years."""
    return any("-" in side for side in dates.sides(time.edtf))


def _of(data: Dataset, series: str) -> str:
    """Of which series the exercises are that are counted; nothing where they are of any."""
    return f" of {data.label(series)}" if series else ""


def is_of_the_pair(sentence: Sentence) -> bool:
    """Whether the sentence speaks of China and Russia, or of no country."""
    return {sentence.country(name) for name in sentence.countries} in ({CHINA, RUSSIA}, set())


def years_of(data: Dataset, times: Sequence[Time]) -> tuple[int, int]:
    """First and last year of the first of some times; an open side ends with the data."""
    low, high = times[0].years
    if times[0].edtf.endswith(dates.OPEN):
        high = data.years[1]
    if times[0].edtf.startswith(dates.OPEN):
        low = data.years[0]
    return low, high
