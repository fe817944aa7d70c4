"""Routes beside the dashboard: charts at stable addresses, and the scripts that they need."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Annotated

from fastapi import FastAPI, HTTPException, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from atlas.answers.asked import NoSuchError, NotUnderstoodError, chart_asked
from atlas.charts.chart_view import ChartView
from atlas.charts.file_names import file_stem
from atlas.datapackage.tables import DataProblemsError
from atlas.dataset.store import one_look
from atlas.export import assets
from atlas.export.browser import IsWanted
from atlas.export.formats import MIMES
from atlas.export.image import captioned
from atlas.export.page import to_html, to_pdf
from atlas.export.picture_frame import SIZES
from atlas.values.words import counted
from atlas.web.headers import WithHeaders, of_routes
from atlas.web.own_pages import own_page, page_with_scripts_from
from atlas.web.pairs import pairs
from atlas.web.printing import PDF, printed, saved
from atlas.web.standing import PUT_RIGHT, standing

api = FastAPI(title="Charts of China–Russia military cooperation", docs_url=None, redoc_url=None)
api.add_middleware(WithHeaders, headers=of_routes())
api.include_router(pairs)
files = FastAPI(openapi_url=None)
files.add_middleware(WithHeaders, headers=of_routes())

API = "/api"

Size = Annotated[str, Query(pattern=f"^({'|'.join(SIZES)})$")]
Theme = Annotated[str, Query(pattern="^(light|dark)$")]


@dataclass(frozen=True)
class Asked:
    """The chart that an address asks for, and headers that say what the answer rests on."""

    shown: ChartView
    headers: dict[str, str]


def _asked(name: str, request: Request) -> Asked:
    """What an address asks for.

    404 for an unknown chart, 400 for a setting that is not understood, 503 without valid data.
    """
    query = {key: request.query_params.getlist(key) for key in request.query_params}
    try:
        asked = chart_asked(name, query)
        headers = standing()
    except NoSuchError as error:
        raise HTTPException(404, str(error)) from None
    except NotUnderstoodError as error:
        raise HTTPException(400, str(error)) from None
    except DataProblemsError as error:
        number = counted(len(error.problems), "problems")
        raise HTTPException(
            503, f"The data have {number}; the first: {error.problems[0]}"
        ) from None
    if asked.put_right:
        headers[PUT_RIGHT] = "; ".join(asked.put_right)
    return Asked(asked.shown, headers)


@api.get("/charts/{name}.json")
@one_look()
def figure(name: str, request: Request, size: Size = "own") -> Response:
    """The chart as a Plotly figure with its caption.

    It is laid out for an image of its own size, a slide or a square.
    """
    asked = _asked(name, request)
    drawn = captioned(asked.shown, _today(), size)
    return Response(drawn.to_json(), media_type=MIMES["json"], headers=asked.headers)


@api.get("/charts/{name}.pdf")
async def paper(name: str, request: Request) -> Response:
    """The chart as a page of PDF, printed by a browser on this machine.

    403 for a page of another site, 501 where there is no browser, 503 where it fails or where too
    many wait for theirs.
    """
    make = partial(_paper, name, request)
    unprinted = partial(_paper_unprinted, name, request)
    return await printed(request, "PDF", make, unprinted)


@one_look()
def _paper_unprinted(name: str, request: Request) -> Response:
    headers = _asked(name, request).headers
    return Response(media_type=PDF, headers=headers)


def _paper(name: str, request: Request, is_wanted: IsWanted) -> Response:
    asked = _asked(name, request)
    today = _today()
    content = to_pdf(asked.shown, today, is_wanted)
    return saved(content, file_stem(asked.shown, today), asked.headers)


@api.get("/charts/{name}.html")
@one_look()
def page(name: str, request: Request, theme: Theme = "light") -> HTMLResponse:
    """The chart as an interactive page."""
    asked = _asked(name, request)
    if asked.shown.chart.own_page:
        return own_page(asked.shown, _base(request), asked.headers, dark=theme == "dark")
    text = to_html(asked.shown, _today()).decode()
    return page_with_scripts_from("'unsafe-inline'", text, asked.headers)


def _base(request: Request) -> str:
    """What stands before every address of ours: the prefix that the routes were mounted below."""
    below: str = request.scope.get("root_path", "")
    return below.removesuffix(API)


def _today() -> date:
    return datetime.now(UTC).date()


@api.get("/{rest:path}")
def nowhere(rest: str, request: Request) -> Response:
    """404 with a sentence that names where the list of addresses is."""
    here = f"{_base(request)}{API}"
    raise HTTPException(
        404, f"There is nothing at {here}/{rest}; what there is, stands at {here}/v1/docs."
    )


@files.get("/{version}/{name}")
def script(version: str, name: str) -> FileResponse:
    """A script of an installed package; it never changes under its address."""
    if assets.VERSIONS.get(name) != version:
        raise HTTPException(404, "There is no such script.")
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return FileResponse(assets.FILES[name], media_type="text/javascript", headers=headers)
