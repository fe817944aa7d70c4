"""What the timeline shows, in a sentence."""

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.exercises import columns
from atlas.charts.exercises.contingents import Contingents
from atlas.charts.exercises.timeline_view import TimelineOptions, groups
from atlas.records.corroboration import Standing
from atlas.values.words import agreeing, counted, listed, years_in_words


def takeaway(marks: pd.DataFrame, context: Context[TimelineOptions]) -> str:
    """How many exercises a year before 2022 and since, then what else is drawn."""
    if marks.empty:
        return "Timeline of exercises: none in view."
    is_exercise = marks["context"].eq("")
    exercises = marks[is_exercise & marks["projected"].eq(False)]
    expected = int((is_exercise & marks["projected"].eq(True)).sum())
    if exercises.empty:
        return f"Timeline of exercises: {expected:,} in view, only expected and drawn hollow."
    undated = int((~exercises["dated"]).sum())
    stated = int(exercises["contingents"].ne(Contingents.NOT_STATED).sum())
    alone = int(exercises["standing"].ne(Standing.CORROBORATED).sum())
    above = int((~is_exercise).sum())
    main_clauses = [
        f"Timeline of {_number(exercises)}",
        _years(exercises[exercises["dated"]]),
        _main_group(exercises, context),
        columns.most(context),
    ]
    clauses = [", ".join(clause for clause in main_clauses if clause)]
    one_sided = int(exercises["one_sided"].sum())
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


def _years(dated: pd.DataFrame) -> str:
    if dated.empty:
        return "none of them dated"
    first = dated["start"].min().year
    last = (dated["end"].max() - pd.Timedelta(days=1)).year
    lead = "from" if first < last else "in"
    return f"{lead} {years_in_words(first, last)}"


def _main_group(exercises: pd.DataFrame, context: Context[TimelineOptions]) -> str:
    coloured = context.options.coloured
    labels = groups(context.schema, coloured)
    counts = exercises[coloured].value_counts()
    most = int(counts.max())
    # In the order of the legend, so that ties stand the same under every filter.
    names = [label.lower() for group, label in labels.items() if counts.get(group) == most]
    if len(names) == len(counts):
        return names[0] if len(names) == 1 else f"{most:,} each {listed(names)}"
    each = " each" if len(names) > 1 else ""
    return f"most often {listed(names)} ({most:,}{each})"


def _number(exercises: pd.DataFrame) -> str:
    """How many exercises in how many lanes."""
    in_lanes = counted(exercises["lane"].nunique(), "lanes")
    return f"{counted(len(exercises), 'exercises')} in {in_lanes}"


def part(marks: pd.DataFrame, context: Context[TimelineOptions]) -> str:
    """How many exercises there was room for; blank where there was for all."""
    exercises = marks[marks["context"].eq("")]
    drawn = int(exercises["row"].ge(0).sum())
    if drawn == len(exercises):
        return ""
    return f"Drawn: {drawn:,} of {counted(len(exercises), 'exercises')}; a filter shows more."
