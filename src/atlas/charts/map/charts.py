"""The chart of places."""

from atlas.charts.chart import Chart, records_in
from atlas.charts.map import places, places_view

MAP = Chart(
    name="exercise-map",
    title="Where exercises and data centres are",
    page="exercises",
    tables=tuple(places_view.TABLES),
    view=places_view.marks,
    draw=places.places,
    table=places_view.table,
    takeaway=places.takeaway,
    rows=records_in,
    options=places_view.MapOptions,
    choices={"mapped": places_view.marked},
    among=places_view.ids,
    note=places_view.NOTE,
    group="as",
    tab="Map",
    clickable=True,
    soft=True,
)
