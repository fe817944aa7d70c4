"""A whole task without a mouse: filter, read the table, open a record, take a file away.

Where the focus is can be seen at every step.
"""

import csv

from playwright.sync_api import expect

from atlas.dataset.filters import Filters
from browser.expected import shown
from browser.keys import FOCUSED, MOST_STEPS, tab_to
from browser.reader import Visit, until
from browser.test_downloads import BOM
from lengths import AT_LENGTH


@AT_LENGTH
def test_a_reader_filters_reads_opens_a_record_and_takes_a_file_with_the_keyboard_alone(
    visit: Visit,
) -> None:
    view = shown("exercise-timeline", Filters(domain=("land",)))
    reader = visit("/exercises")
    page = reader.page
    tab_to(page, page.get_by_role("combobox", name="Domains", exact=True))
    page.keyboard.type("Land")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    reader.sees(view)
    tab_to(page, reader.expander("exercise-timeline").locator("summary"))
    page.keyboard.press("Enter")
    table = page.get_by_role("table", name="Rows behind the chart Exercises in time")
    expect(table.get_by_role("row")).to_have_count(len(view.table) + 1)
    first = table.get_by_role("row").nth(1).get_by_role("link").first
    tab_to(page, first)
    page.keyboard.press("Enter")
    expect(
        page.get_by_role("heading", name=str(view.table["Record"].iloc[0]), exact=True)
    ).to_be_visible()
    expect(page.get_by_role("button", name="Remove Land")).to_be_visible()
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    opener = page.locator("[class*='st-key-download-record-']").get_by_role("button")
    tab_to(page, opener)
    page.keyboard.press("Enter")
    taking = page.get_by_role("dialog").get_by_role("button", name="CSV")
    expect(taking).to_be_visible()
    tab_to(page, taking)
    with page.expect_download() as arriving:
        page.keyboard.press("Enter")
    raw = arriving.value.path().read_bytes()
    assert raw.startswith(BOM)
    assert len(list(csv.reader(raw.decode("utf-8-sig").splitlines(keepends=True)))) > 1
    # The button lets the focus go while its file is written; the next Tab is in the dialog again.
    expect(taking).to_be_enabled()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    until(page, FOCUSED, opener.element_handle())


def test_the_network_is_reached_with_the_keyboard_and_shows_it(visit: Visit) -> None:
    reader = visit("/network")
    frame = reader.page.frame_locator("iframe").locator("#graph")
    reader.page.get_by_role("combobox", name="Focus on").focus()
    for _ in range(MOST_STEPS):
        reader.page.keyboard.press("Tab")
        if frame.evaluate("element => element.contains(document.activeElement)"):
            break
    style = frame.evaluate(
        "element => [getComputedStyle(document.activeElement).outlineStyle, "
        "getComputedStyle(element).outlineStyle]"
    )
    assert {"auto", "solid"} & set(style)


# The same task is done by touch among the tasks, as is the next.
@AT_LENGTH
def test_what_ties_a_firm_to_a_navy_is_read_with_the_keyboard_alone(visit: Visit) -> None:
    reader = visit("/")
    page = reader.page
    tab_to(page, page.get_by_role("link", name="What ties Henan Diesel to the Russian navy?"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Network", level=1)).to_be_visible()
    reader.settled()
    tab_to(page, page.locator("summary").filter(has_text="Evidence of the paths"))
    page.keyboard.press("Enter")
    expect(page.locator("canvas table[role=grid]")).to_be_attached()


@AT_LENGTH
def test_a_claim_is_cited_with_paragraph_and_speaker_with_the_keyboard_alone(visit: Visit) -> None:
    reader = visit("/")
    page = reader.page
    tab_to(page, page.get_by_role("textbox", name="Search", exact=True))
    page.keyboard.type("missile-attack warning")
    page.keyboard.press("Enter")
    tab_to(
        page, page.get_by_role("link", name="announcement on missile-attack warning (2019)").first
    )
    page.keyboard.press("Enter")
    cite = page.locator(".st-key-cite-record-early-warning-2019").get_by_role("button")
    expect(cite).to_be_visible()
    reader.settled()
    tab_to(page, cite)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stCode").nth(1)).to_contain_text("Vladimir Putin")
