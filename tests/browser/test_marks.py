"""The facts of a clicked mark stand beside its chart, in view, until they are closed."""

import re

import pytest
from playwright.sync_api import Locator, expect

from browser.expected import link as link_to
from browser.expected import shown
from browser.reader import MARKS, Reader, Visit
from lengths import AT_LENGTH, first_of_all, first_of_rows

TIMELINE = "exercise-timeline"
RANGE = "element => JSON.stringify(element.layout.xaxis.range)"


def _marks(reader: Reader, name: str) -> Locator:
    return reader.drawing(name).locator(".scatterlayer path.point")


def _panel(reader: Reader, name: str) -> Locator:
    return reader.page.locator(f".st-key-marked-{name}")


def _click(reader: Reader, name: str, place: int = 0) -> Locator:
    """Click a mark of a chart; the panel that appears."""
    mark = _marks(reader, name).nth(place)
    expect(mark).to_be_visible()
    if name == TIMELINE:
        plot = reader.drawing(name).locator(".js-plotly-plot")
        expect(plot).to_have_attribute("data-listened", "")
    mark.scroll_into_view_if_needed()
    mark.click(force=True)
    panel = _panel(reader, name)
    expect(panel.get_by_role("link").first).to_be_visible()
    return panel


@pytest.mark.parametrize(("width", "height"), first_of_rows({390}, [(1400, 900), (390, 844)]))
def test_a_click_on_an_exercise_shows_its_name_and_date_in_view_until_it_is_closed(
    visit: Visit, width: int, height: int
) -> None:
    reader = visit("/exercises", width=width)
    reader.page.set_viewport_size({"width": width, "height": height})
    panel = _click(reader, TIMELINE, 40)
    name = panel.get_by_role("link").first
    date = panel.get_by_text(re.compile(r"\d{4}")).first
    for part in (name, date, panel.get_by_role("button", name="Close")):
        expect(part).to_be_in_viewport(ratio=1)
    dataset = shown(TIMELINE).dataset
    assert name.inner_text() in {dataset.label(key) for key in shown(TIMELINE).view["id"]}
    page_width = reader.page.evaluate("document.documentElement.scrollWidth")
    assert page_width <= width, "nothing lies beyond the edge of the window"
    panel.get_by_role("button", name="Close").click()
    expect(panel).to_have_count(0)
    _click(reader, TIMELINE, 40)


def test_the_facts_of_a_mark_are_closed_where_other_years_are_chosen(visit: Visit) -> None:
    reader = visit("/exercises")
    panel = _click(reader, TIMELINE, 40)
    reader.page.get_by_role("slider").first.press("ArrowRight")
    expect(panel).to_have_count(0)
    _click(reader, TIMELINE, 40)


@AT_LENGTH
def test_the_name_leads_to_the_record_and_keeps_the_filters(visit: Visit) -> None:
    reader = visit("/exercises?domain=Naval")
    name = _click(reader, TIMELINE).get_by_role("link").first
    label = name.inner_text()
    name.click()
    page = reader.page
    expect(page.get_by_role("heading", name=label, level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Remove Naval")).to_be_visible()
    assert len(page.context.pages) == 1


@AT_LENGTH
def test_a_click_on_a_place_shows_three_of_its_records_and_keeps_the_zoom(visit: Visit) -> None:
    reader = visit("/exercises?as=Map")
    largest = shown("exercise-map").view.iloc[0]
    marks = _marks(reader, "exercise-map")
    expect(marks.first).to_be_visible()
    sizes = [box["width"] if (box := mark.bounding_box()) else 0 for mark in marks.all()]
    panel = _click(reader, "exercise-map", sizes.index(max(sizes)))
    n_records = largest["n"] + largest["n_expected"]
    expect(panel.get_by_text(f"and {n_records - 3} more at this mark")).to_be_attached()
    assert panel.locator("strong").count() == 3
    panel.get_by_role("button", name="Close").click()
    expect(panel).to_have_count(0)
    plot = reader.drawing("exercise-map").locator(".js-plotly-plot")
    plot.hover()
    reader.page.mouse.wheel(0, -200)
    reader.drawing("exercise-map").locator("[data-title='Zoom in']").click()
    zoomed = plot.evaluate(RANGE)
    _click(reader, "exercise-map")
    assert plot.evaluate(RANGE) == zoomed, "the chart keeps its zoom when a mark is clicked"


@AT_LENGTH
@pytest.mark.parametrize(
    "name",
    first_of_all({"transfer-course"}, ["transfer-course", "exercise-calendar", "findings"]),
)
def test_a_click_on_any_chart_with_marks_shows_a_record_of_its_view(
    visit: Visit, name: str
) -> None:
    view = shown(name)
    reader = visit(link_to(view))
    mark = reader.drawing(name).locator(MARKS).first
    expect(mark).to_be_visible()
    mark.click(force=True)
    label = _panel(reader, name).get_by_role("link").first
    expect(label).to_be_in_viewport(ratio=1)
    assert label.inner_text() in {view.dataset.label(key) for key in view.evidence_ids}
