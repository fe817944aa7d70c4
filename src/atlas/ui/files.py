"""“Download”: what a chart or a table can be taken away as, made when it is asked for; a file is built at the click, not before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from importlib import import_module
from typing import Any

import pandas as pd
import streamlit as st

from atlas.charts.chart_view import ChartView, file_stem, selected, span
from atlas.dataset.credit import credit_in
from atlas.dataset.dataset import Dataset
from atlas.dataset.selection import Selection
from atlas.ui import pictures
from atlas.ui.cite import cite_chart
from atlas.ui.state import current
from atlas.ui.text import plain

FORMATS = {
    "CSV": ("text/csv", "the rows alone, in UTF-8, for any spreadsheet or program."),
    "XLSX": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "the rows, and a sheet README with columns, units, sources, licence and filters.",
    ),
    "JSON": ("application/json", "the rows, and sources, licence and filters under “about”."),
    "Parquet": (
        "application/vnd.apache.parquet",
        "the rows with their types, and sources, licence and filters as attributes, for pandas.",
    ),
}
GRAPH_FORMATS = {
    "GraphML": ("graphml", "application/xml", "for yEd, Cytoscape, Gephi and networkx."),
    "GEXF": ("gexf", "application/xml", "for Gephi."),
    "Edge list": (
        "csv",
        "text/csv",
        "a row for each tie, as CSV with the columns that Gephi reads.",
    ),
}
WIDTHS = [5, 3, 3]
Frames = Callable[[Dataset], pd.DataFrame]


@dataclass(frozen=True)
class Lot:
    """Some rows to take away: in a word which, how many, the name of their file, and how they are made."""

    word: str
    count: int
    stem: str
    rows: Callable[[], Any]


def chart_files(shown: ChartView) -> None:
    """What takes a chart away, and how to cite it."""
    name = shown.chart.name
    with st.container(horizontal=True, vertical_alignment="center"):
        _opens(name, shown.chart.title, partial(_chart, shown))
        cite_chart(shown)


def table_files(
    name: str,
    title: str,
    frame: pd.DataFrame,
    sources: str,
    selection: Selection,
    tables: tuple[str, ...],
    every: Frames | None = None,
) -> None:
    """A table that belongs to no chart; `sources` speak in it, `tables` are those it is made from, `every` makes it of a whole dataset."""
    files_of(name, title, lambda: frame, len(frame), sources, selection, tables, every)


def files_of(
    name: str,
    title: str,
    make: Callable[[], pd.DataFrame],
    count: int,
    sources: str,
    selection: Selection,
    tables: tuple[str, ...],
    every: Frames | None = None,
) -> None:
    """The same for a table of `count` rows of which the page shows a part: `make` gives all of them, at the click."""

    def _lots() -> list[Lot]:
        shown = _lot(
            "displayed" if every else "", name, title, make, count, sources, selection, tables
        )
        if every is None:
            return [shown]
        whole = selected(current().whole)
        rows = every(whole.dataset)
        voices = f"{len(whole.dataset.sources):,} sources of the evidence base"
        return [shown, _lot("all", name, title, lambda: rows, len(rows), voices, whole, tables)]

    _opens(name, title, lambda: _rows(_lots(), name))


def _opens(name: str, title: str, fill: Callable[[], None]) -> None:
    """The button that opens the dialog; what is in the dialog is not made before."""
    if st.button("Download", key=f"download-{name}", icon=":material/download:"):
        st.dialog(plain(f"Download: {title}"), width="medium")(fill)()


def _lot(
    word: str,
    name: str,
    title: str,
    make: Callable[[], pd.DataFrame],
    count: int,
    sources: str,
    selection: Selection,
    tables: tuple[str, ...],
) -> Lot:
    filters, dataset, today = (
        current().whole if word == "all" else current(),
        selection.dataset,
        _today(),
    )
    low, high = filters.years or span()
    told = {
        "Title": title,
        "Filters": filters.describe(dataset.schema, span()),
        "Sources": sources or "none",
    }
    rows = partial(
        _credited,
        make,
        told,
        dataset.sources,
        schema=dataset.schema,
        tables=tables,
        version=dataset.edition,
        on=today,
    )
    said = [
        name,
        filters.evidence,
        f"{low}-{high}",
        *([f"{word}-rows"] if word else []),
        today.isoformat(),
    ]
    return Lot(word, count, "_".join(said), rows)


def _credited(
    make: Callable[[], pd.DataFrame], told: dict[str, str], sources: pd.DataFrame, **named: object
) -> Any:
    """The rows of a file, with the credit line that those in it ask for."""
    frame = make()
    line = credit_in(frame, sources)
    return _made("rows", frame, told | ({"Credit": line} if line else {}), **named)


def _chart(shown: ChartView) -> None:
    """A chart as image and page, its rows as tables; the network also as a graph."""
    today, name = _today(), shown.chart.name
    pictures.pictures(shown, today)
    st.markdown("#### Interactive page")
    held = "the chart as one page that opens without a network, with what each mark says when pointed at."
    page = partial(_write, "page", "html", shown, today)
    _line(
        "HTML",
        held,
        lambda: _button(
            "HTML", page, f"{file_stem(shown, today)}.html", "text/html", f"HTML-{name}"
        ),
    )
    lots = [
        Lot(
            word,
            one.rows,
            file_stem(one, today, f"{word}-rows"),
            partial(_made, "rows_of", one, today),
        )
        for word, one in (("displayed", shown), ("all", shown.whole))
    ]
    _rows(lots, name)
    if shown.chart.is_graph:
        _graph(shown, today)
    st.caption(
        plain(
            " ".join(
                filter(None, [f"Sources: {shown.sources or 'none'}.", _licence(), shown.credit])
            )
        )
    )


def _rows(lots: list[Lot], key: str) -> None:
    st.markdown("#### Rows")
    if len(lots) > 1:
        st.caption(
            "Displayed: the rows under the filters. All: every row of the evidence base, whatever the other filters."
        )
    for kind, (mime, told) in FORMATS.items():
        _line(kind, told, *(partial(_taken, kind, mime, lot, key) for lot in lots))


def _taken(kind: str, mime: str, lot: Lot, key: str) -> None:
    held = (
        f"all {lot.count:,}"
        if lot.word == "all"
        else f"{lot.count:,} {lot.word or ('row' if lot.count == 1 else 'rows')}"
    )
    _button(
        f"{kind}, {held}",
        partial(_table, kind, lot.rows),
        f"{lot.stem}.{kind.lower()}",
        mime,
        f"{kind}-{lot.word or 'rows'}-{key}",
    )


def _graph(shown: ChartView, today: date) -> None:
    st.markdown("#### Graph")
    st.caption(
        f"{len(shown.view.nodes):,} nodes and {len(shown.view.edges):,} edges, as displayed."
    )
    for kind, (ending, mime, told) in GRAPH_FORMATS.items():
        write = partial(
            _write,
            "graphs",
            kind.lower().replace(" ", "_"),
            shown.view,
            shown.context,
            shown.credit,
            shown.selection.dataset.edition,
        )
        stem = file_stem(shown, today, "edges" if ending == "csv" else "")
        _line(
            kind,
            told,
            partial(
                _button,
                kind,
                write,
                f"{stem}.{ending}",
                mime,
                f"{kind.replace(' ', '-')}-{shown.chart.name}",
            ),
        )


def _line(kind: str, told: str, *buttons: Callable[[], None]) -> None:
    """A format: what its file holds, and its buttons, one beneath another on a phone."""
    words, *places = st.columns(WIDTHS, vertical_alignment="center")
    words.markdown(f"**{kind}**: {told}")
    for place, button in zip(places, buttons, strict=False):
        with place:
            button()


def _button(label: str, data: Callable[[], bytes], name: str, mime: str, key: str) -> None:
    st.download_button(label, data, name, mime, key=key, on_click="ignore", width="stretch")


def _write(module: str, kind: str, *given: object) -> bytes:
    """A file by the writer of its format, imported at the click: spreadsheets and graphs take longer to import than a page to show."""
    written: bytes = getattr(import_module(f"atlas.export.{module}"), f"to_{kind.lower()}")(*given)
    return written


def _made(make: str, *given: object, **named: object) -> Any:
    return getattr(import_module("atlas.export.rows"), make)(*given, **named)


def _table(kind: str, rows: Callable[[], Any]) -> bytes:
    return _write("rows", kind, rows())


def _licence() -> str:
    return f"Licence: {import_module('atlas.export.rows').LICENCE}."


def _today() -> date:
    return datetime.now(UTC).date()
