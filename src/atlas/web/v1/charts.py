"""`/charts` and `/network`: charts as figures, pages, rows and graphs."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from atlas.answers import charts
from atlas.answers.asked import AskedChart
from atlas.dataset.store import one_look
from atlas.export.formats import GRAPH_FORMATS, ROW_FORMATS, Format
from atlas.export.image import captioned
from atlas.export.page import to_html
from atlas.export.picture_frame import SIZES
from atlas.export.rows import rows_of
from atlas.web.own_pages import own_page, page_with_scripts_from
from atlas.web.v1.asked import PUT_RIGHT, base, file_of, named, query_of

router = APIRouter(tags=["Charts"])
Size = Annotated[
    str, Query(pattern=f"^({'|'.join(SIZES)})$", description="Laid out for this kind of picture.")
]
Theme = Annotated[str, Query(pattern="^(light|dark)$", description="Of the network's page.")]
OF_A_CHART = {"x-filters": True, "x-chart": ""}
OF_THE_NETWORK = {"x-filters": True, "x-chart": charts.NETWORK}


def with_remarks(answer: Response, asked: AskedChart) -> Response:
    """The answer, saying which settings were out of range and how they are read."""
    if asked.put_right:
        answer.headers[PUT_RIGHT] = "; ".join(asked.put_right)
    return answer


@router.get("/charts")
@one_look()
def listed() -> Response:
    """Every chart: name, title, page, formats, and its options with the values that they take."""
    return JSONResponse(charts.charts())


@router.get("/charts/{chart}.json", openapi_extra=OF_A_CHART)
@one_look()
def figure(chart: str, request: Request, size: Size = "own") -> Response:
    """The chart as a Plotly figure with its caption."""
    asked = charts.chart(chart, query_of(request))
    drawn = captioned(asked.shown, None, size).to_json()
    answer = Response(drawn, media_type="application/json")
    return with_remarks(answer, asked)


@router.get("/charts/{chart}.html", openapi_extra=OF_A_CHART)
@one_look()
def page(chart: str, request: Request, theme: Theme = "light") -> Response:
    """The chart as an interactive page."""
    asked = charts.chart(chart, query_of(request))
    if asked.shown.chart.own_page:
        # Its number is used once, so nobody may keep it.
        unkept = {"Cache-Control": "no-store"}
        answer = own_page(asked.shown, base(request), unkept, dark=theme == "dark")
    else:
        text = to_html(asked.shown, None).decode()
        answer = page_with_scripts_from("'unsafe-inline'", text, {})
    return with_remarks(answer, asked)


@router.get("/charts/{chart}.csv", openapi_extra=OF_A_CHART)
@one_look()
def as_csv(chart: str, request: Request) -> Response:
    """The rows beneath the chart as CSV: the file that the page saves."""
    return _rows(chart, request, ROW_FORMATS["CSV"])


@router.get("/charts/{chart}.xlsx", openapi_extra=OF_A_CHART)
@one_look()
def as_workbook(chart: str, request: Request) -> Response:
    """The rows beneath the chart as a workbook with their sources."""
    return _rows(chart, request, ROW_FORMATS["XLSX"])


@router.get("/charts/{chart}.parquet", openapi_extra=OF_A_CHART)
@one_look()
def as_parquet(chart: str, request: Request) -> Response:
    """The rows beneath the chart as Parquet, with their types."""
    return _rows(chart, request, ROW_FORMATS["Parquet"])


def _rows(chart: str, request: Request, form: Format) -> Response:
    asked = charts.chart(chart, query_of(request))
    answer = file_of(rows_of(asked.shown, None), form, asked.shown.chart.name)
    return with_remarks(answer, asked)


@router.get("/network.graphml", openapi_extra=OF_THE_NETWORK)
@one_look()
def as_graphml(request: Request) -> Response:
    """The network as GraphML, for yEd, Cytoscape, Gephi and networkx."""
    return _graph(request, "GraphML")


@router.get("/network.gexf", openapi_extra=OF_THE_NETWORK)
@one_look()
def as_gexf(request: Request) -> Response:
    """The network as GEXF with the times of ties, for Gephi."""
    return _graph(request, "GEXF")


@router.get("/network.json", openapi_extra=OF_THE_NETWORK)
@one_look()
def as_node_link(request: Request) -> Response:
    """The network as node-link JSON, each edge with all its ties."""
    return _graph(request, "Node-link JSON")


@router.get("/network.csv", openapi_extra=OF_THE_NETWORK)
@one_look()
def as_edge_list(request: Request) -> Response:
    """The network as a list of edges, with the columns that Gephi reads."""
    return _graph(request, "Edge list")


def _graph(request: Request, form: str) -> Response:
    kind = GRAPH_FORMATS[form]
    content = charts.network(form, query_of(request))
    headers = {"Content-Disposition": named(charts.NETWORK, kind.ending)}
    return Response(content, media_type=kind.mime, headers=headers)
