"""The charts of exercises."""

from atlas.charts.chart import Chart, records_in, years_in
from atlas.charts.exercises import (
    calendar,
    columns,
    columns_view,
    context_view,
    panels,
    seasons_view,
    timeline,
    timeline_view,
)
from atlas.values.dates import MONTHS

YEAR = {"Year": "The year that is counted."}
IN_MONTHS = {month: f"How many exercises fall into {month} of the year." for month in MONTHS}
NOT_IN_MONTHS = {
    "Month unknown": "How many exercises of the year have a date without a month.",
    "Date not given": "Exercises without a date, first mentioned in the year.",
}
# Columns of counts are named after the labels of the domains.
DOMAINS = (
    "Land",
    "Air",
    "Naval",
    "Air and missile defence",
    "Space",
    "Cyber",
    "Nuclear",
    "Internal security",
    "Dual use",
)
OF_DOMAIN = "How many exercises of the year have this as their main domain."
IN_DOMAINS = dict.fromkeys(DOMAINS, OF_DOMAIN) | {
    "Unclassified": "How many exercises of the year have no domain."
}

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
    columns={"Lane": "The lane of the timeline that it stands in."},
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
    columns=YEAR | IN_MONTHS | NOT_IN_MONTHS,
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
    columns=YEAR | {"Main domain": "The first of its domains, under which it is counted."},
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
    view=columns_view.per_year,
    draw=columns.per_year,
    table=columns_view.per_year_table,
    takeaway=columns.takeaway,
    rows=years_in,
    columns=YEAR
    | IN_DOMAINS
    | {columns_view.UNDATED: "How many of these have no date of their own."},
    brush=True,
    soft=True,
)
