"""`/records`, `/search`, `/count`, `/sources`, `/changes`, `/version`: answers as JSON."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from atlas.answers import changing, counting, records, searching, sources, version
from atlas.dataset.store import one_look
from atlas.web.v1.asked import filtered, query_of

MOST_CHANGES = 1_000
router = APIRouter(tags=["Entries and sources"])
Wanted = Annotated[str, Query(max_length=1_000, description="Any name of an entry, in any script.")]
Most = Annotated[int, Query(ge=1, le=searching.MOST, description="How many hits at most.")]
Rule = Annotated[str, Query(description="A counting rule; blank: the filters alone.")]
Since = Annotated[str, Query(description="A version of the data; blank: every change.")]
Offset = Annotated[int, Query(ge=0, description="How many to leave out before the first.")]
Limit = Annotated[int, Query(ge=1, le=MOST_CHANGES, description="How many at most.")]


@router.get("/records/{identifier}", openapi_extra={"x-filters": ["evidence", "kind"]})
@one_look()
def record(identifier: str, request: Request) -> Response:
    """One entry: facts with all evidence, disagreements, what it is tied to, its sources."""
    name = identifier.removesuffix(".json")
    return JSONResponse(records.record(name, query_of(request)))


@router.get("/search", openapi_extra={"x-filters": ["evidence", "kind"]})
@one_look()
def search(request: Request, q: Wanted = "", limit: Most = 20) -> Response:
    """The entries that a text names, the best first."""
    return JSONResponse(searching.search_for(q, query_of(request), limit))


@router.get("/count", openapi_extra={"x-filters": True, "x-chart": counting.CHART})
@one_look()
def count(request: Request, rule: Rule = "") -> Response:
    """How many exercises a rule counts, which they are, and which each step leaves out."""
    counted = counting.count(rule, query_of(request))
    return filtered(JSONResponse(counted), request)


@router.get("/sources", openapi_extra={"x-filters": True})
@one_look()
def listed_sources(request: Request) -> Response:
    """The sources in order of rank, each with the number of entries in view that it speaks of."""
    listed = sources.sources(query_of(request))
    return filtered(JSONResponse(listed), request)


@router.get("/changes.json", openapi_extra={"x-filters": True})
@one_look()
def changes(
    request: Request, since: Since = "", offset: Offset = 0, limit: Limit = MOST_CHANGES
) -> Response:
    """What has changed in the data after a version, the newest first; `total` changes in all."""
    whole = changing.changes(query_of(request), since)
    every = whole["changes"]
    part = every[offset : offset + limit]
    return filtered(JSONResponse({**whole, "total": len(every), "changes": part}), request)


@router.get("/version")
@one_look()
def versions() -> Response:
    """Versions of data and program, and how many entries there are of each table."""
    return JSONResponse(version.versions())
