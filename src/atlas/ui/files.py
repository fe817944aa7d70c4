"""Download buttons: each says what its file holds and how many rows; a file is built at the click, not before."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from atlas.export.graphs import to_gexf, to_graphml
from atlas.export.page import to_html
from atlas.export.rows import Rows, rows, rows_of, to_csv, to_json, to_parquet, to_xlsx
from atlas.selection import Selection
from atlas.shown import Shown, file_stem, span
from atlas.ui.image_buttons import image_buttons
from atlas.ui.state import current
from atlas.views.network import Graph

FORMATS: dict[str, tuple[str, Callable[[Rows], bytes]]] = {
    "CSV": ("text/csv", to_csv),
    "XLSX": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
    "JSON": ("application/json", to_json),
    "Parquet": ("application/vnd.apache.parquet", to_parquet),
}
GRAPH_FORMATS: dict[str, Callable[[Graph], bytes]] = {"GraphML": to_graphml, "GEXF": to_gexf}


def chart_files(shown: Shown) -> None:
    """The chart as image and page, its rows as tables; the network also as a graph."""
    today = _today()
    stem, name = file_stem(shown, today), shown.chart.name
    with st.container(horizontal=True, vertical_alignment="center"):
        image_buttons(f"/api/charts/{name}.json?{urlencode(shown.query)}", stem, key=f"images-{name}")
        _button("HTML", "HTML", partial(to_html, shown, today), stem, "text/html", name, "the interactive chart")
        _table_buttons(lambda: rows_of(shown, today), shown.rows, stem, name)
        for kind, save in GRAPH_FORMATS.items() if isinstance(shown.view, Graph) else ():
            about = f"{len(shown.view.nodes):,} nodes and {len(shown.view.edges):,} edges"
            _button(kind, kind, partial(save, shown.view), stem, "application/xml", name, about)


def table_files(name: str, title: str, frame: pd.DataFrame, sources: str, selection: Selection, tables: tuple[str, ...]) -> None:
    """A table that belongs to no chart, in every format; `sources` are those that speak in it, `tables` those it is made from."""
    today, dataset = _today(), selection.dataset
    low, high = current().years or span()
    told = {"Title": title, "Filters": current().describe(dataset.schema, span()), "Sources": sources or "none"}
    taken = partial(rows, frame, told, schema=dataset.schema, tables=tables, version=dataset.version, on=today)
    with st.container(horizontal=True, vertical_alignment="center"):
        _table_buttons(taken, len(frame), f"{name}_{current().evidence}_{low}-{high}_{today.isoformat()}", name)


def _table_buttons(taken: Callable[[], Rows], count: int, stem: str, key: str) -> None:
    noun = "row" if count == 1 else "rows"
    for kind, (mime, write) in FORMATS.items():
        _button(f"{kind}, {count:,} {noun}", kind, lambda write=write: write(taken()), stem, mime, key, f"{count:,} {noun}")  # type: ignore[misc]


def _button(label: str, kind: str, data: Callable[[], bytes], stem: str, mime: str, key: str, holds: str) -> None:
    st.download_button(
        label, data, f"{stem}.{kind.lower()}", mime, key=f"{kind}-{key}", on_click="ignore", icon=":material/download:",
        help=f"Download {holds} as {kind}",
    )  # fmt: skip


def _today() -> date:
    return datetime.now(UTC).date()
