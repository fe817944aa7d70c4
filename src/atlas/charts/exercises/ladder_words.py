"""How many exercises a rule counts, in sentences, and what that says of a published number."""

from collections.abc import Sequence

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.exercises.columns_view import last_whole_year
from atlas.charts.exercises.headlines import without_date
from atlas.charts.exercises.ladder_view import (
    EXPECTED,
    NONE,
    PERIOD,
    PHASES,
    SERIES,
    TABLE,
    CountOptions,
    Step,
    ids_counted,
    left_out,
    years_of,
)
from atlas.charts.exercises.published_view import chosen
from atlas.charts.exercises.rules import ONCE
from atlas.dataset.exercise_filters import ALONE, ANYBODY, BOTH, ONE, OTHERS
from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.filters import choices
from atlas.values import dates
from atlas.values.words import agreeing, counted, listed

WHO = {
    BOTH: "China and Russia",
    ALONE: "China and Russia alone",
    OTHERS: "China and Russia with others",
    ONE: "China or Russia without the other",
    ANYBODY: "China, Russia or both",
}
NOT_AMONG = {
    BOTH: "Of one country without the other",
    ALONE: "With others, or of one country",
    OTHERS: "Without others, or of one country",
    ONE: "Of both countries",
}
STEPS = {
    "observers": "Watched by one of the two",
    EXPECTED: "Only expected",
    SERIES: "Outside the series",
    PHASES: "Further phases of one exercise",
}
# The filters that a heading words itself.
WORDED = ("years", "participants", "domain", "scope")
LAST_YEARS = 7
NOTE = (
    "Each step excludes exercises that no step above it has excluded; in which order they stand "
    "does not change the number. A click on a step shows its exercises."
)
PHASES_NOTE = (
    "Exercises of one series in one year are taken for phases of one exercise, for which the first "
    "stands, whatever filters leave of it; each patrol is one."
)


def note_on(context: Context[CountOptions]) -> str:
    """What are taken for phases, where they are counted once."""
    return PHASES_NOTE if context.options.phases == ONCE else ""


def step_title(step: Step, context: Context[CountOptions]) -> str:
    """What a step leaves out, in a few words."""
    filters = context.dataset.filters
    if step.key == "participants":
        return NOT_AMONG[filters["participants"]]
    if step.key == "years" and filters.years:
        return f"Outside {years_in_words(*filters.years)}"
    if step.key == PERIOD:
        return f"Outside the period of {chosen(context).who}"
    if step.key in STEPS:
        return STEPS[step.key]
    declared = FILTERS[step.key]
    if step.value:
        return declared.choices(context.schema)[step.value]
    return f"By the filter “{declared.title}”"


def headline(view: pd.DataFrame, context: Context[CountOptions]) -> str:
    """“Recorded in these sources: 8 exercises of China and Russia in 2022, patrols not counted”."""
    ids = ids_counted(view)
    who = WHO[context.dataset.filters["participants"]]
    number = f"{counted(len(ids), 'exercises')} of {who} {_when(ids, context)}"
    n_undated = int((~context.dataset.built[TABLE].loc[ids, "dated"]).sum())
    undated = without_date(n_undated, len(ids))
    parts = [number, *filter(None, [undated]), *_endings(context)]
    sentence = f"Recorded in these sources: {', '.join(parts)}"
    if context.options.count == NONE:
        return sentence
    theirs = chosen(context)
    return f"{sentence}; {theirs.who}: {theirs.amount}"


def _when(ids: list[str], context: Context[CountOptions]) -> str:
    if context.options.count != NONE:
        return period_in_words(chosen(context).period)
    frame = _dated(context.dataset.built[TABLE].loc[ids])
    return f"in {years_in_words(*years_of(frame, context))}"


def years_in_words(low: int, high: int) -> str:
    """“2003–2022”; one year alone as itself."""
    return f"{low}" if low == high else f"{low}–{high}"


def period_in_words(period: str) -> str:
    """“in 2022”, “from 2003 to July 2024”."""
    first, last = dates.sides(period)
    if first == last:
        return f"in {dates.label(first)}"
    if dates.OPEN in (first, last):
        return dates.label(f"{first}/{last}")
    return f"from {dates.label(first)} to {dates.label(last)}"


def _endings(context: Context[CountOptions]) -> list[str]:
    """What else decides the number, in the words of the filters and options."""
    dataset, options = context.dataset, context.options
    filters = dataset.filters
    labels = choices(dataset.schema)
    endings = []
    if options.series != NONE:
        endings.append(f"{dataset.label(options.series)} alone")
    for key in filters.active:
        words = FILTERS[key].chip(filters, labels.get(key, {}), dataset.years)
        if words and key not in WORDED and FILTERS[key].acts_on(TABLE, dataset.built[TABLE]):
            endings.append(words)
    if filters["domain"]:
        names = [labels["domain"][value].lower() for value in filters["domain"]]
        endings.append(f"domain: {' or '.join(names)}")
    if filters["scope"]:
        excluded = [labels["scope"][value].lower() for value in filters["scope"]]
        endings.append(f"{listed(excluded)} not counted")
    if options.phases == ONCE:
        endings.append("phases of one exercise counted once")
    return endings


def takeaway(view: pd.DataFrame, context: Context[CountOptions]) -> str:
    """How many are recorded, what each step leaves out, how many are from the last years."""
    if view.empty:
        return "Exercises by this rule: none in view."
    ids, every = ids_counted(view), len(view)
    if len(ids) == every:
        recorded = f"All {every:,} exercises recorded here count by this rule"
        if every == 1:
            recorded = "The one exercise recorded here counts by this rule"
        return f"{recorded}{_last_years(ids, context)}."
    verb = agreeing(len(ids), "counts", "count")
    steps = [
        f"{_lower(step_title(step, context))} ({len(out):,})"
        for step, out in left_out(view).items()
    ]
    recorded = f"Of {counted(every, 'exercises')} recorded here {len(ids):,} {verb} by this rule"
    return f"{recorded}{_last_years(ids, context)}. Excluded in turn: {', '.join(steps)}."


def _lower(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def _last_years(ids: list[str], context: Context[CountOptions]) -> str:
    """How many with a date begin in the last seven years.

    Blank where the number is of no longer time.
    """
    frame = _dated(context.dataset.built[TABLE].loc[ids])
    low, high = years_of(frame, context)
    if high - low < LAST_YEARS:
        return ""
    first = high - LAST_YEARS + 1
    late = int((frame["dated"] & frame["year_first"].between(first, high)).sum())
    unfinished = last_whole_year(context.dataset) + 1
    so_far = f" ({high} so far)" if high == unfinished else ""
    when = f"in the last seven years, {first}–{high}{so_far}"
    if not late:
        return f"; none of them {when}"
    share = "half" if 2 * late == len(ids) else "less than half"
    if 2 * late > len(ids):
        share = "all" if late == len(ids) else "more than half"
    return f"; {late:,} of them, {share}, {when}"


def _dated(frame: pd.DataFrame) -> pd.DataFrame:
    """Those of the exercises that have a date; all of them where none has."""
    dated = frame[frame["dated"].astype(bool)]
    return dated if len(dated) else frame


def counted_or_left_out(view: pd.DataFrame, context: Context[CountOptions]) -> Sequence[str]:
    """For each row of the view, that it counts, or which step leaves it out."""
    return [
        f"Excluded: {step_title(step, context)}" if step.key else "Counted"
        for step in map(Step, view["step"], view["value"])
    ]
