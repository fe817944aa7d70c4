"""The charts of arms transfers, in the order of their page."""

from atlas.charts.chart import Chart, Context, records_in, years_in
from atlas.charts.transfers import (
    barter,
    barter_view,
    courses,
    courses_view,
    cumulative,
    cumulative_view,
    exchanged,
    flow_rows,
    flow_words,
    flows,
    flows_view,
    headlines,
    matrix,
    matrix_view,
    overlap,
    street,
    street_rows,
    street_view,
    street_words,
    units,
    volumes_view,
)
from atlas.dataset.dataset import Dataset

ONE_UNIT = (
    "About, ~: a figure in the sum is rounded or uncertain. One unit at a time: transfers, "
    "dollars, TIV and pieces of each category are never added to each other."
)
FLOWS = (
    "Suppliers stand on the left, recipients on the right; a country may stand on both sides. "
    "Numbers are what was or is carried out. A sign in the middle: every transfer through it "
    "rests on one independent source (*), or on the state media of one country (▼), alone."
)
MATRIX = (
    "Suppliers stand in rows, recipients in columns; the strip beneath a number is its shares by "
    "domain. The darker a cell, the more."
)
STREET = (
    "A transfer stands in the column of the year in which it begins. Full: delivered, or over; "
    "pale: agreed, under way or not stated; hatched: no date, so the year of the mention; dotted: "
    "offered, announced, under discussion, cancelled or denied."
)
LINES = (
    "The lines are SIPRI's volumes of what was delivered in a year, whatever its domain and "
    f"status. {volumes_view.TIV}"
)
BARTER = (
    "A line joins what one side gave or offered for what the other did, as a source says it. "
    "Dashed, and hollow signs: not carried out. A sign points the way it goes; a click leads to "
    "its evidence."
)
SWAPS_APART = "What was given for what is a chart of its own, “Given for what”."
COURSE = (
    "A lane runs from the order to the last delivery and ends in a sign that says how far the "
    "transfer has got; a click leads to its evidence."
)
OF_THE_DEALS = (
    "What is added up are the deals in these tables; SIPRI's own sums of a year, which may have "
    "more, are the yearly volumes."
)
DIRECTION = {"Direction": "Who supplies whom."}
WEIGHT = {"Drawn as": "What it weighs in the chart's unit."}


def _unit_note(dataset: Dataset, unit: str) -> str:
    """What there is to know of a unit."""
    if unit != "tiv":
        return ONE_UNIT
    return f"{overlap.note(dataset)} {volumes_view.TIV} {OF_THE_DEALS}".strip()


def _note_on_street(context: Context[street_rows.StreetOptions]) -> str:
    notes = []
    if context.options.split == street_rows.EXCHANGED:
        notes.append(exchanged.NOTE)
    if len(street_view.street_volumes(context.dataset)):
        notes.append(LINES)
    if barter_view.has_chains(context.dataset):
        notes.append(SWAPS_APART)
    return " ".join(notes)


def _note_on_flows(context: Context[flow_rows.FlowOptions]) -> str:
    return _unit_note(context.dataset, context.options.unit)


def _note_on_cells(context: Context[matrix_view.MatrixOptions]) -> str:
    return _unit_note(context.dataset, context.options.measure)


FLOW_CHART = Chart(
    name="transfer-flows",
    title="Arms transfers from suppliers to recipients",
    page="transfers",
    tables=("transfers",),
    view=flows_view.flows,
    draw=flows.flows,
    table=flows_view.flow_table,
    takeaway=flow_words.takeaway,
    headline=headlines.flows,
    rows=records_in,
    options=flow_rows.FlowOptions,
    choices={"unit": units.units},
    note=FLOWS,
    note_on=_note_on_flows,
    columns={"Band": "The band of the flow chart that it belongs to.", **WEIGHT},
    alone="its bands fill their height, whatever they add up to",
)

STREET_CHART = Chart(
    name="two-way-street",
    title="The two-way street: Russia and China by year",
    page="transfers",
    tables=("transfers",),
    view=street_view.street,
    draw=street.street,
    table=street_view.street_table,
    takeaway=street_words.takeaway,
    headline=headlines.street,
    alike=street_view.alike,
    beside=street_view.beside,
    options=street_rows.StreetOptions,
    note=STREET,
    note_on=_note_on_street,
    columns={
        "Year": "The year that is counted.",
        "Exchanged": "What it brings, by the kind and the category that the coders gave it.",
        **DIRECTION,
    },
    soft=True,
    group="when",
    tab="Two-way street",
    clickable=True,
    alone="",
)

BARTER_CHART = Chart(
    name="barter",
    title="What was given for what",
    page="transfers",
    tables=("transfers",),
    view=barter_view.barter,
    draw=barter.barter,
    table=barter_view.barter_table,
    takeaway=barter.takeaway,
    headline=barter.headline,
    among=barter_view.among,
    note=BARTER,
    columns={
        "Chain": "A number that transfers share which are given for one another.",
        "Given": "The transfer.",
        "What became of it": "Whether it was carried out, and if not, how far it has got.",
        "Who says what became of it": "Who says how far it has got, where and how firmly.",
        "Who says so": "Who says that it is given for the other, where and how firmly.",
        **DIRECTION,
    },
    group="when",
    tab="Given for what",
    clickable=True,
    alone="it is a list of transfers, which the table of differences gives",
)

MATRIX_CHART = Chart(
    name="transfer-matrix",
    title="Who supplies whom, and what: a matrix",
    page="transfers",
    tables=("transfers",),
    view=matrix_view.matrix,
    draw=matrix.matrix,
    table=matrix_view.matrix_table,
    takeaway=matrix.takeaway,
    headline=headlines.matrix,
    rows=records_in,
    options=matrix_view.MatrixOptions,
    choices={"measure": units.units},
    note=MATRIX,
    note_on=_note_on_cells,
    columns={
        "Cell": "The cell of the matrix that it belongs to: supplier and recipient.",
        **WEIGHT,
    },
    soft=True,
    group="when",
    tab="Matrix",
    alone="its shades go by its own fullest cell",
)

COURSES_CHART = Chart(
    name="transfer-course",
    title="The course of each transfer, from order to delivery",
    page="transfers",
    tables=("transfers",),
    view=courses_view.course,
    draw=courses.courses,
    table=courses_view.course_table,
    takeaway=courses.takeaway,
    part=courses.part,
    headline=headlines.courses,
    fitted=courses.fitted,
    rows=courses_view.lanes_in,
    options=courses_view.CourseOptions,
    note=COURSE,
    columns={"Drawn": "Whether the chart has a lane for it.", **DIRECTION},
    soft=True,
    group="when",
    tab="Course of each",
    clickable=True,
    alone="it is a list of transfers, which the table of differences gives",
)

CUMULATIVE_CHART = Chart(
    name="transfers-cumulative",
    title="Transfers begun until each year, by supplier and recipient",
    page="transfers",
    tables=("transfers",),
    view=cumulative_view.cumulative,
    draw=cumulative.cumulative,
    table=cumulative_view.cumulative_table,
    takeaway=cumulative.takeaway,
    headline=headlines.cumulative,
    rows=years_in,
    options=courses_view.CourseOptions,
    columns={"Year": "The year that is counted."},
    columns_in=cumulative_view.column_notes,
    group="when",
    tab="Cumulative",
    alone="its sums run on from the first year, so that a span has no beginning of its own",
)
