"""The pieces that pages are made of: head, chart, table, downloads, coverage, link."""

from collections.abc import Sequence
from dataclasses import Field, fields
from functools import partial
from time import sleep
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas.charts.chart import Chart
from atlas.charts.chart_view import VERSION, ChartView, selected, span
from atlas.charts.registry import CHARTS, section
from atlas.charts.theme import TABLES
from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.filters import Query
from atlas.dataset.ranges import Texts
from atlas.dataset.selection import Selection
from atlas.ui import options
from atlas.ui.address import asked, take_over
from atlas.ui.by_address import Parts, page_by_url
from atlas.ui.components.copy_link import copy_link
from atlas.ui.components.section import SECTION
from atlas.ui.drawing import drawing
from atlas.ui.files import chart_files
from atlas.ui.page_addresses import of_charts
from atlas.ui.sourcing import signed, sourcing
from atlas.ui.state import acting_on, choose, current, undo
from atlas.ui.tables import credited, opened, table
from atlas.ui.text import plain
from atlas.values.words import listed

ALL_TABLES = tuple(TABLES)
# Seconds that a browser takes to draw what it has just been sent.
AHEAD = 0.15


def selection() -> Selection:
    """The dataset under the sidebar's filters."""
    return selected(current())


def coverage(tables: Sequence[str]) -> None:
    """How many records of these tables are shown, and what each filter hides."""
    st.caption(plain(selection().coverage(tables).sentence()))


def coverage_of(shown: ChartView) -> None:
    """How many records a chart draws, and what each filter hides of what it would."""
    st.caption(plain(shown.coverage.sentence()))


def chart(
    name: str, actions: DeltaGenerator | None = None, choices: DeltaGenerator | None = None
) -> ChartView:
    """One chart with its options, its sentence, its downloads and its table.

    Its downloads stand in the row of `actions` of its page, else beneath it; its options in the
    row of `choices`, else in a row of their own. Returns what is shown.
    """
    declared = CHARTS[name]
    row, notices = (choices, st.container()) if choices else options.row_with_notices()
    with row:
        chosen = options.options(declared, selection().dataset, notices)
    shown = signed(ChartView(declared, current(), chosen))
    st.header(plain(shown.headline), anchor=name)
    if shown.empty:
        _empty(shown)
        return shown
    drawing(shown)
    # The browser draws the chart while what stands around it is on its way.
    if actions:
        with actions:
            chart_files(shown)
    st.caption(plain(shown.takeaway))
    if shown.note:
        st.caption(plain(shown.note))
    # A page of its own has the credit line inside.
    if declared.own_page is None:
        credited(shown.credit)
    if not actions:
        with st.container(horizontal=True, vertical_alignment="center"):
            chart_files(shown)
    with opened(_table_title(shown.rows), name) as is_open:
        if is_open:
            table(shown.linked_table, f"Rows behind the chart {declared.title}")
    sourcing(shown)
    return shown


def let_it_be_drawn(shown: ChartView) -> None:
    """Wait a little, where a chart was drawn, before what lies beneath the first screen.

    Whatever arrives while the browser is about to draw a chart makes it put the page together anew
    first; what is in sight comes sooner so, and what is not no later than a reader gets there.
    """
    if not shown.empty:
        sleep(AHEAD)


def _table_title(count: int) -> str:
    rows = "the one row" if count == 1 else f"the {count:,} rows"
    return f"Table: {rows} behind this chart"


def one_of(group: str, title: str, actions: DeltaGenerator | None = None) -> ChartView:
    """The chart of a group that the reader chose; the others are neither made nor sent.

    `actions` as in `chart`.
    """
    tabs = {name: declared.tab for name, declared in CHARTS.items() if declared.group == group}
    take_over({group: tabs}, {group: _tab_asked(group, asked())})
    first = next(iter(tabs))
    choices = st.container(horizontal=True, vertical_alignment="center")
    with choices:
        name = options.one_of(title, tabs, group, first)
    return chart(name, actions, choices)


def _tab_asked(group: str, link: Texts) -> Sequence[str]:
    """The chart of a group that a link names, itself or by an option of its own; none for none."""
    if any(link.get(group, ())):
        return link[group]
    charts = [declared for declared in CHARTS.values() if declared.group == group]
    own = [declared.name for declared in charts if link.keys() & _option_names(declared)]
    return own[:1]


def _option_names(chart: Chart[Any, Any]) -> set[str]:
    return {option.name for option in fields(chart.options)}


def _empty(shown: ChartView) -> None:
    """Say that nothing is in view, what hides it, and offer to undo each filter and option."""
    filters = current().describe(shown.dataset.schema, span())
    # An option hides only what the filters leave.
    hiding = shown.narrowing_options if shown.coverage.shown else []
    sentence = f"{shown.coverage.sentence()} Filters: {filters}."
    if hiding:
        titles = listed([option.metadata["title"] for option in hiding])
        sentence = f"{sentence} What they leave is hidden by options of the chart: {titles}."
    nothing_left(sentence, shown.chart.tables, shown.chart.name, hiding)


def nothing_left(
    sentence: str, tables: Sequence[str], name: str, hiding: "Sequence[Field[Any]]" = ()
) -> None:
    """Say that nothing of these tables is in view, and offer to undo each filter that hides it.

    So with the options of a chart that are `hiding` it; `name` tells the buttons from others.
    """
    st.info(plain(sentence), title="Nothing in view")
    acting = acting_on(tables)
    keys = [key for key in current().narrowing if key in acting]
    with st.container(horizontal=True):
        for key in keys:
            _undo_button(FILTERS[key].title, f"undo-{key}-{name}", [key])
        for option in hiding:
            _undo_option(option, name)
        if len(keys) > 1:
            _undo_button("all filters", f"undo-all-{name}", keys)


def _undo_button(what: str, key: str, keys: list[str]) -> None:
    st.button(f"Undo {what}", key=key, on_click=undo, args=(keys,), icon=":material/undo:")


def _undo_option(option: "Field[Any]", chart_name: str) -> None:
    st.button(
        f"Undo {option.metadata['title']}",
        key=f"undo-{option.name}-{chart_name}",
        on_click=choose,
        args=(option.name, option.metadata["whole"]),
        icon=":material/undo:",
    )


def link(
    actions: DeltaGenerator,
    *charts: ChartView,
    extra: Query | None = None,
    addresses: Parts | None = None,
    tables: Sequence[str] = ALL_TABLES,
) -> None:
    """How this page is reached: “Copy link” among its `actions`, and at its foot what it shows by
    URL (`addresses`; None: its charts), under those filters that act on its `tables`.

    The link has every filter and option, what else the page needs, the section of a chart further
    down that was chosen, and the data's version.
    """
    data, filters = selection().dataset, current()
    query = filters.to_query(data.schema, span())
    for shown in charts:
        query += shown.own_query
    query += extra or []
    query += _section_chosen([shown.chart for shown in charts])
    words = filters.describe(data.schema, span(), acting_on(tables))
    st.caption(f"Data version {data.edition}. Filters: {words}.")
    page_by_url(addresses or partial(of_charts, charts))
    with actions:
        copy_link([*query, (VERSION, data.version)])


def _section_chosen(charts: Sequence[Chart[Any, Any]]) -> Query:
    """The section of a chart that was chosen in place of the first of its group, further down."""
    firsts: dict[str, str] = {}
    for chart in CHARTS.values():
        firsts.setdefault(chart.group, chart.name)
    chosen = [chart for chart in charts if chart.group and firsts[chart.group] != chart.name]
    sections = [section(chart) for chart in chosen]
    return [(SECTION, name) for name in sections if name]
