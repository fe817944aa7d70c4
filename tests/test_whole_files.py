"""Calendar, feed, places, entities and bundle by address, under the query of a page."""

import io
import json
import zipfile
from pathlib import Path

import feedparser
import pytest
from icalendar import Calendar
from starlette.applications import Starlette
from starlette.testclient import TestClient

from atlas.web.start import middleware, routes

HERE = "/api/v1"


@pytest.fixture
def client(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    app = Starlette(routes=routes(), middleware=middleware())
    return TestClient(app, base_url="http://localhost")


def test_a_calendar_has_what_the_filters_leave(client: TestClient) -> None:
    answer = client.get(f"{HERE}/exercises.ics?domain=Naval&participants=anybody")
    assert answer.headers["content-type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["summary"]) == "Wave"
    assert str(event["url"]) == "http://localhost/evidence?record=wave"


def test_a_feed_without_a_change_is_a_feed(client: TestClient) -> None:
    answer = client.get(f"{HERE}/changes.atom?domain=Naval")
    read = feedparser.parse(answer.content)
    assert (read.bozo, read.entries) == (False, [])
    assert read.feed.subtitle.startswith("No change in view has been recorded yet. Naval;")


def test_places_take_the_options_of_the_map(client: TestClient) -> None:
    whole = client.get(f"{HERE}/places.geojson?participants=anybody").json()
    assert [feature["id"] for feature in whole["features"]] == ["harbour"]
    none = client.get(f"{HERE}/places.geojson?domain=Land")
    assert none.json()["features"] == []


def test_entities_are_a_line_of_json_each(client: TestClient) -> None:
    lines = client.get(f"{HERE}/entities.ftm.json").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["crmc-maker"]


@pytest.mark.parametrize(("rows", "names"), [("displayed", {"wave"}), ("all", {"wave", "drill"})])
def test_a_bundle_has_what_is_displayed_or_all(
    client: TestClient, rows: str, names: set[str]
) -> None:
    answer = client.get(f"{HERE}/bundle.zip?domain=Naval&rows={rows}")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        text = archive.read("exercises.csv").decode()
    ids = {line.partition(",")[0] for line in text.splitlines()[1:]}
    assert names <= ids
    assert (ids == names) == (rows == "displayed")


def test_a_wrong_setting_is_refused_in_a_sentence(client: TestClient) -> None:
    answer = client.get(f"{HERE}/bundle.zip?rows=some")
    assert answer.status_code == 400
    assert answer.json()["detail"] == "Not understood: rows=some; rows is displayed or all."
    assert client.get(f"{HERE}/exercises.ics?domain=sea").status_code == 400
