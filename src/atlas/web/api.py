"""Routes beside the dashboard: charts at stable addresses, and the scripts that they need."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from secrets import token_urlsafe
from typing import Annotated

from fastapi import FastAPI, HTTPException, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from atlas.charts.chart_view import ChartView, file_stem, selected, span
from atlas.charts.choices import options_of
from atlas.charts.registry import CHARTS, FORMER_NAMES
from atlas.datapackage.tables import DataProblemsError
from atlas.dataset.filters import from_query
from atlas.dataset.store import dataset, one_look
from atlas.export import assets
from atlas.export.browser import NotPrintedError, installed
from atlas.export.image import SIZES, captioned
from atlas.export.page import to_html, to_pdf
from atlas.web.headers import OwnHeaders, page_policy

api = FastAPI(title="Charts of China–Russia military cooperation", docs_url=None, redoc_url=None)
api.add_middleware(OwnHeaders)
files = FastAPI(openapi_url=None)
files.add_middleware(OwnHeaders)

Size = Annotated[str, Query(pattern=f"^({'|'.join(SIZES)})$")]
Theme = Annotated[str, Query(pattern="^(light|dark)$")]


def _shown(name: str, request: Request) -> ChartView:
    """The chart that an address asks for.

    404 for an unknown chart, 400 for a setting that is not understood, 503 without valid data.
    """
    name = FORMER_NAMES.get(name, name)
    if name not in CHARTS:
        raise HTTPException(404, f"There is no chart {name!r}; there are: {', '.join(CHARTS)}.")
    query = {key: request.query_params.getlist(key) for key in request.query_params}
    try:
        filters, ignored = from_query(query, dataset().schema, span())
        options, unknown = options_of(CHARTS[name], selected(filters).dataset, query)
    except DataProblemsError as error:
        raise HTTPException(
            503, f"The data have {len(error.problems):,} problems; the first: {error.problems[0]}"
        ) from None
    if ignored or unknown:
        raise HTTPException(400, f"Not understood: {', '.join([*ignored, *unknown])}.")
    return ChartView(CHARTS[name], filters, options)


@api.get("/charts/{name}.json")
@one_look()
def figure(name: str, request: Request, size: Size = "own") -> Response:
    """The chart as a Plotly figure with its caption.

    It is laid out for an image of its own size, a slide or a square.
    """
    drawn = captioned(_shown(name, request), _today(), size)
    return Response(drawn.to_json(), media_type="application/json")


@api.get("/charts/{name}.pdf")
@one_look()
def paper(name: str, request: Request) -> Response:
    """The chart as a page of PDF, printed by a browser on this machine.

    501 where there is no browser, 503 where it fails.
    """
    shown = _shown(name, request)
    today = _today()
    try:
        content = to_pdf(shown, today)
    except NotPrintedError as error:
        status = 503 if installed() else 501
        raise HTTPException(status, str(error)) from None
    file_name = f"{file_stem(shown, today)}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{file_name}"'}
    return Response(content, media_type="application/pdf", headers=headers)


@api.get("/charts/{name}.html")
@one_look()
def page(name: str, request: Request, theme: Theme = "light") -> HTMLResponse:
    """The chart as an interactive page."""
    shown = _shown(name, request)
    if shown.chart.own_page:
        return _own_page(shown, shown.chart.own_page, dark=theme == "dark")
    text = to_html(shown, _today()).decode()
    return _page_with_scripts_from("'unsafe-inline'", text)


def _own_page(shown: ChartView, write: Callable[..., str], *, dark: bool) -> HTMLResponse:
    # The page links its large script, so that a new filter costs kilobytes.
    nonce = token_urlsafe(16)
    text = write(
        shown.view,
        shown.context,
        shown.chart.title,
        shown.takeaway,
        script_url=assets.url(assets.VIS),
        dark=dark,
        nonce=nonce,
        credit=shown.credit,
    )
    return _page_with_scripts_from(f"'self' 'nonce-{nonce}'", text)


def _page_with_scripts_from(sources: str, text: str) -> HTMLResponse:
    return HTMLResponse(text, headers={"Content-Security-Policy": page_policy(sources)})


def _today() -> date:
    return datetime.now(UTC).date()


@files.get("/{version}/{name}")
def script(version: str, name: str) -> FileResponse:
    """A script of an installed package; it never changes under its address."""
    if assets.VERSIONS.get(name) != version:
        raise HTTPException(404, "There is no such script.")
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return FileResponse(assets.FILES[name], media_type="text/javascript", headers=headers)
