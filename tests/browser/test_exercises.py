"""The page of exercises: one of several charts, and years that are chosen by dragging across their
columns.
"""

import re

import pandas as pd
import pytest
from playwright.sync_api import expect

from atlas.charts.exercises import timeline_view
from atlas.charts.exercises.timeline_marks import as_marks
from atlas.dataset.filters import Filters
from browser.expected import shown
from browser.reader import MARKS, Reader, Visit
from lengths import AT_LENGTH, first_of_all, first_of_rows

FIRST, LAST = 2010, 2014


@AT_LENGTH
@pytest.mark.parametrize(
    ("tab", "name"),
    first_of_rows(
        {"Calendar"}, [("Calendar", "exercise-calendar"), ("By domain", "exercises-by-domain")]
    ),
)
def test_the_switch_shows_another_chart_in_place_of_the_timeline(
    visit: Visit, tab: str, name: str
) -> None:
    reader = visit("/exercises")
    reader.sees(shown("exercise-timeline"))
    reader.choose(tab, of="Show")
    reader.sees(shown(name))
    expect(reader.drawing("exercise-timeline")).to_have_count(0)
    expect(reader.page).to_have_url(re.compile("as="))


@AT_LENGTH
def test_colours_by_kind_and_hidden_context_are_in_the_link(visit: Visit) -> None:
    view = shown("exercise-timeline", coloured="kind", context="hidden")
    reader = visit("/exercises")
    reader.choose("By kind", of="Colour")
    reader.choose("Hidden", of="Context")
    expect(reader.drawing("exercise-timeline")).to_have_accessible_name(view.takeaway)
    stranger = visit(reader.settled().copied_link())
    expect(stranger.drawing("exercise-timeline")).to_have_accessible_name(view.takeaway)


def _drag(reader: Reader, panel: str, first: int, last: int) -> None:
    """Drag across a panel from the first day of one year to the last of another."""
    shown_axis = timeline_view.axis(as_marks(shown("exercise-timeline").view))
    drawing = reader.page.locator(".st-key-chart-exercise-timeline")
    expect(drawing.locator(MARKS).first).to_be_visible()
    drawing.scroll_into_view_if_needed()
    box = drawing.locator(f".nsewdrag[data-subplot={panel}]").bounding_box()
    assert box, "the chart has no place on the page"
    days = (pd.Timestamp(first, 1, 1), pd.Timestamp(last, 12, 31))
    length = shown_axis.end - shown_axis.start
    places = [box["x"] + box["width"] * ((day - shown_axis.start) / length) for day in days]
    middle = box["y"] + min(box["height"] / 2, 60)
    reader.page.mouse.move(places[0], middle)
    reader.page.mouse.down()
    reader.page.mouse.move(sum(places) / 2, middle + 5, steps=4)
    reader.page.mouse.move(places[1], middle + 5, steps=4)
    reader.page.mouse.up()


# Columns are dragged across by touch among the tasks.
@pytest.mark.parametrize("panel", first_of_all({"xy"}, ["x2y2", "xy"]))
def test_dragging_across_columns_or_lanes_chooses_their_years_and_the_way_back_is_offered(
    visit: Visit, panel: str
) -> None:
    reader = visit("/exercises")
    _drag(reader, panel, FIRST, LAST)
    expect(reader.page).to_have_url(re.compile(f"years={FIRST}&years={LAST}"))
    reader.sees(shown("exercise-timeline", Filters(years=(FIRST, LAST))))
    expect(reader.page.locator(".st-key-marked-exercise-timeline")).to_have_count(0)
    # What was dragged across is the whole of the new drawing, and marked in it no more.
    expect(reader.page.locator(".selectionlayer path")).to_have_count(0)
    reader.page.get_by_role("button", name="Undo: back to the years").click()
    reader.sees(shown("exercise-timeline"))
    _drag(reader, panel, FIRST, LAST)
    reader.sees(shown("exercise-timeline", Filters(years=(FIRST, LAST))))
    assert not reader.complaints()


def test_dragging_across_the_years_that_are_chosen_already_leaves_no_mark(visit: Visit) -> None:
    reader = visit("/exercises")
    expect(reader.drawing("exercise-timeline").locator(MARKS).first).to_be_visible()
    box = reader.page.locator(".nsewdrag[data-subplot=xy]").bounding_box()
    assert box, "the chart has no place on the page"
    middle = box["y"] + box["height"] / 2
    reader.page.mouse.move(box["x"] + 2, middle)
    reader.page.mouse.down()
    reader.page.mouse.move(box["x"] + box["width"] - 2, middle + 5, steps=8)
    expect(reader.page.locator(".selectionlayer path, .select-outline").first).to_be_attached()
    reader.page.mouse.up()
    expect(reader.page.locator(".selectionlayer path, .select-outline")).to_have_count(0)
    reader.sees(shown("exercise-timeline"))
