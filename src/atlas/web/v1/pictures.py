"""Charts as SVG, PNG and PDF, drawn by a browser on this machine, one at a time."""

from collections.abc import Callable
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from atlas.answers import charts
from atlas.charts.chart_view import ChartView
from atlas.dataset.store import one_look
from atlas.export.browser import IsWanted
from atlas.export.drawn import images
from atlas.export.formats import MIMES
from atlas.export.image import captioned
from atlas.export.page import to_pdf
from atlas.web.printing import printed
from atlas.web.v1.asked import named, query_of, with_remarks
from atlas.web.v1.charts import OF_A_CHART, Size

router = APIRouter(tags=["Pictures"])
Scale = Annotated[int, Query(ge=1, le=4, description="Pixels of the file for each of the chart.")]
Draw = Callable[[ChartView, IsWanted], bytes]


@router.get("/charts/{chart}.svg", openapi_extra=OF_A_CHART)
async def as_svg(chart: str, request: Request, size: Size = "own") -> Response:
    """The chart as SVG with its caption."""
    return await _drawn(chart, request, "svg", partial(_picture, "svg", size, 1))


@router.get("/charts/{chart}.png", openapi_extra=OF_A_CHART)
async def as_png(chart: str, request: Request, size: Size = "own", scale: Scale = 2) -> Response:
    """The chart as PNG with its caption."""
    return await _drawn(chart, request, "png", partial(_picture, "png", size, scale))


@router.get("/charts/{chart}.pdf", openapi_extra=OF_A_CHART)
async def as_pdf(chart: str, request: Request) -> Response:
    """The chart as a page of PDF."""
    return await _drawn(chart, request, "pdf", _paper)


def _picture(ending: str, size: str, scale: int, shown: ChartView, is_wanted: IsWanted) -> bytes:
    (content,) = images([captioned(shown, None, size)], ending, scale, is_wanted)
    return content


def _paper(shown: ChartView, is_wanted: IsWanted) -> bytes:
    return to_pdf(shown, None, is_wanted)


async def _drawn(chart: str, request: Request, ending: str, draw: Draw) -> Response:
    make = partial(_made, chart, request, ending, draw)
    unprinted = partial(_unprinted, chart, request, ending)
    what = "PDF" if ending == "pdf" else "picture"
    return await printed(request, what, make, unprinted)


def _made(chart: str, request: Request, ending: str, draw: Draw, is_wanted: IsWanted) -> Response:
    asked = charts.chart(chart, query_of(request))
    headers = {"Content-Disposition": named(asked.shown.chart.name, ending)}
    content = draw(asked.shown, is_wanted)
    answer = Response(content, media_type=MIMES[ending], headers=headers)
    return with_remarks(answer, asked)


@one_look()
def _unprinted(chart: str, request: Request, ending: str) -> Response:
    asked = charts.chart(chart, query_of(request))
    return with_remarks(Response(media_type=MIMES[ending]), asked)
