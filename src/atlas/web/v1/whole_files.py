"""`/exercises.ics`, `/changes.atom`, `/places.geojson`, `/entities.ftm.json`, `/bundle.zip`."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from atlas.answers import files
from atlas.dataset.store import one_look
from atlas.export.formats import MIMES
from atlas.web.v1.asked import filtered, home, named, query_of

router = APIRouter(tags=["Whole files"])
FILTERED = {"x-filters": True}
Rows = Annotated[str, Query(description="displayed: under the filters; all: whatever they are.")]


@router.get("/exercises.ics", openapi_extra=FILTERED)
@one_look()
def calendar(request: Request) -> Response:
    """The exercises as a calendar that programs subscribe to; rough dates say “about”."""
    content = files.calendar(query_of(request), home(request))
    return _file(content, "exercises.ics", request)


@router.get("/changes.atom", openapi_extra=FILTERED)
@one_look()
def feed(request: Request) -> Response:
    """What has changed, an entry for each record and version, for a feed reader."""
    content = files.feed(query_of(request), home(request))
    return _file(content, "changes.atom", request)


@router.get("/places.geojson", openapi_extra={**FILTERED, "x-chart": files.PLACES})
@one_look()
def places(request: Request) -> Response:
    """Places with what happened there, for programs of maps."""
    content = files.places(query_of(request))
    return _file(content, "places.geojson", request)


@router.get("/entities.ftm.json", openapi_extra=FILTERED)
@one_look()
def entities(request: Request) -> Response:
    """Organisations with sanctions, owners and supplies: FollowTheMoney, a line of JSON each."""
    content = files.entities(query_of(request), home(request))
    return _file(content, "entities.ftm.json", request)


@router.get("/bundle.zip", openapi_extra=FILTERED)
@one_look()
def bundle(request: Request, rows: Rows = files.DISPLAYED) -> Response:
    """A valid data package of what may be passed on, with codebook, licences and hashes."""
    content = files.bundle(query_of(request), home(request))
    return _file(content, "bundle.zip", request)


def _file(content: bytes, name: str, request: Request) -> Response:
    stem, _, ending = name.partition(".")
    headers = {"Content-Disposition": named(stem, ending)}
    file = Response(content, media_type=MIMES[ending], headers=headers)
    return filtered(file, request)
