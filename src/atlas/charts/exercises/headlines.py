"""What the charts of exercises show, in the words of a picture's title."""

import pandas as pd

from atlas.charts.chart import Context, NoOptions, domains
from atlas.charts.exercises import calendar, columns
from atlas.charts.exercises.timeline_view import TimelineOptions
from atlas.values.words import counted, listed

OF_THE_PAIR = "of China and Russia recorded in these sources"
# So many domains are named.
NAMED = 3


def timeline(marks: pd.DataFrame, context: Context[TimelineOptions]) -> str:
    """Exercises a year before the turn and since; else how many they are."""
    a_year = columns.rates_in_words(context)
    if a_year:
        return f"Exercises {OF_THE_PAIR}: {a_year}"
    is_held = marks["context"].eq("") & marks["projected"].eq(False)
    most = columns.most(context)
    return f"{_number(int(is_held.sum()))}{f', {most}' if most else ''}"


def months(cells: pd.DataFrame, context: Context[NoOptions]) -> str:
    """The months in which exercises are held most often."""
    in_months = cells[cells["month"].gt(0)]
    if in_months.empty:
        exercises = cells["ids"].explode().nunique()
        return f"{_number(exercises)}, none of them dated to the month"
    return f"Exercises {OF_THE_PAIR} are {calendar.usual_months(in_months)}"


def by_domain(counts: pd.DataFrame, context: Context[NoOptions]) -> str:
    """The domains that most exercises have as their main one."""
    labels = domains(context.schema)
    sums = counts.groupby("domain")["n"].sum().sort_values(ascending=False, kind="stable")
    largest = [f"{labels[str(domain)].lower()} {n:,}" for domain, n in sums.head(NAMED).items()]
    further = len(sums) - NAMED
    if further > 0:
        largest.append(counted(further, "other domains"))
    return f"{_number(int(sums.sum()))}: {listed(largest)}"


def _number(exercises: int) -> str:
    if not exercises:
        return f"No exercise {OF_THE_PAIR} is more than expected"
    return f"{counted(exercises, 'exercises')} {OF_THE_PAIR}"
