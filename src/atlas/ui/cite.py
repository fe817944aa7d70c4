"""“Cite”: how to cite what is shown, as text to copy and as files; made when it is opened, not before."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from atlas.charts.chart_view import VERSION, ChartView, address, selected, span
from atlas.dataset.filters import Query
from atlas.dataset.store import dataset
from atlas.ui.state import current

FORMATS = {
    "bib": ("BibTeX", "application/x-bibtex"),
    "ris": ("RIS", "application/x-research-info-systems"),
    "json": ("CSL-JSON", "application/json"),
}
LONG = 220


def cite_chart(shown: ChartView) -> None:
    """How to cite a chart as it is shown."""
    _cite("Cite", shown.chart.name, lambda on: _make("of_chart", shown, home(shown.chart.page), on))


def cite_record(identifier: str) -> None:
    """How to cite what the chosen sources say of a record."""
    data, filters = selected(current()).dataset, current()
    query = [*filters.to_query(data.schema, span()), ("record", identifier)]
    _cite(
        "Cite this record",
        f"record-{identifier}",
        lambda on: _make(
            "of_record",
            data,
            identifier,
            _link("evidence", query),
            filters.describe(data.schema, span()),
            on,
        ),
    )


def cite_data() -> None:
    """How to cite the whole data set, whatever the filters."""
    _cite(
        "Cite the whole data set",
        "data",
        lambda on: _make("of_data", dataset(), _link("sources", [], to=""), on),
    )


def home(page: str) -> str:
    """The address of the dashboard as this reader has it, without the page that they are on; blank where there is no browser."""
    parts = urlsplit(st.context.url or "")
    path = parts.path.rstrip("/")
    path = path.removesuffix(f"/{page}") if page else path
    return f"{parts.scheme}://{parts.netloc}{path}" if parts.netloc else ""


def _link(page: str, query: Query, to: str | None = None) -> str:
    return home(page) + address(page if to is None else to, [*query, (VERSION, dataset().version)])


def _make(kind: str, *given: object) -> Any:
    return getattr(import_module("atlas.export.cite"), kind)(*given)


def _cite(label: str, key: str, make: Callable[[date], Any]) -> None:
    held = st.popover(label, icon=":material/format_quote:", key=f"cite-{key}", on_change="rerun")
    if not held.open:
        return
    today = datetime.now(UTC).date()
    citation = make(today)
    with held:
        _files(citation.works, f"cite-{citation.work.id}_{today.isoformat()}", key)
        st.caption("Short, for a caption or a note")
        st.code(_make("short", citation), language=None, wrap_lines=True)
        st.caption("Full, with the link and every source")
        st.code(_make("full", citation), language=None, wrap_lines=True, height=LONG)


def _files(works: Sequence[Any], stem: str, key: str) -> None:
    held = f"{len(works):,} {'reference' if len(works) == 1 else 'references'}"
    with st.container(horizontal=True):
        for ending, (name, mime) in FORMATS.items():
            st.download_button(
                name,
                partial(_write, ending, works),
                f"{stem}.{ending}",
                mime,
                key=f"{name}-{key}",
                on_click="ignore",
                icon=":material/download:",
                help=f"Download {held} as {name}",
            )


def _write(ending: str, works: Sequence[Any]) -> bytes:
    written: bytes = getattr(import_module("atlas.export.cite_formats"), f"to_{ending}")(works)
    return written
