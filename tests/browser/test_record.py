"""A record in the browser: what stands on the first screen, and links that stay in the tab."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Windows
from browser.reader import Reader, Visit
from lengths import AT_LENGTH, first_of_all

# Spans of years and paragraphs that stand in one line, and that are parted.
SPANS = """() => {
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const spans = { whole: [], parted: [] };
  while (texts.nextNode()) for (const span of texts.currentNode.data.matchAll(/\\d+–\\d+/g)) {
    const range = document.createRange();
    range.setStart(texts.currentNode, span.index);
    range.setEnd(texts.currentNode, span.index + span[0].length);
    const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
    if (tops.size) spans[tops.size > 1 ? "parted" : "whole"].push(span[0]);
  }
  return spans;
}"""
# How far the lowest button of the head stands above what follows, in pixels.
BENEATH_BUTTONS = """() => {
  const places = [...document.querySelector(".st-key-entry-head .st-key-actions").children];
  const lowest = Math.max(...places.map(place => place.getBoundingClientRect().bottom));
  return document.querySelector(".st-key-dossier").getBoundingClientRect().top - lowest;
}"""


def _record(visit: Visit, identifier: str, **window: int) -> Page:
    reader: Reader = visit(f"/evidence?record={identifier}", **window)
    expect(reader.page.get_by_role("heading", name="Sources", exact=True)).to_be_visible()
    return reader.settled().page


@pytest.fixture(scope="module")
def system(staying: Windows) -> Iterator[Page]:
    """The page of a system; who follows a link from it comes back."""
    yield _record(staying.visit, "s-400")
    staying.leave()


def test_the_deal_stands_on_the_first_screen_of_a_system(system: Page) -> None:
    deal = system.get_by_role("table").first
    for fact in ("Ordered", "Quantity ordered", "Value", "Delivered", "Contract", "Sanctions"):
        cell = deal.get_by_role("cell", name=fact, exact=True).first
        expect(cell).to_be_in_viewport()
    expect(system).to_have_title("S-400 Triumf · Evidence · China–Russia military cooperation")


@AT_LENGTH
def test_an_exercise_takes_less_than_two_screens_before_its_statements(visit: Visit) -> None:
    page = _record(visit, "vostok-2018")
    folded = page.locator("summary").filter(has_text="statements on it")
    box = folded.bounding_box()
    assert box
    assert box["y"] <= 1_600


@AT_LENGTH
def test_a_span_is_not_parted_at_its_dash_on_a_phone(visit: Visit) -> None:
    spans = _record(visit, "s-400", width=390).evaluate(SPANS)
    assert {"2018–2019", "3–4"} <= set(spans["whole"])
    assert not spans["parted"]


@AT_LENGTH
def test_a_span_beneath_a_chart_is_not_parted_either(visit: Visit) -> None:
    reader = visit("/transfers?when=Then+and+now", width=390)
    expect(reader.page.get_by_text("Share of Russia's arms exports").last).to_be_visible()
    spans = reader.settled().page.evaluate(SPANS)
    assert "2019–2023" in spans["whole"]
    assert not spans["parted"]


@AT_LENGTH
@pytest.mark.parametrize("identifier", first_of_all({"CHN"}, ["CHN", "s-400"]))
def test_no_room_is_left_beneath_the_buttons(visit: Visit, identifier: str) -> None:
    page = _record(visit, identifier, width=768)
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    beneath = {}
    for width in (768, 660, 600, 500, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(500)
        beneath[width] = page.evaluate(BENEATH_BUTTONS)
    assert {width: left for width, left in beneath.items() if left >= 24} == {}


@pytest.mark.parametrize("how", first_of_all({"Enter"}, ["click", "Enter"]))
def test_a_link_to_a_record_stays_in_the_tab_and_back_leads_back(system: Page, how: str) -> None:
    page = system
    link = page.get_by_role("link", name="Almaz-Antey", exact=True)
    if how == "click":
        link.click()
    else:
        link.focus()
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Almaz-Antey", exact=True, level=1)).to_be_visible()
    expect(page).to_have_url(re.compile(r"/evidence\?record=almaz-antey$"))
    expect(page).to_have_title("Almaz-Antey · Evidence · China–Russia military cooperation")
    assert len(page.context.pages) == 1
    page.go_back()
    expect(page.get_by_role("heading", name="S-400 Triumf", exact=True, level=1)).to_be_visible()


def test_with_a_key_held_down_a_link_opens_a_tab_of_its_own(system: Page) -> None:
    with system.context.expect_page() as opening:
        system.get_by_role("link", name="Almaz-Antey", exact=True).click(
            modifiers=["ControlOrMeta"]
        )
    opening.value.close()
    expect(system.get_by_role("heading", name="S-400 Triumf", exact=True, level=1)).to_be_visible()


@AT_LENGTH
def test_a_phone_shows_all_of_a_tie_and_of_a_source(visit: Visit) -> None:
    page = visit("/evidence?record=CHN", width=390).page
    beyond = "table => table.scrollWidth - table.parentElement.parentElement.clientWidth"
    for rows in ("ties", "sources"):
        table = page.locator(f".st-key-rows-{rows}").get_by_role("table")
        expect(table).to_be_visible()
        assert table.evaluate(beyond) <= 0
        assert table.get_by_role("columnheader").count() == 5
