"""Exercises per year as columns, stacked by domain or kind: the upper panel of the timeline."""

from collections.abc import Mapping
from typing import Any

from atlas.charts import theme, traces
from atlas.charts.axes import whole_numbers
from atlas.charts.chart import Context
from atlas.charts.exercises import cell_texts
from atlas.charts.exercises.columns_view import Rates, dated_totals, rates, totals, year_cells
from atlas.charts.exercises.marks import pointing
from atlas.charts.exercises.timeline_view import TimelineOptions, groups
from atlas.dataset.dataset import Dataset
from atlas.values.words import agreeing, listed, rate

DAY = 86_400_000
# Plotly makes columns as wide as the gap between years that have any; a year is a year.
WIDTH = 0.85 * 365 * DAY
TITLE, TITLE_SIZE = "A year", 14
# Pixels that the numbers beside the columns take.
TICKS = 26
MENTIONED = ", mentioned without a date"
# The groups with the largest changes are named.
NAMED = 3
# The ids of the exercises of each year.
Column = dict[int, list[str]]


def columns(
    context: Context[TimelineOptions], colours: Mapping[str, str], axes: theme.Trace
) -> list[theme.Trace]:
    """A trace a group and certainty over the middles of the years; `axes` names their axes.

    Those with a date are the legend's words for their colour, as the columns have all in view.
    """
    coloured = context.options.coloured
    columns = _columns(context.dataset, coloured)
    drawn: list[theme.Trace] = []
    for group, label in groups(context.schema, coloured).items():
        plain = traces.marker(colours[group], "")
        hatched = traces.marker(colours[group], theme.HATCH)
        dated, mentioned = columns.get((group, True)), columns.get((group, False))
        if dated:
            drawn.append(_stacked(dated, label, "", context) | {"marker": plain, **axes})
        elif mentioned:
            drawn.append(traces.key(label, plain) | {"legendgroup": label})
        if mentioned:
            column = _stacked(mentioned, label, MENTIONED, context)
            drawn.append(column | {"marker": hatched, "showlegend": False, **axes})
    return drawn


def _columns(dataset: Dataset, coloured: str) -> dict[tuple[str, bool], Column]:
    """The exercises of each year, by group and whether they have a date."""
    columns: dict[tuple[str, bool], Column] = {}
    for cell in year_cells(dataset):
        column = columns.setdefault((getattr(cell, coloured), cell.dated), {})
        column[cell.year] = [*column.get(cell.year, []), *cell.ids]
    return columns


def _stacked(
    column: Column, label: str, ending: str, context: Context[TimelineOptions]
) -> theme.Trace:
    """A column a year; pointed at, it says its group, its year and `ending`."""
    titles = [f"{label}, {year}{ending}" for year in column]
    hovers = cell_texts.hovers(context.dataset, titles, column.values())
    return {
        "type": "bar",
        "name": label,
        "legendgroup": label,
        "x": [f"{year}-07-02" for year in column],
        "y": [len(ids) for ids in column.values()],
        "width": WIDTH,
        **pointing([";".join(ids) for ids in column.values()], hovers),
    }


def heights(context: Context[TimelineOptions]) -> dict[str, Any]:
    """The axis of the counts."""
    in_years = totals(context.dataset)
    tallest = max(in_years.values(), default=1)
    return {
        "range": [0, tallest * 1.06],
        "tickformat": ",d",
        "dtick": whole_numbers(tallest),
        "fixedrange": True,
    }


def title() -> dict[str, Any]:
    """What the counts are of, beside their axis.

    An axis's own title would be kept off its ticks, which a browser measures one by one.
    """
    place = {"xref": "paper", "x": 0, "xanchor": "right", "xshift": -TICKS}
    middle = {"yref": "y2 domain", "y": 0.5, "yanchor": "middle", "textangle": -90}
    return {"text": TITLE, **place, **middle, "showarrow": False, "font": {"size": TITLE_SIZE}}


def most(context: Context[TimelineOptions]) -> str:
    """The year with most exercises that have a date, in words.

    Blank where every year has as many.
    """
    in_years = dated_totals(context.dataset)
    if len(set(in_years.values())) < 2:
        return ""
    most_of_all = max(in_years.values())
    years = [str(year) for year, number in in_years.items() if number == most_of_all]
    each = " each" if len(years) > 1 else ""
    return f"most in {listed(years)} ({most_of_all:,}{each})"


def turn(context: Context[TimelineOptions]) -> str:
    """How many exercises a year before 2022 and since, in a sentence; blank where it has no sense.

    What has no date is not counted.
    """
    coloured = context.options.coloured
    a_year = rates(context.dataset, coloured, context.years)
    if a_year is None:
        return ""
    sentence = f"Recorded in these sources: {_before_and_since(a_year, noun=True)}"
    changes = _changes(a_year, groups(context.schema, coloured))
    return f"{sentence}; {', '.join(changes)}." if changes else f"{sentence}."


def rates_in_words(context: Context[TimelineOptions]) -> str:
    """“8.25 a year in 2022–2025, 4.8 in 2017–2021”; blank where it has no sense."""
    a_year = rates(context.dataset, context.options.coloured, context.years)
    return "" if a_year is None else _before_and_since(a_year)


def _before_and_since(a_year: Rates, *, noun: bool = False) -> str:
    before, since = (rate(sum(group)) for group in zip(*a_year.groups.values(), strict=True))
    number = since
    if noun:
        number = f"{since} {agreeing(float(since), 'exercise', 'exercises')}"
    return f"{number} a year in {_span(a_year.since)}, {before} in {_span(a_year.before)}"


def _changes(a_year: Rates, labels: Mapping[str, str]) -> list[str]:
    """The groups whose number has changed most: now, and before."""
    if len(a_year.groups) < 2:
        return []
    groups = sorted(a_year.groups.items(), key=_less_change)
    return [
        f"{labels[group].lower()} {rate(since)} (before: {rate(before)})"
        for group, (before, since) in groups[:NAMED]
    ]


def _less_change(group: tuple[str, tuple[float, float]]) -> float:
    """What sorts the largest change first."""
    _, (before, since) = group
    return -abs(since - before)


def _span(years: tuple[int, int]) -> str:
    return f"{years[0]}–{years[1]}"
