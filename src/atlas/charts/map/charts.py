"""The chart of places."""

from atlas.charts.chart import Chart
from atlas.charts.map import located, places, places_view

COLUMNS = {
    "Mark": "What the map draws it as.",
    "Place": "The place that it has or stands in.",
    "Latitude (degrees)": "Degrees north.",
    "Longitude (degrees)": "Degrees east.",
    "Precision": "Whether the coordinates are the place's own, or a centre chosen for an area or a "
    "city.",
}

MAP = Chart(
    name="exercise-map",
    title="Where exercises and data centres are",
    page="exercises",
    tables=tuple(located.TABLES),
    view=places_view.marks,
    draw=places.places,
    table=places_view.table,
    takeaway=places.takeaway,
    headline=places.headline,
    rows=places_view.rows,
    options=places_view.MapOptions,
    choices={"mapped": places_view.marked},
    among=places_view.ids,
    note=places_view.NOTE,
    outlines=places_view.OUTLINES,
    columns=COLUMNS,
    group="as",
    tab="Map",
    clickable=True,
    soft=True,
    alone="",
)
