"""A briefing as its reader gathers it on several pages, orders it, saves it and passes it on."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect
from pptx import Presentation

from browser.reader import Reader, Visit
from lengths import AT_LENGTH, first_of_all

NOTE = "Ask the desk about 2018."
ITEMS = "[class*='st-key-briefing-item-']"
TITLES = f"{ITEMS} strong"


def gathered(reader: Reader, page: str) -> None:
    """Go to a page by the navigation and put what it shows first into the briefing."""
    navigation = reader.page.get_by_role("navigation")
    navigation.get_by_role("link", name=page, exact=True).click()
    reader.settled()
    reader.page.get_by_role("button", name="Add to briefing").first.click()
    expect(reader.page.get_by_role("button", name="In briefing")).to_be_visible()


def items(page: Page) -> list[str]:
    """The titles of the items in order."""
    return [text.split(". ", 1)[1] for text in page.locator(TITLES).all_inner_texts()]


def made(reader: Reader, kind: str) -> bytes:
    """A file of the briefing, made and saved."""
    page = reader.page
    page.get_by_role("button", name=f"Make {kind}").click()
    with page.expect_download() as arriving:
        page.get_by_role("button", name=f"Save {kind}").click()
    return Path(arriving.value.path()).read_bytes()


def of_slides(content: bytes) -> str:
    """The texts of all slides in order."""
    shapes = [shape for slide in Presentation(BytesIO(content)).slides for shape in slide.shapes]
    return "\n".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)


def of_text(content: bytes) -> str:
    """The paragraphs of a text in order."""
    return "\n".join(own.text for own in Document(BytesIO(content)).paragraphs)


READ: dict[str, Callable[[bytes], str]] = {
    "PowerPoint": of_slides,
    "Word": of_text,
    "Web page": bytes.decode,
}


@AT_LENGTH
@pytest.mark.parametrize(
    "kinds", first_of_all([("PowerPoint",)], [("PowerPoint",), ("Word", "Web page")])
)
def test_what_is_gathered_on_pages_is_ordered_noted_saved_and_passed_on(
    visit: Visit, kinds: tuple[str, ...]
) -> None:
    reader = visit("/evidence?record=su-35s")
    page = reader.page
    page.get_by_role("button", name="Add to briefing").click()
    expect(page.get_by_role("button", name="In briefing")).to_be_visible()
    gathered(reader, "How many?")
    page.get_by_role("navigation").get_by_role("link", name="Briefing", exact=True).click()
    expect(page.locator(TITLES)).to_have_count(2)
    entry, count = items(page)
    page.locator(ITEMS).nth(1).get_by_role("button", name="Up").click()
    expect(page.locator(TITLES).first).to_contain_text(count)
    own_note = page.get_by_role("textbox", name="Your note").first
    own_note.fill(NOTE)
    own_note.press("Control+Enter")
    page.get_by_text("With my own words in the link").click()
    expect(page.get_by_text("The link holds your own words")).to_be_visible()
    for kind in kinds:
        text = READ[kind](made(reader, kind))
        assert text.index(count) < text.index(NOTE) < text.rindex(entry)
    page.goto(reader.copied_link())
    reader.settled()
    expect(page.locator(TITLES)).to_have_count(2)
    assert items(page) == [count, entry]
    expect(page.get_by_role("textbox", name="Your note").first).to_have_value(NOTE)


def test_a_ready_made_briefing_is_one_click_from_the_overview(visit: Visit) -> None:
    page = visit("/").page
    page.get_by_role("link", name="Briefing: S-400").click()
    expect(page.locator(TITLES)).to_have_count(5)
    assert items(page)[0] == "S-400 air defence systems for China"
