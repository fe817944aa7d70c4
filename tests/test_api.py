"""Routes: charts and scripts at stable addresses, plain words for what cannot be had."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from atlas import assets
from atlas.charts.registry import CHARTS
from atlas.start import routes


@pytest.fixture
def client(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    return TestClient(Starlette(routes=routes()))


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_has_a_figure_and_a_page(client: TestClient, name: str) -> None:
    figure = client.get(f"/api/charts/{name}.json")
    assert figure.status_code == 200
    assert figure.json()["data"]
    page = client.get(f"/api/charts/{name}.html?theme=dark")
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")


def test_an_address_carries_filters_and_options(client: TestClient) -> None:
    figure = client.get("/api/charts/transfer-flows.json?years=2014&years=2016&by=category").json()
    assert figure["data"][0]["node"]["label"] == ["China", "Russia", "Engines *", "Aircraft", "Russia", "China"]


def test_an_unknown_chart_or_setting_is_answered_in_plain_words(client: TestClient) -> None:
    assert client.get("/api/charts/pie.json").status_code == 404
    wrong = client.get("/api/charts/network.html?domain=sea&depth=9")
    assert wrong.status_code == 400
    assert wrong.json()["detail"] == "Not understood: domain=sea, depth=9."


def test_data_with_problems_are_answered_in_plain_words(client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    answer = client.get("/api/charts/network.json")
    assert answer.status_code == 503
    assert "datapackage.json" in answer.json()["detail"]


def test_scripts_come_from_the_installed_packages_and_may_be_kept(client: TestClient) -> None:
    for name in assets.FILES:
        answer = client.get(assets.url(name))
        assert answer.content == assets.FILES[name].read_bytes()
        assert "immutable" in answer.headers["cache-control"]
    assert client.get("/assets/0.0.0/plotly.min.js").status_code == 404
    assert client.get("/assets/0.0.0/..%2f..%2fsecret").status_code == 404


def test_our_routes_answer_with_headers_that_keep_them_to_themselves(client: TestClient) -> None:
    for address in ("/api/charts/network.json", "/api/charts/network.html", "/api/charts/pie.json", assets.url(assets.VIS)):
        headers = client.get(address).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "SAMEORIGIN"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["content-security-policy"].startswith("default-src 'none'")


def test_the_network_page_runs_no_script_but_its_own(client: TestClient) -> None:
    first, again = (client.get("/api/charts/network.html") for _ in range(2))
    policy = first.headers["content-security-policy"]
    nonce = policy.partition("'nonce-")[2].partition("'")[0]
    assert f'<script nonce="{nonce}">' in first.text
    assert "script-src 'self' 'nonce-" in policy
    assert policy != again.headers["content-security-policy"]
