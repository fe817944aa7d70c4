"""`/charts` and `/network`: charts as figures, pages, rows and graphs."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from atlas.answers import charts
from atlas.dataset.store import one_look
from atlas.export.formats import GRAPH_FORMATS, MIMES, Format, of_rows_of_charts
from atlas.export.image import captioned
from atlas.export.page import to_html
from atlas.export.picture_frame import SIZES
from atlas.export.rows import rows_of
from atlas.web.own_pages import own_page, page_with_scripts_from
from atlas.web.v1.asked import base, file_of, longest_first, named, query_of, with_remarks

router = APIRouter(tags=["Charts"])
Size = Annotated[
    str, Query(pattern=f"^({'|'.join(SIZES)})$", description="Laid out for this kind of picture.")
]
Theme = Annotated[str, Query(pattern="^(light|dark)$", description="Of the network's page.")]
OF_A_CHART = {"x-filters": True, "x-chart": ""}
OF_THE_NETWORK = {"x-filters": True, "x-chart": charts.NETWORK}


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
    answer = Response(drawn, media_type=MIMES["json"])
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
    answer.headers["Content-Disposition"] = named(asked.shown.chart.name, "html")
    return with_remarks(answer, asked)


def _rows(form: Format) -> Callable[..., Response]:
    """What answers with the rows of a chart in a format."""

    @one_look()
    def answer(chart: str, request: Request) -> Response:
        asked = charts.chart(chart, query_of(request))
        rows = file_of(rows_of(asked.shown, None), form, asked.shown.chart.name)
        return with_remarks(rows, asked)

    return answer


def _graph(form: Format) -> Callable[..., Response]:
    """What answers with the network in a format."""

    @one_look()
    def answer(request: Request) -> Response:
        query = query_of(request)
        content = charts.network(form, query)
        headers = {"Content-Disposition": named(charts.NETWORK, form.ending)}
        graph = Response(content, media_type=form.mime, headers=headers)
        return with_remarks(graph, charts.chart(charts.NETWORK, query))

    return answer


for form in longest_first(of_rows_of_charts()):
    router.add_api_route(
        f"/charts/{{chart}}.{form.ending}",
        _rows(form),
        name=f"Chart as {form.name}",
        description=f"The rows beneath the chart. {form.name}: {form.holds}",
        openapi_extra=OF_A_CHART,
    )
for form in GRAPH_FORMATS.values():
    router.add_api_route(
        f"/network.{form.ending}",
        _graph(form),
        name=f"Network as {form.name}",
        description=f"The network. {form.name}: {form.holds}",
        openapi_extra=OF_THE_NETWORK,
    )
