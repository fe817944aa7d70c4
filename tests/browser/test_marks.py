"""A mark that is clicked leads to the evidence on its record."""

from playwright.sync_api import expect

from browser.expected import link as link_to
from browser.expected import shown
from browser.reader import Visit


def test_a_click_on_an_exercise_offers_its_evidence_and_keeps_the_filters(visit: Visit) -> None:
    reader = visit("/exercises?domain=Naval")
    timeline = shown("exercise-timeline")
    reader.drawing("exercise-timeline").locator(".scatterlayer path.point").first.click(force=True)
    link = reader.page.get_by_role("link", name="Evidence:")
    expect(link).to_be_visible()
    label = link.inner_text().split("Evidence:")[1].strip()
    assert label in {timeline.dataset.label(key) for key in timeline.view["id"]}
    link.click()
    expect(reader.page.get_by_role("heading", name=label)).to_be_visible()
    expect(reader.page.get_by_role("button", name="Remove Naval")).to_be_visible()


def test_a_click_on_a_place_offers_the_evidence_of_its_records(visit: Visit) -> None:
    reader = visit("/exercises?as=Map")
    largest = shown("exercise-map").view.iloc[0]
    marks = reader.drawing("exercise-map").locator(".scatterlayer path.point")
    expect(marks.first).to_be_visible()
    sizes = [box["width"] if (box := mark.bounding_box()) else 0 for mark in marks.all()]
    marks.nth(sizes.index(max(sizes))).click(force=True)
    expect(
        reader.page.get_by_text(f"The first 8 of {largest['n']} records at this mark")
    ).to_be_visible()
    expect(reader.page.get_by_role("link", name="Evidence:")).to_have_count(8)


def test_a_click_on_a_lane_offers_the_evidence_on_its_transfer(visit: Visit) -> None:
    course = shown("transfer-course")
    reader = visit(link_to(course))
    reader.drawing("transfer-course").locator(".scatterlayer path.point").first.click(force=True)
    link = reader.page.get_by_role("link", name="Evidence:")
    expect(link).to_be_visible()
    label = link.inner_text().split("Evidence:")[1].strip()
    assert label in {course.dataset.label(key) for key in course.view["id"]}
