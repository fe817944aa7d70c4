"""Download buttons: each says what its file holds and how many rows; a file is built at the click, not before."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from importlib import import_module
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from atlas.credit import credit_in
from atlas.selection import Selection
from atlas.shown import Shown, file_stem, span
from atlas.ui.cite import cite_chart
from atlas.ui.image_buttons import image_buttons
from atlas.ui.state import current
from atlas.views.network import Graph

FORMATS = {
    "CSV": "text/csv",
    "XLSX": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "JSON": "application/json",
    "Parquet": "application/vnd.apache.parquet",
}
GRAPH_FORMATS = ("GraphML", "GEXF")


def _write(module: str, kind: str, *given: object) -> bytes:
    """A file by the writer of its format, imported at the click: spreadsheets and graphs take longer to import than a page to show."""
    written: bytes = getattr(import_module(f"atlas.export.{module}"), f"to_{kind.lower()}")(*given)
    return written


def _rows(make: str, *given: object, **named: object) -> Any:
    return getattr(import_module("atlas.export.rows"), make)(*given, **named)


def chart_files(shown: Shown) -> None:
    """The chart as image and page, its rows as tables; the network also as a graph; how to cite it."""
    today = _today()
    stem, name, edition = file_stem(shown, today), shown.chart.name, shown.selection.dataset.edition
    with st.container(horizontal=True, vertical_alignment="center"):
        image_buttons(f"/api/charts/{name}.json?{urlencode(shown.query)}", stem, key=f"images-{name}")
        _button("HTML", "HTML", partial(_write, "page", "HTML", shown, today), stem, "text/html", name, "the interactive chart")
        _table_buttons(partial(_rows, "rows_of", shown, today), shown.rows, stem, name)
        for kind in GRAPH_FORMATS if isinstance(shown.view, Graph) else ():
            about = f"{len(shown.view.nodes):,} nodes and {len(shown.view.edges):,} edges"
            _button(kind, kind, partial(_write, "graphs", kind, shown.view, shown.credit, edition), stem, "application/xml", name, about)
        cite_chart(shown)


def table_files(name: str, title: str, frame: pd.DataFrame, sources: str, selection: Selection, tables: tuple[str, ...]) -> None:
    """A table that belongs to no chart, in every format; `sources` are those that speak in it, `tables` those it is made from."""
    files_of(name, title, lambda: frame, len(frame), sources, selection, tables)


def files_of(
    name: str, title: str, make: Callable[[], pd.DataFrame], count: int, sources: str, selection: Selection, tables: tuple[str, ...]
) -> None:
    """The same for a table of `count` rows of which the page shows a part: `make` gives all of them, at the click."""
    today, dataset = _today(), selection.dataset
    low, high = current().years or span()
    told = {"Title": title, "Filters": current().describe(dataset.schema, span()), "Sources": sources or "none"}
    taken = partial(_credited, make, told, dataset.sources, schema=dataset.schema, tables=tables, version=dataset.edition, on=today)
    with st.container(horizontal=True, vertical_alignment="center"):
        _table_buttons(taken, count, f"{name}_{current().evidence}_{low}-{high}_{today.isoformat()}", name)


def _credited(make: Callable[[], pd.DataFrame], told: dict[str, str], sources: pd.DataFrame, **named: object) -> Any:
    """The rows of a file, with the credit line that those in it ask for."""
    frame = make()
    line = credit_in(frame, sources)
    return _rows("rows", frame, told | ({"Credit": line} if line else {}), **named)


def _table_buttons(taken: Callable[[], Any], count: int, stem: str, key: str) -> None:
    noun = "row" if count == 1 else "rows"
    for kind, mime in FORMATS.items():
        _button(f"{kind}, {count:,} {noun}", kind, partial(_table, kind, taken), stem, mime, key, f"{count:,} {noun}")


def _table(kind: str, taken: Callable[[], Any]) -> bytes:
    return _write("rows", kind, taken())


def _button(label: str, kind: str, data: Callable[[], bytes], stem: str, mime: str, key: str, holds: str) -> None:
    st.download_button(
        label, data, f"{stem}.{kind.lower()}", mime, key=f"{kind}-{key}", on_click="ignore", icon=":material/download:",
        help=f"Download {holds} as {kind}",
    )  # fmt: skip


def _today() -> date:
    return datetime.now(UTC).date()
