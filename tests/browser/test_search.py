"""The search box: typed into on any page, followed with the keyboard, left with Back."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, expect

from browser.reader import Reader, Visit
from lengths import AT_LENGTH


def _box(reader: Reader) -> Locator:
    return reader.page.get_by_role("textbox", name="Search", exact=True)


def _hit(reader: Reader, label: str) -> Locator:
    return reader.page.locator(".st-key-found-True").get_by_role("link", name=label).first


def _address(reader: Reader) -> dict[str, list[str]]:
    return parse_qs(urlsplit(reader.page.evaluate("location.href")).query)


def test_a_hit_is_followed_with_the_keyboard_and_back_leads_to_the_results(visit: Visit) -> None:
    reader = visit("/exercises?domain=Naval")
    main = reader.page.get_by_test_id("stMain")
    assert main.evaluate("main => { main.scrollTo({top: 9999}); return main.scrollTop; }") > 0
    _box(reader).fill("Triumph")
    _box(reader).press("Enter")
    expect(_hit(reader, "S-400 Triumf")).to_be_in_viewport()
    _hit(reader, "S-400 Triumf").focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page.get_by_role("heading", name="S-400 Triumf", exact=True)).to_be_visible()
    expect(_hit(reader, "S-400 Triumf")).not_to_be_visible()
    assert _address(reader) == {"domain": ["Naval"], "find": ["Triumph"], "record": ["s-400"]}
    reader.page.go_back()
    expect(reader.page.get_by_role("heading", name="Exercises", exact=True)).to_be_visible()
    expect(_hit(reader, "S-400 Triumf")).to_be_visible()


@AT_LENGTH
def test_on_the_evidence_page_the_address_follows_to_the_next_record_and_back(visit: Visit) -> None:
    reader = visit("/evidence?domain=Naval&record=s-400")
    _box(reader).fill("Sukhoj")
    _box(reader).press("Enter")
    _hit(reader, "Sukhoi").click()
    expect(reader.page.get_by_role("heading", name="Sukhoi", exact=True)).to_be_visible()
    reader.settled()
    assert _address(reader) == {"domain": ["Naval"], "find": ["Sukhoj"], "record": ["sukhoi"]}
    reader.page.go_back()
    expect(reader.page.get_by_role("heading", name="S-400 Triumf", exact=True)).to_be_visible()


@AT_LENGTH
def test_each_page_and_each_choice_on_it_is_one_step_on_the_way_back(visit: Visit) -> None:
    reader = visit("/evidence?record=s-400")
    _go(reader, "Exercises")
    reader.choose("Calendar", of="Show")
    expect(reader.drawing("exercise-calendar")).to_be_visible()
    reader.settled()
    _go(reader, "Arms transfers")
    reader.page.go_back()
    expect(reader.drawing("exercise-calendar")).to_be_visible()
    reader.settled().page.go_back()
    expect(reader.drawing("exercise-timeline")).to_be_visible()
    reader.settled().page.go_back()
    expect(reader.page.get_by_role("heading", name="S-400 Triumf", exact=True)).to_be_visible()


def _go(reader: Reader, page: str) -> None:
    reader.page.get_by_role("link", name=page).first.click()
    expect(reader.page.get_by_role("heading", name=page, exact=True)).to_be_visible()
    reader.settled()


@AT_LENGTH
def test_nothing_found_offers_the_nearest_on_a_phone(visit: Visit) -> None:
    reader = visit("/?find=qqqxyzzy", width=390)
    expect(
        reader.page.get_by_text("Nothing in the chosen sources is called “qqqxyzzy”. Nearest:")
    ).to_be_visible()
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@AT_LENGTH
def test_no_name_that_is_found_is_cut_off_on_a_phone(visit: Visit) -> None:
    reader = visit("/?find=early+warning", width=390)
    hits = reader.page.get_by_test_id("stPageLink")
    expect(hits.first).to_be_visible()
    cut = """links => links.flatMap(link => [...link.querySelectorAll('*')])
        .filter(part => part.clientWidth && part.scrollWidth > part.clientWidth + 1).length"""
    assert hits.evaluate_all(cut) == 0
