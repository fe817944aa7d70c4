"""The page of findings: a file of ratings is read by the browser, and one that is none is named."""

from datetime import date

from playwright.sync_api import FilePayload, expect

from atlas.charts.findings.ratings import Rating, to_file
from browser.conftest import Visit


def _payload(content: bytes) -> FilePayload:
    return {"name": "own.json", "mimeType": "application/json", "buffer": content}


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
