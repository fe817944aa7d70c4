"""Routes of comparisons: two sides of a chart as one picture, and as a page of PDF."""

from datetime import UTC, date, datetime
from functools import partial

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from atlas.answers.asked import what_they_take
from atlas.charts.chart_view import span
from atlas.charts.compare.asked import Asked, allowed, pair_of
from atlas.charts.compare.pair import Pair
from atlas.datapackage.tables import DataProblemsError
from atlas.dataset.filters import choices, from_query
from atlas.dataset.ranges import YEARS, Texts, within
from atlas.dataset.store import dataset, one_look
from atlas.export.browser import IsWanted
from atlas.export.formats import MIMES
from atlas.export.pair import captioned_pair, pair_stem, pair_to_pdf
from atlas.export.picture_frame import SIZES
from atlas.values.words import few
from atlas.web.printing import PDF, printed, saved
from atlas.web.standing import PUT_RIGHT, standing

pairs = APIRouter()
SIZE = "size"


@pairs.get("/compare.json")
@one_look()
def compared(request: Request, size: str = "own") -> Response:
    """Two sides of a chart as one Plotly figure with its caption, laid out for a size of pictures.

    400 for a setting that is not understood, 503 without valid data.
    """
    asked = _asked(request)
    if size not in SIZES:
        asked.ignored.append(f"{SIZE}={size}")
    _refuse(asked)
    drawn = captioned_pair(asked.value, _today(), size)
    return Response(drawn.to_json(), media_type=MIMES["json"], headers=_headers(asked))


@pairs.get("/compare.pdf")
async def paper(request: Request) -> Response:
    """Two sides of a chart as a page of PDF, printed by a browser on this machine.

    400 for a setting that is not understood; else as for the PDF of a chart.
    """
    return await printed(request, "PDF", partial(_paper, request), partial(_unprinted, request))


@one_look()
def _unprinted(request: Request) -> Response:
    asked = _asked(request)
    _refuse(asked)
    return Response(media_type=PDF, headers=_headers(asked))


def _paper(request: Request, is_wanted: IsWanted) -> Response:
    asked = _asked(request)
    _refuse(asked)
    pair: Pair = asked.value
    content = pair_to_pdf(pair, _today(), is_wanted)
    return saved(content, pair_stem(pair, _today()), _headers(asked))


def _asked(request: Request) -> Asked:
    """The two sides that an address asks for, what is not understood and what was put right."""
    query: Texts = {key: request.query_params.getlist(key) for key in request.query_params}
    try:
        schema = dataset().schema
        query, put_right = within(query, choices(schema), span())
        filters, unknown = from_query(query, schema, span())
        asked = pair_of(query, filters)
    except DataProblemsError as error:
        raise HTTPException(503, f"The data have a problem: {error.problems[0]}") from None
    return Asked(asked.value, [*unknown, *asked.ignored], [*put_right, *asked.put_right])


def _headers(asked: Asked) -> dict[str, str]:
    """Headers that say of which data an answer is made, and what was put right."""
    headers = standing()
    if asked.put_right:
        headers[PUT_RIGHT] = "; ".join(asked.put_right)
    return headers


def _refuse(asked: Asked) -> None:
    """400 with what is not understood, and what that takes."""
    if not asked.ignored:
        return
    pair: Pair = asked.value
    of_filters = {**choices(dataset().schema), YEARS: [str(year) for year in span()]}
    takes = what_they_take(
        asked.ignored,
        {**of_filters, SIZE: SIZES, **allowed(pair.chart, pair.by)},
    )
    raise HTTPException(400, f"Not understood: {few(asked.ignored)}. {takes}".strip())


def _today() -> date:
    return datetime.now(UTC).date()
