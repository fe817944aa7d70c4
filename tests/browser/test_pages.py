"""Every page in a browser: it draws, it stays on this machine, it fits a phone."""

import re

import pytest
from playwright.sync_api import Browser, expect

from atlas.charts.registry import CHARTS
from atlas.export.assets import VIS
from atlas.ui.small_tables import MOST_ROWS
from browser.expected import MAIN, PAGE_OF, PAGES, link, marks, shown
from browser.reader import MARKS, Reader, Visit

PLOTLY_CHUNK = re.compile(r"/static/js/PlotlyChart\.")
COMPRESSED = {"zstd", "br", "gzip"}


def test_every_chart_has_a_page() -> None:
    assert sorted(PAGE_OF) == sorted(CHARTS)


@pytest.mark.parametrize("path", [path for path in PAGES if path != "/network"])
def test_a_page_draws_every_mark_of_its_charts_and_says_what_they_show(
    visit: Visit, path: str
) -> None:
    reader = visit(path)
    for name in PAGES[path]:
        expect(reader.drawing(name)).to_have_accessible_name(shown(name).takeaway)
        expect(reader.drawing(name).locator(MARKS)).to_have_count(marks(shown(name)))
    assert not reader.complaints()


@pytest.mark.parametrize(
    "name", sorted(PAGE_OF.keys() - {name for names in PAGES.values() for name in names})
)
def test_a_link_opens_the_chart_that_a_page_does_not_show_first(visit: Visit, name: str) -> None:
    reader = visit(link(shown(name)))
    expect(reader.drawing(name)).to_have_accessible_name(shown(name).takeaway)
    expect(reader.drawing(name).locator(MARKS)).to_have_count(marks(shown(name)))
    assert not reader.complaints()


def test_the_network_draws_every_node_and_every_tie(visit: Visit) -> None:
    reader = visit("/network")
    expect(reader.drawing("network")).to_have_accessible_name(shown("network").takeaway)
    graph = shown("network").view
    drawn = reader.graph().evaluate(
        "[atlas.network.body.data.nodes.length, atlas.network.body.data.edges.length]"
    )
    assert drawn == [len(graph.nodes), len(graph.edges)]
    expect(
        reader.page.frame_locator("iframe")
        .get_by_role("list", name="Legend")
        .get_by_role("listitem")
    ).not_to_have_count(0)


@pytest.mark.parametrize(("path", "name"), MAIN)
def test_the_table_of_a_chart_has_the_rows_that_its_label_promises(
    visit: Visit, path: str, name: str
) -> None:
    reader = visit(path)
    table = reader.table(name)
    if reader.rows(name) <= MOST_ROWS:
        expect(table.get_by_role("row")).to_have_count(reader.rows(name) + 1)
    else:
        expect(table).to_have_attribute("aria-rowcount", str(reader.rows(name) + 1))
    expect(table.locator("th").first).to_have_text(str(shown(name).table.columns[0]))
    assert reader.rows(name) == len(shown(name).table)


@pytest.mark.parametrize(("path", "name"), MAIN)
def test_a_page_does_not_scroll_sideways_on_a_phone(visit: Visit, path: str, name: str) -> None:
    reader = visit(path, width=390)
    expect(reader.drawing(name)).to_be_visible()
    wide = "element => element.scrollWidth - element.clientWidth"
    assert reader.page.locator("html").evaluate(wide) == 0
    assert reader.page.get_by_test_id("stMain").evaluate(wide) == 0
    box = reader.drawing(name).bounding_box()
    assert box, "the chart has no place on the page"
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


def test_the_two_large_scripts_arrive_compressed(visit: Visit) -> None:
    reader = visit("/network")
    reader.open("/exercises")
    expect(reader.drawing("exercise-timeline")).to_be_visible()
    assert _encodings(reader, re.compile(re.escape(VIS))) <= COMPRESSED
    assert _encodings(reader, PLOTLY_CHUNK) <= COMPRESSED


def _encodings(reader: Reader, address: re.Pattern[str]) -> set[str | None]:
    found = {
        answer.header_value("content-encoding")
        for answer in reader.answers
        if address.search(answer.url)
    }
    assert found, f"nothing was asked for at {address.pattern}"
    return found


@pytest.mark.parametrize("form", ["json", "html"])
def test_a_chart_that_does_not_exist_is_answered_in_a_sentence(
    server: str, browser: Browser, form: str
) -> None:
    with browser.new_context() as context:
        answer = context.request.get(f"{server}/api/charts/nonsense.{form}")
        assert answer.status == 404
        sentence = answer.json()["detail"]
    assert "nonsense" in sentence
    assert sentence.endswith(".")
    assert all(name in sentence for name in CHARTS)
