"""The assessment in sentences: what bears on the chosen cells, and what an analyst proposes."""

from collections.abc import Mapping

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.findings.assessment_view import ALL, AssessmentOptions, cells, periods
from atlas.charts.findings.bearing import Weight
from atlas.charts.findings.findings_view import Stance
from atlas.charts.findings.scale_view import Proposal, proposals
from atlas.charts.findings.scale_view import grades as grades_of
from atlas.charts.findings.words import sides
from atlas.values.words import agreeing, counted

NOTE = (
    "+ findings for deeper cooperation, − against it, ± both ways; beneath them entries of the "
    "kinds that a criterion is about, which are there and speak for nothing by themselves. What "
    "reaches into two periods stands in both; what has no date, in the year of its first mention. "
    "The shade and the word in a cell are an analyst’s proposal: no count makes it, and no author "
    "of the scale has published it. A click on a cell shows what it rests on, a choice above lists "
    "it."
)
NO_PROPOSAL = "No grade is proposed that rests on the sources used."


def by_weight(rows: pd.DataFrame) -> dict[Weight, int]:
    """How many different findings and entries there are of each weight."""
    counts = rows.drop_duplicates("id")["weight"].value_counts()
    return {weight: int(counts.get(weight.value, 0)) for weight in Weight}


def findings_in_words(counts: Mapping[Weight, int]) -> str:
    """“12 findings (10 speak for deeper cooperation, 1 against it and 1 is mixed)”."""
    own = {stance: counts[Weight(stance.value)] for stance in Stance}
    total = sum(own.values())
    return f"{counted(total, 'findings')} ({sides(own)})" if total else "no finding"


def entries_in_words(counts: Mapping[Weight, int]) -> str:
    """“41 entries and 1 not carried out”."""
    apart = counts[Weight.APART]
    there = counted(counts[Weight.ENTRY], "entries") if counts[Weight.ENTRY] else "no entry"
    return f"{there} and {apart:,} not carried out" if apart else there


def proposed(context: Context[AssessmentOptions]) -> list[Proposal]:
    """What an analyst proposes for the chosen cells."""
    dataset = context.dataset
    by_cell = proposals(context.dataset)
    years = periods(dataset)
    keys = [(row, years[column]) for row, column in cells(dataset, context.options)]
    return [by_cell[key] for key in keys if key in by_cell]


def proposal_sentence(context: Context[AssessmentOptions]) -> str:
    """Which grades an analyst proposes for the chosen cells, in a sentence."""
    grades = [proposal.grade for proposal in proposed(context)]
    labels = grades_of(context.schema)
    if not grades:
        return NO_PROPOSAL
    if len(grades) == 1:
        return f"An analyst proposes: {labels[grades[0]].lower()}."
    parts = []
    for grade, label in reversed(labels.items()):
        number = grades.count(grade)
        if number:
            parts.append(f"{number:,} {label.lower()}")
    cells = counted(len(grades), "cells")
    return f"An analyst proposes a grade for {cells}: {', '.join(parts)}."


def place(context: Context[AssessmentOptions]) -> str:
    """“Regular exercises, 2010s”; “eight criteria of alignment” where none is chosen."""
    options = context.options
    labels = context.schema.labels("criterion")
    row = labels[options.assessed] if options.assessed != ALL else "Criteria of alignment"
    return f"{row}, {options.period}" if options.period != ALL else row


def takeaway(view: pd.DataFrame, context: Context[AssessmentOptions]) -> str:
    """What bears on the chosen cells, and what is proposed for them."""
    if view.empty:
        return "Criteria of alignment by period: none in view."
    counts = by_weight(view[view["chosen"]])
    words = f"{findings_in_words(counts)}; {entries_in_words(counts)}"
    verb = agreeing(sum(counts.values()), "bears", "bear")
    if not sum(counts.values()):
        words = "no finding and no entry"
    recorded = f"recorded in these sources {verb} on it"
    return f"{place(context)}: {words} {recorded}. {proposal_sentence(context)}"


def headline(view: pd.DataFrame, context: Context[AssessmentOptions]) -> str:
    """What speaks for what in the chosen cells, for the title of a picture."""
    counts = by_weight(view[view["chosen"]])
    head = f"{place(context)} of China and Russia in these sources"
    return f"{head}: {findings_in_words(counts)}"
