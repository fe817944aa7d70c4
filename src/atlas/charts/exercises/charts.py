"""The charts of exercises."""

from atlas.charts.chart import Chart, records_in, years_in
from atlas.charts.exercises import (
    calendar,
    columns,
    context_view,
    panels,
    seasons_view,
    timeline,
    timeline_view,
)

TIMELINE = Chart(
    name="exercise-timeline",
    title="Exercises in time",
    page="exercises",
    tables=("exercises",),
    view=context_view.with_context,
    draw=timeline.timeline,
    table=timeline_view.timeline_table,
    takeaway=timeline.takeaway,
    rows=context_view.exercises_in,
    options=timeline_view.TimelineOptions,
    choices={"decade": timeline_view.decades},
    among=timeline_view.among,
    beside=context_view.beside,
    note=timeline_view.NOTE,
    note_on=context_view.note_on,
    group="as",
    tab="Timeline",
    clickable=True,
    soft=True,
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
    rows=years_in,
    group="as",
    tab="Calendar",
    clickable=True,
    soft=True,
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
    rows=records_in,
    group="as",
    tab="By domain",
    clickable=True,
    soft=True,
)

PER_YEAR = Chart(
    name="exercises-per-year",
    title="Exercises per year",
    page="exercises",
    tables=("exercises",),
    view=timeline_view.per_year,
    draw=columns.per_year,
    table=timeline_view.per_year_table,
    takeaway=columns.takeaway,
    rows=years_in,
    brush=True,
    soft=True,
)
