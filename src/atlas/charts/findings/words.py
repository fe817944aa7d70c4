"""Findings in sentences: how many speak for what, as far as they are recorded."""

from collections.abc import Mapping

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.findings.findings_view import ALL, FindingOptions, Stance, by_stance
from atlas.values.words import agreeing

OF_ONE = {
    Stance.DEEPER: "speaks for deeper cooperation",
    Stance.SHALLOWER: "speaks against deeper cooperation",
    Stance.MIXED: "is mixed",
}


def takeaway(rows: pd.DataFrame, context: Context[FindingOptions]) -> str:
    """What the findings in view speak for, in a sentence."""
    label = _criterion(context)
    subject = f" on {label}" if label else ""
    if rows.empty:
        return f"Findings{subject}: none in view."
    return f"{split(by_stance(rows), subject)}{_expected(rows)}."


def headline(rows: pd.DataFrame, context: Context[FindingOptions]) -> str:
    """The same for the title of a picture, where no page around it says of whom."""
    label = _criterion(context)
    under = f" under “{label}”" if label else ""
    return split(by_stance(rows), f" on China and Russia{under}")


def _criterion(context: Context[FindingOptions]) -> str:
    """The criterion that is chosen, in words; blank for all."""
    criterion = context.options.criterion
    if criterion == ALL:
        return ""
    label = context.schema.labels("criterion")[criterion]
    return f"{label[:1].lower()}{label[1:]}"


def split(counts: Mapping[Stance, int], subject: str = "") -> str:
    """“Of 10 findings recorded in these sources, 7 speak for deeper cooperation, 2 against it …”.

    Without a full stop. `subject` follows the word findings.
    """
    total = sum(counts.values())
    if not total:
        return f"No finding{subject} is recorded in these sources"
    if total == 1:
        stance = next(stance for stance, count in counts.items() if count)
        return f"The 1 finding{subject} recorded in these sources {OF_ONE[stance]}"
    head = f"Of {total:,} findings{subject} recorded in these sources"
    return f"{head}, {sides(counts)}"


def sides(counts: Mapping[Stance, int]) -> str:
    """“7 speak for deeper cooperation, 2 against it and 1 is mixed”."""
    deeper, shallower, mixed = (counts[stance] for stance in Stance)
    few = {0: "none speaks", 1: "1 speaks"}
    for_it = f"{few.get(deeper, f'{deeper:,} speak')} for deeper cooperation"
    against = f"{shallower:,} against it" if shallower else "none against it"
    if not mixed:
        return f"{for_it} and {against}"
    verb = agreeing(mixed, "is", "are")
    return f"{for_it}, {against} and {mixed:,} {verb} mixed"


def _expected(rows: pd.DataFrame) -> str:
    """How many of the findings are no more than expectations."""
    expected = int(rows["projected"].sum())
    if not expected:
        return ""
    if expected == len(rows):
        subject = agreeing(expected, "it is", "all of them are")
        return f"; {subject} only expected"
    verb = agreeing(expected, "is", "are")
    return f"; {expected:,} of them {verb} only expected"
