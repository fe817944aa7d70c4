"""The pieces that pages are made of: coverage, chart, table, downloads."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from functools import partial
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from plotly.graph_objects import Figure

from atlas.charts.theme import CONFIG, TABLES, legible
from atlas.export.files import to_csv, to_html
from atlas.export.graphs import to_gexf, to_graphml
from atlas.export.workbook import to_json, to_parquet, to_xlsx
from atlas.filters import Query
from atlas.selection import Selection
from atlas.shown import CHARTS, Shown, chart_choices, file_stem, options_of, selected, span
from atlas.ui.copy_link import copy_link
from atlas.ui.image_buttons import image_buttons
from atlas.ui.state import NOT_UNDERSTOOD, asked, current, take_over
from atlas.ui.text import plain
from atlas.views.network import Graph
from atlas.views.transfers import joint, left_out

GRAPH_HEIGHT = 640
ADDRESS = "/evidence?record="
ALL_TABLES = tuple(TABLES)
FORMATS: dict[str, tuple[str, Callable[[Shown, date], bytes]]] = {
    "HTML": ("text/html", to_html),
    "CSV": ("text/csv", lambda shown, on: to_csv(shown.table)),
    "XLSX": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
    "JSON": ("application/json", to_json),
    "Parquet": ("application/vnd.apache.parquet", to_parquet),
}
GRAPH_FORMATS: dict[str, Callable[[Graph], bytes]] = {"GraphML": to_graphml, "GEXF": to_gexf}


def selection() -> Selection:
    """The dataset under the sidebar's filters."""
    return selected(current())


def coverage(tables: Sequence[str]) -> None:
    """How many records of these tables are shown, and what each filter hides."""
    st.caption(plain(selection().coverage(tables).sentence()))


def chart(name: str) -> Shown:
    """One chart with its options, its sentence, its downloads and its table; returns what is shown."""
    made = CHARTS[name]
    st.subheader(made.title, anchor=name)
    shown = Shown(made, current(), _options(name))
    if shown.empty:
        empty(shown)
        return shown
    st.caption(plain(shown.takeaway))
    _drawing(shown)
    _downloads(shown)
    with st.expander(f"Table: the {len(shown.table):,} rows behind this chart", expanded=False):
        table(shown.table, f"Rows behind the chart {made.title}")
    return shown


def _options(name: str) -> Any:
    """The chart's options as widgets bound to the address; choices that only one value is left of are not asked."""
    made = CHARTS[name]
    choices = chart_choices(made, selection().dataset)
    _, ignored = options_of(made, selection().dataset, asked())
    if ignored:
        st.warning(plain(f"Left out, so its default holds: {', '.join(ignored)}."), title=NOT_UNDERSTOOD)
    for key, known in choices.items():
        take_over(key, known)
    offered = [field for field in fields(made.options) if len(choices[field.name]) > 1]
    if not offered:
        return made.options()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        return made.options(**{one.name: _choice(one.metadata["title"], choices[one.name], one.name, str(one.default)) for one in offered})


def _choice(title: str, known: dict[str, str], key: str, default: str) -> str:
    if len(known) <= 4:
        chosen = st.segmented_control(title, list(known), format_func=known.__getitem__, key=key, default=default, required=True, bind="query-params")
        return chosen or default
    return st.selectbox(title, list(known), format_func=known.__getitem__, key=key, bind="query-params")


def _drawing(shown: Shown) -> None:
    if isinstance(shown.view, Graph):
        address = f"/api/charts/{shown.chart.name}.html?{urlencode([*shown.query, ('theme', 'dark' if _dark() else 'light')])}"
        # A frame that is sent elsewhere adds a step to the browser's history, a new frame does not: Back stays the page's own.
        with st.container(key=f"frame-{sha256(address.encode()).hexdigest()[:12]}"):
            st.iframe(address, height=GRAPH_HEIGHT, alt=shown.takeaway)
        return
    figure = legible(Figure(shown.figure), dark=_dark())
    st.plotly_chart(figure, key=f"chart-{shown.chart.name}", alt=shown.takeaway, config=CONFIG)


def _dark() -> bool:
    return st.context.theme.type == "dark"


def _downloads(shown: Shown) -> None:
    """Buttons for every format; a file is built at the click, not before."""
    today = datetime.now(UTC).date()
    stem = file_stem(shown, today)
    with st.container(horizontal=True, vertical_alignment="center"):
        image_buttons(f"/api/charts/{shown.chart.name}.json?{urlencode(shown.query)}", stem, key=f"images-{shown.chart.name}")
        for kind, (mime, write) in FORMATS.items():
            _file(kind, partial(write, shown, today), stem, mime, shown)
        for kind, save in GRAPH_FORMATS.items() if isinstance(shown.view, Graph) else ():
            _file(kind, partial(save, shown.view), stem, "application/xml", shown)
    st.caption(f"Tables and graphs hold the {len(shown.table):,} rows behind this chart; images and HTML hold the chart.")


def _file(kind: str, data: Callable[[], bytes], stem: str, mime: str, shown: Shown) -> None:
    rows = "the interactive chart" if kind == "HTML" else f"{len(shown.table):,} rows"
    name = f"{stem}.{kind.lower()}"
    st.download_button(
        kind, data, name, mime, key=f"{kind}-{shown.chart.name}", on_click="ignore", icon=":material/download:",
        help=f"Download {rows} as {kind}",
    )  # fmt: skip


def table(frame: pd.DataFrame, alt: str) -> None:
    """A frame of a view as a table; where it has ids, each row leads to the evidence on its record."""
    columns = {}
    if "Id" in frame:
        frame = frame.assign(Id=ADDRESS + frame["Id"])
        columns = {"Id": st.column_config.LinkColumn("Evidence", display_text="Open record")}
    st.dataframe(frame, hide_index=True, alt=alt, placeholder="", column_config=columns, height=min(38 + 35 * max(len(frame), 1), 600))


def empty(shown: Shown) -> None:
    """Say that nothing is in view, and which filter hides it."""
    st.info(plain(f"{shown.coverage.sentence()} Filters: {shown.sentence}."), title="Nothing in view")


def counts() -> None:
    """How many records of each table are in view, and how many sources speak."""
    data = selection().dataset
    with st.container(horizontal=True):
        for one in data.schema.sheets:
            st.metric(one.title, len(data[one.name]), border=True, width=150)
        st.metric("Sources", len(data.sources), border=True, width=150)


def joint_programmes(flows: Shown) -> None:
    """The transfers that the flow chart does not draw: how many and why, and those without a direction as a table."""
    text = left_out(flows.selection.dataset, flows.options)
    rows = joint(flows.selection.dataset)
    if text:
        st.caption(text)
    if len(rows):
        st.markdown("#### Joint programmes and transfers without a direction")
        table(rows, "Joint programmes and transfers without a direction")


def onward() -> None:
    """Links to the other pages, the filters with them; none where a page runs without the navigation."""
    with st.container(horizontal=True):
        for page in st.session_state.get("onward", []):
            st.page_link(page)


def link(*charts: Shown, extra: Query | None = None) -> None:
    """“Copy link” to this page: every filter, every option of its charts, and what else it needs."""
    data = selection().dataset
    own = [pair for shown in charts for pair in shown.own_query]
    copy_link([*current().to_query(data.schema, span()), *own, *(extra or [])])
    st.caption(f"Data version {data.version}. Filters: {current().describe(data.schema, span())}.")
