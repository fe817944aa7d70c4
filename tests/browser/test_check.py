"""A text that is pasted: marked as text, whatever is in it, and in no address."""

from playwright.sync_api import expect

from browser.conftest import Visit

HOSTILE = "China sent 3,500 troops to Vostok 2018. <img src=x onerror=window.hit=1> **J-20** flew."


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
