"""Data that cannot be used are a page of problems.

The running server notices when they are mended.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import tiny
from browser.access import grave, window
from browser.conftest import serving

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


@pytest.fixture(scope="module")
def workshop(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    folder = tiny.write(tmp_path_factory.mktemp("workshop") / "data")
    page = window(browser)
    with serving(folder.parent, ATLAS_DATA=str(folder)) as address:
        yield Workshop(page, address, folder / "exercises.csv")
        page.context.close()


def test_problems_are_shown_by_file_and_row_and_vanish_when_mended_without_a_restart(
    workshop: Workshop,
) -> None:
    page = workshop.page
    title = page.get_by_role("heading", name="China–Russia military cooperation")
    page.goto(workshop.address)
    expect(title).to_be_visible()
    workshop.write(RIGHT, WRONG)
    expect(page.get_by_role("heading", name="The data need mending")).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text("exercises.csv")
    expect(page.get_by_test_id("stException")).to_have_count(0)
    workshop.write(WRONG, RIGHT)
    expect(title).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_the_page_of_problems(workshop: Workshop, scheme: str) -> None:
    page = workshop.page
    page.emulate_media(color_scheme=scheme)
    workshop.write(RIGHT, WRONG)
    expect(page.get_by_role("table")).to_contain_text("exercises.csv")
    assert grave(page) == []
    workshop.write(WRONG, RIGHT)
