"""A printed page has its title, its sentences, its charts and small tables, and nothing that can only be clicked."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from browser.expected import PAGES, shown
from browser.reader import MARKS, Reader, Visit

CLICKED = "[data-testid=stSidebar], header button, main button, [role=toolbar], .modebar-container"
PAPER = 700


def _printed(reader: Reader, folder: Path) -> PdfReader:
    path = folder / "page.pdf"
    path.write_bytes(reader.page.pdf(format="A4"))
    return PdfReader(path)


def _text(pdf: PdfReader) -> str:
    """Without spaces: a printer breaks its lines where it likes."""
    return "".join("".join(page.extract_text() for page in pdf.pages).split())


def _wide(page: Page) -> list[float]:
    return [
        box["width"]
        for one in page.locator(".js-plotly-plot .main-svg:first-child").all()
        if (box := one.bounding_box())
    ]


@pytest.mark.parametrize("path", [path for path in PAGES if path != "/network"])
def test_a_printed_page_has_title_and_sentence_and_neither_filters_nor_buttons(
    visit: Visit, path: str, tmp_path: Path
) -> None:
    reader = visit(path, width=1900)
    name = PAGES[path][0]
    for drawn in PAGES[path]:
        expect(reader.drawing(drawn).locator(MARKS).first).to_be_attached()
    before = _wide(reader.page)
    text = _text(_printed(reader, tmp_path))
    for told in (
        reader.page.locator("h1").first.inner_text(),
        shown(name).chart.title,
        shown(name).takeaway,
    ):
        assert "".join(told.split()) in text
    for label in ("Evidencebase", "Copylink", "Parquet", "Undo"):
        assert label not in text
    assert _wide(reader.page) == before, "the page on the screen is as it was"


def test_nothing_that_can_only_be_clicked_is_on_paper(visit: Visit) -> None:
    reader = visit("/exercises")
    expect(reader.drawing("exercise-timeline").locator(MARKS).first).to_be_attached()
    assert [one for one in reader.page.locator(CLICKED).all() if one.is_visible()]
    reader.page.emulate_media(media="print")
    assert not [one for one in reader.page.locator(CLICKED).all() if one.is_visible()]


def test_charts_are_as_wide_as_paper_while_they_are_printed(visit: Visit) -> None:
    reader = visit("/exercises", width=1900)
    for name in PAGES["/exercises"]:
        expect(reader.drawing(name).locator(MARKS).first).to_be_attached()
    wide = _wide(reader.page)
    reader.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert min(wide) > PAPER >= max(_wide(reader.page)) - 1
    reader.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert _wide(reader.page) == wide


def test_a_dark_page_is_printed_dark_on_white(visit: Visit) -> None:
    reader = visit("/transfers?when=Two-way+street")
    expect(reader.drawing("two-way-street").locator(MARKS).first).to_be_attached()
    reader.page.emulate_media(color_scheme="dark", media="print")
    ink = "element => getComputedStyle(element).color"
    expect(reader.page.locator("h1").first).to_have_css("color", "rgb(38, 42, 51)")
    fills = reader.page.locator(".js-plotly-plot svg text").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).fill)"
    )
    assert set(fills) == {"rgb(38, 42, 51)"}
    assert (
        reader.page.get_by_test_id("stApp").evaluate("one => getComputedStyle(one).backgroundColor")
        == "rgba(0, 0, 0, 0)"
    )
    assert reader.page.locator("main p").first.evaluate(ink) == "rgb(38, 42, 51)"


def test_a_record_is_printed_with_its_tables_and_a_large_table_says_that_it_is_not(
    visit: Visit, tmp_path: Path
) -> None:
    reader = visit("/evidence?record=vostok-2018")
    expect(reader.page.get_by_role("table").first).to_be_visible()
    expect(reader.page.get_by_test_id("stDataFrame")).to_be_visible()
    text = _text(_printed(reader, tmp_path))
    assert "TheDiplomat2018" in text
    assert "Atableofmorethanfiftyrowsisnotprinted" in text
