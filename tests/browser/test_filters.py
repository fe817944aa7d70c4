"""The filters of the sidebar: they change what is drawn, listed and counted, and go along to every
page.
"""

import re

import pytest
from playwright.sync_api import expect

from atlas.charts.chart_view import span
from atlas.dataset.filters import Filters
from browser.expected import MAIN, link, shown
from browser.reader import Visit
from lengths import AT_LENGTH, first_of_all, first_of_rows

KEYS_PRESSED = 2


@pytest.mark.parametrize(("path", "name"), first_of_rows({"/exercises"}, MAIN))
def test_a_domain_changes_chart_table_and_count_and_back_and_forward_follow(
    visit: Visit, path: str, name: str
) -> None:
    before, after = shown(name), shown(name, Filters(domain=("naval",)))
    assert before.takeaway != after.takeaway
    reader = visit(path)
    reader.sees(before)
    reader.choose("Naval", of="Domains")
    reader.sees(after)
    reader.page.evaluate("history.back()")
    reader.sees(before)
    reader.page.evaluate("history.forward()")
    reader.sees(after)
    reader.choose("Naval", of="Domains")
    reader.sees(before)


@AT_LENGTH
def test_the_two_articles_only_is_a_view_of_its_own(visit: Visit) -> None:
    reader = visit("/sources")
    reader.choose("The two articles only", of="Sources")
    expect(reader.page).to_have_url(re.compile("evidence="))
    reader.sees(shown("records-by-year", Filters(evidence="articles")))


@AT_LENGTH
def test_what_is_shown_and_what_is_hidden_make_up_all(visit: Visit) -> None:
    low, high = span()
    filters = Filters(
        years=(low + 1, high - 1), domain=("air", "naval"), projected="out", mentioned="out"
    )
    reader = visit(link(shown("records-by-year", filters)))
    sentence = reader.coverage.inner_text()
    shares = re.fullmatch(r"(\d+) of (\d+) entries; hidden: (.*)\.", sentence)
    assert shares, sentence
    hidden = [int(part.split(" ", 1)[0]) for part in shares[3].split(", ")]
    assert "several filters" in sentence
    assert int(shares[1]) + sum(hidden) == int(shares[2])
    assert int(shares[2]) == shown("records-by-year").coverage.total


@AT_LENGTH
def test_the_years_are_chosen_with_the_arrow_keys(visit: Visit) -> None:
    low, high = span()
    reader = visit("/transfers")
    thumbs = reader.page.get_by_role("group", name="Years").get_by_role("slider")
    for thumb, key in ((thumbs.first, "ArrowRight"), (thumbs.last, "ArrowLeft")):
        thumb.focus()
        for _ in range(KEYS_PRESSED):
            reader.page.keyboard.press(key)
    expect(reader.page).to_have_url(
        re.compile(f"years={low + KEYS_PRESSED}&years={high - KEYS_PRESSED}")
    )
    reader.sees(shown("transfer-flows", Filters(years=(low + KEYS_PRESSED, high - KEYS_PRESSED))))


@AT_LENGTH
@pytest.mark.parametrize(
    ("title", "name"),
    first_of_rows({"Network"}, [("Arms transfers", "transfer-flows"), ("Network", "network")]),
)
def test_filters_go_along_to_another_page_and_into_its_link(
    visit: Visit, title: str, name: str
) -> None:
    filters = Filters(domain=("air",), projected="out")
    reader = visit("/exercises")
    reader.choose("Air", of="Domains")
    reader.choose("Excluded", of="Projections")
    reader.sees(shown("exercise-timeline", filters))
    reader.page.get_by_role("navigation").get_by_role("link", name=title).click()
    reader.sees(shown(name, filters))
    copied = reader.copied_link()
    assert "domain=Air" in copied
    assert "projected=Excluded" in copied


def test_a_filter_stays_in_the_address_over_pages_on_which_it_does_not_act(visit: Visit) -> None:
    reader = visit("/exercises?participants=Only+both")
    for title, path in (("Arms transfers", "transfers"), ("How deep?", "findings")):
        reader.page.get_by_role("navigation").get_by_role("link", name=title).click()
        expect(reader.page).to_have_url(re.compile(rf"/{path}\?participants=Only\+both$"))
        reader.settled()
        expect(reader.page.locator(".st-key-participants")).to_be_hidden()


def test_the_fold_stays_open_at_a_choice_in_it_and_a_step_back_takes_the_choice_back(
    visit: Visit,
) -> None:
    reader = visit("/exercises")
    said = reader.page.get_by_test_id("stSidebar").get_by_text("One of them is set.")
    reader.choose("Only both", of="Who takes part")
    expect(said).to_be_visible()
    expect(reader.page.locator(".st-key-more-filters details")).to_have_attribute("open", "")
    reader.page.go_back()
    expect(said).to_have_count(0)
    reader.page.go_forward()
    expect(said).to_be_visible()


@pytest.mark.parametrize(
    "name", first_of_all({"network"}, ["exercise-timeline", "transfer-flows", "network"])
)
def test_a_view_without_any_record_says_so_and_names_what_hides_them(
    visit: Visit, name: str
) -> None:
    nothing = shown(
        name,
        Filters(
            years=(span()[0], span()[0]), domain=("cyber",), status=("denied",), mentioned="out"
        ),
    )
    reader = visit(link(nothing))
    assert nothing.empty, "this test needs filters that hide all"
    note = reader.notes.filter(has_text="Nothing in view").first
    expect(note).to_contain_text(nothing.coverage.sentence())
    assert not reader.complaints()


@AT_LENGTH
def test_an_empty_view_names_the_filter_that_hides_all_and_undoes_it(visit: Visit) -> None:
    reader = visit("/exercises?domain=Nuclear")
    expect(reader.notes.first).to_contain_text("Nothing in view")
    expect(reader.notes.first).to_contain_text(re.compile(r"hidden: \d+ by domains"))
    reader.page.get_by_role("button", name="Undo Domains").first.click()
    reader.sees(shown("exercise-timeline"))
    expect(reader.page.get_by_role("button", name="Undo Domains")).to_have_count(0)


@AT_LENGTH
def test_each_change_is_a_step_of_its_own_on_the_way_back(visit: Visit) -> None:
    years = Filters(years=(2010, 2019))
    reader = visit("/exercises?years=2010&years=2019")
    reader.sees(shown("exercise-timeline", years))
    reader.choose("Calendar", of="Show")
    reader.sees(shown("exercise-calendar", years))
    reader.choose("Naval", of="Domains")
    reader.sees(shown("exercise-calendar", Filters(years=(2010, 2019), domain=("naval",))))
    reader.page.go_back()
    reader.sees(shown("exercise-calendar", years))
    reader.page.go_back()
    reader.sees(shown("exercise-timeline", years))
