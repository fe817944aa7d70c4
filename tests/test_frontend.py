"""Streamlit's scripts: the same bytes as its own, in less room, compressed once."""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from atlas.export.assets import inside
from atlas.web import frontend
from atlas.web.frontend import LISTENERS, Frontend, files, look, packed, shell
from atlas.web.no_page import NoPage
from lengths import first_of_all

LARGEST = max(files(), key=lambda address: files()[address].stat().st_size)


async def _streamlit(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"Streamlit's own answer to {request.method} {request.url.path}")


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(frontend, "KEPT", tmp_path / "kept")
    packed.cache_clear()
    route = Route("/{path:path}", _streamlit, methods=["GET", "POST"])
    return TestClient(
        Starlette(routes=[route], middleware=[Middleware(Frontend)]),
        headers={"accept-encoding": "gzip, zstd"},
    )


def test_every_script_arrives_as_the_installed_file_has_it_and_may_be_kept(
    client: TestClient,
) -> None:
    assert len(files()) > 200
    for address, path in files().items():
        answer = client.get(address)
        assert answer.content == path.read_bytes(), address
        assert answer.headers["content-encoding"] == "gzip"
        assert "immutable" in answer.headers["cache-control"]
        assert (
            answer.headers["content-type"].split(";")[0]
            == {".js": "text/javascript", ".css": "text/css"}[path.suffix]
        )


def test_the_largest_script_travels_in_a_third_of_its_size(client: TestClient) -> None:
    answer = client.get(LARGEST)
    assert int(answer.headers["content-length"]) < files()[LARGEST].stat().st_size / 3


def test_a_script_is_compressed_once_and_kept_for_the_next_start(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get(LARGEST).content
    assert [path.name for path in frontend.KEPT.iterdir()] == [f"{files()[LARGEST].name}.gz"]
    packed.cache_clear()
    monkeypatch.delattr(frontend.gzip, "compress")
    assert client.get(LARGEST).content == first


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda kept: b"",
    "cut": lambda kept: kept[: len(kept) // 2],
    "changed": lambda kept: kept[:100] + b"x" + kept[101:],
    "another": lambda kept: frontend.gzip.compress(b"of another version"),
    "longer": lambda kept: kept + b"x" * 10**7,
}


@pytest.mark.parametrize("how", first_of_all({"changed", "another"}, SPOILT))
def test_a_kept_script_that_is_not_whole_is_made_anew(client: TestClient, how: str) -> None:
    client.get(LARGEST)
    (kept,) = frontend.KEPT.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(SPOILT[how](whole))
    packed.cache_clear()
    assert client.get(LARGEST).content == files()[LARGEST].read_bytes()
    assert kept.read_bytes() == whole


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Unix")
def test_a_pipe_in_the_place_of_a_kept_script_is_not_waited_for(client: TestClient) -> None:
    client.get(LARGEST)
    (kept,) = frontend.KEPT.iterdir()
    kept.unlink()
    os.mkfifo(kept)
    packed.cache_clear()
    assert client.get(LARGEST).content == files()[LARGEST].read_bytes()
    assert kept.is_file()


def test_where_nothing_can_be_kept_scripts_arrive_all_the_same(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder", encoding="utf-8")
    monkeypatch.setattr(frontend, "KEPT", in_the_way)
    assert client.get(LARGEST).content == files()[LARGEST].read_bytes()


@pytest.mark.parametrize("address", ["/", "/exercises"])
def test_the_page_that_starts_all_others_says_where_the_server_is_and_listens_in_its_window(
    client: TestClient, address: str
) -> None:
    answer = client.get(address)
    assert answer.headers["content-type"].startswith("text/html")
    script = '<script>window.__streamlit = { BACKEND_BASE_URL: location.origin + "/" };</script>'
    own = inside("streamlit", "static", "index.html").read_text(encoding="utf-8")
    style = look()
    assert style.startswith("<style>")
    assert "<style>@namespace" in re.sub(r"/\*.*?\*/\s*", "", style, flags=re.DOTALL)
    assert answer.text.count(script) == answer.text.count(style) == 1
    listeners = [f"<script>{path.read_text(encoding='utf-8')}</script>" for path in LISTENERS]
    assert len(listeners) == 4
    rest = answer.text.replace(script, "").replace(style, "")
    for listener in listeners:
        assert rest.count(listener) == 1
        rest = rest.replace(listener, "")
    assert rest == own


def test_below_a_prefix_the_server_is_there() -> None:
    assert b'location.origin + "/atlas/"' in shell("/atlas")


@pytest.mark.parametrize(
    "address",
    [
        "/no-page",
        "/api/exercises",
        "/static/js/unknown.js",
        "/static/%2e%2e/index.html",
        "/static/media/font.woff2",
    ],
)
def test_what_is_no_script_is_left_to_streamlit(client: TestClient, address: str) -> None:
    assert client.get(address).text.startswith("Streamlit's own answer to GET")


def test_a_browser_that_takes_no_gzip_and_other_methods_are_left_to_streamlit(
    client: TestClient,
) -> None:
    assert client.get(LARGEST, headers={"accept-encoding": "identity"}).text.startswith(
        "Streamlit's own answer"
    )
    assert client.post(LARGEST).text.startswith("Streamlit's own answer to POST")


def test_below_a_prefix_an_address_without_a_page_leads_to_the_first_page_there() -> None:
    async def start_a_page(request: Request) -> HTMLResponse:
        return HTMLResponse("<script></script>")

    below = [Middleware(NoPage, base="/atlas")]
    app = Starlette(routes=[Route("/{path:path}", start_a_page)], middleware=below)
    answer = TestClient(app).get("/atlas/none")
    assert (answer.status_code, "<script>" in answer.text) == (404, False)
    assert '<a href="/atlas/">overview</a>' in answer.text
    assert TestClient(app).get("/atlas/api/charts/network.html").status_code == 200
    assert TestClient(app).get("/atlas/media/chart.html").status_code == 200, "a file to take"
