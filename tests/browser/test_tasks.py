"""What readers come for, at a desk and on a phone, and how many clicks it takes at most.

A click counts one, a choice in a list two (opening it and choosing), words typed into the search
and Enter one. Opening and closing the menu of a phone is counted apart.
"""

import csv
import re
import struct
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from atlas.charts.exercises import timeline_view
from atlas.charts.exercises.timeline_marks import as_marks
from atlas.charts.network.routes import hops
from atlas.dataset.filters import Filters
from atlas.paths import ROOT
from browser.expected import shown
from browser.reader import MARKS, Reader, Visit
from lengths import AT_LENGTH, first_of_all

DESK, PHONE = "desk", "phone"
# Opening the menu, and closing it together with a list in it.
MOST_OF_THE_MENU = 2
SLIDE = (1920, 1080)
BEFORE, SINCE = range(2017, 2022), range(2022, 2026)
# Wider than its window: a page that can be moved sideways, or something of it that is cut off.
CUT = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  const page = document.documentElement;
  return Math.max(main.scrollWidth - main.clientWidth, page.scrollWidth - innerWidth);
}"""


class Hands:
    """A reader's clicks or taps, counted."""

    def __init__(self, reader: Reader, place: str) -> None:
        self.reader = reader
        self.page: Page = reader.page
        self.is_phone = place == PHONE
        self.clicks = self.of_the_menu = 0

    def press(self, goal: Locator) -> None:
        self.clicks += 1
        self._press(goal)

    def _press(self, goal: Locator) -> None:
        if self.is_phone:
            goal.tap()
        else:
            goal.click()

    def open_menu(self) -> None:
        if self.is_phone:
            self.of_the_menu += 1
            self._press(self.page.get_by_test_id("stExpandSidebarButton"))

    def close_menu(self) -> None:
        if self.is_phone:
            self.of_the_menu += 1
            self._press(self._closing.locator("button"))
            self._is_out_of_the_way()

    @property
    def _closing(self) -> Locator:
        return self.page.get_by_test_id("stSidebarCollapseButton")

    def _is_out_of_the_way(self) -> None:
        """What is no longer wanted of a phone's menu covers nothing."""
        if self.is_phone:
            expect(self._closing).to_have_count(0)

    def go(self, page: str) -> None:
        """Choose a page in the menu."""
        self.open_menu()
        self.press(self.page.get_by_test_id("stSidebarNavLink").filter(has_text=page))
        self._is_out_of_the_way()
        self.reader.settled()

    def search(self, words: str) -> None:
        self.open_menu()
        self.clicks += 1
        self.page.get_by_role("textbox", name="Search", exact=True).fill(words)
        self.page.get_by_role("textbox", name="Search", exact=True).press("Enter")
        self._is_out_of_the_way()

    def choose(self, label: str, *, of: str) -> None:
        """Open a list and choose in it."""
        self.press(self.page.get_by_role("combobox", name=of, exact=True))
        self.press(self.page.get_by_role("option", name=label, exact=True))
        expect(self.page).to_have_url(re.compile(label))
        if not self.is_phone:
            self.page.keyboard.press("Escape")

    def drag(self, place: Locator, first: float, last: float) -> None:
        """Drag across a place, from one share of its width to another."""
        self.clicks += 1
        place.scroll_into_view_if_needed()
        box = place.bounding_box()
        assert box, "there is nothing to drag across"
        across = [box["x"] + box["width"] * share for share in (first, (first + last) / 2, last)]
        height = box["y"] + box["height"] / 2
        if self.is_phone:
            self._swipe(across, height)
            return
        self.page.mouse.move(across[0], height)
        self.page.mouse.down()
        for x in across[1:]:
            self.page.mouse.move(x, height + 5, steps=4)
        self.page.mouse.up()

    def _swipe(self, across: list[float], height: float) -> None:
        fingers = self.page.context.new_cdp_session(self.page)
        for kind, x in zip(("touchStart", "touchMove", "touchMove"), across, strict=True):
            points = [{"x": x, "y": height}]
            fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def needed(self, most: int) -> None:
        """The task is done: in so many clicks, and nothing on the way was cut off or failed."""
        assert self.clicks <= most
        assert self.of_the_menu <= MOST_OF_THE_MENU
        assert self.page.evaluate(CUT) <= 0, "something is wider than the window"
        assert not self.reader.complaints()


# What is done by touch on a phone is the harder.
@pytest.fixture(params=first_of_all({PHONE}, [DESK, PHONE]))
def place(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def _phone(browser: Browser, server: str) -> Iterator[Reader]:
    reader = Reader(browser, server, phone=True)
    yield reader
    reader.close()


class Started(NamedTuple):
    """Where a reader can begin: a window, and which."""

    visit: Visit
    phone: Reader
    place: str

    def at(self, path: str) -> Hands:
        reader = self.phone.open(path) if self.place == PHONE else self.visit(path)
        return Hands(reader, self.place)


@pytest.fixture
def begin(visit: Visit, _phone: Reader, place: str) -> Iterator[Started]:
    yield Started(visit, _phone, place)
    problems = _phone.leave()
    assert not problems, "\n".join(problems)


def _sheet(name: str) -> list[dict[str, str]]:
    """The rows of a table as they stand in its file."""
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@AT_LENGTH
def test_what_china_supplied_to_russia_before_2022_and_who_says_so(begin: Started) -> None:
    before = Filters(supplier=("CHN",), recipient=("RUS",), years=(1987, 2021))
    view = shown("transfer-flows", before)
    hands = begin.at("/transfers")
    hands.go("Overview")
    hands.press(hands.page.get_by_role("link", name="What did China supply to Russia before 2022?"))
    expect(hands.reader.drawing(view.chart.name)).to_have_accessible_name(view.takeaway)
    hands.reader.settled()
    hands.press(hands.reader.expander(view.chart.name).locator("summary"))
    rows = hands.reader.expander(view.chart.name).get_by_role("row")
    expect(rows).to_have_count(len(view.table) + 1)
    (said,) = [
        row
        for row in _sheet("transfers")
        if (row["id"], row["source"]) == ("chn-rus-chd622-border-guard", "diplomat-2022")
    ]
    who_says_so = f"{said['locator']} ({said['said_by']})"
    expect(rows.filter(has_text=who_says_so).first).to_be_attached()
    hands.needed(3)


@AT_LENGTH
def test_naval_exercises_of_2012_to_2019_as_a_slide(begin: Started) -> None:
    naval = shown("exercise-timeline", Filters(domain=("naval",)))
    wanted = shown("exercise-timeline", Filters(domain=("naval",), years=(2012, 2019)))
    hands = begin.at("/exercises")
    hands.open_menu()
    hands.choose("Naval", of="Domains")
    hands.close_menu()
    expect(hands.reader.drawing(naval.chart.name)).to_have_accessible_name(naval.takeaway)
    hands.reader.settled()
    drawing = hands.page.locator(".st-key-chart-exercise-timeline")
    expect(drawing.locator(MARKS).first).to_be_visible()
    axis = timeline_view.axis(as_marks(naval.view))
    days = (pd.Timestamp(2012, 1, 1), pd.Timestamp(2019, 12, 31))
    first, last = ((day - axis.start) / (axis.end - axis.start) for day in days)
    hands.drag(drawing.locator(".nsewdrag[data-subplot=x2y2]"), first, last)
    hands.reader.sees(wanted)
    hands.press(hands.page.locator(".st-key-download-exercise-timeline").get_by_role("button"))
    slide = hands.page.get_by_role("dialog").get_by_role("button", name="PNG slide")
    expect(slide).to_be_in_viewport(ratio=1)
    with hands.page.expect_download() as arriving:
        hands.press(slide)
    picture = arriving.value.path().read_bytes()
    assert struct.unpack(">II", picture[16:24]) == SLIDE
    assert "2012-2019" in arriving.value.suggested_filename
    hands.needed(5)


@AT_LENGTH
def test_what_ties_henan_diesel_to_the_russian_navy(begin: Started) -> None:
    view = shown("network", path_from="henan-diesel", path_to="russian-navy")
    hands = begin.at("/")
    hands.press(hands.page.get_by_role("link", name="What ties Henan Diesel to the Russian navy?"))
    expect(hands.reader.drawing("network")).to_have_accessible_name(view.takeaway)
    frame = hands.reader.settled().graph()
    steps = len(view.view.path.ways[0]) - 1
    expect(frame.get_by_role("button", name=re.compile(f"^Path 1: {steps} ")).first).to_be_visible()
    evidence = hops(view.dataset, view.view.path.ways)
    hands.press(hands.page.locator("summary").filter(has_text="Evidence of the paths"))
    # The grid beneath a large table's canvas.
    grid = hands.page.locator("canvas table[role=grid]")
    expect(grid).to_have_attribute("aria-rowcount", str(len(evidence) + 1))
    hands.needed(3)


def _by_hand(*, patrols_of_ships: bool) -> tuple[str, str]:
    """Exercises a year before 2022 and since, counted in the files: without contests of teams.

    One counts that a row says more of than that it is expected, in which all rows together have
    both countries take part, and that is no whole of others; at the first year that a row has.
    """
    wholes = {row["part_of"] for row in _sheet("records")}
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in _sheet("exercises"):
        rows[row["id"]].append(row)
    years = []
    for identifier, own in rows.items():
        kinds = {row["kind"] for row in own}
        domains = {row["domains"].split(";")[0] for row in own}
        is_patrol_of_ships = "patrol" in kinds and "naval" in domains
        is_left_out = "competition" in kinds or (is_patrol_of_ships and not patrols_of_ships)
        if identifier not in wholes and _is_held_by_both(own) and not is_left_out:
            years.append(
                min(re.findall(r"\d{4}", " ".join(row["date"] for row in own)), default="")
            )
    return _a_year(years, BEFORE), _a_year(years, SINCE)


def _is_held_by_both(rows: list[dict[str, str]]) -> bool:
    named = {country for row in rows for country in row["participants"].split(";")} - {""}
    takes_both = {"CHN", "RUS"} <= named or not named
    return takes_both and any(row["basis"] != "projected" for row in rows)


def _a_year(years: list[str], of: range) -> str:
    return f"{sum(year in map(str, of) for year in years) / len(of):g}"


@AT_LENGTH
def test_the_change_since_2022_without_competitions_and_the_share_of_patrols(
    begin: Started,
) -> None:
    hands = begin.at("/")
    hands.press(hands.page.get_by_role("link", name="Is the rise since 2022 one of patrols?"))
    heading = hands.page.get_by_role("heading", level=2).first
    before, since = _by_hand(patrols_of_ships=True)
    expect(heading).to_contain_text(re.compile(rf"\b{since} a year\D+2022–2025, {before} "))
    view = shown(
        "exercise-timeline",
        Filters(scope=("competitions",), years=(2014, 2026)),
        coloured="kind",
    )
    expect(hands.reader.drawing(view.chart.name)).to_have_accessible_name(view.takeaway)
    assert re.search(r"patrol [\d.]+ \(before: [\d.]+\)", view.takeaway)
    hands.reader.settled()
    hands.open_menu()
    folded = hands.page.locator(".st-key-more-filters")
    hands.press(folded.locator("summary"))
    hands.reader.at_rest(folded)
    left_out = hands.page.get_by_role("toolbar", name="Exclude exercises that are", exact=True)
    hands.press(left_out.get_by_text("Naval patrols", exact=True))
    hands.close_menu()
    before, since = _by_hand(patrols_of_ships=False)
    expect(heading).to_contain_text(re.compile(rf"\b{since} a year\D+2022–2025, {before} "))
    hands.reader.settled()
    _stand_in_a_row(hands)
    hands.needed(3)


def _stand_in_a_row(hands: Hands) -> None:
    """Filters that are set do not pile up above a chart: what has no room is moved to sideways."""
    chips = hands.page.locator(".st-key-in-view").get_by_role("button")
    expect(chips).to_have_count(2)
    tops = {round(box["y"]) for chip in chips.all() if (box := chip.bounding_box())}
    assert len(tops) == 1
    last = chips.last
    last.scroll_into_view_if_needed()
    # Part of a pixel may be cut.
    expect(last).to_be_in_viewport(ratio=0.99)


def test_the_claim_on_early_warning_is_cited_with_paragraph_and_speaker(begin: Started) -> None:
    (record,) = [row for row in _sheet("records") if row["id"] == "early-warning-2019"]
    claims = [
        row
        for row in _sheet("agreements")
        if row["id"] == record["id"] and row["said_by"] == "Vladimir Putin"
    ]
    assert claims
    hands = begin.at("/")
    hands.search("missile-attack warning")
    hands.press(hands.page.get_by_role("link", name=record["label"]).first)
    expect(hands.page.get_by_role("heading", name=record["label"], level=1)).to_be_visible()
    hands.reader.settled()
    hands.press(hands.page.locator(f".st-key-cite-record-{record['id']}").get_by_role("button"))
    full = hands.page.get_by_test_id("stCode").nth(1)
    for claim in claims:
        place = re.escape(claim["locator"])
        expect(full).to_contain_text(re.compile(rf"{place} \([^)]*Vladimir Putin"))
    box = full.bounding_box()
    window = hands.page.viewport_size
    assert box
    assert window
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= window["width"]
    hands.needed(4)


def _peak(supplier: str, recipient: str) -> tuple[str, str]:
    """Year and volume of the largest delivery in the newest edition, as it is written on pages."""
    volumes = [
        row
        for row in _sheet("volumes")
        if (row["supplier"], row["recipient"]) == (supplier, recipient)
        and (row["goods"], row["unit"]) == ("major arms", "tiv")
        and len(row["period"]) == 4
    ]
    newest = max(row["edition"] for row in volumes)
    of_newest = [row for row in volumes if row["edition"] == newest]
    largest = max(of_newest, key=lambda row: float(row["value"]))
    return largest["period"], f"{float(largest['value']):,.1f}".removesuffix(".0")


@AT_LENGTH
def test_deliveries_of_russia_to_china_and_to_india_are_compared_honestly(begin: Started) -> None:
    flows = shown("transfer-flows", third="shown")
    volumes = shown("sipri-volumes")
    hands = begin.at("/transfers")
    third = hands.page.get_by_role("radiogroup", name="Third countries", exact=True)
    hands.press(third.get_by_text("Shown, a selection", exact=True))
    drawing = hands.reader.drawing(flows.chart.name)
    expect(drawing).to_have_accessible_name(flows.takeaway)
    expect(drawing).to_have_accessible_name(re.compile(r"a selection:.*India \(\d+\)"))
    hands.press(hands.page.get_by_role("radiogroup").get_by_text("Yearly volumes", exact=True))
    in_time = hands.reader.drawing(volumes.chart.name)
    for recipient, name in (("CHN", "China"), ("IND", "India")):
        year, volume = _peak("RUS", recipient)
        peak = re.compile(rf"Russia → {name}[^;]*{year} \({re.escape(volume)}\)")
        expect(in_time).to_have_accessible_name(peak)
    hands.reader.settled()
    hands.needed(2)


@AT_LENGTH
def test_all_on_the_deal_of_the_s_400_stands_on_the_first_screen(begin: Started) -> None:
    hands = begin.at("/")
    hands.search("S-400")
    hands.press(hands.page.get_by_role("link", name="S-400 Triumf").first)
    expect(hands.page.get_by_role("heading", name="S-400 Triumf", level=1)).to_be_visible()
    hands.reader.settled()
    deal = hands.page.get_by_role("table").first
    (own,) = [
        row
        for row in _sheet("transfers")
        if row["id"] == "rus-chn-s-400-2015" and row["value_usd_m"]
    ]
    facts = {
        "Ordered": "2015",
        "Quantity ordered": "8",
        "Value": f"{float(own['value_usd_m']) / 1000:.1f}",
        "Delivered": "2018",
        "Contract": "S-400 contract",
        "Sanctions": "sanctions",
    }
    for fact, value in facts.items():
        named = hands.page.locator("td:first-child").get_by_text(fact, exact=True)
        row = deal.get_by_role("row").filter(has=named)
        expect(row).to_contain_text(value)
        if not hands.is_phone:
            expect(row).to_be_in_viewport()
    expect(deal).to_be_in_viewport()
    hands.needed(2)
