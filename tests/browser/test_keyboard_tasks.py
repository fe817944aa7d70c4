"""What readers come for, without a mouse: the tasks that `test_keyboard.py` has not.

It has the one that is done each time.
"""

import struct

from playwright.sync_api import Locator, Page, expect

from atlas.dataset.filters import Filters
from browser.expected import shown
from browser.keys import FOCUSED, tab_to
from browser.reader import Visit
from browser.test_tasks import SLIDE
from lengths import AT_LENGTH


def _follow(page: Page, words: str) -> None:
    """Go to a link by its words, and take it."""
    tab_to(page, page.get_by_role("link", name=words).first)
    page.keyboard.press("Enter")


def _turn_to(page: Page, choices: Locator, label: str) -> None:
    """Go to the choices that stand side by side, then with the arrows to this one."""
    wanted = choices.get_by_role("radio", name=label)
    tab_to(page, choices.get_by_role("radio", checked=True))
    for _ in range(choices.get_by_role("radio").count()):
        page.keyboard.press("ArrowRight")
        if wanted.evaluate(FOCUSED):
            break
    page.keyboard.press("Space")


@AT_LENGTH
def test_what_china_supplied_before_2022_and_who_says_so_with_the_keyboard_alone(
    visit: Visit,
) -> None:
    before = Filters(supplier=("CHN",), recipient=("RUS",), years=(1987, 2021))
    view = shown("transfer-flows", before)
    reader = visit("/")
    page = reader.page
    _follow(page, "What did China supply to Russia before 2022?")
    reader.sees(view)
    tab_to(page, reader.expander(view.chart.name).locator("summary"))
    page.keyboard.press("Enter")
    rows = reader.expander(view.chart.name).get_by_role("row")
    expect(rows).to_have_count(len(view.table) + 1)


@AT_LENGTH
def test_naval_exercises_as_a_slide_with_the_keyboard_alone(visit: Visit) -> None:
    naval = shown("exercise-timeline", Filters(domain=("naval",)))
    wanted = shown("exercise-timeline", Filters(domain=("naval",), years=(2012, 2019)))
    reader = visit("/exercises")
    page = reader.page
    tab_to(page, page.get_by_role("combobox", name="Domains", exact=True))
    page.keyboard.type("Naval")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    reader.sees(naval)
    first, last = wanted.filters.years
    lowest, highest = page.locator(".st-key-years input[type=range]").all()
    _set(page, lowest, "ArrowRight", first)
    _set(page, highest, "ArrowLeft", last)
    reader.sees(wanted)
    tab_to(page, page.locator(".st-key-download-exercise-timeline").get_by_role("button"))
    page.keyboard.press("Enter")
    slide = page.get_by_role("dialog").get_by_role("button", name="PNG slide")
    expect(slide).to_be_visible()
    tab_to(page, slide)
    with page.expect_download() as arriving:
        page.keyboard.press("Enter")
    picture = arriving.value.path().read_bytes()
    assert struct.unpack(">II", picture[16:24]) == SLIDE


def _set(page: Page, thumb: Locator, key: str, year: int) -> None:
    """Go to an end of the span of years, and move it with the arrows."""
    if not thumb.evaluate(FOCUSED):
        tab_to(page, thumb)
    for _ in range(abs(year - int(thumb.input_value()))):
        page.keyboard.press(key)
    expect(thumb).to_have_value(str(year))


@AT_LENGTH
def test_the_change_since_2022_and_the_share_of_patrols_with_the_keyboard_alone(
    visit: Visit,
) -> None:
    without = ("competitions", "naval-patrols")
    view = shown("exercise-timeline", Filters(scope=without, years=(2014, 2026)), coloured="kind")
    reader = visit("/")
    page = reader.page
    _follow(page, "Is the rise since 2022 one of patrols?")
    expect(reader.drawing(view.chart.name)).to_be_visible()
    folded = reader.settled().page.locator(".st-key-more-filters")
    tab_to(page, folded.locator("summary"))
    page.keyboard.press("Enter")
    reader.at_rest(folded)
    left_out = page.get_by_role("toolbar", name="Exclude exercises that are", exact=True)
    tab_to(page, left_out.get_by_role("button", name="Naval patrols"))
    page.keyboard.press("Space")
    reader.sees(view)


@AT_LENGTH
def test_deliveries_to_china_and_to_india_are_compared_with_the_keyboard_alone(
    visit: Visit,
) -> None:
    flows = shown("transfer-flows", third="shown")
    volumes = shown("sipri-volumes")
    reader = visit("/transfers")
    page = reader.page
    third = page.get_by_role("radiogroup", name="Third countries", exact=True)
    _turn_to(page, third, "Shown, a selection")
    expect(reader.drawing(flows.chart.name)).to_have_accessible_name(flows.takeaway)
    reader.settled()
    in_time = page.get_by_role("radiogroup", name="In time, and by pair", exact=True)
    _turn_to(page, in_time, "Yearly volumes")
    expect(reader.drawing(volumes.chart.name)).to_have_accessible_name(volumes.takeaway)


@AT_LENGTH
def test_all_on_the_deal_of_the_s_400_is_found_with_the_keyboard_alone(visit: Visit) -> None:
    reader = visit("/exercises")
    page = reader.page
    tab_to(page, page.get_by_role("textbox", name="Search", exact=True))
    page.keyboard.type("S-400")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="S-400 Triumf").first).to_be_visible()
    _follow(page, "S-400 Triumf")
    expect(page.get_by_role("heading", name="S-400 Triumf", level=1)).to_be_visible()
    expect(reader.settled().page.get_by_role("table").first).to_be_in_viewport()
