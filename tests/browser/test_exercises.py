"""The page of exercises: one of several charts, and years that are chosen by dragging across their
columns.
"""

import re

import pytest
from playwright.sync_api import expect

from atlas.dataset.filters import Filters
from browser.expected import link, shown
from browser.reader import MARKS, Reader, Visit

FIRST, LAST = 2010, 2014


@pytest.mark.parametrize(
    ("tab", "name"), [("Calendar", "exercise-calendar"), ("By domain", "exercises-by-domain")]
)
def test_the_switch_shows_another_chart_in_place_of_the_timeline(
    visit: Visit, tab: str, name: str
) -> None:
    reader = visit("/exercises")
    reader.sees(shown("exercise-timeline"))
    reader.choose(tab, of="Show")
    reader.sees(shown(name))
    expect(reader.drawing("exercise-timeline")).to_have_count(0)
    expect(reader.drawing("exercises-per-year").locator(MARKS).first).to_be_visible()
    expect(reader.page).to_have_url(re.compile("as="))


def test_a_decade_and_hidden_context_are_in_the_link(visit: Visit) -> None:
    view = shown("exercise-timeline", decade="2010", context="hidden")
    reader = visit("/exercises")
    reader.choose("2010s", of="Decade")
    reader.choose("Hidden", of="Context")
    expect(reader.drawing("exercise-timeline")).to_have_accessible_name(view.takeaway)
    stranger = visit(reader.settled().copied_link())
    expect(stranger.drawing("exercise-timeline")).to_have_accessible_name(view.takeaway)


def _drag(reader: Reader, first: float, last: float) -> None:
    """Drag across the columns from one year to another.

    The axis is three quarters of a year wider than the columns on both sides.
    """
    years = shown("exercises-per-year").view["year"]
    drawing = reader.page.locator(".st-key-chart-exercises-per-year")
    expect(drawing.locator(MARKS).first).to_be_visible()
    drawing.scroll_into_view_if_needed()
    box = drawing.locator(".nsewdrag").first.bounding_box()
    assert box, "the chart has no place on the page"
    low, wide = years.min() - 0.75, years.max() - years.min() + 1.5
    places = [box["x"] + box["width"] * (year - low) / wide for year in (first, last)]
    middle = box["y"] + box["height"] / 2
    reader.page.mouse.move(places[0], middle)
    reader.page.mouse.down()
    reader.page.mouse.move(sum(places) / 2, middle + 5, steps=4)
    reader.page.mouse.move(places[1], middle + 5, steps=4)
    reader.page.mouse.up()


def test_dragging_across_columns_chooses_their_years_and_the_way_back_is_offered(
    visit: Visit,
) -> None:
    reader = visit("/exercises?as=By+domain")
    _drag(reader, FIRST - 0.4, LAST + 0.4)
    expect(reader.page).to_have_url(re.compile(f"years={FIRST}&years={LAST}"))
    reader.sees(shown("exercises-by-domain", Filters(years=(FIRST, LAST))))
    reader.page.get_by_role("button", name="Undo: back to the years").click()
    reader.sees(shown("exercises-by-domain"))
    _drag(reader, FIRST - 0.4, LAST + 0.4)
    reader.sees(shown("exercises-by-domain", Filters(years=(FIRST, LAST))))
    assert not reader.complaints()


def test_a_click_on_a_cell_of_the_calendar_offers_the_evidence_on_its_exercises(
    visit: Visit,
) -> None:
    view = shown("exercise-calendar")
    reader = visit(link(view))
    reader.drawing("exercise-calendar").locator(MARKS).first.click(force=True)
    ids = view.view.loc[view.view["month"].gt(0), "ids"].iloc[0]
    expect(reader.page.get_by_role("link", name="Evidence:")).to_have_count(len(ids))
    expect(reader.page.get_by_role("link", name="Evidence:").first).to_contain_text(
        view.selection.dataset.label(ids[0])
    )
