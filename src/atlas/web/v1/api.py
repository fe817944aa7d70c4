"""The app of `/api/v1`: its routes, its refusals in one sentence, its document."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response

from atlas.answers.asked import NoSuchError, NotUnderstoodError
from atlas.answers.version import program_version
from atlas.datapackage.tables import DataProblemsError
from atlas.dataset.store import one_look
from atlas.values.words import counted, few
from atlas.web.headers import WithHeaders, of_routes, page_policy
from atlas.web.v1 import (
    charts,
    checking,
    embed,
    pictures,
    reading,
    reconcile,
    records,
    tables,
    whole_files,
)
from atlas.web.v1.asked import HERE, base, home
from atlas.web.v1.document import document
from atlas.web.v1.kept import MOST_BYTES, Kept
from atlas.web.v1.sharing import Sharing

ABOUT = (
    "Everything that the dashboard shows, by the names and filters of its own address: a link to a "
    "page becomes a link to its data when its path is changed. Values can be spelled as on screen "
    "or as in the data. Settings of other things are not looked at, so any link can be used. "
    "Answers change only with data, program and query, and carry an ETag."
)
NOWHERE = "There is nothing at {path}; what there is, stands at {here}/docs."


def application(most_bytes: int = MOST_BYTES) -> FastAPI:
    """The app, with a memory of its own of at most so many bytes of answers."""
    app = FastAPI(
        title="China–Russia military cooperation: data by address",
        version=program_version(),
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.add_middleware(Kept, most_bytes=most_bytes)
    app.add_middleware(WithHeaders, headers=of_routes())
    app.add_middleware(Sharing)
    for part in (tables, records, charts, pictures, checking, embed, reconcile, whole_files):
        app.include_router(part.router)
    # Last, because it answers whatever has no route.
    app.include_router(remaining)
    app.add_exception_handler(NoSuchError, no_such)
    app.add_exception_handler(NotUnderstoodError, not_understood)
    app.add_exception_handler(DataProblemsError, problems)
    app.add_exception_handler(RequestValidationError, not_valid)
    return app


remaining = APIRouter(include_in_schema=False)


@remaining.get("/openapi.json")
@one_look()
def described(request: Request) -> Response:
    """The OpenAPI document, with the values that filters, options and rules take."""
    return JSONResponse(document(request.app))


@remaining.get("/docs")
@one_look()
def readable(request: Request) -> Response:
    """The same as a page without a script."""
    text = reading.page(document(request.app), base(request) + HERE, home(request))
    return HTMLResponse(text, headers={"Content-Security-Policy": page_policy("'none'")})


@remaining.get("/{rest:path}")
def nowhere(rest: str, request: Request) -> Response:
    """404 with a sentence that names where the list of addresses is.

    405 where there is an address that is only sent to.
    """
    here = base(request) + HERE
    if rest == "check":
        allow = {"Allow": "POST, OPTIONS"}
        raise HTTPException(405, f"Send a text to {here}/check by POST.", allow)
    raise HTTPException(404, NOWHERE.format(path=f"{here}/{rest}", here=here))


def _refusal(status: int, sentence: str) -> Response:
    return JSONResponse({"detail": sentence}, status)


def no_such(request: Request, error: Exception) -> Response:
    """404 for a name that is not there; the sentence names those that are."""
    return _refusal(404, str(error))


def not_understood(request: Request, error: Exception) -> Response:
    """400 for a setting that is not understood; the sentence names what is allowed."""
    return _refusal(400, str(error))


def problems(request: Request, error: Exception) -> Response:
    """503 without valid data."""
    assert isinstance(error, DataProblemsError)
    number = counted(len(error.problems), "problems")
    return _refusal(503, f"The data have {number}; the first: {error.problems[0]}")


def not_valid(request: Request, error: Exception) -> Response:
    """400 for a value of the wrong form; the sentence names the key and what it takes."""
    assert isinstance(error, RequestValidationError)
    faults = error.errors()
    given = few([*map(_given, faults)])
    takes = "; ".join(map(_takes, faults))
    return _refusal(400, f"Not understood: {given}. {takes}.")


def _given(fault: Mapping[str, Any]) -> str:
    key = fault["loc"][-1]
    return f"{key} is missing" if fault["type"] == "missing" else f"{key}={fault['input']}"


def _takes(fault: Mapping[str, Any]) -> str:
    """What a key takes, by the rule that its value breaks."""
    key, bounds = fault["loc"][-1], fault.get("ctx", {})
    match fault["type"]:
        case "greater_than_equal":
            return f"{key} takes {bounds['ge']:,} or more"
        case "less_than_equal":
            return f"{key} takes {bounds['le']:,} at most"
        case "string_too_long":
            return f"{key} takes {counted(bounds['max_length'], 'characters')} at most"
        case "string_pattern_mismatch":
            names = bounds["pattern"].strip("^()$").split("|")
            return f"{key} takes: {', '.join(names)}"
        case "missing":
            return f"{key} takes a text"
    # What is left is a number that is none: keys of the address are texts and whole numbers.
    return f"{key} takes a whole number"


v1 = application()
