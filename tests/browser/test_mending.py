"""Data with problems are a page of problems at a first start, later a banner above what was built.

The running server notices when they are mended.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import tiny
from browser.access import at_rest, grave_by_day_and_night, window
from browser.conftest import serving
from lengths import AT_LENGTH

TITLE = "China–Russia military cooperation"
WRONG, RIGHT = "22 April 2012", "2012-04-22"


@dataclass(frozen=True)
class Workshop:
    """A page of a dashboard of its own, and a sheet of its data that can be spoilt and mended."""

    page: Page
    address: str
    sheet: Path

    def write(self, before: str, after: str) -> None:
        text = self.sheet.read_text(encoding="utf-8")
        assert before in text
        self.sheet.write_text(text.replace(before, after), encoding="utf-8")
        self.page.goto(self.address)


@pytest.fixture
def workshop(browser: Browser, tmp_path: Path) -> Iterator[Workshop]:
    """A server that is started on a sheet with a wrong date."""
    folder = tiny.write(tmp_path / "data")
    sheet = folder / "exercises.csv"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace(RIGHT, WRONG), encoding="utf-8")
    page = window(browser)
    with serving(tmp_path, ATLAS_DATA=str(folder)) as address:
        yield Workshop(page, address, sheet)
        page.context.close()


@AT_LENGTH
def test_data_with_problems_are_named_at_a_first_start_and_later_above_the_last_good_build(
    workshop: Workshop,
) -> None:
    page = workshop.page
    page.goto(workshop.address)
    expect(page.get_by_role("heading", name="The data need mending")).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text("exercises.csv")
    expect(page.get_by_test_id("stException")).to_have_count(0)
    workshop.write(WRONG, RIGHT)
    _shows_the_data_without_a_word(page)
    workshop.write(RIGHT, WRONG)
    _shows_the_banner(page)
    # Tests without a browser look at every page.
    page.goto(f"{workshop.address}/network")
    _shows_the_banner(page)
    answer = page.request.get(f"{workshop.address}/api/charts/exercise-timeline.json")
    assert answer.ok
    assert answer.headers["atlas-data-problems"].startswith("1 since ")
    page.get_by_text("Table: the 1 problem of the data folder").click()
    expect(page.get_by_test_id("stTable").first).to_contain_text("exercises.csv")
    at_rest(page)
    assert grave_by_day_and_night(page) == [], "axe finds nothing serious with the banner"
    page.emulate_media(color_scheme="light")
    workshop.write(WRONG, "2012-04-23")
    _shows_the_data_without_a_word(page)


def _shows_the_data_without_a_word(page: Page) -> None:
    """The first page stands there, and nothing is said of problems."""
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    at_rest(page)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)


def _shows_the_banner(page: Page) -> None:
    banner = page.get_by_test_id("stAlert").filter(has_text="The newest data are not shown")
    expect(banner).to_contain_text("the data folder has 1 problem")
    expect(banner).to_contain_text(f"exercises.csv, row 7, column date: date: write “{WRONG}”")
    at_rest(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)
