"""`/reconcile`: matches a column of names to our records, as OpenRefine asks for it."""

import json
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from atlas.answers import reconciling
from atlas.answers.asked import NotUnderstoodError
from atlas.dataset.ranges import Texts
from atlas.dataset.store import one_look
from atlas.web.v1.asked import home, query_of

router = APIRouter(tags=["Reconciliation"])
FORM = "application/x-www-form-urlencoded"
QUERIES, MOST_FIELDS = "queries", 10
Prefix = Annotated[str, Query(max_length=1_000, description="How its name begins.")]
Queries = Annotated[
    str,
    Query(description='A batch as JSON: {"q0": {"query": "Rostec"}}; blank: the manifest.'),
]
BODY: dict[str, Any] = {
    "required": True,
    "content": {
        FORM: {"schema": {"type": "object", "properties": {QUERIES: {"type": "string"}}}},
    },
}


@router.get("/reconcile")
@one_look()
def service(request: Request, queries: Queries = "") -> Response:
    """The manifest of the service, or candidates for a batch of queries."""
    query = query_of(request)
    if queries:
        return JSONResponse(reconciling.reconciled(_batch(queries), query))
    return JSONResponse(reconciling.manifest(home(request), query))


@router.post("/reconcile", openapi_extra={"requestBody": BODY})
async def batch(request: Request) -> Response:
    """Candidates for a batch of queries, sent as a form."""
    try:
        fields = parse_qs((await request.body()).decode(), max_num_fields=MOST_FIELDS)
    except ValueError:
        raise NotUnderstoodError("The form cannot be read.") from None
    if QUERIES not in fields:
        raise NotUnderstoodError(f"Send a form with the field “{QUERIES}”.")
    text = fields[QUERIES][-1]
    content = await run_in_threadpool(_reconciled, text, query_of(request))
    return JSONResponse(content, headers={"Cache-Control": "no-store"})


@one_look()
def _reconciled(text: str, query: Texts) -> dict[str, Any]:
    return reconciling.reconciled(_batch(text), query)


@router.get("/reconcile/suggest/entity")
@one_look()
def entities(request: Request, prefix: Prefix = "") -> Response:
    """Entries whose names begin so."""
    return JSONResponse(reconciling.suggested(prefix, query_of(request)))


@router.get("/reconcile/suggest/type")
@one_look()
def types(request: Request, prefix: Prefix = "") -> Response:
    """Types of entries whose names have these letters."""
    return JSONResponse(reconciling.suggested_types(prefix, query_of(request)))


def _batch(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise NotUnderstoodError(f"The field “{QUERIES}” is no JSON.") from None
