"""Routes of comparisons: two sides of a chart as one picture."""

from datetime import UTC, datetime

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from atlas.charts.chart_view import span
from atlas.charts.compare.asked import pair_of
from atlas.datapackage.tables import DataProblemsError
from atlas.dataset.filters import choices, from_query
from atlas.dataset.ranges import Texts, within
from atlas.dataset.store import dataset, one_look
from atlas.export.pair import captioned_pair
from atlas.export.picture_frame import SIZES

pairs = APIRouter()


@pairs.get("/compare.json")
@one_look()
def compared(request: Request, size: str = "own") -> Response:
    """Two sides of a chart as one Plotly figure with its caption, laid out for a size of pictures.

    400 for a setting that is not understood, 503 without valid data.
    """
    query: Texts = {key: request.query_params.getlist(key) for key in request.query_params}
    try:
        schema = dataset().schema
        query, _ = within(query, choices(schema), span())
        filters, unknown = from_query(query, schema, span())
        asked = pair_of(query, filters)
    except DataProblemsError as error:
        raise HTTPException(503, f"The data have a problem: {error.problems[0]}") from None
    ignored = [*unknown, *asked.ignored]
    if size not in SIZES:
        ignored.append(f"size={size}")
    if ignored:
        raise HTTPException(400, f"Not understood: {', '.join(ignored)}.")
    drawn = captioned_pair(asked.value, datetime.now(UTC).date(), size)
    return Response(drawn.to_json(), media_type="application/json")
