"""The address is the view: it is copied, opened elsewhere, gone back through, and mistyped."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, expect

from atlas.charts.chart_view import ChartView, span
from atlas.charts.choices import chart_choices
from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.filters import Filters
from atlas.dataset.store import dataset
from browser.expected import link, shown
from browser.reader import Reader, Visit
from lengths import AT_LENGTH, first_of_rows

GARBAGE = "years=abc&domain=nonsense&unit=bananas&focus=zzz"


def _opens_the_same_view(visit: Visit, copied: str, view: ChartView) -> None:
    """Every filter and every option is in the link, and a stranger who opens it sees the same."""
    assert {*FILTERS, *view.own} <= set(parse_qs(urlsplit(copied).query, keep_blank_values=True))
    visit(copied).sees(view)


def test_a_copied_link_opens_the_same_flows_in_another_browser(visit: Visit) -> None:
    view = shown("transfer-flows", Filters(domain=("air",), projected="out"), by="domain")
    reader = visit("/transfers?projected=Excluded")
    reader.choose("Air", of="Domains")
    reader.choose("Domain", of="Through")
    reader.sees(view)
    _opens_the_same_view(visit, reader.copied_link(), view)


@AT_LENGTH
def test_a_copied_link_opens_the_same_part_of_the_network_in_another_browser(visit: Visit) -> None:
    filters = Filters(domain=("air",))
    view = shown("network", filters, focus="CHN", depth="2")
    assert len(view.view.nodes) != len(shown("network", filters).view.nodes)
    reader = visit("/network")
    reader.choose("Air", of="Domains")
    reader.sees(shown("network", filters))
    _focus(reader, chart_choices(view.dataset, view.chart)["focus"]["CHN"])
    reader.choose("2 steps", of="Depth")
    reader.sees(view)
    _opens_the_same_view(visit, reader.copied_link(), view)


@AT_LENGTH
def test_a_copied_link_opens_at_the_chart_that_was_chosen_further_down_its_page(
    visit: Visit,
) -> None:
    at_top = visit("/transfers")
    assert "section=" not in at_top.copied_link()
    at_top.choose("Yearly volumes", of="In time, and by pair")
    expect(at_top.drawing("sipri-volumes")).to_be_visible()
    stranger = visit(at_top.settled().copied_link())
    heading = stranger.page.locator("#sipri-volumes")
    expect(heading).to_be_in_viewport()
    assert not stranger.notes.count()


@AT_LENGTH
def test_a_copied_link_opens_the_same_record_of_the_evidence(visit: Visit) -> None:
    labels = dataset()["exercises"]["label"]
    reader = visit(f"/evidence?record={labels.index[0]}")
    expect(reader.page.get_by_role("heading", name=labels.iloc[0])).to_be_visible()
    reader.choose("The two articles only", of="Sources")
    expect(reader.page).to_have_url(re.compile("evidence=The"))
    # The address changes before the page does, which has the link.
    expect(reader.page.get_by_text(re.compile("Filters: .*the two articles only"))).to_be_visible()
    stranger = visit(reader.settled().copied_link())
    expect(stranger.page.get_by_role("heading", name=labels.iloc[0])).to_be_visible()
    expect(stranger.page.get_by_role("radio", name="The two articles only")).to_be_checked()
    assert not stranger.complaints()


def _focus(reader: Reader, label: str) -> None:
    chooser = reader.page.get_by_role("combobox", name="Focus on")
    chooser.click()
    chooser.fill(label)
    reader.page.get_by_role("option", name=label, exact=True).click()
    expect(chooser).to_have_value(label)


@AT_LENGTH
@pytest.mark.parametrize(
    ("path", "name", "others"),
    first_of_rows(
        {"/transfers"},
        [
            ("/transfers", "transfer-flows", ["unit=bananas"]),
            ("/network", "network", ["focus=zzz"]),
        ],
    ),
)
def test_what_is_mistyped_in_a_link_is_left_out_and_named(
    visit: Visit, path: str, name: str, others: list[str]
) -> None:
    reader = visit(f"{path}?{GARBAGE}")
    reader.sees(shown(name))
    for mistake in ("years=abc", "domain=nonsense", *others):
        expect(_not_understood(reader, mistake)).to_have_count(1)
    assert not reader.complaints()


# Tests of scripts without a browser have such years, and names as the data spell them.
@AT_LENGTH
def test_years_outside_the_data_are_clipped_and_named(visit: Visit) -> None:
    first, last = span()
    reader = visit(f"/exercises?years=1066&years={last - 3}")
    reader.sees(shown("exercise-timeline", Filters(years=(first, last - 3))))
    right = f"years=1066&years={last - 3} is read as years={first}&years={last - 3}."
    expect(reader.notes.filter(has_text="put right")).to_contain_text(right)


# A test of scripts has such years too.
@AT_LENGTH
def test_years_in_the_wrong_order_change_places_and_the_note_goes_with_the_next_choice(
    visit: Visit,
) -> None:
    reader = visit("/transfers?years=2010&years=2000&by=category")
    reader.sees(shown("transfer-flows", Filters(years=(2000, 2010)), by="category"))
    note = reader.notes.filter(has_text="years=2010&years=2000 is read as years=2000&years=2010.")
    expect(note).to_have_count(1)
    expect(reader.page.get_by_role("slider").first).to_have_value("2000")
    reader.choose("Air", of="Domains")
    reader.sees(
        shown("transfer-flows", Filters(years=(2000, 2010), domain=("air",)), by="category")
    )
    expect(note).to_have_count(0)
    reader.page.wait_for_url("**years=2000&years=2010**")


def _not_understood(reader: Reader, mistake: str) -> Locator:
    """The notes that name this mistake."""
    return reader.notes.filter(has_text="not understood").filter(has_text=mistake)


@AT_LENGTH
def test_filters_and_options_spelled_as_in_the_data_are_understood(visit: Visit) -> None:
    filters = Filters(domain=("naval",), projected="out")
    reader = visit("/transfers?domain=naval&projected=out&by=category")
    reader.sees(shown("transfer-flows", filters, by="category"))
    expect(reader.notes).to_have_count(0)


# Links of the package open what the tests of charts, citations and downloads look at.
@AT_LENGTH
def test_a_link_of_the_package_opens_the_view_that_it_was_made_of(visit: Visit) -> None:
    view = shown(
        "exercise-timeline",
        Filters(years=(span()[0] + 1, span()[1] - 1), domain=("land", "naval"), mentioned="out"),
    )
    visit(link(view)).sees(view)
