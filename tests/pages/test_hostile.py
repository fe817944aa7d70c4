"""Hostile text in any cell is shown as text: on every page, in every drawing, in every file."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

import hostile
from atlas.charts.registry import CHARTS
from atlas.dataset.filter_registry import FILTERS
from atlas.paths import ROOT
from atlas.web.start import routes
from lengths import OF_EVERY_FORM, first_of_all

MARKUP = r"(?<!\\)<(script|img)|(?<!\\)\]\((?!/evidence\?record=|#sources\))|(?<!\\)\$x"
PAGES = sorted((ROOT / "pages").glob("*.py"))
DASHBOARD = ROOT / "src" / "atlas" / "ui" / "dashboard.py"
SETTINGS = (
    *FILTERS,
    "record",
    "find",
    "version",
    *{field.name for chart in CHARTS.values() for field in fields(chart.options)},
    "as",
    "who",
    "when",
)


@pytest.fixture(autouse=True)
def _hostile(hostile_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(hostile_folder))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_shows_hostile_text_without_markdown_or_html(page: Path) -> None:
    at = AppTest.from_file(str(page), default_timeout=60)
    at.query_params["record"] = "steppe-2"
    at.run()
    assert not at.exception
    for element in [*at.markdown, *at.caption, *at.info, *at.warning, *at.header]:
        assert not re.search(MARKUP, element.value), element.value[:200]
    for cell in [
        cell
        for table in at.table
        for cell in [*table.value.columns, *table.value.to_numpy().ravel()]
        if isinstance(cell, str)
    ]:
        assert not re.search(MARKUP, cell), cell[:200]


EVERY_TEXT = [(page, text) for page in [DASHBOARD, *PAGES] for text in hostile.HOSTILE]
# On each page another text; the routes are tried with every one.
SOME_TEXTS = [
    (page, hostile.HOSTILE[at % len(hostile.HOSTILE)])
    for at, page in enumerate([DASHBOARD, *PAGES])
]


@pytest.mark.parametrize(
    "case",
    first_of_all(SOME_TEXTS, EVERY_TEXT),
    ids=lambda case: f"{case[0].stem}-{hostile.HOSTILE.index(case[1])}",
)
def test_hostile_text_in_every_setting_of_a_page_is_named_as_text(case: tuple[Path, str]) -> None:
    page, text = case
    at = AppTest.from_file(str(page), default_timeout=60)
    for key in SETTINGS:
        at.query_params[key] = text
    at.run()
    assert not at.exception
    if page == DASHBOARD:
        begun = [warning.value.partition("\\=")[0] for warning in at.warning]
        assert "Ignored, so its default holds\\: evidence" in begun
        # Five settings of sixty signs, half of which may be escaped, and what three of them take.
        assert all(len(warning.value) < 1_500 for warning in at.warning)
    for element in [*at.markdown, *at.caption, *at.info, *at.warning]:
        assert not re.search(MARKUP, element.value), element.value[:200]


@pytest.mark.parametrize("name", first_of_all(OF_EVERY_FORM, CHARTS))
def test_a_route_serves_hostile_text_as_text(name: str) -> None:
    client = TestClient(Starlette(routes=routes()))
    figure = client.get(f"/api/charts/{name}.json")
    assert figure.status_code == 200
    assert not re.search(
        r"<(script|img)", figure.text.replace("\\u003c", "<").replace("<b>", "").replace("<br>", "")
    ), name
    page = client.get(f"/api/charts/{name}.html").text
    assert "<img src=x" not in page
    assert "<script>window.hit" not in page


@pytest.mark.parametrize("text", hostile.HOSTILE)
def test_hostile_settings_of_an_address_are_named_as_text(text: str) -> None:
    answer = TestClient(Starlette(routes=routes())).get(
        "/api/charts/network.html", params={"domain": text}
    )
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/json"
    sentence = answer.json()["detail"]
    assert sentence.startswith("Not understood: domain=")
    assert len(sentence) < 300
