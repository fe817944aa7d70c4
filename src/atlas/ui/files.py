"""“Download”: what a chart or a table can be taken away as, made when it is asked for.

The dialog is filled when it is opened, and a file is built at the click, not before.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from atlas.briefing.items import COUNTS, Item, of_chart, of_count
from atlas.charts.chart_view import ChartView, selected, span
from atlas.charts.file_names import file_stem
from atlas.dataset.credit import credit_in
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters
from atlas.dataset.selection import Selection
from atlas.export.formats import GRAPH_FORMATS, ROW_FORMATS, Format
from atlas.ui import pictures
from atlas.ui.basket import add_button
from atlas.ui.by_address import chart_by_url, table_by_url
from atlas.ui.cite import cite_chart
from atlas.ui.embed import embed
from atlas.ui.file_lines import file_button, line
from atlas.ui.state import current
from atlas.ui.text import plain
from atlas.values.words import counted

if TYPE_CHECKING:
    from atlas.export.rows import Rows

DISPLAYED, ALL = "displayed", "all"
DISPLAYED_OR_ALL = (
    "Displayed: the rows under the filters. All: every row of the sources used, whatever the "
    "other filters."
)


@dataclass(frozen=True)
class RowSet:
    """Rows to take away: which (`displayed`, `all` or nothing), how many, the name of their file,
    and what makes them.
    """

    which: str
    count: int
    stem: str
    make: "Callable[[], Rows]"

    @property
    def button(self) -> str:
        """What stands on its button, after the format."""
        if self.which == ALL:
            return f"all {self.count:,}"
        return f"{self.count:,} {self.which}" if self.which else counted(self.count, "rows")


@dataclass(frozen=True)
class Table:
    """A table that belongs to no chart.

    `make` gives its `count` rows at the click; `sources` speak in it, `tables` are those it is made
    from. `every` makes the same table of a whole dataset, where there is more than the filters
    leave.
    """

    name: str
    title: str
    make: Callable[[], pd.DataFrame]
    count: int
    sources: str
    selection: Selection
    tables: tuple[str, ...]
    every: Callable[[Dataset], pd.DataFrame] | None = None


def chart_files(shown: ChartView) -> None:
    """What takes a chart away, cites it, puts it into a briefing and onto another page."""
    button_that_opens(shown.chart.name, shown.chart.title, partial(_chart_dialog, shown))
    cite_chart(shown)
    add_button(shown.chart.name, partial(_item, shown))
    embed(shown)


def _item(shown: ChartView) -> Item:
    """A chart as an item of a briefing; of exercises by rule, the count."""
    return of_count(shown) if shown.chart.name == COUNTS else of_chart(shown)


def table_files(
    name: str,
    title: str,
    frame: pd.DataFrame,
    sources: str,
    selection: Selection,
    tables: tuple[str, ...],
    every: Callable[[Dataset], pd.DataFrame] | None = None,
) -> None:
    """What takes a table away that is shown whole; the fields of `Table`."""
    files_of(Table(name, title, lambda: frame, len(frame), sources, selection, tables, every))


def files_of(table: Table) -> None:
    """What takes a table away of which the page may show a part."""
    button_that_opens(table.name, table.title, partial(_table_dialog, table))


def button_that_opens(name: str, title: str, fill: Callable[[], None]) -> None:
    if st.button("Download", key=f"download-{name}", icon=":material/download:"):
        st.dialog(plain(f"Download: {title}"), width="medium")(fill)()


def _table_dialog(table: Table) -> None:
    displayed = DISPLAYED if table.every else ""
    row_sets = [_row_set(table, displayed, current(), table.selection, table.sources)]
    if table.every:
        everything = selected(current().whole)
        rows = table.every(everything.dataset)
        whole = Table(
            table.name, table.title, lambda: rows, len(rows), "", everything, table.tables
        )
        sources = f"{len(everything.dataset.sources):,} sources used"
        row_sets.append(_row_set(whole, ALL, current().whole, everything, sources))
    row_buttons(row_sets, table.name)
    table_by_url(table.name)


def _row_set(
    table: Table, which: str, filters: Filters, selection: Selection, sources: str
) -> RowSet:
    dataset, today = selection.dataset, _today()
    about = {
        "Title": table.title,
        "Filters": filters.describe(dataset.schema, span()),
        "Sources": sources or "none",
    }
    low, high = filters.years or span()
    words = [table.name, filters.evidence, f"{low}-{high}"]
    if which:
        words.append(f"{which}-rows")
    words.append(today.isoformat())
    make = partial(_credited_rows, table, about, dataset, today)
    return RowSet(which, table.count, "_".join(words), make)


def _credited_rows(table: Table, about: dict[str, str], dataset: Dataset, today: date) -> "Rows":
    """The rows of a file, with the credit line that those in it ask for."""
    from atlas.export.rows import rows

    frame = table.make()
    line = credit_in(frame, dataset.sources)
    if line:
        about = {**about, "Credit": line}
    return rows(frame, about, dataset, tables=table.tables, on=today)


def _chart_dialog(shown: ChartView) -> None:
    """A chart as image and page, its rows as tables; the network also as a graph."""
    today = _today()
    pictures.pictures(shown, today)
    page_button(shown.chart.name, file_stem(shown, today), partial(_html, shown, today))
    row_sets = [_chart_rows(shown, DISPLAYED, today), _chart_rows(shown.whole, ALL, today)]
    row_buttons(row_sets, shown.chart.name)
    if shown.chart.is_graph:
        _graph_buttons(shown, today)
    chart_by_url(shown)
    lines = (f"Sources: {shown.sources or 'none'}.", _licence(), shown.credit)
    st.caption(plain(" ".join(line for line in lines if line)))


def page_button(name: str, stem: str, make: Callable[[], bytes]) -> None:
    """The button of an interactive page; `name` tells it from others, `stem` names the file."""
    st.markdown("#### Interactive page")
    page = Format(
        "HTML",
        "html",
        "the chart as one page that opens without a network, with what each mark says when "
        "pointed at.",
        make,
    )
    button = partial(file_button, "HTML", page, stem, make, f"HTML-{name}")
    line(page, [button])


def _html(shown: ChartView, today: date) -> bytes:
    # Imported at the click: what writes pages takes longer to import than a page to show.
    from atlas.export.page import to_html

    return to_html(shown, today)


def _chart_rows(shown: ChartView, which: str, today: date) -> RowSet:
    from atlas.export.rows import rows_of

    stem = file_stem(shown, today, f"{which}-rows")
    return RowSet(which, shown.rows, stem, partial(rows_of, shown, today))


def row_buttons(row_sets: Sequence[RowSet], key: str) -> None:
    """A line for each format, in it a button for each set of rows."""
    st.markdown("#### Rows")
    if len(row_sets) > 1:
        st.caption(DISPLAYED_OR_ALL)
    for kind in ROW_FORMATS.values():
        buttons = [partial(_row_button, kind, rows, key) for rows in row_sets]
        line(kind, buttons)


def _row_button(kind: Format, rows: RowSet, key: str) -> None:
    def written() -> bytes:
        return kind.write(rows.make())

    label = f"{kind.name}, {rows.button}"
    file_button(label, kind, rows.stem, written, f"{kind.name}-{rows.which or 'rows'}-{key}")


def _graph_buttons(shown: ChartView, today: date) -> None:
    st.markdown("#### Graph")
    nodes, edges = len(shown.view.nodes), len(shown.view.edges)
    st.caption(f"{nodes:,} nodes and {edges:,} edges, as displayed.")
    for kind in GRAPH_FORMATS.values():
        written = partial(
            kind.write, shown.view, shown.context, shown.credit, shown.dataset.edition
        )
        # A list of edges has the ending of the rows, and needs a name of its own.
        word = "edges" if kind.ending == "csv" else ""
        stem = file_stem(shown, today, word)
        key = f"{kind.name.replace(' ', '-')}-{shown.chart.name}"
        line(kind, [partial(file_button, kind.name, kind, stem, written, key)])


def _licence() -> str:
    from atlas.export.rows import LICENCE

    return f"Licence: {LICENCE}."


def _today() -> date:
    return datetime.now(UTC).date()
