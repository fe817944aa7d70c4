"""No page has a serious or critical finding of axe-core, on a light and on a dark ground; what is drawn has a name; keyboards reach all."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import tiny
from browser.access import grave, looked_at
from browser.conftest import serving
from browser.expected import PAGES
from browser.reader import MARKS

EVERY = [*PAGES, "/evidence", "/evidence?record=vostok-2018"]
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
DRAWN = "[role=figure], iframe, table, [role=grid]"
NAMED = """element => element.ariaLabel || element.title || element.closest('[aria-label]')?.ariaLabel || ''"""


def _at_rest(page: Page) -> None:
    """Wait for the last line of the page; while it is made anew, its words are faint."""
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    expect(page.locator("[data-stale=true]")).to_have_count(0)
    page.wait_for_function(
        "document.getAnimations().every((one) => one.playState !== 'running' || one.effect.getTiming().iterations === Infinity)"
    )


def _settled(page: Page) -> None:
    """Wait until the page is at rest and for its first drawing or table."""
    _at_rest(page)
    drawn = page.locator(MARKS).or_(page.locator("iframe")).or_(page.locator("[role=grid]"))
    expect(drawn.first).to_be_attached()
    if page.locator("iframe").count():
        page.frame_locator("iframe").locator("canvas").wait_for()


@SCHEMES
@pytest.mark.parametrize("path", EVERY)
def test_axe_finds_nothing_serious_on_a_page(
    server: str, browser: Browser, path: str, scheme: str
) -> None:
    page = looked_at(browser, server + path, scheme)
    _settled(page)
    found = grave(page)
    page.context.close()
    assert not found, "\n".join(found)


@SCHEMES
def test_axe_finds_nothing_serious_where_a_table_is_open_or_nothing_is_in_view(
    server: str, browser: Browser, scheme: str
) -> None:
    for path in ("/?domain=Naval", "/exercises?domain=Nuclear"):
        page = looked_at(browser, server + path, scheme)
        _at_rest(page)
        for summary in page.locator("summary").all():
            summary.click()
        if "Naval" in path:
            expect(page.get_by_role("table")).to_be_visible()
        _at_rest(page)
        found = grave(page)
        page.context.close()
        assert not found, "\n".join(found)


@SCHEMES
@pytest.mark.parametrize(
    ("path", "name"),
    [("/network", "network"), ("/evidence?record=vostok-2018", "record-vostok-2018")],
)
def test_axe_finds_nothing_serious_in_an_open_download_dialog(
    server: str, browser: Browser, path: str, name: str, scheme: str
) -> None:
    page = looked_at(browser, server + path, scheme)
    _settled(page)
    page.locator(f".st-key-download-{name}").get_by_role("button").click()
    dialog = page.get_by_role("dialog", name="Download: ")
    expect(dialog.get_by_role("button", name="Parquet").last).to_be_visible()
    if name == "network":
        expect(dialog.get_by_role("button", name="SVG")).to_be_visible()
    found = grave(page)
    page.context.close()
    assert not found, "\n".join(found)


@SCHEMES
def test_axe_finds_nothing_serious_on_the_page_of_problems(
    browser: Browser, tmp_path: Path, scheme: str
) -> None:
    folder = tiny.write(tmp_path / "data")
    sheet = folder / "exercises.csv"
    sheet.write_text(
        sheet.read_text(encoding="utf-8").replace("2012-04-22", "22 April 2012"), encoding="utf-8"
    )
    with serving(tmp_path, ATLAS_DATA=str(folder)) as address:
        page = looked_at(browser, address, scheme)
        expect(page.get_by_role("table")).to_contain_text("exercises.csv")
        found = grave(page)
        page.context.close()
    assert not found, "\n".join(found)


def test_axe_finds_what_is_wrong_on_a_page_and_inside_the_network(
    server: str, browser: Browser
) -> None:
    """The other tests of this file would pass as well if axe looked at nothing."""
    page = looked_at(browser, f"{server}/network", "light")
    _settled(page)
    for frame in page.frames:
        frame.evaluate("document.body.append(document.createElement('img'))")
    found = grave(page)
    page.context.close()
    assert [line.split(":")[0] for line in found] == ["image-alt", "image-alt"]


@pytest.mark.parametrize("path", EVERY)
def test_every_figure_frame_and_table_says_in_words_what_it_shows(
    server: str, browser: Browser, path: str
) -> None:
    page = looked_at(browser, server + path, "light")
    _settled(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    names = [one.evaluate(NAMED) for one in page.locator(DRAWN).all()]
    page.context.close()
    assert names
    assert not [name for name in names if len(name) < 20], names
