"""Data that cannot be used are a page of problems; the running server notices when they are mended."""

from pathlib import Path

from playwright.sync_api import Browser, expect

import tiny
from browser.conftest import serving


def test_problems_are_shown_by_file_and_row_and_vanish_when_mended_without_a_restart(
    browser: Browser, tmp_path: Path
) -> None:
    folder = tiny.write(tmp_path / "data")
    with serving(tmp_path, ATLAS_DATA=str(folder)) as address:
        page = browser.new_context().new_page()
        page.goto(address)
        expect(
            page.get_by_role("heading", name="China–Russia military cooperation")
        ).to_be_visible()
        sheet = folder / "exercises.csv"
        good = sheet.read_text(encoding="utf-8")
        sheet.write_text(good.replace("2012-04-22", "22 April 2012"), encoding="utf-8")
        page.reload()
        expect(page.get_by_role("heading", name="The data need mending")).to_be_visible()
        expect(page.get_by_role("table")).to_contain_text("exercises.csv")
        expect(page.get_by_test_id("stException")).to_have_count(0)
        sheet.write_text(good, encoding="utf-8")
        page.reload()
        expect(
            page.get_by_role("heading", name="China–Russia military cooperation")
        ).to_be_visible()
        page.context.close()
