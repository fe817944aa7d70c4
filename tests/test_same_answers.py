"""Counts, checked texts, graphs and whole files: the same, whoever asks, for any filters."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import feedparser
import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

import atlas
import tiny
from atlas.charts.exercises.ladder_view import ids_counted
from atlas.charts.exercises.rules import RULES
from atlas.cli import main
from atlas.dataset.store import entries
from atlas.tools import answers
from test_properties import tried
from test_same_rows import Settings, as_options, client, on_the_page, some_filters

TEXT = "China sent 3,500 troops to Steppe 2. Russia sold Jet 7 to China in 2015. It rained."
CHANGELOG = """date,version,table,id,change,fields,why
2026-01-01,0123456789ab,exercises,steppe-1,added,,Coded anew
2026-01-02,0123456789ac,transfers,jet-sale,changed,value_usd_m,Corrected
2026-01-02,0123456789ac,exercises,steppe-1,changed,date,Corrected
2026-01-03,0123456789ad,exercises,wave,added,,Coded anew
"""


def of_command(*words: str, filters: Settings) -> Any:
    """The JSON that a command writes."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / "answer.json"
        options = [*as_options(filters), "-f", "json", "-o", str(target)]
        assert main([*words, *options]) == 0
        return json.loads(target.read_bytes())


def of_address(path: str, filters: Settings, **further: str) -> bytes:
    """What stands at an address."""
    answer = client().get(f"/api/v1/{path}", params={**filters, **further})
    assert answer.status_code == 200, answer.text
    return answer.content


@pytest.fixture(scope="module", autouse=True)
def _tiny_data(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tiny.write(tmp_path_factory.mktemp("same") / "data")
    (folder / "CHANGELOG.csv").write_text(CHANGELOG, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        yield


@tried(3)
@given(filters=st.deferred(some_filters), rule=st.sampled_from(["", *RULES]))
def test_whoever_asks_counts_the_same_exercises(filters: Settings, rule: str) -> None:
    own = answers.count(rule, filters)
    page = on_the_page("how-many", filters, {"rule": rule})
    assert own["ids"] == ids_counted(page.view)
    assert own["number"] == len(own["ids"])
    assert atlas.load(**filters).count(rule) == own["number"]
    others = [
        of_command("count", "--rule", rule, filters=filters),
        json.loads(of_address("count", filters, rule=rule)),
    ]
    for other in others:
        for key in ("number", "ids", "excluded", "takeaway", "filters"):
            assert other[key] == own[key], key


@tried(2)
@given(filters=st.deferred(some_filters))
def test_whoever_asks_has_the_same_verdicts_on_a_text(filters: Settings, tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text(TEXT, encoding="utf-8")
    of_a_command = of_command("check", str(file), filters=filters)
    sent = client().post("/api/v1/check", params=filters, json={"text": TEXT})
    assert sent.json() == of_a_command
    of_a_tool = answers.check(TEXT, filters)
    pairs = zip(of_a_tool["sentences"], of_a_command["sentences"], strict=True)
    for one, other in pairs:
        assert one["verdict"] == other["verdict"]
        assert [mark["says"] for mark in one["marks"]] == [mark["says"] for mark in other["marks"]]


@tried(3)
@given(filters=st.deferred(some_filters))
def test_the_network_is_that_of_its_page_whoever_asks(filters: Settings) -> None:
    graph = on_the_page("network", filters, {}).view
    of_a_command = of_command("network", filters=filters)
    assert of_a_command == json.loads(of_address("network.json", filters))
    assert {node["id"] for node in of_a_command["nodes"]} == set(graph.nodes["id"])
    assert len(of_a_command["edges"]) == len(graph.edges)


@tried(3)
@given(filters=st.deferred(some_filters))
def test_whole_files_hold_what_is_in_view(filters: Settings) -> None:
    shown = atlas.load(**filters)
    calendar = icalendar.Calendar.from_ical(of_address("exercises.ics", filters))
    events = {str(event["uid"]).partition("@")[0] for event in calendar.walk("VEVENT")}
    own = shown.exercises
    assert events == set(own.index[own["dated"] & ~own["is_group"]])
    places = json.loads(of_address("places.geojson", filters))["features"]
    placed = {
        (place["id"], record["id"]) for place in places for record in place["properties"]["records"]
    }
    table = on_the_page("exercise-map", filters, {}).linked_table
    assert placed == set(zip(table["ids of Place"], table["Id"], strict=True))
    feed = feedparser.parse(of_address("changes.atom", filters))
    in_view = {key for name in shown.dataset.frames for key in shown[name].index}
    in_view |= set(shown.dataset.sources.index)
    changed = [entry.id for entry in reversed(entries()) if entry.id in in_view]
    assert [entry.id.rpartition(":")[2] for entry in feed.entries] == changed
    listed = json.loads(of_address("changes.json", filters))
    assert [change["id"] for change in listed["changes"]] == changed
    assert listed["total"] == len(changed)
