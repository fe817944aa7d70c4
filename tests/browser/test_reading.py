"""Stillness for who asks for it, use at twice the size, a page that does not jump, and nothing loaded that is not shown."""

import re

import pytest
from playwright.sync_api import expect

from atlas.dataset.filters import Filters
from atlas.export.assets import VIS
from browser.expected import MAIN, PAGES, shown
from browser.reader import MARKS, Reader, Visit

LONGEST = """() => Math.max(...[...document.querySelectorAll('*')].flatMap((element) => {
  const look = getComputedStyle(element);
  return [look.transitionDuration, look.animationDuration].flatMap((times) => times.split(',').map(parseFloat));
}))"""
SHIFTS = """() => {
  window.shifted = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) window.shifted += one.value; }).observe({type: "layout-shift"});
}"""
MOST_SHIFT = 0.1
WIDE = "element => element.scrollWidth - element.clientWidth"
EVERY = [*PAGES, "/evidence?record=vostok-2018"]


def _still(reader: Reader) -> Reader:
    reader.page.emulate_media(reduced_motion="reduce")
    return reader


@pytest.mark.parametrize("path", ["/exercises", "/network"])
def test_nothing_moves_for_a_reader_who_asks_for_less_motion(visit: Visit, path: str) -> None:
    reader = visit(path)
    # Parts of the page may still arrive: the test needs one that moves, and then waits for stillness, which otherwise never comes.
    reader.page.wait_for_function(f"({LONGEST})() > 0.1")
    _still(reader)
    reader.page.wait_for_function(f"({LONGEST})() <= 0.001")
    if path == "/network":
        assert reader.graph().evaluate(LONGEST) <= 0.001


def test_the_bands_of_a_flow_chart_do_not_fade_in_for_a_reader_who_asks_for_less_motion(
    visit: Visit,
) -> None:
    reader = _still(visit("/transfers"))
    bands = reader.drawing("transfer-flows").locator(".sankey-links, .sankey-node-set")
    expect(bands.first).to_be_attached()
    bands.evaluate_all("all => all.forEach((one) => { one.style.opacity = 0; })")
    assert {one.evaluate("one => getComputedStyle(one).opacity") for one in bands.all()} == {"1"}


@pytest.mark.parametrize("path", EVERY)
def test_a_window_at_twice_the_size_has_no_sideways_scrolling_and_every_control(
    visit: Visit, path: str
) -> None:
    """A window of 1,280 px at 200 % is laid out as one of 640."""
    reader = visit(path, width=640)
    assert reader.page.locator("html").evaluate(WIDE) == 0
    assert reader.page.get_by_test_id("stMain").evaluate(WIDE) == 0
    for button in reader.page.locator("main").get_by_role("button").all():
        box = button.bounding_box()
        assert box is None or (box["x"] >= 0 and box["x"] + box["width"] <= 641), (
            button.inner_text()
        )
    reader.page.get_by_test_id("stExpandSidebarButton").click()
    naval = reader.page.get_by_role("toolbar", name="Domains", exact=True).get_by_role(
        "button", name="Naval", exact=True
    )
    naval.click()
    expect(naval).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize(("path", "name"), MAIN)
def test_a_page_hardly_jumps_when_a_filter_changes(visit: Visit, path: str, name: str) -> None:
    reader = visit(path)
    if name != "network":
        expect(reader.drawing(name).locator(MARKS).first).to_be_attached()
    reader.page.evaluate(SHIFTS)
    reader.choose("Left out", of="Projections")
    reader.sees(shown(name, Filters(projected="out")))
    reader.page.wait_for_timeout(500)
    assert reader.page.evaluate("window.shifted") < MOST_SHIFT


def test_the_network_says_that_it_is_being_drawn_until_it_is(visit: Visit) -> None:
    reader = visit("/exercises")
    reader.page.route("**/api/charts/network.html*", lambda route: None)
    reader.page.get_by_role("navigation").get_by_role("link", name="Network").click()
    place = reader.page.locator(".st-key-place-of-frame")
    expect(place).to_be_visible()
    assert "is being drawn" in place.evaluate("one => getComputedStyle(one, '::before').content")
    box = reader.page.locator("iframe").bounding_box()
    assert box
    assert box["height"] > 500, "its place is kept from the beginning"
    reader.page.unroute_all()


def test_the_first_page_loads_nothing_that_it_does_not_show(visit: Visit) -> None:
    reader = visit("/")
    expect(reader.drawing("records-by-year").locator(MARKS).first).to_be_attached()
    asked = [answer.url for answer in reader.answers]
    assert any("PlotlyChart" in address for address in asked)
    unwanted = re.compile(
        rf"{re.escape(VIS)}|/api/charts/|/assets/|/js/(DataFrame|ArrowDataFrame|Table|Iframe|IFrame)\."
    )
    assert not [address for address in asked if unwanted.search(address)]
