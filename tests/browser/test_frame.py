"""The frame of the pages, measured: the chart on the first screen, few controls, chips, actions."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Windows
from browser.expected import AT_FIRST, link, shown
from browser.reader import Reader, Visit
from lengths import AT_LENGTH, first_of_all, first_of_rows

# Widths of windows with their heights.
LARGE, SMALL = [(1400, 900), (1920, 1080)], [(768, 1024), (390, 844)]
LOWEST_TOP = 230
MOST_CONTROLS = 14
SITE = "China–Russia military cooperation"
FURTHER = [
    ("/compare", "pair-A"),
    ("/compare?sides=Sources", "pair-A"),
    ("/compare?sides=Counting+rules", "pair-A"),
    ("/compare?sides=Versions", "pair-A"),
    ("/exercises?as=Calendar", "exercise-calendar"),
    ("/exercises?as=Map", "exercise-map"),
    ("/?domain=Naval&years=2012&years=2019", "answer-exercise-timeline"),
    ("/sources?evidence=The+two+articles+only", "source-kinds"),
]
CHARTS = [("/", "answer-exercise-timeline"), *AT_FIRST, *FURTHER]
OTHERS = ["/evidence", "/evidence?record=vostok-2018"]
OFTEN = [("/exercises", "exercise-timeline"), (OTHERS[1], "")]
CONTROLS = """() => [...document.querySelectorAll(
  '[data-testid=stSidebar] :is(input, button, [role=slider], [role=combobox], summary, textarea)'
)].filter((element) =>
  element.checkVisibility({visibilityProperty: true, opacityProperty: true})
  && element.getBoundingClientRect().width > 2
  && !(element.getAttribute('aria-label') || '').startsWith('Help for')).length"""

# What of the words in sight is smaller than so many pixels, those of drawings as they are scaled.
SMALLEST, HAIR = 12, 0.05
TINY = """least => [...document.querySelectorAll('[data-testid=stAppViewContainer] *')].filter(
  (element) => {
    const isWritten = [...element.childNodes].some(
      (node) => node.nodeType === 3 && node.textContent.trim());
    if (!isWritten || !element.checkVisibility() || element.getBoundingClientRect().width < 2)
      return false;
    const grown = element.getScreenCTM?.();
    const scale = grown ? Math.hypot(grown.a, grown.b) : 1;
    return parseFloat(getComputedStyle(element).fontSize) * scale < least;
  }).map((element) => element.textContent)"""


@pytest.fixture(
    scope="module",
    params=first_of_all(OFTEN, [*CHARTS, *((path, "") for path in OTHERS)]),
    ids=str,
)
def page(request: pytest.FixtureRequest, staying: Windows) -> Iterator[tuple[Reader, str]]:
    """A page that stays open while several tests look at it, and its first chart, if any."""
    path, name = request.param
    reader = staying.visit(path)
    yield reader, name
    staying.leave()


def _first(reader: Reader, name: str) -> Locator:
    """The first chart of a page; without one, the first table."""
    if not name:
        return reader.page.locator("main").get_by_role("table").first
    if name.startswith(("answer-", "pair-")):
        return reader.page.locator(f".st-key-{name}").get_by_role("figure").first
    return reader.drawing(name)


def _edges(locator: Locator) -> tuple[float, float]:
    """The top and the bottom of what is shown, in px from the top of the window."""
    expect(locator).to_be_visible()
    box = locator.bounding_box()
    assert box
    return box["y"], box["y"] + box["height"]


def _fits_across(page: Page) -> None:
    beyond = "element => element.scrollWidth - element.clientWidth"
    assert page.locator("html").evaluate(beyond) == 0
    assert page.get_by_test_id("stMain").evaluate(beyond) == 0


@pytest.mark.parametrize(("width", "height"), first_of_rows({1400}, LARGE))
def test_the_first_chart_stands_whole_on_the_first_screen(
    page: tuple[Reader, str], width: int, height: int
) -> None:
    reader, name = page
    reader.page.set_viewport_size({"width": width, "height": height})
    top, bottom = _edges(_first(reader, name))
    if name:
        assert top <= LOWEST_TOP
        assert bottom <= height
    else:
        assert top <= height / 2
    expect(reader.page.get_by_role("heading", level=1)).to_be_in_viewport()
    _fits_across(reader.page)


@pytest.mark.parametrize(("width", "height"), first_of_rows({390}, SMALL))
def test_a_small_window_shows_title_and_first_chart_at_once(
    page: tuple[Reader, str], width: int, height: int
) -> None:
    reader, name = page
    reader.page.set_viewport_size({"width": width, "height": height})
    top, _ = _edges(_first(reader, name))
    assert top <= height * 3 / 4
    expect(reader.page.get_by_role("heading", level=1)).to_be_in_viewport()
    _fits_across(reader.page)


def test_a_page_has_few_controls_beside_it_and_a_single_link_to_copy(
    page: tuple[Reader, str],
) -> None:
    reader, _ = page
    reader.page.set_viewport_size({"width": 1400, "height": 900})
    expect(reader.page.get_by_role("slider").first).to_be_visible()
    assert 0 < reader.page.evaluate(CONTROLS) <= MOST_CONTROLS
    expect(reader.page.get_by_role("button", name="Copy link")).to_have_count(1)


@pytest.mark.parametrize("width", first_of_all({390}, [1400, 390]))
def test_no_words_on_a_page_are_smaller_than_twelve_pixels(
    page: tuple[Reader, str], width: int
) -> None:
    reader, name = page
    reader.page.set_viewport_size({"width": width, "height": 900})
    expect(_first(reader, name)).to_be_visible()
    assert reader.page.evaluate(TINY, SMALLEST - HAIR) == []
    assert reader.page.evaluate(TINY, 2 * SMALLEST), "else nothing is read"


def test_a_tab_of_the_browser_is_called_as_its_page(page: tuple[Reader, str]) -> None:
    reader, _ = page
    heading = reader.page.get_by_role("heading", level=1).inner_text()
    own = "" if heading == SITE else f"{heading} · "
    expect(reader.page).to_have_title(re.compile(f"^{re.escape(own)}(Evidence · )?{SITE}$"))


@AT_LENGTH
def test_a_filter_stands_only_where_it_acts(visit: Visit) -> None:
    for path, acts in (("/exercises", True), ("/transfers", False)):
        reader = visit(path)
        reader.page.locator(".st-key-more-filters summary").click()
        expect(reader.page.get_by_text("Status", exact=True)).to_be_visible()
        participants = reader.page.locator(".st-key-participants")
        expect(participants).to_be_visible(visible=acts)


def test_a_chip_takes_its_filter_back_and_a_click_leaves_out_state_media(visit: Visit) -> None:
    reader = visit("/exercises?domain=Naval&years=2015&years=2020")
    chips = reader.page.locator(".st-key-in-view").get_by_role("button")
    expect(chips).to_have_count(2)
    chips.filter(has_text="aval").click()
    expect(chips).to_have_count(1)
    expect(chips).to_contain_text("2015")
    reader.settled()
    assert "domain" not in reader.page.url
    assert "years=2015" in reader.page.url
    reader.page.get_by_test_id("stSidebar").get_by_text("Without state media").click()
    expect(chips).to_have_count(2)


@AT_LENGTH
def test_folded_options_are_found_and_stay_in_the_address(visit: Visit) -> None:
    reader = visit(link(shown("exercise-timeline", coloured="kind")))
    options = reader.page.get_by_role("button", name="Options")
    expect(options).to_have_count(1)
    reader.sees(shown("exercise-timeline", coloured="kind"))
    reader.choose("Hidden", of="Context")
    reader.sees(shown("exercise-timeline", coloured="kind", context="hidden"))
    assert "coloured=" in reader.page.url
