"""The charts of exercises."""

from atlas.charts.chart import Chart, records_in, years_in
from atlas.charts.exercises import (
    calendar,
    context_view,
    headlines,
    ladder,
    ladder_view,
    ladder_words,
    panels,
    published_view,
    seasons_view,
    timeline,
    timeline_fitted,
    timeline_view,
    timeline_words,
)
from atlas.values.dates import MONTHS

YEAR_COUNTED = {"Year": "The year under which it is counted."}
YEAR = {"Year": "The year that is counted."}
IN_MONTHS = {month: f"How many exercises fall into {month} of the year." for month in MONTHS}
NOT_IN_MONTHS = {
    "Month unknown": "How many exercises of the year have a date without a month.",
    "Date not given": "Exercises without a date, first mentioned in the year.",
}

TIMELINE = Chart(
    name="exercise-timeline",
    title="Exercises in time",
    page="exercises",
    tables=("exercises",),
    view=context_view.with_context,
    draw=timeline.timeline,
    table=timeline_view.timeline_table,
    takeaway=timeline_words.takeaway,
    part=timeline_words.part,
    headline=headlines.timeline,
    fitted=timeline_fitted.fitted,
    alike=context_view.alike,
    rows=context_view.exercises_in,
    options=timeline_view.TimelineOptions,
    beside=context_view.beside,
    note=timeline_view.NOTE,
    note_on=context_view.note_on,
    columns=YEAR_COUNTED | {"Lane": "The lane of the timeline that it stands in."},
    group="as",
    tab="Timeline",
    clickable=True,
    brush=True,
    soft=True,
    alone="",
)

CALENDAR = Chart(
    name="exercise-calendar",
    title="Exercises by month and year",
    page="exercises",
    tables=("exercises",),
    view=seasons_view.calendar,
    draw=calendar.calendar,
    table=seasons_view.calendar_table,
    takeaway=calendar.takeaway,
    headline=headlines.months,
    fitted=calendar.fitted,
    rows=years_in,
    columns=YEAR | IN_MONTHS | NOT_IN_MONTHS,
    group="as",
    tab="Calendar",
    clickable=True,
    soft=True,
    alone="its shades go by its own fullest month",
)

BY_DOMAIN = Chart(
    name="exercises-by-domain",
    title="Exercises by domain and year",
    page="exercises",
    tables=("exercises",),
    view=seasons_view.by_domain,
    draw=panels.by_domain,
    table=seasons_view.by_domain_table,
    takeaway=panels.takeaway,
    headline=headlines.by_domain,
    rows=records_in,
    columns=YEAR | {"Main domain": "The first of its domains, under which it is counted."},
    group="as",
    tab="By domain",
    clickable=True,
    soft=True,
    alone="",
)

HOW_MANY = Chart(
    name="how-many",
    title="Exercises by counting rule",
    page="counts",
    tables=("exercises",),
    view=ladder_view.ladder,
    draw=ladder.ladder,
    table=ladder.ladder_table,
    takeaway=ladder_words.takeaway,
    headline=ladder_words.headline,
    says_domains=True,
    options=ladder_view.CountOptions,
    choices={published_view.NUMBER: published_view.choices, "series": ladder_view.series},
    completed=published_view.beside_its_number,
    among=ladder_view.among,
    note=ladder_words.NOTE,
    note_on=ladder_words.note_on,
    columns={"By this rule": "Whether it is counted, or the step that leaves it out."},
    clickable=True,
    alone="",
)
