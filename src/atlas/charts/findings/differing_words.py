"""Where an article and the data differ, in sentences: never that one of the two is wrong."""

from atlas.charts.exercises.rules import names
from atlas.charts.findings.differing_view import BEFORE, FEWER, MORE, WITHIN, Claim
from atlas.dataset.dataset import Dataset
from atlas.values import dates
from atlas.values.words import rate

THAN = {
    WITHIN: "as many as the text says",
    FEWER: "fewer than the text says",
    MORE: "more than the text says",
}


def differing(dataset: Dataset, claim: Claim) -> list[str]:
    """What the text says, what the nearest rule counts, and what the others do, a sentence each."""
    count = claim.count
    own = claim.nearest
    source = dataset.sources["short"][count.source]
    rule = names(dataset.schema)[count.own_rule]
    span = f"{claim.year - BEFORE}–{claim.year - 1}"
    average = rate(own.average)
    return [
        f"{source} {count.locator}: {count.amount} {count.noun} ({dates.label(count.period)}).",
        f"Recorded in these sources by the rule “{rule}”, which comes nearest to the text: "
        f"{_range(claim)} a year in {span}, on average {average} ({_than(claim, own.average)}); "
        f"{own.year:,} in {claim.year} ({_than(claim, own.year)}).",
        _others(claim),
        "Which exercises the text counts is not known, and not every small one is recorded here: "
        "unequal numbers are no error, and equal ones no agreement.",
    ]


def _than(claim: Claim, value: float) -> str:
    return THAN[claim.beside(value)]


def _range(claim: Claim) -> str:
    numbers = claim.nearest.before.values()
    low = min(numbers)
    high = max(numbers)
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _others(claim: Claim) -> str:
    """In how many rules the number of the year is as the text has it, less or more."""
    verdicts = [claim.beside(own.year) for own in claim.by_rule.values()]
    total = len(verdicts)
    parts = []
    for verdict, words in ((FEWER, "fewer"), (WITHIN, "as many"), (MORE, "more")):
        n = verdicts.count(verdict)
        if n == total:
            return f"For {claim.year} every one of the {total} rules gives {words}."
        if n:
            parts.append(f"{n} {words}")
    return f"For {claim.year}, of {total} rules: {', '.join(parts)}."
