"""Stillness for who asks for it, a page that does not jump, nothing loaded that is not shown."""

import re

import pytest
from playwright.sync_api import Browser, expect

from atlas.dataset.filters import Filters
from atlas.export.assets import VIS
from browser.expected import MAIN, shown
from browser.reader import MARKS, MOVING, STILL, WIDTH, Reader, Visit, until
from lengths import AT_LENGTH, first_of_all, first_of_rows

LONGEST = """() => Math.max(...[...document.querySelectorAll('*')].flatMap((element) => {
  const look = getComputedStyle(element);
  const times = [look.transitionDuration, look.animationDuration];
  return times.flatMap((text) => text.split(',').map(parseFloat));
}))"""
SHIFTS = """() => {
  window.shifted = 0;
  const add = (entry) => { window.shifted += entry.value; window.stillFrames = 0; };
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(add));
  observer.observe({type: "layout-shift"});
}"""
# How far things have shifted, once the page has lain still for ten frames in succession.
SHIFTED = """() => new Promise((resolve) => {
  window.stillFrames = 0;
  const count = () => {
    window.stillFrames += 1;
    if (window.stillFrames > 10) resolve(window.shifted); else requestAnimationFrame(count);
  };
  count();
})"""
MOST_SHIFT = 0.1
# A window in which a record's buttons stand beneath its name, and a phone's.
NARROW, PHONE = 768, 390
# The same from the first byte on; what follows an input of the reader is none of it.
LOADING = """window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({type: "layout-shift", buffered: true});"""


def _still(reader: Reader) -> Reader:
    reader.page.emulate_media(reduced_motion=STILL)
    return reader


@AT_LENGTH
@pytest.mark.parametrize("path", first_of_all({"/network"}, ["/exercises", "/network"]))
def test_nothing_moves_for_a_reader_who_asks_for_less_motion(visit: Visit, path: str) -> None:
    reader = visit(path)
    reader.page.emulate_media(reduced_motion=MOVING)
    # Parts of the page may still arrive: the test needs one that moves, and then waits for
    # stillness, which otherwise never comes.
    until(reader.page, f"({LONGEST})() > 0.1")
    _still(reader)
    until(reader.page, f"({LONGEST})() <= 0.001")
    if path == "/network":
        assert reader.graph().evaluate(LONGEST) <= 0.001


@AT_LENGTH
def test_the_bands_of_a_flow_chart_do_not_fade_in_for_a_reader_who_asks_for_less_motion(
    visit: Visit,
) -> None:
    reader = _still(visit("/transfers"))
    bands = reader.drawing("transfer-flows").locator(".sankey-links, .sankey-node-set")
    expect(bands.first).to_be_attached()
    bands.evaluate_all("all => all.forEach((band) => { band.style.opacity = 0; })")
    opacities = bands.evaluate_all("all => all.map((band) => getComputedStyle(band).opacity)")
    assert set(opacities) == {"1"}


@AT_LENGTH
@pytest.mark.parametrize(("path", "name"), first_of_rows({"/exercises"}, MAIN))
def test_a_page_hardly_jumps_when_a_filter_changes(visit: Visit, path: str, name: str) -> None:
    reader = visit(path)
    if name != "network":
        expect(reader.drawing(name).locator(MARKS).first).to_be_attached()
    reader.page.evaluate(SHIFTS)
    reader.choose("Excluded", of="Projections")
    reader.sees(shown(name, Filters(projected="out")))
    assert reader.page.evaluate(SHIFTED) < MOST_SHIFT


@AT_LENGTH
def test_the_network_says_that_it_is_being_drawn_until_it_is(visit: Visit) -> None:
    reader = visit("/exercises")
    reader.page.route("**/api/charts/network.html*", lambda route: None)
    reader.page.get_by_role("navigation").get_by_role("link", name="Network").click()
    place = reader.page.locator(".st-key-place-of-frame")
    expect(place).to_be_visible()
    before = "element => getComputedStyle(element, '::before').content"
    assert "is being drawn" in place.evaluate(before)
    box = reader.page.locator("iframe").bounding_box()
    assert box
    assert box["height"] > 500, "its place is kept from the beginning"
    reader.page.unroute_all()


def test_the_first_page_loads_nothing_that_it_does_not_show(newcomer: Visit) -> None:
    reader = newcomer("/")
    expect(reader.page.locator(".st-key-answers").locator(MARKS).first).to_be_attached()
    asked = [answer.url for answer in reader.answers]
    assert any("PlotlyChart" in address for address in asked)
    unwanted = re.compile(
        rf"{re.escape(VIS)}|/api/charts/|/assets/|/js/(DataFrame|ArrowDataFrame|Table|Iframe|IFrame)\."
    )
    assert not [address for address in asked if unwanted.search(address)]


# Of each chart that is drawn: the room that it was given, and the room that Plotly has found it to
# need, to whole pixels.
ROOMS = """charts => charts.map((chart) => {
  const {l, t, b} = chart._fullLayout._size;
  const given = chart.layout.margin;
  return [[given.l, given.t, given.b], [l, t, b].map(Math.round)];
})"""


@pytest.mark.parametrize("path", first_of_all({"/transfers"}, ["/", "/transfers", "/findings"]))
def test_a_chart_has_the_room_for_its_names_before_it_is_drawn(visit: Visit, path: str) -> None:
    charts = visit(path).page.locator(f".js-plotly-plot:has({MARKS})")
    expect(charts.first).to_be_attached()
    rooms = charts.evaluate_all(ROOMS)
    assert rooms
    assert all(given == needed for given, needed in rooms)


OTHERS = ["/evidence", "/compare", "/?domain=Naval", "/sources?evidence=The+two+articles+only"]
RECORDS = [
    ("/evidence?record=vostok-2018", WIDTH),
    ("/evidence?record=s-400", WIDTH),
    ("/evidence?record=sea-of-japan", WIDTH),
    ("/evidence?record=henan-diesel", NARROW),
    ("/evidence?record=sea-of-japan", NARROW),
    ("/evidence?record=treaty-2001", NARROW),
]
SMALL = [
    ("/check", PHONE),
    *(
        (path, width)
        for path in ("/exercises", "/transfers", "/compare")
        for width in (NARROW, PHONE)
    ),
    ("/network", NARROW),
]


@pytest.mark.parametrize(
    ("path", "width"),
    first_of_rows(
        {RECORDS[0][0]},
        [
            *((path, WIDTH) for path in ("/", *(path for path, _ in MAIN), *OTHERS)),
            *RECORDS,
            *SMALL,
        ],
    ),
)
def test_a_page_hardly_jumps_while_it_loads(
    server: str, browser: Browser, path: str, width: int
) -> None:
    reader = Reader(browser, server, width=width, motion=MOVING)
    reader.context.add_init_script(LOADING)
    reader.open(path)
    for drawing in reader.page.get_by_test_id("stPlotlyChart").all():
        expect(drawing.locator(".main-svg").first).to_be_attached()
    expect(reader.page.locator(".st-key-dossier").get_by_test_id("stSkeleton")).to_have_count(0)
    shifted = reader.page.evaluate("window.shifted")
    assert not reader.close()
    assert shifted < MOST_SHIFT


@AT_LENGTH
def test_a_page_jumps_no_more_for_a_reader_who_asks_for_less_motion(
    server: str, browser: Browser
) -> None:
    reader = Reader(browser, server, motion=STILL)
    reader.context.add_init_script(LOADING)
    reader.open("/sources")
    shifted = reader.page.evaluate("window.shifted")
    assert not reader.close()
    assert shifted < MOST_SHIFT
