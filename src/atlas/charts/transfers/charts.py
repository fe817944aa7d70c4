"""The charts of arms transfers, in the order of their page."""

from collections.abc import Callable
from typing import Any

from atlas.charts import columns
from atlas.charts.chart import Chart
from atlas.charts.transfers import courses as lanes
from atlas.charts.transfers import (
    courses_view,
    cumulative_view,
    flows,
    flows_view,
    matrix_view,
    volumes_view,
)
from atlas.charts.transfers import cumulative as steps
from atlas.charts.transfers import matrix as cells
from atlas.charts.transfers import volumes as volume_lines
from atlas.dataset.filters import UNCLASSIFIED

ONE_UNIT = "One unit at a time: records, pieces, dollars and TIV are never added to each other."
FLOWS = (
    "Suppliers stand on the left, recipients on the right; a country may stand on both sides. A sign in the middle: every transfer through it rests "
    "on one origin (*), or on the state media of one country (▾), alone."
)
MATRIX = "Suppliers stand in rows, recipients in columns; the strip beneath a number is its shares by domain. The darker a cell, the more."
STREET = "A column is the year in which a transfer begins. Hatched: no date, so the year of the mention; dotted: projected."
COURSE = "A lane runs from the order to the last delivery and ends in a sign that says how far the transfer has got; a click leads to its evidence."


def _unit(text: str) -> Callable[[Any], str]:
    """What a chart that has units says: `text`, then what holds of the unit chosen."""
    return lambda options: f"{text} {volumes_view.TIV if options.unit == 'tiv' else ONE_UNIT}"


TRANSFERS = (
    Chart(
        name="transfer-flows",
        title="Arms transfers from suppliers to recipients",
        page="transfers",
        tables=("transfers",),
        view=flows_view.flows,
        draw=lambda bands, schema, options: flows.flows(bands, options),
        table=flows_view.flow_table,
        rows=lambda bands: int(bands["n"].sum()),
        takeaway=lambda bands, schema, options: flows.takeaway(bands, options),
        options=flows_view.FlowOptions,
        choices=lambda dataset: {"unit": flows_view.units(dataset)},
        note=_unit(FLOWS),
        group="who",
        tab="Flows",
    ),
    Chart(
        name="transfer-matrix",
        title="Who supplies whom, and what: a matrix",
        page="transfers",
        tables=("transfers",),
        view=matrix_view.matrix,
        draw=lambda parts, schema, options: cells.matrix(
            parts, options, {**schema.labels("domain"), UNCLASSIFIED: "Unclassified"}
        ),
        table=matrix_view.matrix_table,
        rows=lambda parts: int(parts["n"].sum()),
        takeaway=lambda parts, schema, options: cells.takeaway(parts, options),
        options=matrix_view.MatrixOptions,
        choices=lambda dataset: {"unit": flows_view.units(dataset)},
        note=_unit(MATRIX),
        group="who",
        tab="Matrix",
    ),
    Chart(
        name="two-way-street",
        title="The two-way street: Russia and China by year",
        page="transfers",
        tables=("transfers",),
        view=lambda dataset, options: flows_view.street(dataset),
        draw=lambda rows, schema, options: columns.street(rows),
        table=lambda dataset, options: flows_view.street_table(dataset),
        rows=len,
        takeaway=lambda rows, schema, options: columns.street_takeaway(rows),
        note=lambda options: STREET,
        group="when",
        tab="Two-way street",
    ),
    Chart(
        name="transfer-course",
        title="The course of each transfer, from order to delivery",
        page="transfers",
        tables=("transfers",),
        view=courses_view.course,
        draw=lambda pieces, schema, options: lanes.courses(pieces),
        table=courses_view.course_table,
        rows=lambda pieces: pieces["id"].nunique(),
        takeaway=lambda pieces, schema, options: lanes.takeaway(pieces),
        options=courses_view.CourseOptions,
        note=lambda options: COURSE,
        group="when",
        tab="Course of each",
    ),
    Chart(
        name="transfers-cumulative",
        title="Transfers begun until each year, by supplier and recipient",
        page="transfers",
        tables=("transfers",),
        view=cumulative_view.cumulative,
        draw=lambda rows, schema, options: steps.cumulative(rows),
        table=cumulative_view.cumulative_table,
        rows=lambda rows: rows["year"].nunique(),
        takeaway=lambda rows, schema, options: steps.takeaway(rows),
        options=courses_view.CourseOptions,
        group="when",
        tab="Cumulative",
    ),
    Chart(
        name="sipri-volumes",
        title="Volume of deliveries by year, as SIPRI measures it",
        page="transfers",
        tables=("volumes",),
        view=volumes_view.volumes,
        draw=lambda rows, schema, options: volume_lines.volumes(rows),
        table=volumes_view.volume_table,
        rows=len,
        takeaway=lambda rows, schema, options: volume_lines.takeaway(rows),
        options=volumes_view.VolumeOptions,
        choices=lambda dataset: {"vintage": volumes_view.vintages(dataset)},
        among=volumes_view.ids,
        noun="yearly volume",
        note=lambda options: volumes_view.NOTE,
        group="when",
        tab="Yearly volumes",
    ),
)
