"""The formats in which rows and graphs can be taken away, each declared once.

Spreadsheet and graph libraries take longer to import than a page to show, so a writer is imported
when it is asked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from atlas.charts.chart import Context
    from atlas.charts.network.network_view import Graph
    from atlas.export.rows import Rows


@dataclass(frozen=True)
class Format:
    """A format: its name, the ending and MIME type of its files, what they hold, and what writes
    one.
    """

    name: str
    ending: str
    mime: str
    holds: str
    write: Callable[..., bytes]


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
        "text/csv",
        "the rows alone, in UTF-8, for programs and for spreadsheets that write 0.5, which change "
        "no cell of it.",
        _csv,
    ),
    Format(
        "Decimal commas",
        "decimal-commas.csv",
        "text/csv",
        "the same for spreadsheets that write 0,5 (German, Russian, French, Polish …): cells are "
        "parted by semicolons.",
        _csv_with_decimal_commas,
    ),
    Format(
        "XLSX",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "the rows with real dates and numbers, a sheet of all their sources, and a README with "
        "columns, units, licence and filters.",
        _xlsx,
    ),
    Format(
        "JSON",
        "json",
        "application/json",
        "the rows, all their sources, and licence and filters under “about”.",
        _json,
    ),
    Format(
        "Parquet",
        "parquet",
        "application/vnd.apache.parquet",
        "the rows with their types, and sources, licence and filters as attributes, for pandas.",
        _parquet,
    ),
)

_GRAPHS = (
    Format(
        "GraphML",
        "graphml",
        "application/xml",
        "for yEd, Cytoscape, Gephi and networkx.",
        _graphml,
    ),
    Format(
        "GEXF", "gexf", "application/xml", "for Gephi, with the times of ties as a timeline.", _gexf
    ),
    Format(
        "Node-link JSON",
        "json",
        "application/json",
        "for networkx and programs of your own: each edge with all its ties.",
        _node_link,
    ),
    Format(
        "Edge list",
        "csv",
        "text/csv",
        "a row for each tie, as CSV with the columns that Gephi reads.",
        _edge_list,
    ),
)

ROW_FORMATS: dict[str, Format] = {declared.name: declared for declared in _ROWS}
GRAPH_FORMATS: dict[str, Format] = {declared.name: declared for declared in _GRAPHS}
