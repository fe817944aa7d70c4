"""Who may enter, what is answered to the others, and where who has signed in is led."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from atlas.settings import SettingError, is_among, readers
from atlas.ui import sign_in
from atlas.web.start import middleware

ANA = {"email": "Ana@Example.org", "email_verified": True}


@pytest.mark.parametrize("named", [("ana@example.org",), ("@example.org",), ("anybody",)])
def test_a_reader_is_known_by_address_host_or_as_anybody(named: tuple[str, ...]) -> None:
    assert is_among(ANA, named)


@pytest.mark.parametrize(
    "user",
    [
        {"email": "ana@example.org"},
        {"email": "ana@example.org", "email_verified": False},
        {"email": "ana@example.org", "email_verified": "true"},
        {"email": "ana@example.org.evil.example", "email_verified": True},
        {"email": "ana@sub.example.org", "email_verified": True},
        {"email": "", "email_verified": True},
        {"email_verified": True},
        {},
    ],
)
def test_an_address_that_is_another_or_that_nobody_has_verified_is_not(
    user: Mapping[str, object],
) -> None:
    assert not is_among(user, ("ana@example.org", "@example.org"))


def test_the_setting_lists_readers_and_refuses_what_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert readers() == ()
    monkeypatch.setenv("ATLAS_SIGN_IN", "Ana@example.org, @example.net")
    assert readers() == ("ana@example.org", "@example.net")
    for text in ("yes", "ana@example.org; yes", ",", "ana@"):
        monkeypatch.setenv("ATLAS_SIGN_IN", text)
        with pytest.raises(SettingError, match="write who may enter"):
            readers()


def test_without_the_section_of_secrets_the_server_does_not_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ATLAS_SIGN_IN", "anybody")
    monkeypatch.setattr(sign_in, "get_secrets_auth_section", dict)
    with pytest.raises(SystemExit, match="does not have redirect_uri, cookie_secret, client_id"):
        sign_in.door_keeper()


def test_nobody_has_to_sign_in_unless_it_is_set() -> None:
    assert sign_in.door_keeper() is None


def test_a_provider_that_nobody_is_sent_to_is_warned_of(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sign_in, "get_secrets_auth_section", lambda: {"client_id": "atlas"})
    assert sign_in.door_keeper() is None
    (line,) = capsys.readouterr().err.splitlines()
    assert "ATLAS_SIGN_IN" in line


@pytest.fixture
def client() -> TestClient:
    """A server below a prefix, whose provider is passed at once; who has the cookie may enter."""

    def may_enter(cookies: Mapping[str, str]) -> bool:
        return cookies.get("known") == "yes"

    routes = [
        Route("/atlas/api/data", lambda _: PlainTextResponse("data")),
        Route("/atlas/auth/login", lambda _: RedirectResponse("http://provider.example/")),
        Route("/atlas/oauth2callback", lambda _: RedirectResponse("/atlas/")),
    ]
    app = Starlette(routes=routes, middleware=middleware("atlas", "", may_enter))
    return TestClient(app, base_url="http://localhost", follow_redirects=False)


def test_routes_are_answered_with_the_cookie_alone(client: TestClient) -> None:
    for method in ("GET", "HEAD"):
        assert client.request(method, "/atlas/api/data").status_code == 401
        known = {"Cookie": "known=yes"}
        assert client.request(method, "/atlas/api/data", headers=known).status_code == 200
    refused = client.get("/atlas/api/data")
    assert refused.text.startswith("Please sign in first")
    assert refused.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/atlas/", "/atlas/exercises", "/atlas/_stcore/health"])
def test_what_the_way_to_sign_in_takes_is_let_through(client: TestClient, path: str) -> None:
    assert client.get(path).status_code != 401


@pytest.mark.parametrize("path", ["/api/data", "/atlas/static/../api/data", "//atlas/api/data"])
def test_no_other_spelling_of_a_route_is(client: TestClient, path: str) -> None:
    assert "data" not in client.get(path).text.replace("The data", "").split()


def _led_to(client: TestClient, page: str) -> str:
    client.get("/atlas/auth/login", headers={"Referer": page})
    return str(client.get("/atlas/oauth2callback").headers["location"])


def test_who_comes_back_is_led_to_the_page_that_they_had_asked_for(client: TestClient) -> None:
    page = "/atlas/exercises?domain=Naval&years=2005&years=2010"
    assert _led_to(client, f"http://localhost{page}") == page
    # Only once.
    assert client.get("/atlas/oauth2callback").headers["location"] == "/atlas/"


def test_the_page_to_come_back_to_is_kept_for_the_way_back_alone(client: TestClient) -> None:
    asked = {"Referer": "http://localhost/atlas/exercises"}
    kept = client.get("/atlas/auth/login", headers=asked).headers["set-cookie"].split("; ")
    assert {"HttpOnly", "SameSite=Lax", "Path=/atlas/oauth2callback", "Max-Age=900"} <= {*kept}
    back = client.get("/atlas/oauth2callback").headers["set-cookie"].split("; ")
    assert {"Path=/atlas/oauth2callback", "Max-Age=0"} <= {*back}


@pytest.mark.parametrize(
    "page",
    [
        "",
        "http://evil.example/atlas/exercises",
        "http://[localhost/atlas/exercises",
        "http://localhost//evil.example/atlas/",
        "http://localhost/atlas//evil.example",
        "http://localhost/atlas/api/data",
        "http://localhost/elsewhere",
        f"http://localhost/atlas/exercises?q={'x' * 4000}",
    ],
)
def test_nobody_is_led_anywhere_else(client: TestClient, page: str) -> None:
    assert _led_to(client, page) == "/atlas/"


def test_a_cookie_that_somebody_has_written_leads_nowhere_else(client: TestClient) -> None:
    for address in (
        "//evil.example",
        "https://evil.example",
        "/atlas/%0d%0aset-cookie:a=b",
        "/atlas/exercises?q=%0d%0aset-cookie:a=b",
    ):
        answer = client.get("/atlas/oauth2callback", headers={"Cookie": f"atlas_back={address}"})
        assert answer.headers["location"] == "/atlas/"
