"""What the timeline shows, in a sentence."""

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.exercises import columns
from atlas.charts.exercises.contingents import Contingents
from atlas.charts.exercises.timeline_marks import DAY, NO_ROW, TimelineMark, as_marks
from atlas.charts.exercises.timeline_view import TimelineOptions, groups
from atlas.records.corroboration import Standing
from atlas.values.words import agreeing, counted, listed, years_in_words


def takeaway(marks: pd.DataFrame, context: Context[TimelineOptions]) -> str:
    """How many exercises a year before 2022 and since, then what else is drawn."""
    rows = [mark for mark in as_marks(marks) if mark.is_exercise]
    if not rows:
        return "Timeline of exercises: none in view."
    exercises = [mark for mark in rows if not mark.projected]
    expected = len(rows) - len(exercises)
    if not exercises:
        return f"Timeline of exercises: {expected:,} in view, only expected and drawn hollow."
    undated = sum(not mark.dated for mark in exercises)
    stated = sum(mark.contingents != Contingents.NOT_STATED for mark in exercises)
    alone = sum(mark.standing != Standing.CORROBORATED for mark in exercises)
    above = len(marks) - len(rows)
    main_clauses = [
        f"Timeline of {_number(exercises)}",
        _years([mark for mark in exercises if mark.dated]),
        _main_group(exercises, context),
        columns.most(context),
    ]
    clauses = [", ".join(clause for clause in main_clauses if clause)]
    one_sided = sum(bool(mark.one_sided) for mark in exercises)
    of_one_side = f", of one side alone for {one_sided:,} of these" if one_sided else ""
    clauses.append(f"contingents are stated for {stated:,}{of_one_side}")
    if undated:
        clauses.append(f"{undated:,} mentioned without a date")
    if alone:
        rest = agreeing(alone, "rests", "rest")
        on = "on one independent source or on the state media of one country"
        clauses.append(f"{alone:,} {rest} {on}")
    if expected:
        clauses.append(f"{expected:,} more only expected, drawn hollow and not counted")
    if above:
        clauses.append(f"treaties, wars and sanctions above them, not counted: {above:,}")
    sentences = [columns.turn(context), f"{'; '.join(clauses)}."]
    return " ".join(sentence for sentence in sentences if sentence)


def _years(dated: Sequence[TimelineMark]) -> str:
    if not dated:
        return "none of them dated"
    first = min(mark.start for mark in dated).year
    last = (max(mark.end for mark in dated) - DAY).year
    lead = "from" if first < last else "in"
    return f"{lead} {years_in_words(first, last)}"


def _main_group(exercises: Iterable[TimelineMark], context: Context[TimelineOptions]) -> str:
    coloured = context.options.coloured
    labels = groups(context.schema, coloured)
    counts = Counter(getattr(mark, coloured) for mark in exercises)
    most = max(counts.values())
    # In the order of the legend, so that ties stand the same under every filter.
    names = [label.lower() for group, label in labels.items() if counts.get(group) == most]
    if len(names) == len(counts):
        return names[0] if len(names) == 1 else f"{most:,} each {listed(names)}"
    each = " each" if len(names) > 1 else ""
    return f"most often {listed(names)} ({most:,}{each})"


def _number(exercises: Sequence[TimelineMark]) -> str:
    """How many exercises in how many lanes."""
    in_lanes = counted(len({mark.lane for mark in exercises}), "lanes")
    return f"{counted(len(exercises), 'exercises')} in {in_lanes}"


def part(marks: pd.DataFrame, context: Context[TimelineOptions]) -> str:
    """How many exercises there was room for; blank where there was for all."""
    exercises = [mark for mark in as_marks(marks) if mark.is_exercise]
    drawn = sum(mark.row != NO_ROW for mark in exercises)
    if drawn == len(exercises):
        return ""
    return f"Drawn: {drawn:,} of {counted(len(exercises), 'exercises')}; a filter shows more."
