"""What a request asks for: its query as the rooms behind it read it, and answers as files."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import Response, StreamingResponse

from atlas.answers.asked import AskedChart, AskedFilters, filters_asked
from atlas.answers.tables import page_of
from atlas.dataset.ranges import Texts
from atlas.export.formats import Format
from atlas.export.rows import Rows, csv_pieces
from atlas.settings import public_url
from atlas.web.standing import PUT_RIGHT

HERE = "/api/v1"


def query_of(request: Request) -> Texts:
    """Each key of the query with its values."""
    return {key: request.query_params.getlist(key) for key in request.query_params}


def with_remarks(answer: Response, asked: AskedChart | AskedFilters) -> Response:
    """The answer, saying which settings were out of range and how they are read."""
    if asked.put_right:
        answer.headers[PUT_RIGHT] = "; ".join(asked.put_right)
    return answer


def filtered(answer: Response, request: Request) -> Response:
    """An answer under the filters of a request, saying which of them were out of range."""
    return with_remarks(answer, filters_asked(query_of(request)))


def home(request: Request) -> str:
    """The address of the dashboard, without a slash at its end: the public one, else as asked."""
    return public_url() or f"{request.url.scheme}://{request.url.netloc}{base(request)}"


def base(request: Request) -> str:
    """What stands before every address of ours: the prefix that the routes were mounted below."""
    below: str = request.scope.get("root_path", "")
    return below.removesuffix(HERE)


def file_of(taken: Rows, form: Format, stem: str) -> Response:
    """Rows as a file of a format; CSV is sent while it is written."""
    headers = {"Content-Disposition": named(stem, form.ending)}
    if form.ending == "csv":
        return StreamingResponse(_pieces(taken), media_type=form.mime, headers=headers)
    return Response(form.write(taken), media_type=form.mime, headers=headers)


def _pieces(taken: Rows) -> Iterator[bytes]:
    yield from csv_pieces(taken)


def named(stem: str, ending: str) -> str:
    """The header that gives a file its name where it is saved, and lets a browser show it."""
    return f'inline; filename="{stem}.{ending}"'


def longest_first(formats: Iterable[Format]) -> list[Format]:
    """Formats in the order in which routes are to try their endings.

    After a shorter one, a long ending (`decimal-commas.csv`) would be taken for part of a name.
    """
    return sorted(formats, key=lambda form: len(form.ending), reverse=True)


def rows_page(
    request: Request, taken: Rows, form: Format, stem: str, offset: int, limit: int
) -> Response:
    """A page of rows; its header `Link` leads to the next one, where there is one."""
    page = page_of(taken, offset, limit)
    answer = file_of(page, form, stem)
    following = offset + limit
    if following < len(taken.frame):
        answer.headers["Link"] = f'<{_next(request, following)}>; rel="next"'
    return answer


def _next(request: Request, offset: int) -> str:
    pairs = [pair for pair in request.query_params.multi_items() if pair[0] != "offset"]
    return f"{request.url.path}?{urlencode([*pairs, ('offset', str(offset))])}"
