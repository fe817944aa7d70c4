"""`/tables`: which tables there are, and each as a file."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from atlas.answers import tables
from atlas.dataset.store import one_look
from atlas.export.formats import ROW_FORMATS, Format
from atlas.records.statements import COLUMNS_BY_KEY, WORDS
from atlas.web.v1.asked import file_of, filtered, longest_first, query_of, rows_page

MOST_ROWS = 10_000
router = APIRouter(tags=["Tables"])
NARROWED = {
    "x-filters": True,
    "parameters": [
        {
            "name": WORDS,
            "in": "query",
            "required": False,
            "description": "Words that a statement has somewhere (of the table evidence).",
            "schema": {"type": "string"},
        },
        *(
            {
                "name": key,
                "in": "query",
                "required": False,
                "description": f"{column} of a statement, as its rows spell it (of the table "
                "evidence).",
                "schema": {"type": "array", "items": {"type": "string"}},
            }
            for key, column in COLUMNS_BY_KEY.items()
        ),
    ],
}
Offset = Annotated[int, Query(ge=0, description="How many rows to leave out before the first.")]
Limit = Annotated[int, Query(ge=1, le=MOST_ROWS, description="How many rows at most.")]


@router.get("/tables", openapi_extra={"x-filters": True})
@one_look()
def listed(request: Request) -> Response:
    """Every table: name, title, what it holds, and how many rows the filters leave."""
    every = tables.tables(query_of(request))
    return filtered(JSONResponse(every), request)


@router.get("/tables/{table}.json", openapi_extra=NARROWED)
@one_look()
def as_json(table: str, request: Request, offset: Offset = 0, limit: Limit = MOST_ROWS) -> Response:
    """A page of the rows, all their sources, and licence and filters under “about”.

    The header “Link” leads to the next page.
    """
    taken = tables.table(table, query_of(request))
    page = rows_page(request, taken, ROW_FORMATS["JSON"], table, offset, limit)
    return filtered(page, request)


def _file(form: Format) -> Callable[..., Response]:
    """What answers with the rows of a table in a format."""

    @one_look()
    def answer(table: str, request: Request) -> Response:
        taken = tables.table(table, query_of(request))
        return filtered(file_of(taken, form, table), request)

    return answer


for form in longest_first(ROW_FORMATS.values()):
    # JSON is answered page by page, above.
    if form.ending != "json":
        router.add_api_route(
            f"/tables/{{table}}.{form.ending}",
            _file(form),
            name=f"Table as {form.name}",
            description=f"All rows under the filters. {form.name}: {form.holds}",
            openapi_extra=NARROWED,
        )
