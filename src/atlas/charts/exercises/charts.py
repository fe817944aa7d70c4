"""The charts of exercises."""

from atlas.charts import columns, theme
from atlas.charts.chart import Chart, domains
from atlas.charts.exercises import calendar, context, panels, seasons_view, timeline, timeline_view
from atlas.charts.map import places as place_marks
from atlas.charts.map import places_view

EXERCISES = (
    Chart(
        name="exercise-timeline",
        title="Exercises in time",
        page="exercises",
        tables=("exercises",),
        view=context.with_context,
        draw=lambda marks, schema, options: timeline.timeline(marks, domains(schema), options),
        table=timeline_view.timeline_table,
        rows=lambda marks: int(marks["context"].eq("").sum()),
        takeaway=lambda marks, schema, options: timeline.takeaway(marks, domains(schema), options),
        options=timeline_view.TimelineOptions,
        choices=lambda dataset: {"decade": timeline_view.decades(dataset)},
        among=timeline_view.among,
        beside=context.beside,
        note=lambda options: " ".join(
            [timeline_view.NOTE, context.NOTE]
            if options.context == timeline_view.SHOWN
            else [timeline_view.NOTE]
        ),
        group="as",
        tab="Timeline",
    ),
    Chart(
        name="exercise-calendar",
        title="Exercises by month and year",
        page="exercises",
        tables=("exercises",),
        view=lambda dataset, options: seasons_view.calendar(dataset),
        draw=lambda cells, schema, options: calendar.calendar(cells),
        table=lambda dataset, options: seasons_view.calendar_table(dataset),
        rows=lambda cells: cells["year"].nunique(),
        takeaway=lambda cells, schema, options: calendar.takeaway(cells),
        group="as",
        tab="Calendar",
    ),
    Chart(
        name="exercises-by-domain",
        title="Exercises by domain and year",
        page="exercises",
        tables=("exercises",),
        view=lambda dataset, options: seasons_view.by_domain(dataset),
        draw=lambda counts, schema, options: panels.by_domain(counts, domains(schema)),
        table=lambda dataset, options: seasons_view.by_domain_table(dataset),
        rows=lambda counts: int(counts["n"].sum()),
        takeaway=lambda counts, schema, options: panels.takeaway(counts, domains(schema)),
        group="as",
        tab="By domain",
    ),
    Chart(
        name="exercise-map",
        title="Where exercises and data centres are",
        page="exercises",
        tables=tuple(places_view.TABLES),
        view=places_view.marks,
        draw=lambda marks, schema, options: place_marks.places(marks, domains(schema), options),
        table=places_view.table,
        rows=lambda marks: int(marks["n"].sum()),
        takeaway=lambda marks, schema, options: place_marks.takeaway(marks),
        options=places_view.MapOptions,
        choices=lambda dataset: {"mapped": places_view.marked(dataset)},
        among=places_view.ids,
        note=lambda options: places_view.NOTE,
        group="as",
        tab="Map",
    ),
    Chart(
        name="exercises-per-year",
        title="Exercises per year",
        page="exercises",
        tables=("exercises",),
        view=lambda dataset, options: timeline_view.per_year(dataset),
        draw=lambda counts, schema, options: columns.by_year(
            counts, "domain", domains(schema), theme.DOMAINS, height=340, noun="Exercises"
        ),
        table=lambda dataset, options: timeline_view.per_year_table(dataset),
        rows=lambda counts: counts["year"].nunique(),
        takeaway=lambda counts, schema, options: columns.years_takeaway(counts, "Exercises"),
    ),
)
