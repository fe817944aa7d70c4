"""The page of findings: a file of ratings is read by the browser, and one that is none is named."""

import re
from datetime import date

from playwright.sync_api import FilePayload, expect

from atlas.charts.findings.ratings import Rating, to_file
from atlas.dataset.store import dataset
from browser.conftest import Visit
from lengths import AT_LENGTH


def _payload(content: bytes) -> FilePayload:
    return {"name": "own.json", "mimeType": "application/json", "buffer": content}


@AT_LENGTH
def test_ratings_of_a_file_are_read_and_one_that_is_none_is_said_to_be(visit: Visit) -> None:
    page = visit("/findings").page
    field = page.locator("input[type=file]")
    field.set_input_files(_payload(b"[1, 2"))
    refused = "The file was not read: it is no JSON, or only a part of it."
    expect(page.get_by_text(refused)).to_be_visible()
    rating = Rating("regular exercises", "2010s", "strong", "low", "<b>As I see it</b>")
    field.set_input_files(_payload(to_file([rating], "A. Reader", "older", date(2026, 1, 2))))
    expect(
        page.get_by_text("1 rating was read from the file, signed by A. Reader.")
    ).to_be_visible()
    own = page.get_by_role("table").filter(has_text="Your rating")
    expect(own).to_contain_text("<b>As I see it</b>")
    expect(page.get_by_role("button", name="Save 1 rating")).to_be_visible()


@AT_LENGTH
def test_a_rating_is_given_and_saved_by_click_and_read_by_another_reader_beside_other_data(
    visit: Visit,
) -> None:
    reader = visit("/findings")
    page = reader.page
    reader.choose("Regular exercises", of="Row")
    reader.choose("2010s", of="Period")
    form = page.get_by_test_id("stForm").filter(has_text="Regular exercises, 2010s")
    form.get_by_role("radio", name="Strong").click()
    form.get_by_role("radio", name="Low").click()
    form.get_by_label("Note").fill("As I see it")
    form.get_by_role("button", name="Keep this rating").click()
    with page.expect_download() as arriving:
        page.get_by_role("button", name="Save 1 rating").click()
    saved = arriving.value.path().read_text(encoding="utf-8")
    own = saved.replace(dataset().version, "older")
    assert own != saved
    other = visit("/findings").page
    with other.expect_file_chooser() as choosing:
        other.locator("input[type=file]").click()
    choosing.value.set_files(_payload(own.encode()))
    expect(other.get_by_text("The ratings were made beside data of version older")).to_be_visible()
    row = other.get_by_role("row").filter(has_text="As I see it")
    expect(row).to_contain_text(re.compile("Regular exercises.*2010s.*Strong.*Low"))
