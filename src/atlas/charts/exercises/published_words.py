"""What a published number and ours say of each other: never that one of the two is wrong."""

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.exercises.ladder_view import CountOptions, ids_counted
from atlas.charts.exercises.ladder_words import WHO, period_in_words
from atlas.charts.exercises.published_view import Held, Published, chosen, with_whom
from atlas.charts.exercises.rules import names, rule_of
from atlas.dataset.exercise_filters import ALONE, OTHERS
from atlas.values.words import agreeing, listed


def comparison(view: pd.DataFrame, context: Context[CountOptions]) -> list[str]:
    """What the chosen published number and ours say of each other, a sentence each."""
    theirs, ids = chosen(context), ids_counted(view)
    n = len(ids)
    schema = context.schema
    labels = names(schema)
    own_rule = rule_of(context.dataset.filters, context.options.phases)
    amount = f"{theirs.amount} {theirs.noun} {period_in_words(theirs.period)}"
    here = f"by the rule “{labels[own_rule]}”" if own_rule else "by a rule of your own"
    stated = "By which rule it counts is not stated"
    if theirs.rule:
        stated = f"Its rule, as far as its source states it: {theirs.rule.removesuffix('.')}"
    ours = f"recorded in these sources {here}: {n:,}, {_difference(theirs, n)}"
    return [
        f"{theirs.who}: {amount}; {ours}.",
        f"{stated}.",
        *([f"More of theirs: {theirs.note}"] if theirs.note else []),
        _with_whom(with_whom(context.dataset, ids)),
        "The list behind its number is not among these sources, so exercises cannot be compared "
        f"by name. {_bound(theirs, n, own_rule, labels.get(theirs.nearest, ''))}",
    ]


def _with_whom(ours: Held) -> str:
    """How ours split, because many say so of theirs."""
    whose = (WHO[ALONE], WHO[OTHERS], "one of the two while the other watched")
    parts = [
        f"{number:,} {agreeing(number, 'is', 'are')} of {who}"
        for number, who in zip(ours, whose, strict=True)
        if number
    ]
    if not parts:
        return "Ours: none is of both China and Russia."
    return f"Ours: {listed(parts)}."


def _difference(theirs: Published, n: int) -> str:
    if theirs.is_least and n == theirs.least:
        return "no fewer"
    if theirs.least <= n <= theirs.most:
        return "the same" if theirs.least == theirs.most else "within its range"
    if n < theirs.least:
        fewer = f"{theirs.least - n:,} fewer"
        return f"at least {fewer}" if theirs.is_least else fewer
    more = f"{n - theirs.most:,} more"
    return f"{more} than its least" if theirs.is_least else more


def _bound(theirs: Published, n: int, own_rule: str, nearest: str) -> str:
    """What can be said without the list: never that one of the two is wrong."""
    if n < theirs.least:
        missing = theirs.least - n
        every = f"{theirs.least:,} or more" if theirs.is_least else f"{theirs.least:,}"
        verb = agreeing(missing, "is", "are")
        return (
            f"At most {n:,} of its {every} can be explained by what is recorded here; at least "
            f"{missing:,} {verb} not recorded here by this rule."
        )
    if theirs.is_least:
        return "Its number is a least one: it need not exclude any that is recorded here."
    if n > theirs.most:
        left_out = n - theirs.most
        verb = agreeing(left_out, "is", "are")
        return (
            f"At most {theirs.most:,} of the {n:,} recorded here can be among them; at least "
            f"{left_out:,} {verb} not. Which of them other rules exclude is listed by name."
        )
    if not nearest:
        reason = "by which rule it counts is not stated"
    elif theirs.nearest == own_rule:
        reason = "which exercises it counts is not known"
    else:
        reason = f"its nearest rule is another (“{nearest}”), so that this is chance"
    return f"Numbers that are the same are no agreement here: {reason}."
