"""Every page in a browser: it draws, it stays on this machine, it fits a phone."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
import streamlit
from playwright.sync_api import Page, expect

from atlas.charts.registry import CHARTS
from atlas.export.assets import VIS, url
from atlas.ui.small_tables import HEADINGS, MOST_ROWS
from browser.access import at_rest
from browser.conftest import Windows
from browser.expected import MAIN, PAGE_OF, PAGES, link, marks, shown
from browser.reader import MARKS, Reader, Visit, until
from lengths import first_of_all

FITS = """() => [document.documentElement, document.querySelector("[data-testid=stMain]")].every(
  (element) => element.scrollWidth === element.clientWidth)"""
# No table is wider than its place, which would hide its last columns.
TABLES_FIT = """() => [...document.querySelectorAll("[data-testid=stTable] table")].every(
  (table) => table.scrollWidth <= table.closest("[data-testid=stTable]").clientWidth)"""
COMPRESSED = {"zstd", "br", "gzip"}
# What browsers ask a server of this machine for.
ACCEPTED = "gzip, deflate, br, zstd"


def test_every_chart_has_a_page() -> None:
    assert sorted(PAGE_OF) == sorted(CHARTS)


@dataclass(frozen=True)
class Look:
    """A reader who looks at a page while several tests ask what is there, and its first chart."""

    reader: Reader
    path: str
    name: str


@pytest.fixture(scope="module", params=first_of_all(MAIN[:1], MAIN), ids=lambda page: page[1])
def look(request: pytest.FixtureRequest, staying: Windows) -> Iterator[Look]:
    path, name = request.param
    yield Look(staying.visit(path), path, name)
    staying.leave()


def test_a_page_draws_every_mark_of_its_charts_and_says_what_they_show(look: Look) -> None:
    for name in PAGES[look.path]:
        _draws_all(look.reader, name)
    assert not look.reader.complaints()


def test_the_table_of_a_chart_has_the_rows_that_its_label_promises(look: Look) -> None:
    table = look.reader.table(look.name)
    rows = look.reader.rows(look.name)
    if rows <= MOST_ROWS:
        expect(table.get_by_role("row")).to_have_count(rows + 1)
    else:
        expect(table).to_have_attribute("aria-rowcount", str(rows + 1))
    heading = str(shown(look.name).table.columns[0])
    expect(table.locator("th").first).to_have_text(HEADINGS.get(heading, heading))
    assert rows == len(shown(look.name).table)


BY_LINK = sorted(PAGE_OF.keys() - {name for names in PAGES.values() for name in names})


# Marks on a map, and bars; others are opened by tests of the switches and by the tasks.
@pytest.mark.parametrize("name", first_of_all({"exercise-map"}, BY_LINK))
def test_a_link_opens_the_chart_that_a_page_does_not_show_first(visit: Visit, name: str) -> None:
    reader = visit(link(shown(name)))
    _draws_all(reader, name)
    assert not reader.complaints()


def _draws_all(reader: Reader, name: str) -> None:
    """Expect every mark of a chart, or every node and tie, and its takeaway as its name."""
    expect(reader.drawing(name)).to_have_accessible_name(shown(name).takeaway)
    if name != "network":
        expect(reader.drawing(name).locator(MARKS)).to_have_count(marks(shown(name)))
        return
    graph = shown(name).view
    data = "atlas.network.body.data"
    counts = reader.graph().evaluate(f"[{data}.nodes.length, {data}.edges.length]")
    assert counts == [len(graph.nodes), len(graph.edges)]
    legend = reader.page.frame_locator("iframe").get_by_role("list", name="Legend")
    expect(legend.get_by_role("listitem")).not_to_have_count(0)


@pytest.fixture(
    scope="module",
    params=first_of_all(
        {"/exercises"},
        [*PAGES, "/evidence?record=vostok-2018"],
    ),
)
def narrow(request: pytest.FixtureRequest, staying: Windows) -> Iterator[Page]:
    """A page in a window of 1,280 px at 200 %, which is laid out as one of 640."""
    yield staying.visit(request.param, width=640).page
    staying.leave()


def test_a_window_at_twice_the_size_has_no_sideways_scrolling_and_every_control(
    narrow: Page,
) -> None:
    _scrolls_not_sideways(narrow)
    buttons = narrow.locator("main").get_by_role("button").all()
    boxes = [button.bounding_box() for button in buttons]
    visible = [box for box in boxes if box]
    assert visible
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 641 for box in visible)


def test_a_page_does_not_scroll_sideways_on_a_phone(narrow: Page) -> None:
    narrow.set_viewport_size({"width": 390, "height": 844})
    drawing = narrow.locator("main").locator("[role=figure], iframe").first
    expect(drawing).to_be_visible()
    _scrolls_not_sideways(narrow)
    box = drawing.bounding_box()
    assert box, "the chart has no place on the page"
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    until(narrow, TABLES_FIT)


def test_the_filters_of_a_narrow_window_are_opened_and_used(narrow: Page) -> None:
    narrow.get_by_test_id("stExpandSidebarButton").click()
    # A list that is opened while the menu still moves is closed again.
    at_rest(narrow)
    narrow.get_by_role("combobox", name="Domains", exact=True).click()
    narrow.get_by_role("option", name="Naval", exact=True).click()
    narrow.keyboard.press("Escape")
    expect(narrow.get_by_role("button", name="Remove Naval")).to_be_visible()


def _scrolls_not_sideways(page: Page) -> None:
    """Nothing is wider than the window, once the drawings have taken its width."""
    until(page, FITS)


def test_the_two_large_scripts_arrive_compressed(server: str) -> None:
    (plotly_chunk,) = (Path(streamlit.__file__).parent / "static").rglob("PlotlyChart.*.js")
    for path in (url(VIS), f"/static/js/{plotly_chunk.name}"):
        request = Request(server + path, headers={"Accept-Encoding": ACCEPTED})
        with urlopen(request, timeout=30) as answer:
            assert answer.headers["content-encoding"] in COMPRESSED, path
            assert len(answer.read()) > 50_000, path


@pytest.mark.parametrize("form", ["json", "html"])
def test_a_chart_that_does_not_exist_is_answered_in_a_sentence(server: str, form: str) -> None:
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{server}/api/charts/nonsense.{form}", timeout=30)
    with refused.value as answer:
        assert answer.code == 404
        sentence = json.load(answer)["detail"]
    assert "nonsense" in sentence
    assert sentence.endswith(".")
    assert all(name in sentence for name in CHARTS)
