"""A printed page has title, sentences, charts and small tables, and nothing only to be clicked."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from browser.conftest import Windows
from browser.expected import PAGES, shown
from browser.reader import MARKS, Reader, Visit
from lengths import AT_LENGTH, first_of_all

CLICKED = "[data-testid=stSidebar], header button, main button, [role=toolbar], .modebar-container"
# What turns the pages of a list, or takes in what is typed, is no button of a page's head.
LISTS_AND_FORMS = ["/evidence?record=CHN", "/check"]
IN_LISTS_AND_FORMS = "[data-testid=stPagination], [data-testid=stFormSubmitButton]"
PAPER = 700


def _printed(reader: Reader, folder: Path) -> PdfReader:
    path = folder / "page.pdf"
    path.write_bytes(reader.page.pdf(format="A4"))
    return PdfReader(path)


def _text(pdf: PdfReader) -> str:
    """Without spaces: a printer breaks its lines where it likes."""
    return "".join("".join(page.extract_text() for page in pdf.pages).split())


def _widths(page: Page) -> list[float]:
    charts = page.locator(".js-plotly-plot .main-svg:first-child").all()
    boxes = [chart.bounding_box() for chart in charts]
    return [box["width"] for box in boxes if box]


@pytest.fixture(
    scope="module",
    params=first_of_all({"/exercises"}, [path for path in PAGES if path != "/network"]),
)
def wide(request: pytest.FixtureRequest, staying: Windows) -> Iterator[tuple[Reader, str]]:
    """A page on a screen that is wider than paper, all its charts drawn, and its path."""
    reader = staying.visit(request.param, width=1900)
    for name in PAGES[request.param]:
        expect(reader.drawing(name).locator(MARKS).first).to_be_attached()
    yield reader, request.param
    staying.leave()


def test_a_printed_page_has_title_and_sentence_and_neither_filters_nor_buttons(
    wide: tuple[Reader, str], tmp_path: Path
) -> None:
    reader, path = wide
    view = shown(PAGES[path][0])
    widths = _widths(reader.page)
    assert widths
    text = _text(_printed(reader, tmp_path))
    heading = reader.page.locator("h1").first.inner_text()
    for words in (heading, view.headline, view.takeaway):
        assert "".join(words.split()) in text
    for label in ("Morefilters", "Copylink", "Parquet", "Undo", "Dragacross"):
        assert label not in text
    assert _widths(reader.page) == widths, "the page on the screen is as it was"


def test_charts_are_as_wide_as_paper_while_they_are_printed(wide: tuple[Reader, str]) -> None:
    page = wide[0].page
    widths = _widths(page)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert min(widths) > PAPER >= max(_widths(page)) - 1
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert _widths(page) == widths


def test_nothing_that_can_only_be_clicked_is_on_paper(wide: tuple[Reader, str]) -> None:
    page = wide[0].page
    assert _visible(page.locator(CLICKED))
    page.emulate_media(media="print")
    assert not _visible(page.locator(CLICKED))
    page.emulate_media(media="null")


@AT_LENGTH
@pytest.mark.parametrize("path", first_of_all({"/evidence?record=CHN"}, LISTS_AND_FORMS))
def test_neither_pages_of_a_list_nor_buttons_of_a_form_are_on_paper(
    visit: Visit, path: str
) -> None:
    page = visit(path).page
    expect(page.locator(IN_LISTS_AND_FORMS).first).to_be_visible()
    page.emulate_media(media="print")
    assert not _visible(page.locator(IN_LISTS_AND_FORMS))


def _visible(elements: Locator) -> list[Locator]:
    return [element for element in elements.all() if element.is_visible()]


@AT_LENGTH
def test_a_dark_page_is_printed_dark_on_white(visit: Visit) -> None:
    reader = visit("/transfers?when=Two-way+street")
    expect(reader.drawing("two-way-street").locator(MARKS).first).to_be_attached()
    reader.page.emulate_media(color_scheme="dark", media="print")
    ink = "element => getComputedStyle(element).color"
    expect(reader.page.locator("h1").first).to_have_css("color", "rgb(38, 42, 51)")
    # Found and read in one go: a drawing that is made anew between the two has no style any more.
    fills = reader.page.evaluate(
        """() => [...document.querySelectorAll(".js-plotly-plot svg text")]
            .map((text) => getComputedStyle(text).fill)"""
    )
    assert set(fills) == {"rgb(38, 42, 51)"}
    app = reader.page.get_by_test_id("stApp")
    assert app.evaluate("app => getComputedStyle(app).backgroundColor") == "rgba(0, 0, 0, 0)"
    assert reader.page.locator("main p").first.evaluate(ink) == "rgb(38, 42, 51)"


@pytest.fixture(scope="module")
def record(staying: Windows) -> Iterator[Reader]:
    """A reader of a record who prints it."""
    reader = staying.visit("/evidence?record=vostok-2018", width=PAPER)
    expect(reader.page.get_by_role("table").first).to_be_visible()
    yield reader
    staying.leave()


@AT_LENGTH
def test_a_record_is_printed_with_its_tables(record: Reader, tmp_path: Path) -> None:
    text = _text(_printed(record, tmp_path))
    assert "TheDiplomat2018" in text
    assert "3,500personsor3,200persons" in text


@AT_LENGTH
def test_on_paper_nothing_stands_in_for_buttons(record: Reader) -> None:
    page = record.page
    page.emulate_media(media="print")
    title = page.locator("h1").first.bounding_box()
    facts = page.get_by_role("table").first.bounding_box()
    assert title
    assert facts
    assert facts["y"] - title["y"] < 230
    page.emulate_media(media="null")


@AT_LENGTH
def test_on_paper_nothing_stands_in_for_a_picture_that_is_there(visit: Visit) -> None:
    page = visit("/network", width=PAPER).page
    page.emulate_media(media="print")
    before = "element => getComputedStyle(element, '::before').display"
    assert page.locator(".st-key-place-of-frame").evaluate(before) == "none"


@AT_LENGTH
def test_a_large_table_says_that_it_is_not_printed(visit: Visit, tmp_path: Path) -> None:
    reader = visit("/sources")
    expect(reader.page.get_by_test_id("stDataFrame").first).to_be_visible()
    text = _text(_printed(reader, tmp_path))
    assert "Atableofmorethanfiftyrowsisnotprinted" in text
    # What is folded is on paper, or it says that it is not.
    gap = reader.page.locator("details li").first
    expect(gap).to_be_hidden()
    words = "".join(str(gap.text_content()).split())
    assert words.startswith("1999")
    assert words in text
    assert re.search(r"Table:the\d+rowsbehindthischart·folded,sonotonpaper", text)


@AT_LENGTH
def test_marks_of_a_checked_sentence_are_words_on_white_paper_after_dark(visit: Visit) -> None:
    page = visit("/check").page
    page.emulate_media(color_scheme="dark")
    page.get_by_role("button", name="Show an example").click()
    mark = page.locator("mark.supported").first
    expect(mark).to_be_visible()
    page.emulate_media(color_scheme="dark", media="print")
    # It was a dark field with dark words.
    expect(mark).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(mark).to_have_css("color", "rgb(38, 42, 51)")


@AT_LENGTH
def test_a_printed_briefing_has_its_title_and_no_field_for_a_note_that_nobody_wrote(
    visit: Visit,
) -> None:
    page = visit("/briefing?open=briefing-s-400").page
    notes = page.get_by_label("Your note")
    expect(notes.first).to_be_visible()
    notes.first.fill("Ask the desk.")
    notes.first.blur()
    page.emulate_media(media="print")
    expect(page.get_by_label("Title")).to_have_value("S-400")
    expect(page.get_by_label("Title")).to_be_visible()
    expect(notes.first).to_be_visible()
    expect(notes.nth(1)).to_be_hidden()
    item = page.locator(".st-key-briefing-item-0")
    expect(item).to_have_css("break-inside", "avoid")
