"""The page of comparisons: where both sides stand, where their link leads, one picture of both."""

import re

from playwright.sync_api import expect

from browser.conftest import Visit
from browser.reader import Reader, until
from lengths import AT_LENGTH

TITLE = re.compile(r"^Exercises by domain and year: .* \(2012–2016\) vs. .* \(2017–2025\)$")
LINK = "/compare?chart=exercises-by-domain&a-years=2012&a-years=2016&b-years=2017&b-years=2025"


# The second drawing begins where the first ends, or farther down.
BENEATH = """() => {
  const [first, second] = ["A", "B"].map((letter) =>
    document.querySelector(`.st-key-pair-${letter} .js-plotly-plot`).getBoundingClientRect());
  return first.left === second.left && first.bottom <= second.top;
}"""


def _places(reader: Reader) -> list[tuple[float, float]]:
    """Left and upper edge of each side's drawing."""
    corners = []
    for letter in ("A", "B"):
        drawing = reader.page.locator(f".st-key-pair-{letter} .js-plotly-plot")
        expect(drawing.locator(".main-svg").first).to_be_visible()
        box = drawing.bounding_box()
        assert box
        corners.append((box["x"], box["y"]))
    return corners


def test_the_sides_stand_beside_each_other_and_on_a_phone_beneath(visit: Visit) -> None:
    reader = visit(LINK)
    expect(reader.page.get_by_role("heading", name=TITLE)).to_be_visible()
    (left, top), (right, beside) = _places(reader.settled())
    assert left < right
    assert top == beside
    link = reader.copied_link()
    assert "a-years=2012&a-years=2016&b-years=2017&b-years=2025" in link
    slider = reader.page.get_by_test_id("stMain").get_by_test_id("stSlider").first
    expect(slider).to_be_visible()
    reader.page.emulate_media(media="print")
    expect(slider).not_to_be_visible()
    reader.page.emulate_media(media="null")
    reader.page.set_viewport_size({"width": 390, "height": 844})
    until(reader.page, BENEATH)


@AT_LENGTH
def test_both_sides_are_saved_as_one_picture(visit: Visit) -> None:
    reader = visit(LINK)
    reader.page.get_by_role("button", name="Download").click()
    with reader.page.expect_download() as saved:
        reader.page.get_by_role("button", name="SVG", exact=True).click()
    text = saved.value.path().read_text(encoding="utf-8")
    for words in ("A: 2012–2016", "B: 2017–2025", "as recorded in these sources"):
        assert words in text


@AT_LENGTH
def test_who_goes_back_to_the_page_finds_the_chart_that_was_there(visit: Visit) -> None:
    reader = visit("/compare")
    heading = reader.page.get_by_role("heading", level=2).first
    expect(heading).to_contain_text("Exercises in time: ")
    reader.settled().page.get_by_test_id("stSidebarNavLink").filter(has_text="Evidence").click()
    expect(reader.page).to_have_url(re.compile("/evidence"))
    reader.settled().page.go_back()
    expect(reader.page.get_by_role("heading", name="Before and after")).to_be_visible()
    expect(heading).to_contain_text("Exercises in time: ")
    expect(reader.page.get_by_role("combobox", name="Chart")).to_have_value("Exercises in time")
