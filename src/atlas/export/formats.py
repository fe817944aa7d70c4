"""The formats in which things can be taken away, each declared once: rows, graphs, drawings.

Dialogs, addresses and commands read them here. Spreadsheet and graph libraries take longer to
import than a page to show, so a writer is imported when it is asked.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from atlas.charts.chart import Context
    from atlas.charts.network.network_view import Graph
    from atlas.export.rows import Rows


OFFICE = "application/vnd.openxmlformats-officedocument"
# The MIME type of each file that we make, by its ending.
MIMES = {
    "csv": "text/csv",
    "decimal-commas.csv": "text/csv",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "graphml": "application/xml",
    "gexf": "application/xml",
    "html": "text/html",
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "zip": "application/zip",
    "ics": "text/calendar",
    "atom": "application/atom+xml",
    "geojson": "application/geo+json",
    "ftm.json": "application/json+ftm",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
}
# What is not text would only disturb a terminal.
BINARY = ("xlsx", "parquet", "png", "pdf", "pptx", "docx", "zip")
# What a chart is as a drawing: its figure, its page, and the pictures that a browser draws. Its
# JSON is the figure, not the rows.
PICTURES = ("svg", "png", "pdf")
DRAWN = ("json", "html", *PICTURES)


@dataclass(frozen=True)
class Format:
    """A format: its name, the ending of its files, what they hold, and what writes one."""

    name: str
    ending: str
    holds: str
    write: Callable[..., bytes]

    @property
    def mime(self) -> str:
        """The MIME type of its files."""
        return MIMES[self.ending]


def _csv(rows: "Rows") -> bytes:
    from atlas.export.rows import to_csv

    return to_csv(rows)


def _csv_with_decimal_commas(rows: "Rows") -> bytes:
    from atlas.export.rows import to_csv_with_decimal_commas

    return to_csv_with_decimal_commas(rows)


def _xlsx(rows: "Rows") -> bytes:
    from atlas.export.workbook import to_xlsx

    return to_xlsx(rows)


def _json(rows: "Rows") -> bytes:
    from atlas.export.rows import to_json

    return to_json(rows)


def _parquet(rows: "Rows") -> bytes:
    from atlas.export.rows import to_parquet

    return to_parquet(rows)


def _graphml(graph: "Graph", context: "Context[Any]", credit: str, version: str) -> bytes:
    from atlas.export.graphs import to_graphml

    return to_graphml(graph, context, credit, version)


def _gexf(graph: "Graph", context: "Context[Any]", credit: str, version: str) -> bytes:
    from atlas.export.graphs import to_gexf

    return to_gexf(graph, context, credit, version)


def _node_link(graph: "Graph", context: "Context[Any]", credit: str, version: str) -> bytes:
    from atlas.export.graphs import to_node_link

    return to_node_link(graph, context, credit, version)


def _edge_list(graph: "Graph", context: "Context[Any]", credit: str, version: str) -> bytes:
    from atlas.export.graphs import to_edge_list

    return to_edge_list(graph, context, credit, version)


_ROWS = (
    Format(
        "CSV",
        "csv",
        "the rows alone, in UTF-8, for programs and for spreadsheets that write 0.5, which change "
        "no cell of it.",
        _csv,
    ),
    Format(
        "Decimal commas",
        "decimal-commas.csv",
        "the same for spreadsheets that write 0,5 (German, Russian, French, Polish …): cells are "
        "parted by semicolons.",
        _csv_with_decimal_commas,
    ),
    Format(
        "XLSX",
        "xlsx",
        "the rows with real dates and numbers, a sheet of all their sources, and a README with "
        "columns, units, licence and filters.",
        _xlsx,
    ),
    Format(
        "JSON",
        "json",
        "the rows, all their sources, and licence and filters under “about”.",
        _json,
    ),
    Format(
        "Parquet",
        "parquet",
        "the rows with their types, and sources, licence and filters as attributes, for pandas.",
        _parquet,
    ),
)

_GRAPHS = (
    Format(
        "GraphML",
        "graphml",
        "for yEd, Cytoscape, Gephi and networkx.",
        _graphml,
    ),
    Format("GEXF", "gexf", "for Gephi, with the times of ties as a timeline.", _gexf),
    Format(
        "Node-link JSON",
        "json",
        "for networkx and programs of your own: each edge with all its ties.",
        _node_link,
    ),
    Format(
        "Edge list",
        "csv",
        "a row for each tie, as CSV with the columns that Gephi reads.",
        _edge_list,
    ),
)

# By name, in the order in which they are offered.
ROW_FORMATS: dict[str, Format] = {declared.name: declared for declared in _ROWS}
GRAPH_FORMATS: dict[str, Format] = {declared.name: declared for declared in _GRAPHS}


def by_ending(formats: Iterable[Format]) -> dict[str, Format]:
    """The formats by the ending of their files."""
    return {form.ending: form for form in formats}


def of_rows_of_charts() -> list[Format]:
    """The formats of the rows of a chart: those whose ending is not that of its drawing."""
    return [form for form in ROW_FORMATS.values() if form.ending not in DRAWN]
