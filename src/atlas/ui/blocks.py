"""The pieces that pages are made of: coverage, chart, table, downloads."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from atlas.charts.chart_view import VERSION, ChartView, chart_choices, options_of, selected, span
from atlas.charts.registry import CHARTS
from atlas.charts.theme import CONFIG, TABLES, on_ground
from atlas.charts.transfers.directed import joint
from atlas.charts.transfers.flows_view import left_out
from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.filters import Query
from atlas.dataset.selection import Selection
from atlas.records.listing import listing
from atlas.ui.components.brush import brush
from atlas.ui.components.copy_link import copy_link
from atlas.ui.files import chart_files, table_files
from atlas.ui.state import NOT_UNDERSTOOD, asked, current, take_over, undo
from atlas.ui.tables import credited, opened, table
from atlas.ui.text import plain

GRAPH_HEIGHT = 640
LISTED = 8
SEGMENTS = 5
ALL_TABLES = tuple(TABLES)


def selection() -> Selection:
    """The dataset under the sidebar's filters."""
    return selected(current())


def coverage(tables: Sequence[str]) -> None:
    """How many records of these tables are shown, and what each filter hides."""
    st.caption(plain(selection().coverage(tables).sentence()))


def chart(name: str) -> ChartView:
    """One chart with its options, its sentence, its downloads and its table; returns what is shown."""
    made = CHARTS[name]
    st.header(made.title, anchor=name)
    shown = ChartView(made, current(), _options(name))
    if shown.empty:
        empty(shown)
        return shown
    st.caption(plain(shown.takeaway))
    _drawing(shown)
    if shown.note:
        st.caption(plain(shown.note))
    if shown.chart.own_page is None:
        credited(shown.credit)
    chart_files(shown)
    with opened(
        "Table: the one row behind this chart"
        if shown.rows == 1
        else f"Table: the {shown.rows:,} rows behind this chart",
        name,
    ) as seen:
        if seen:
            table(shown.table, f"Rows behind the chart {made.title}")
    return shown


def one_of(group: str, title: str) -> ChartView:
    """The chart of a group that the reader chose; the others are neither made nor sent."""
    tabs = {made.name: made.tab for made in CHARTS.values() if made.group == group}
    take_over(group, tabs)
    chosen = st.segmented_control(
        title,
        list(tabs),
        format_func=tabs.__getitem__,
        key=group,
        default=next(iter(tabs)),
        required=True,
        bind="query-params",
    )
    return chart(chosen or next(iter(tabs)))


def _options(name: str) -> Any:
    """The chart's options as widgets bound to the address; choices that only one value is left of are not asked."""
    made = CHARTS[name]
    choices = chart_choices(selection().dataset, made)
    _, ignored = options_of(made, selection().dataset, asked())
    if ignored:
        st.warning(
            plain(f"Left out, so its default holds: {', '.join(ignored)}."), title=NOT_UNDERSTOOD
        )
    for key, known in choices.items():
        take_over(key, known)
    offered = [field for field in fields(made.options) if len(choices[field.name]) > 1]
    if not offered:
        return made.options()
    chosen = {}
    for row in dict.fromkeys(one.metadata.get("row", "") for one in offered):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            for one in (one for one in offered if one.metadata.get("row", "") == row):
                chosen[one.name] = _choice(
                    one.metadata["title"], choices[one.name], one.name, str(one.default)
                )
    return made.options(**chosen)


def _choice(title: str, known: Mapping[str, str], key: str, default: str) -> str:
    default = default if default in known else next(iter(known))
    if len(known) <= SEGMENTS:
        chosen = st.segmented_control(
            title,
            list(known),
            format_func=known.__getitem__,
            key=key,
            default=default,
            required=True,
            bind="query-params",
        )
        return chosen or default
    return st.selectbox(
        title, list(known), format_func=known.__getitem__, key=key, bind="query-params"
    )


def _drawing(shown: ChartView) -> None:
    if shown.chart.own_page:
        address = f"/api/charts/{shown.chart.name}.html?{urlencode([*shown.query, ('theme', 'dark' if dark() else 'light')])}"
        # A frame that is sent elsewhere adds a step to the browser's history, a new frame does not: Back stays the page's own.
        with st.container(key=f"frame-{sha256(address.encode()).hexdigest()[:12]}"):
            st.iframe(address, height=GRAPH_HEIGHT, alt=shown.takeaway)
        return
    figure, key = on_ground(shown.figure(), dark=dark()), f"chart-{shown.chart.name}"
    if shown.chart.brush:
        brush(figure, key, shown.takeaway)
        return
    if not shown.chart.clickable:
        st.plotly_chart(figure, theme=None, key=key, alt=shown.takeaway, config=CONFIG)
        return
    chosen = st.plotly_chart(
        figure,
        theme=None,
        key=key,
        alt=shown.takeaway,
        config=CONFIG,
        on_select="rerun",
        selection_mode="points",
    )
    marked_records(chosen)


def marked_records(chosen: Any) -> None:
    """The records whose marks the reader clicked in a chart (`chosen` is what the chart returned), each as a link to its evidence.

    A mark of several records has their ids joined with `;`.
    """
    ids = [
        one
        for point in chosen["selection"]["points"]
        if "customdata" in point
        for one in str(point["customdata"]).split(";")
    ]
    known = selection().dataset.labels
    pages = [page for page in st.session_state.get("onward", []) if page.url_path == "evidence"]
    found = [one for one in dict.fromkeys(ids) if one in known and pages]
    for identifier in found[:LISTED]:
        st.page_link(
            pages[0],
            label=plain(f"Evidence: {known[identifier]}"),
            icon=":material/fact_check:",
            query_params={"record": identifier},
        )
    if len(found) > LISTED:
        st.caption(
            f"The first {LISTED} of {len(found):,} records at this mark; the table has them all."
        )


def dark() -> bool:
    """Whether the page stands on a dark ground."""
    return st.context.theme.type == "dark"


def empty(shown: ChartView) -> None:
    """Say that nothing is in view, which filter hides it, and offer to undo each one."""
    st.info(
        plain(f"{shown.coverage.sentence()} Filters: {shown.sentence}."), title="Nothing in view"
    )
    chosen = current().active
    with st.container(horizontal=True):
        for key in chosen:
            st.button(
                f"Undo {FILTERS[key].title}",
                key=f"undo-{key}-{shown.chart.name}",
                on_click=undo,
                args=([key],),
                icon=":material/undo:",
            )
        if len(chosen) > 1:
            st.button(
                "Undo all filters",
                key=f"undo-all-{shown.chart.name}",
                on_click=undo,
                args=(chosen,),
                icon=":material/undo:",
            )


def joint_programmes(flows: ChartView) -> None:
    """The transfers that the flow chart does not draw: how many and why, and those without a direction as a table."""
    dataset = flows.selection.dataset
    text, ids = left_out(dataset, flows.rows), joint(dataset)
    if text:
        st.caption(text)
    title = "Joint programmes and transfers without a direction"
    if len(ids):
        with opened(
            f"Table: {len(ids):,} {title[0].lower()}{title[1:]}", "joint-programmes"
        ) as seen:
            if seen:
                rows = listing(dataset, "transfers", ids)
                table(rows, title)
                table_files(
                    "joint-programmes", title, rows, flows.sources, flows.selection, ("transfers",)
                )


def link(*charts: ChartView, extra: Query | None = None) -> None:
    """“Copy link” to this page: every filter, every option of its charts, what else it needs, and the version of the data."""
    data = selection().dataset
    own = [pair for shown in charts for pair in shown.own_query]
    copy_link(
        [*current().to_query(data.schema, span()), *own, *(extra or []), (VERSION, data.version)]
    )
    st.caption(f"Data version {data.edition}. Filters: {current().describe(data.schema, span())}.")
