"""A text that is pasted: marked as text, whatever is in it, and in no address."""

from playwright.sync_api import expect

from browser.conftest import Visit

HOSTILE = "China sent 3,500 troops to Vostok 2018. <img src=x onerror=window.hit=1> **J-20** flew."
# Texts of several lines in cells that have more room beside them.
BROKEN_EARLY = """() => [...document.querySelectorAll('[data-testid=stTable] td > div')].filter(
  text => {
    const look = getComputedStyle(text.parentElement);
    const padding = parseFloat(look.paddingLeft) + parseFloat(look.paddingRight);
    const room = text.parentElement.clientWidth - padding;
    const isBroken = text.clientHeight > 2 * parseFloat(getComputedStyle(text).fontSize);
    return isBroken && text.clientWidth < room - 1;
  }).map(text => text.innerText)"""


def test_a_pasted_text_is_marked_as_text_and_stands_in_no_address(visit: Visit) -> None:
    reader = visit("/check")
    page = reader.page
    page.get_by_label("A sentence or a paragraph, in English").fill(HOSTILE)
    page.get_by_role("button", name="Check", exact=True).click()
    marks = page.locator("mark")
    expect(marks.filter(has_text="3,500")).to_have_class("supported", timeout=60_000)
    expect(marks.filter(has_text="J-20")).to_have_class("absent")
    expect(page.get_by_text("<img src=x onerror=window.hit=1>").first).to_be_visible()
    assert not page.evaluate("window.hit !== undefined")
    assert page.url.endswith("/check")
    footnotes = page.get_by_text("Rules, and footnotes to copy").first
    footnotes.click()
    expect(page.get_by_text("Coded in: China–Russia military cooperation").first).to_be_visible()


def test_a_text_takes_the_whole_width_of_its_cell(visit: Visit) -> None:
    page = visit("/check").page
    expect(page.get_by_role("cell", name="Everything else", exact=True)).to_be_visible()
    assert page.evaluate(BROKEN_EARLY) == []
