"""The place on the web: public address, prefix, and the sites that may show us in frames."""

import importlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from atlas import settings
from atlas.charts.chart_view import ChartView
from atlas.charts.registry import CHARTS
from atlas.cli import main
from atlas.dataset.filters import Filters
from atlas.export import bibtex, cite, cite_formats
from atlas.export.image import captioned
from atlas.export.page import to_html
from atlas.export.rows import rows_of
from atlas.paths import ROOT
from atlas.web import headers
from atlas.web.start import middleware, routes
from lengths import AT_LENGTH

TODAY = date(2026, 1, 2)
PUBLIC = "https://example.org/atlas"


def _client(prefix: str = "") -> TestClient:
    """All that stands around Streamlit, and our own routes; asked as a reader on this machine."""
    app = Starlette(routes=routes(prefix), middleware=middleware(prefix))
    return TestClient(app, base_url="http://localhost")


def _shown(name: str) -> ChartView:
    return ChartView(CHARTS[name], Filters(domain=("air",)), CHARTS[name].options())


@pytest.mark.parametrize("text", [f" {PUBLIC}/ ", PUBLIC])
def test_the_public_address_has_no_slash_at_its_end(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("ATLAS_URL", text)
    assert settings.public_url() == PUBLIC


@pytest.mark.parametrize(
    "text",
    [
        *("example.org", "ftp://example.org", "https://", f"{PUBLIC}?a=b", "https://a.b c.d"),
        *("https://[a.b", "https://a.b:x", "https://a.b:99999", "https://:80", "https://a.b\u200b"),
    ],
)
def test_what_is_no_public_address_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    monkeypatch.setenv("ATLAS_URL", text)
    assert main(["serve"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line == (
        f"ATLAS_URL is “{text}”; write the public address of the dashboard, as "
        "https://example.org/atlas"
    )


@pytest.mark.parametrize(
    ("text", "sites"),
    [
        ("", ()),
        ("https://example.org", ("https://example.org",)),
        ("https://a.org https://*.b.org:8443/", ("https://a.org", "https://*.b.org:8443")),
        ("a.org,b.org, http://127.0.0.1:80", ("a.org", "b.org", "http://127.0.0.1:80")),
    ],
)
def test_sites_are_joined_by_blanks_or_commas(
    monkeypatch: pytest.MonkeyPatch, text: str, sites: tuple[str, ...]
) -> None:
    monkeypatch.setenv("ATLAS_FRAME_ANCESTORS", text)
    assert settings.frame_ancestors() == sites
    assert headers.ancestors() == " ".join(["frame-ancestors 'self'", *sites])
    assert ("X-Frame-Options" in headers.of_all()) == (not sites)


@pytest.mark.parametrize("text", ["*", "'none'", "https://a.org; script-src *", "https://a.org/x"])
def test_what_is_no_site_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("ATLAS_FRAME_ANCESTORS", text)
    with pytest.raises(SystemExit, match=r"^ATLAS_FRAME_ANCESTORS has .*; write sites, as"):
        middleware()


@pytest.mark.parametrize(
    ("text", "further"),
    [
        ("", set()),
        ("Atlas.example.org", {"atlas.example.org"}),
        ("a.org, 192.0.2.7 [2001:db8::7]", {"a.org", "192.0.2.7", "2001:db8::7"}),
    ],
)
def test_hosts_are_those_of_this_machine_and_those_that_are_named(
    monkeypatch: pytest.MonkeyPatch, text: str, further: set[str]
) -> None:
    monkeypatch.setenv("ATLAS_HOSTS", text)
    assert settings.hosts() == {"localhost", "127.0.0.1", "::1"} | further


def test_the_host_of_the_public_address_is_among_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_URL", "https://Example.org:8443/atlas")
    assert settings.hosts() == {"localhost", "127.0.0.1", "::1", "example.org"}


@pytest.mark.parametrize("text", ["*", "https://example.org", "example.org:80", "a.org/x", "a..b"])
def test_what_is_no_host_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("ATLAS_HOSTS", text)
    with pytest.raises(SystemExit, match=r"^ATLAS_HOSTS has .*; write hosts without port, as"):
        middleware()


def test_pages_and_routes_say_alike_who_may_frame_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_FRAME_ANCESTORS", "https://example.org")
    importlib.reload(importlib.import_module("atlas.web.api"))
    client = _client()
    allowed = "frame-ancestors 'self' https://example.org"
    for address in ("/api/charts/network.json", "/api/charts/network.html", "/nothing"):
        answer = client.get(address)
        assert allowed in answer.headers["content-security-policy"]
        assert "x-frame-options" not in answer.headers
    monkeypatch.delenv("ATLAS_FRAME_ANCESTORS")
    importlib.reload(importlib.import_module("atlas.web.api"))
    client = _client()
    for address in ("/api/charts/network.json", "/api/charts/network.html", "/nothing"):
        answer = client.get(address)
        assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
        assert "example.org" not in answer.headers["content-security-policy"]
        assert answer.headers["x-frame-options"] == "SAMEORIGIN"


@pytest.mark.parametrize("prefix", ["atlas", "/atlas/"])
def test_below_a_prefix_routes_answer_and_name_each_other_below_it(prefix: str) -> None:
    client = _client(prefix)
    page = client.get("/atlas/api/charts/network.html")
    assert page.status_code == 200
    assert 'data-evidence="/atlas/evidence?record="' in page.text
    script = page.text.partition('src="')[2].partition('"')[0]
    assert script.startswith("/atlas/assets/")
    assert client.get(script).status_code == 200
    assert client.get("/api/charts/network.html").status_code == 404


def test_scripts_of_the_front_end_are_compressed_below_a_prefix_too() -> None:
    from atlas.web.frontend import files

    address = next(iter(files()))
    client = _client("atlas")
    answer = client.get(f"/atlas{address}", headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    assert answer.headers["content-encoding"] == "gzip"


def test_without_a_public_address_a_citation_names_data_version_and_query_and_no_host() -> None:
    shown = _shown("two-way-street")
    citation = cite.of_chart(shown, settings.public_url(), TODAY)
    work = citation.work
    assert work.url == ""
    line = cite.reference(work)
    assert line.endswith(f"Query: {shown.path} (accessed 2 January 2026).")
    assert f"Data version {shown.dataset.edition}" in line
    assert shown.dataset.schema.title in line
    files = [write([work]) for write in (bibtex.to_bib, cite_formats.to_ris, cite_formats.to_json)]
    for text in [line, *(content.decode() for content in files)]:
        assert "localhost" not in text
        assert "http" not in text
        assert "Query: " in text


def test_with_a_public_address_citations_and_files_name_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_URL", PUBLIC)
    shown = _shown("two-way-street")
    citation = cite.of_chart(shown, settings.public_url(), TODAY)
    assert citation.work.url == f"{PUBLIC}{shown.path}"
    assert "Query" not in cite.full(citation)
    assert rows_of(shown, TODAY).about["Address"] == f"{PUBLIC}{shown.path}"
    caption = captioned(shown, TODAY).layout.annotations[-1].text.replace("<br>", " ")
    assert f"Made on 2026-01-02. {PUBLIC}" in caption
    network = to_html(_shown("network"), TODAY).decode()
    assert f'data-evidence="{PUBLIC}/evidence?record="' in network


def test_without_a_public_address_files_name_none() -> None:
    assert "Address" not in rows_of(_shown("two-way-street"), TODAY).about
    assert 'data-evidence="' not in to_html(_shown("network"), TODAY).decode()


@AT_LENGTH
def test_a_setting_that_cannot_be_used_ends_the_start_in_a_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
    options = ["--server.headless", "true", "--server.port", "0"]
    process = subprocess.run(
        [*command, *options],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "ATLAS_FRAME_ANCESTORS": "*"},
        timeout=60,
        check=False,
    )
    assert process.returncode != 0
    assert "ATLAS_FRAME_ANCESTORS has “*”; write sites" in process.stderr
    assert "Traceback" not in process.stderr


@pytest.mark.parametrize("command", [["search", "steppe"], ["record", "steppe"], ["cite"]])
def test_a_setting_that_cannot_be_used_ends_a_command_in_a_sentence(
    tiny_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: list[str],
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    monkeypatch.setenv("ATLAS_URL", "javascript:alert(1)")
    assert main(command) == 1
    assert "ATLAS_URL is “javascript:alert(1)”; write the public" in capsys.readouterr().err
