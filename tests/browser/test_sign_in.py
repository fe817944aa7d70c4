"""Signing in at a real identity provider, before pages and routes."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect

from atlas.dataset.filters import Filters
from browser.conftest import free_port, serving
from browser.expected import shown
from browser.reader import Reader
from lengths import AT_LENGTH, first_of_rows

CHART = "exercise-timeline"
METADATA = "/.well-known/openid-configuration"
ROUTE = f"/api/charts/{CHART}.json"
# Eva says that she is Ana, and the provider does not know whether that is so.
USERS = (
    {"sub": "ana", "email": "ana@example.org", "email_verified": True},
    {"sub": "eve", "email": "eve@example.com", "email_verified": True},
    {"sub": "eva", "email": "ana@example.org", "email_verified": False},
)
UP_WITHIN = 60
SECRETS = """[auth]
redirect_uri = "http://localhost:{{port}}/oauth2callback"
cookie_secret = "{secret}"
client_id = "atlas"
client_secret = "kept by the two"
server_metadata_url = "{metadata}"
"""


@contextmanager
def _provider() -> Iterator[str]:
    """The address of an identity provider of this machine that knows three people."""
    port = free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    for user in USERS:
        command += ["--user-claims", json.dumps(user)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://localhost:{port}{METADATA}", process)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + UP_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            urlopen(address, timeout=10).close()
            return
        except URLError:
            time.sleep(0.1)
    pytest.fail("the identity provider did not come up", pytrace=False)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard that Ana alone may enter."""
    folder = tmp_path_factory.mktemp("sign-in")
    secrets = folder / "secrets.toml"
    with _provider() as provider:
        text = SECRETS.format(secret="s" * 64, metadata=provider + METADATA)
        secrets.write_text(text, encoding="utf-8")
        settings = {"ATLAS_SIGN_IN": "ana@example.org", "STREAMLIT_SECRETS_FILES": str(secrets)}
        with serving(folder, **settings) as started:
            yield started


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Reader]:
    reader = Reader(browser, address)
    yield reader
    # What the provider's own pages lack is no problem of ours.
    problems = [problem for problem in reader.close() if address in problem]
    assert not problems, "\n".join(problems)


def _asked(address: str, path: str, **headers: str) -> tuple[int, str]:
    connection = HTTPConnection("localhost", urlsplit(address).port or 0, timeout=30)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, text


def _signs_in(reader: Reader, name: str) -> None:
    reader.page.get_by_role("button", name="Sign in").click()
    reader.page.get_by_role("button", name=name, exact=True).click()


def _status_of_route(reader: Reader) -> int:
    return reader.context.request.get(reader.server + ROUTE).status


@pytest.mark.parametrize(
    "path", [ROUTE, "/api/openapi.json", "/media/none.csv", "/no-page", "/_stcore/metrics"]
)
def test_who_has_not_signed_in_is_refused_in_a_sentence(address: str, path: str) -> None:
    for cookie in ("", "_streamlit_user=ana@example.org", "_streamlit_user=chunks-2"):
        status, text = _asked(address, path, Cookie=cookie)
        assert status == 401
        assert text.startswith("Please sign in first")
        assert text.count("\n") == 1


def test_who_signs_in_comes_to_the_view_asked_for_and_routes_know_them_until_they_leave(
    reader: Reader,
) -> None:
    reader.page.goto(reader.server + "/exercises?domain=Naval")
    expect(reader.page.get_by_role("heading", name="Please sign in")).to_be_visible()
    expect(reader.page.get_by_role("link", name="Exercises")).to_have_count(0)
    expect(reader.page.get_by_test_id("stSidebar")).not_to_be_visible()
    assert _status_of_route(reader) == 401
    _signs_in(reader, "ana")
    reader.settled().sees(shown(CHART, Filters(domain=("naval",))))
    expect(reader.page.get_by_test_id("stSidebar")).to_be_visible()
    assert _status_of_route(reader) == 200
    reader.page.get_by_role("button", name="Sign out").click()
    reader.page.get_by_role("button", name="End session").click()
    expect(reader.page.get_by_role("heading", name="Please sign in")).to_be_visible()
    assert _status_of_route(reader) == 401


@AT_LENGTH
@pytest.mark.parametrize(
    ("name", "why"),
    first_of_rows(
        {"eve"},
        [("eve", "is not among those who may read"), ("eva", "does not say that it is verified")],
    ),
)
def test_who_is_not_among_the_readers_is_told_so_and_sees_nothing(
    reader: Reader, name: str, why: str
) -> None:
    reader.page.goto(reader.server)
    _signs_in(reader, name)
    expect(reader.page.get_by_text(why)).to_be_visible()
    expect(reader.page.get_by_role("button", name="Copy link")).to_have_count(0)
    assert _status_of_route(reader) == 401
