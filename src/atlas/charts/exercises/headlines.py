"""What the charts of exercises show, in the words of a picture's title."""

import pandas as pd

from atlas.charts.chart import Context, NoOptions, domains
from atlas.charts.exercises import calendar, columns, columns_view
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
    held = int(is_held.sum())
    undated = columns_view.undated(context.dataset)
    clauses = [columns.most(context), without_date(undated, held)]
    return ", ".join([_number(held), *filter(None, clauses)])


def without_date(undated: int, of: int) -> str:
    """How many exercises have no date, as a clause; blank where each has one."""
    if not undated:
        return ""
    if undated == of:
        return "without a date" if of == 1 else "none of them with a date"
    return f"{undated:,} of them without a date"


def months(cells: pd.DataFrame, context: Context[NoOptions]) -> str:
    """The months in which exercises are held most often."""
    in_months = cells[cells["month"].gt(0)]
    if in_months.empty:
        exercises = cells["ids"].explode().nunique()
        return f"{_number(exercises)}, none of them dated to the month"
    in_words = calendar.usual_months(in_months)
    if in_months["ids"].explode().nunique() == 1:
        month = in_words.removesuffix(" (1)")
        return f"The only exercise {OF_THE_PAIR} that is dated to the month: {month}"
    return f"Exercises {OF_THE_PAIR} are {in_words}"


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
