"""No page has a serious or critical finding of axe-core, light or dark.

What is drawn has a name.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.access import (
    COLOURS,
    at_rest,
    grave,
    grave_by_day_and_night,
    in_the_dark,
    settled,
    window,
)
from browser.expected import PAGES
from lengths import AT_LENGTH, first_of_all, first_of_rows

EVERY = ["/", *PAGES, "/check", "/evidence", "/evidence?record=vostok-2018"]
# Those that have most on them; the page of exercises is looked at with its tables open.
OFTEN = {"/network"}
DRAWN = "[role=figure], iframe, table, [role=grid]"
NAME = """element => element.ariaLabel || element.title
  || element.closest('[aria-label]')?.ariaLabel || ''"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One window for all tests of this file: scripts that it has loaded are quick to show."""
    opened = window(browser)
    yield opened
    opened.context.close()


def _go(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(address)


@pytest.fixture(scope="module", params=first_of_all(OFTEN, EVERY))
def shown_page(request: pytest.FixtureRequest, server: str, page: Page) -> Page:
    """Each page in turn, for tests that look at it and change nothing but its colours."""
    _go(page, server + request.param)
    settled(page)
    return page


def test_every_figure_frame_and_table_says_in_words_what_it_shows(shown_page: Page) -> None:
    expect(shown_page.locator("html")).to_have_attribute("lang", "en")
    names = [element.evaluate(NAME) for element in shown_page.locator(DRAWN).all()]
    assert names
    assert not [name for name in names if len(name) < 20], names


def test_axe_finds_nothing_serious_on_a_page(shown_page: Page) -> None:
    assert grave_by_day_and_night(shown_page) == []


@AT_LENGTH
def test_axe_finds_nothing_serious_where_tables_are_open(server: str, page: Page) -> None:
    _go(page, f"{server}/exercises?domain=Naval&years=2018&years=2019")
    at_rest(page)
    for summary in page.locator("summary").all():
        summary.click()
    expect(page.get_by_role("table")).to_be_visible()
    at_rest(page)
    assert grave_by_day_and_night(page) == []


@AT_LENGTH
def test_axe_finds_nothing_serious_where_nothing_is_in_view(server: str, page: Page) -> None:
    _go(page, f"{server}/exercises?domain=Nuclear")
    at_rest(page)
    expect(page.get_by_test_id("stAlert").first).to_contain_text("Nothing in view")
    for summary in page.locator("summary").all():
        summary.click()
    at_rest(page)
    assert grave_by_day_and_night(page) == []


@AT_LENGTH
@pytest.mark.parametrize(
    ("path", "name"),
    first_of_rows(
        {"/network"},
        [("/network", "network"), ("/evidence?record=vostok-2018", "record-vostok-2018")],
    ),
)
def test_axe_finds_nothing_serious_in_an_open_download_dialog(
    server: str, page: Page, path: str, name: str
) -> None:
    _go(page, server + path)
    settled(page)
    by_day = _grave_in_dialog(page, name, {})
    page.keyboard.press("Escape")
    # An open dialog would take the key that runs the page again.
    expect(page.get_by_role("dialog")).to_have_count(0)
    in_the_dark(page)
    assert [*by_day, *_grave_in_dialog(page, name, COLOURS)] == []


def _grave_in_dialog(page: Page, name: str, only: dict[str, object]) -> list[str]:
    page.locator(f".st-key-download-{name}").get_by_role("button").click()
    dialog = page.get_by_role("dialog", name="Download: ")
    expect(dialog.get_by_role("button", name="Parquet").last).to_be_visible()
    if name == "network":
        expect(dialog.get_by_role("button", name="SVG")).to_be_visible()
    return grave(page, only)


def test_axe_finds_what_is_wrong_on_a_page_and_inside_the_network(server: str, page: Page) -> None:
    """The other tests of this file would pass as well if axe looked at nothing."""
    _go(page, f"{server}/network")
    settled(page)
    for frame in page.frames:
        frame.evaluate("document.body.append(document.createElement('img'))")
    assert [line.split(":")[0] for line in grave(page)] == ["image-alt", "image-alt"]
