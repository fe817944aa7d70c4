"""Streamlit's first page has our style in its head, packed or not; nothing else is touched."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from atlas.web.shell import LOOK, SHEET, Shell

FIRST = '<html><head><title>A</title></head><body><div id="root"></div></body></html>'
CHART = "<html><head></head><body>A chart</body></html>"


async def _answer(request: Request) -> Response:
    path = request.url.path
    if path == "/parts":
        return StreamingResponse(iter([FIRST[:30], FIRST[30:]]), media_type="text/html")
    if path == "/chart":
        return HTMLResponse(CHART)
    if path == "/missing":
        return HTMLResponse(FIRST, status_code=404)
    return PlainTextResponse(FIRST) if path == "/text" else HTMLResponse(FIRST)


@pytest.fixture
def client() -> TestClient:
    route = Route("/{path:path}", _answer, methods=["GET", "POST"])
    packed = Middleware(GZipMiddleware, minimum_size=1)
    app = Starlette(routes=[route], middleware=[Middleware(Shell), packed])
    return TestClient(app, headers={"accept": "text/html,*/*", "accept-encoding": "gzip"})


@pytest.mark.parametrize("path", ["/", "/parts"])
def test_the_first_page_has_the_style_at_the_end_of_its_head(client: TestClient, path: str) -> None:
    answer = client.get(path)
    sheets = SHEET.read_text(encoding="utf-8") + LOOK.read_text(encoding="utf-8")
    style = f"<style>{sheets}</style></head>"
    assert answer.text == FIRST.replace("</head>", style)
    assert int(answer.headers["content-length"]) == len(answer.content)


@pytest.mark.parametrize(
    ("path", "body"), [("/chart", CHART), ("/missing", FIRST), ("/text", FIRST)]
)
def test_every_other_answer_is_passed_on_as_it_is(client: TestClient, path: str, body: str) -> None:
    assert client.get(path).text == body
    assert client.post(path).text == body


def test_who_asks_for_no_page_gets_what_there_is(client: TestClient) -> None:
    answer = client.get("/", headers={"accept": "*/*"})
    assert answer.text == FIRST
    assert answer.headers["content-encoding"] == "gzip"
