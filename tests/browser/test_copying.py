"""What a reader copies from a page is what the data say, letter by letter."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

import tiny
from browser.conftest import Windows, serving, windows
from lengths import AT_LENGTH

NOTE = "At https://example.org/a-b_c?d=1&e=2 and www.example.org; ask me@example.org"


@pytest.fixture(scope="module")
def noted_windows(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    """The windows of a dashboard whose data have a note with addresses in it."""
    noted = tiny.said("wave", locator="¶8", note=NOTE)
    sheets = {"exercises": [*tiny.SHEETS["exercises"], noted]}
    folder = tiny.write(tmp_path_factory.mktemp("noted") / "data", sheets)
    with (
        serving(folder.parent, ATLAS_DATA=str(folder)) as address,
        windows(browser, address) as opened,
    ):
        yield opened
        opened.leave()


@AT_LENGTH
def test_addresses_in_a_text_stay_text_and_are_copied_as_they_are(noted_windows: Windows) -> None:
    page = noted_windows.visit("/evidence?record=wave").page
    page.locator("summary").filter(has_text="note of the coder").click()
    cell = page.get_by_test_id("stTable").get_by_text(NOTE, exact=True).first
    expect(cell).to_be_visible()
    expect(cell.get_by_role("link")).to_have_count(0)
    cell.select_text()
    page.keyboard.press("Control+C")
    assert page.evaluate("navigator.clipboard.readText()").strip() == NOTE
