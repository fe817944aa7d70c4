"""The network in its frame: what a change of filters costs, years that fade, a path's evidence."""

from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, expect

from atlas.charts.network.network_view import Graph
from atlas.charts.network.routes import hops, route_sentence
from atlas.dataset.filters import Filters
from atlas.export.assets import VIS
from atlas.export.page import to_html
from browser.expected import link, shown
from browser.reader import Reader, Visit

# The network has 797 lines; 681 of them took forty.
MOST = 50_000


class Meter:
    """What the network hands over by request: bytes after compression; 0 from the cache."""

    def __init__(self, reader: Reader) -> None:
        self.bytes: dict[str, float] = {}
        self._addresses: dict[str, str] = {}
        session = reader.context.new_cdp_session(reader.page)
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._arrived)
        session.send("Network.enable")

    def _asked(self, event: dict[str, object]) -> None:
        request = event["request"]
        assert isinstance(request, dict)
        self._addresses[str(event["requestId"])] = request["url"]

    def _arrived(self, event: dict[str, object]) -> None:
        address = self._addresses.get(str(event["requestId"]))
        if address:
            self.bytes[address] = self.bytes.get(address, 0) + float(
                str(event["encodedDataLength"])
            )


def test_a_change_of_filters_costs_fifty_kilobytes_at_most(newcomer: Visit) -> None:
    almost_all = shown("network", Filters(projected="out"))
    reader = newcomer("/network")
    expect(reader.drawing("network")).to_be_visible()
    reader.graph()
    meter = Meter(reader)
    reader.choose("Left out", of="Projections")
    reader.sees(almost_all)
    assert reader.graph().evaluate("atlas.network.body.data.nodes.length") == len(
        almost_all.view.nodes
    )
    assert any("/api/charts/network.html" in address for address in meter.bytes), (
        "the new picture was not asked for"
    )
    assert sum(size for address, size in meter.bytes.items() if VIS in address) == 0, (
        "the script was fetched again"
    )
    assert sum(meter.bytes.values()) <= MOST, meter.bytes


FAINT = """() => {
    const {nodes, edges} = atlas.network.body.data;
    const isFaint = (look) => look.opacity !== undefined && look.opacity < 1;
    const ids = nodes.get().filter(isFaint).map((node) => node.id);
    return [ids, edges.get().filter((edge) => isFaint(edge.color)).length];
}"""


def _expected(view: Graph, low: int, high: int) -> tuple[set[str], int]:
    """The nodes and the number of lines to be faint: with dated ties, but none in these years."""
    edges = view.edges.assign(
        now=[any(a <= high and b >= low for a, b in years) for years in view.edges["years"]]
    )
    dated = edges[edges["years"].map(len).gt(0)]
    inside = dated[dated["now"]]
    nodes = {*dated["source"], *dated["target"]} - {*inside["source"], *inside["target"]}
    return nodes, int((~edges["now"] & edges["undated"].eq(0)).sum())


def test_the_years_fade_what_lies_outside_by_keyboard_alone(visit: Visit) -> None:
    view = shown("network").view
    last = max(high for years in view.edges["years"] for _, high in years)
    frame = visit("/network").graph()
    assert frame.evaluate(FAINT) == [[], 0]
    frame.get_by_role("slider", name="First year").press("End")
    expect(frame.get_by_role("status")).to_have_text(f"{last}–{last}")
    nodes, edges = _expected(view, last, last)
    faint = frame.evaluate(FAINT)
    assert (set(faint[0]), faint[1]) == (nodes, edges)
    assert nodes
    frame.get_by_role("button", name="All years").press("Enter")
    expect(frame.get_by_role("button", name="All years")).to_be_disabled()
    assert frame.evaluate(FAINT) == [[], 0]


def test_the_years_fade_in_the_file_to_take_away(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "network.html"
    file.write_bytes(to_html(shown("network"), date(2026, 1, 2)))
    with browser.new_context(offline=True, viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(file.as_uri())
        page.get_by_role("slider", name="Last year").press("Home")
        expect(page.get_by_role("button", name="All years")).to_be_enabled()
        assert page.evaluate(FAINT)[1] > 0
        box = page.locator("#graph").bounding_box()
        assert box
        assert box["height"] >= 260, (
            "the legend is folded on a narrow screen, the graph keeps its room"
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_link_to_a_path_shows_the_path_and_the_evidence_of_its_hops(visit: Visit) -> None:
    view = shown("network", path_from="CHN", path_to="IND")
    reader = visit(link(view))
    reader.sees(view)
    expect(reader.page.get_by_role("heading", name="Shortest path")).to_be_visible()
    sentence = route_sentence(view.view.path, view.dataset)
    expect(reader.page.get_by_text(sentence, exact=True).first).to_be_visible()
    rows = len(hops(view.dataset, view.view.path.nodes))
    table = reader.page.locator("[data-testid=stTable] table").first
    expect(table.get_by_role("row")).to_have_count(rows + 1)
    faint = reader.graph().evaluate(FAINT)[0]
    assert set(faint) == set(view.view.nodes["id"]) - set(view.view.path.nodes)
