"""`/reconcile`: matches a column of names to our records, as OpenRefine asks for it."""

import json
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool

from atlas.answers import extending, reconciling
from atlas.answers.asked import NotUnderstoodError
from atlas.charts import theme
from atlas.dataset.ranges import Texts
from atlas.dataset.store import one_look
from atlas.web.headers import NOTHING, ancestors
from atlas.web.v1.asked import home, query_of

router = APIRouter(tags=["Reconciliation"])
FORM = "application/x-www-form-urlencoded"
QUERIES, EXTEND, MOST_FIELDS = "queries", "extend", 10
# The window of OpenRefine, which runs on its reader's machine, shows previews in frames.
MACHINE = "http://localhost:* http://127.0.0.1:*"
Prefix = Annotated[str, Query(max_length=1_000, description="How its name begins.")]
Queries = Annotated[
    str,
    Query(description='A batch as JSON: {"q0": {"query": "Rostec"}}; blank: the manifest.'),
]
Extend = Annotated[
    str,
    Query(
        description='Columns for records: {"ids": ["rostec"], "properties": [{"id": "country"}]}'
    ),
]
Kind = Annotated[str, Query(max_length=100, description="A type, as the manifest names it.")]
Id = Annotated[str, Query(max_length=1_000, description="The id of an entry.")]
Limit = Annotated[int | None, Query(ge=1, description="How many at most.")]
_pages = Environment(
    loader=PackageLoader("atlas.web", "v1"), undefined=StrictUndefined, autoescape=True
)
FIELDS = {name: {"type": "string"} for name in (QUERIES, EXTEND)}
BODY: dict[str, Any] = {
    "required": True,
    "content": {
        FORM: {"schema": {"type": "object", "properties": FIELDS}},
    },
}


@router.get("/reconcile")
@one_look()
def service(request: Request, queries: Queries = "", extend: Extend = "") -> Response:
    """The manifest of the service, candidates for a batch of queries, or columns for records.

    A candidate’s score is the likeness of its name to the query, from 0 to 100. Each further column
    (`properties`: [{"pid": "country", "v": "Russia"}]) that says the same as ours adds 10, each
    that says something else takes 10, and one of which we know nothing does neither. Its `features`
    are the likeness, as `name`, and whether each column that we know says the same, by its id.
    """
    query = query_of(request)
    fields = {QUERIES: queries, EXTEND: extend}
    asked = {name: text for name, text in fields.items() if text}
    if asked:
        return JSONResponse(_answered(asked, query))
    return JSONResponse(reconciling.manifest(home(request), query))


@router.post("/reconcile", openapi_extra={"requestBody": BODY})
async def batch(request: Request) -> Response:
    """Candidates for a batch of queries or columns for records, sent as a form."""
    try:
        fields = parse_qs((await request.body()).decode(), max_num_fields=MOST_FIELDS)
    except ValueError:
        raise NotUnderstoodError("The form cannot be read.") from None
    asked = {name: fields[name][-1] for name in (QUERIES, EXTEND) if name in fields}
    if not asked:
        raise NotUnderstoodError(f"Send a form with the field “{QUERIES}” or “{EXTEND}”.")
    content = await run_in_threadpool(_answered, asked, query_of(request))
    return JSONResponse(content, headers={"Cache-Control": "no-store"})


@one_look()
def _answered(asked: Mapping[str, str], query: Texts) -> dict[str, Any]:
    """Candidates where they are asked for, else columns."""
    if QUERIES in asked:
        return reconciling.reconciled(_batch(QUERIES, asked[QUERIES]), query)
    return extending.extended(_batch(EXTEND, asked[EXTEND]), query)


@router.get("/reconcile/properties")
@one_look()
def proposed(request: Request, type: Kind = "", limit: Limit = None) -> Response:
    """The columns that entries of a type can be extended by."""
    return JSONResponse(reconciling.proposed(type, limit, query_of(request)))


@router.get("/reconcile/preview")
@one_look()
def preview(request: Request, id: Id) -> Response:
    """An entry in a small window: its name, what it is, what it rests on."""
    shown = extending.preview(id, query_of(request))
    text = _pages.get_template("preview.html").render(
        **shown,
        link=f"{home(request)}/evidence?{urlencode({'record': id})}",
        # Names of fonts, whose quotes are to stay.
        font=Markup(theme.FILE_FONT),  # nosec B704
        quiet=theme.QUIET,
        ink=theme.PAGE["light"]["ink"],
        ground=theme.PAGE["light"]["back"],
    )
    policy = f"{NOTHING}; {ancestors()} {MACHINE}; style-src 'unsafe-inline'"
    return HTMLResponse(text, headers={"Content-Security-Policy": policy})


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


@router.get("/reconcile/suggest/property")
@one_look()
def properties(request: Request, prefix: Prefix = "") -> Response:
    """Columns whose names have these letters."""
    return JSONResponse(extending.suggested_properties(prefix, query_of(request)))


def _batch(field: str, text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise NotUnderstoodError(f"The field “{field}” is no JSON.") from None
