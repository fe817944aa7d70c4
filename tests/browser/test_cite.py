"""“Cite”: the query in a citation opens what is cited; its files arrive."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import bibtexparser
import pytest
import rispy
from playwright.sync_api import Locator, expect

from atlas.dataset.filters import Filters
from atlas.dataset.store import dataset
from browser.conftest import Windows
from browser.expected import PAGE_OF, link, shown
from browser.reader import Reader, Visit
from lengths import AT_LENGTH

QUERY = re.compile(r"Query: (/\S+&version=[0-9a-f]{12})")


def _opened(reader: Reader, key: str) -> tuple[Locator, Locator]:
    """The popover of a citation, opened: its short and its full text."""
    button = reader.page.locator(f".st-key-cite-{key}").get_by_role("button")
    button.scroll_into_view_if_needed()
    texts = reader.page.get_by_test_id("stPopoverBody").get_by_test_id("stCode")
    expect(texts).to_have_count(0)
    button.click()
    expect(texts).to_have_count(2)
    expect(texts.first).to_contain_text(dataset().edition)
    return texts.nth(0), texts.nth(1)


def _taken(reader: Reader, kind: str, folder: Path) -> str:
    with reader.page.expect_download() as arriving:
        reader.page.get_by_test_id("stPopoverBody").get_by_role("button", name=kind).click()
    path = folder / arriving.value.suggested_filename
    arriving.value.save_as(path)
    return path.read_text(encoding="utf-8")


@AT_LENGTH
@pytest.mark.parametrize("name", ["two-way-street", "network"])
def test_the_query_in_a_citation_opens_the_cited_view_in_another_browser(
    visit: Visit, name: str
) -> None:
    view = shown(name, Filters(domain=("air", "naval"), projected="out"))
    reader = visit(link(view))
    _, full = _opened(reader, name)
    expect(full).to_contain_text(f"Query: {PAGE_OF[name]}?")
    text = full.inner_text()
    assert "localhost" not in text
    query = QUERY.search(text)
    assert query
    visit(query.group(1)).sees(view)


@AT_LENGTH
def test_the_files_of_a_citation_hold_the_view_and_each_source_that_speaks_in_it(
    visit: Visit, tmp_path: Path
) -> None:
    view = shown("exercise-timeline", Filters(evidence="articles"))
    reader = visit(link(view))
    _opened(reader, "exercise-timeline")
    ids = [f"exercise-timeline-{dataset().version}", *view.speaking.index]
    entries = bibtexparser.parse_string(_taken(reader, "BibTeX", tmp_path)).entries
    assert [entry.key for entry in entries] == ids
    assert [tags["id"] for tags in rispy.loads(_taken(reader, "RIS", tmp_path))] == ids
    items = json.loads(_taken(reader, "CSL-JSON", tmp_path))
    assert [item["id"] for item in items] == ids
    assert "URL" not in items[0]
    assert items[0]["note"].endswith(f"Query: {view.path}")
    assert not reader.complaints()


@AT_LENGTH
def test_a_record_can_be_cited(visit: Visit) -> None:
    data = dataset()
    record = str(data["exercises"].index[0])
    _, full = _opened(visit(f"/evidence?record={record}"), f"record-{record}")
    expect(full).to_contain_text(data.label(record))
    expect(full).to_contain_text(f"record={record}&version={data.version} (accessed")


# Its text is tested without a browser.
@AT_LENGTH
def test_the_whole_data_set_can_be_cited(visit: Visit) -> None:
    data = dataset()
    _, full = _opened(visit("/sources?domain=Air"), "data")
    expect(full).to_contain_text(f"Data version {data.edition}.")
    expect(full).to_contain_text(f"{len(data.sources)} sources:")


@pytest.fixture(scope="module")
def exercises(staying: Windows) -> Iterator[Reader]:
    """A reader of the page of exercises who changes nothing."""
    yield staying.visit("/exercises")
    staying.leave()


@AT_LENGTH
def test_a_copied_link_says_the_version_and_one_of_an_unknown_version_is_told_so(
    exercises: Reader, visit: Visit
) -> None:
    assert exercises.copied_link().endswith(f"version={dataset().version}")
    expect(exercises.notes).to_have_count(0)
    stranger = visit("/exercises?version=0123456789ab&domain=Air")
    expect(
        stranger.notes.filter(has_text="0123456789ab, of which the list of changes knows nothing")
    ).to_have_count(1)
    stranger.sees(shown("exercise-timeline", Filters(domain=("air",))))


@AT_LENGTH
def test_a_citation_can_be_read_on_a_phone(exercises: Reader) -> None:
    exercises.page.set_viewport_size({"width": 390, "height": 844})
    short, _ = _opened(exercises, "exercise-timeline")
    box = short.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
