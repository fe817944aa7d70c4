"""The network in its frame: what a change of filters costs, names, the list, paths."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from atlas.charts import theme
from atlas.charts.chart_view import ChartView
from atlas.charts.network import legend
from atlas.charts.network.hovers import edge_lines
from atlas.charts.network.routes import hops
from atlas.dataset.filters import Filters
from atlas.export.assets import VIS
from atlas.export.page import to_html
from browser.conftest import Windows
from browser.expected import link, shown
from browser.reader import Reader, Visit
from lengths import AT_LENGTH, first_of_rows

# What the network of two hundred firms, systems and agreements takes at most.
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


@AT_LENGTH
def test_a_change_of_filters_costs_fifty_kilobytes_at_most(visit: Visit) -> None:
    almost_all = shown("network", Filters(projected="out"))
    reader = visit("/network")
    expect(reader.drawing("network")).to_be_visible()
    reader.graph()
    meter = Meter(reader)
    reader.choose("Excluded", of="Projections")
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


DRAWN_IDS = "atlas.network.body.data.nodes.getIds().sort()"


def _draws(reader: Reader, view: ChartView) -> None:
    """Expect the nodes and edges of a view and no others, with its words and its legend."""
    reader.sees(view)
    frame, graph = reader.graph(), view.view
    assert frame.evaluate(DRAWN_IDS) == sorted(graph.nodes["id"])
    assert frame.evaluate("atlas.network.body.data.edges.length") == len(graph.edges)
    expect(frame.get_by_role("img")).to_have_accessible_name(view.takeaway)
    kinds = [entry.name for entry in legend.kinds(graph, view.options)]
    entries = frame.get_by_role("list", name="Legend").get_by_role("listitem")
    assert [text.strip() for text in entries.all_inner_texts()][: len(kinds)] == kinds
    first = _best_connected(view)[0]
    expect(frame.locator("#beside button").first).to_contain_text(first)


def test_the_frame_stays_over_a_change_of_filters_and_draws_the_new_view_alone(
    visit: Visit,
) -> None:
    before, after = shown("network"), shown("network", Filters(domain=("space",)))
    assert set(after.view.nodes["kind"]) != set(before.view.nodes["kind"])
    reader = visit("/network")
    reader.graph().evaluate("window.stays = true")
    reader.choose("Space", of="Domains")
    _draws(reader, after)
    reader.page.evaluate("history.back()")
    _draws(reader, before)
    assert reader.graph().evaluate("window.stays"), "another page stands in the frame"
    assert reader.graph().evaluate(FAINT) == []


@AT_LENGTH
def test_a_path_and_back_are_drawn_in_the_same_frame(visit: Visit) -> None:
    ends = {"path_from": "henan-diesel", "path_to": "russian-navy"}
    whole, path = shown("network"), shown("network", **ends)
    reader = visit(link(path))
    reader.graph().evaluate("window.stays = true")
    for title in ("Path from", "Path to"):
        reader.choose("Not chosen", of=title)
    _draws(reader, whole)
    frame = reader.graph()
    expect(frame.locator("main")).not_to_have_class("ways")
    assert frame.evaluate("window.stays"), "another page stands in the frame"


@AT_LENGTH
def test_where_the_next_view_comes_broken_its_page_is_loaded_whole(visit: Visit) -> None:
    reader = visit("/network")
    reader.graph().evaluate("window.stays = true")

    def cut_off(route: Route) -> None:
        if route.request.resource_type != "fetch":
            route.continue_()
            return
        text = route.fetch().text()
        route.fulfill(content_type="text/html", body=text[: text.index('"edges"')])

    reader.page.route("**/api/charts/network.html*", cut_off)
    reader.choose("Space", of="Domains")
    _draws(reader, shown("network", Filters(domain=("space",))))
    assert not reader.graph().evaluate("window.stays")
    reader.page.unroute_all()


NAMES = "atlas.names().map(({box, node}) => [box.left, box.top, box.right, box.bottom, node.id])"
TYPE = """() => document.fonts.ready.then((fonts) =>
    [...fonts].some((face) => face.family.includes("Source Sans") && face.status === "loaded"))"""
# Pixels of the picture above all that is looked at.
STRETCH = """() => {
    const { network } = atlas;
    const near = network.body.data.nodes.get().filter((node) => node.opacity === 1);
    const tops = near.map((node) => node.y - node.size);
    for (const { box } of atlas.names()) tops.push(box.top);
    return network.canvasToDOM({ x: 0, y: Math.min(...tops) }).y;
}"""
FAINT = """() => {
    const nodes = atlas.network.body.data.nodes.get();
    return nodes.filter((node) => node.opacity < 1).map((node) => node.id);
}"""


def _overlapping(boxes: list[list[float]]) -> list[tuple[object, object]]:
    """Names that share room: left, top, right, bottom and id of each."""
    pairs = []
    for place, (left, top, right, bottom, name) in enumerate(boxes):
        for other_left, other_top, other_right, other_bottom, other in boxes[:place]:
            shares_width = left < other_right and other_left < right
            if shares_width and top < other_bottom and other_top < bottom:
                pairs.append((name, other))
    return pairs


@pytest.fixture(scope="module")
def staying_reader(staying: Windows) -> Iterator[Reader]:
    """A reader at the network; who chooses a node goes back to all of them."""
    yield staying.visit("/network")
    staying.leave()


def test_the_first_picture_has_forty_names_of_which_none_lies_over_another(
    staying_reader: Reader,
) -> None:
    frame = staying_reader.graph()
    assert frame.evaluate(TYPE), "names and list are not in the type of the page"
    boxes = frame.evaluate(NAMES)
    assert len(boxes) >= 40
    assert _overlapping(boxes) == []


# The colours of all words that one drawing writes.
INKS = """() => {
    const context = atlas.network.canvas.getContext();
    const write = context.fillText;
    const inks = new Set();
    context.fillText = (...word) => {
        inks.add(context.fillStyle);
        write.apply(context, word);
    };
    atlas.network.redraw();
    delete context.fillText;
    return [...inks];
}"""


def test_all_words_of_the_picture_have_the_ink_of_the_page(staying_reader: Reader) -> None:
    assert staying_reader.graph().evaluate(INKS) == [theme.PAGE["light"]["ink"]]


# The words of names, which stand in the middle of their boxes, in pixels of the picture.
WORDS = """() => atlas.names().map(({ box, lines, isBold, node }) => {
    pen.font = `${isBold ? 600 : 400} ${TYPE_SIZE}px ${TYPE}`;
    const half = Math.max(...lines.map((line) => pen.measureText(line).width)) / 2;
    const scale = atlas.network.getScale();
    const middle = ((box.left + box.right) / 2) * scale;
    return [middle - half, box.top * scale, middle + half, box.bottom * scale, node.id];
})"""


def test_between_two_names_that_stand_side_by_side_is_a_blank(staying_reader: Reader) -> None:
    words = staying_reader.graph().evaluate(WORDS)
    blank = 3
    assert _overlapping([[left - blank, *others] for left, *others in words]) == []


# Left and right edge of all grounds, in pixels of the picture, and its width.
ACROSS = """() => {
    const across = (x) => atlas.network.canvasToDOM({ x, y: 0 }).x;
    const left = across(Math.min(...data.grounds.map((ground) => ground[2])));
    const right = across(Math.max(...data.grounds.map((ground) => ground[4])));
    return [left, right, holder.clientWidth];
}"""
# Upper and lower edge of the same, and its height.
DOWN = """() => {
    const down = (y) => atlas.network.canvasToDOM({ x: 0, y }).y;
    const top = down(Math.min(...data.grounds.map((ground) => ground[3])));
    const bottom = down(Math.max(...data.grounds.map((ground) => ground[5])));
    return [top, bottom, holder.clientHeight];
}"""
# The names that lie over a node.
OVER_NODES = """() => {
    const liesOver = (box, { x, y, size }) =>
        box.left < x + size && x - size < box.right && box.top < y + size && y - size < box.bottom;
    const over = atlas.names().filter(({ box }) => data.nodes.some((node) => liesOver(box, node)));
    return over.map(({ node }) => node.name);
}"""
# How far above the lower edge of the list the fading begins, and whether there is more beneath.
FADES = """() => {
    const list = document.getElementById("beside");
    const fade = getComputedStyle(list, "::after");
    const isThere = fade.position === "sticky" && fade.backgroundImage.includes("gradient");
    const above = parseFloat(fade.height) + parseFloat(fade.bottom);
    return [isThere ? above : 0, list.scrollHeight > list.clientHeight];
}"""


def test_names_lie_over_no_node_and_the_list_fades_where_it_goes_on(
    staying_reader: Reader,
) -> None:
    frame = staying_reader.graph()
    assert frame.evaluate(NAMES)
    assert frame.evaluate(OVER_NODES) == []
    faded, goes_on = frame.evaluate(FADES)
    assert goes_on
    assert faded >= 20, "the last line is cut in two"


@pytest.mark.parametrize(("width", "height"), first_of_rows({1920}, [(1920, 1080), (1400, 900)]))
def test_the_picture_takes_the_whole_width_and_no_name_crosses_its_edge(
    staying_reader: Reader, width: int, height: int
) -> None:
    page = staying_reader.page
    frame = staying_reader.graph()
    page.set_viewport_size({"width": width, "height": height})
    # The window has another size at once, the picture in the next drawing.
    frame.wait_for_function(f"() => {{ const [left] = ({ACROSS})(); return Math.abs(left) <= 8; }}")
    left, right, whole = frame.evaluate(ACROSS)
    assert 0 <= left <= 8
    assert whole - 8 <= right <= whole
    boxes = frame.evaluate(NAMES)
    ends = [
        frame.evaluate(f"atlas.network.canvasToDOM({{x: {end}, y: 0}}).x")
        for end in (min(box[0] for box in boxes), max(box[2] for box in boxes))
    ]
    assert ends[0] >= 0
    assert ends[1] <= whole


def test_a_picture_that_is_higher_than_wide_takes_the_whole_height_of_its_frame(
    visit: Visit,
) -> None:
    frame = visit("/network", width=768).graph()
    assert frame.evaluate("holder.clientHeight > holder.clientWidth")
    top, bottom, whole = frame.evaluate(DOWN)
    assert 0 <= top <= 8
    assert whole - 8 <= bottom <= whole


def _best_connected(of: ChartView) -> list[str]:
    """The names of the organisations, those with the most neighbours first."""
    nodes = of.view.nodes
    firms = nodes[nodes["kind"].eq("organisations") & nodes["degree"].gt(0)]
    names = firms["id"].map(of.dataset.label).tolist()
    counts = firms["degree"].tolist()
    ranked = sorted(zip(counts, names, strict=True), key=lambda one: (-one[0], one[1].casefold()))
    return [name for _, name in ranked]


def test_a_name_in_the_list_shows_what_ties_it_by_keyboard_alone(
    staying_reader: Reader,
) -> None:
    view = shown("network")
    first = _best_connected(view)[0]
    (node,) = [key for key in view.view.nodes["id"] if view.dataset.label(key) == first]
    edges = view.view.edges
    own = edges[edges["source"].eq(node) | edges["target"].eq(node)]
    near = {*own["source"], *own["target"]}
    frame = staying_reader.graph()
    assert frame.evaluate(FAINT) == []
    frame.get_by_role("button", name=first).press("Enter")
    expect(frame.get_by_role("heading", name=first, exact=True)).to_be_visible()
    assert set(frame.evaluate(FAINT)) == set(view.view.nodes["id"]) - near
    sentence = edge_lines(own, view.dataset)[0][0].sentence
    expect(frame.get_by_text(sentence).first).to_be_visible()
    frame.get_by_role("button", name="‹ All").press("Enter")
    assert frame.evaluate(FAINT) == []


def test_a_phone_shows_the_best_connected_firm_with_readable_names(visit: Visit) -> None:
    frame = visit("/network", width=390).graph()
    first = _best_connected(shown("network"))[0]
    expect(frame.get_by_role("heading", name=first, exact=True)).to_be_visible()
    boxes = frame.evaluate(NAMES)
    assert first in [shown("network").dataset.label(str(box[4])) for box in boxes]
    assert _overlapping(boxes) == []
    assert 0 <= frame.evaluate(STRETCH) <= 60, "a stretch above the picture is empty"
    assert frame.evaluate("document.documentElement.scrollWidth") <= 390


CHOICES = ("Focus on", "Path from", "Path to")


def test_on_a_phone_the_choices_of_the_network_take_two_rows(visit: Visit) -> None:
    page = visit("/network", width=390).page
    boxes = [page.get_by_role("combobox", name=name).bounding_box() for name in CHOICES]
    button = page.get_by_role("button", name="Options").bounding_box()
    focus, start, goal = [box for box in boxes if box]
    assert button
    assert abs(focus["y"] + focus["height"] / 2 - button["y"] - button["height"] / 2) <= 4
    assert start["y"] == goal["y"]
    assert start["y"] - focus["y"] <= 90
    assert min(box["width"] for box in (focus, start, goal)) >= 100


@AT_LENGTH
def test_a_notice_of_a_link_stands_apart_from_the_choices_above_it(visit: Visit) -> None:
    page = visit("/network?focus=nothing-like-it").page
    notice = page.get_by_text("Part of this link was not understood").locator(
        "xpath=ancestor::*[@data-testid='stAlert']"
    )
    expect(notice).to_be_visible()
    above = page.get_by_role("button", name="Options").bounding_box()
    beneath = notice.bounding_box()
    assert above
    assert beneath
    assert beneath["y"] - above["y"] - above["height"] >= 6


@AT_LENGTH
def test_the_file_to_take_away_has_the_list_too(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "network.html"
    file.write_bytes(to_html(shown("network"), date(2026, 1, 2)))
    with browser.new_context(offline=True, viewport={"width": 1000, "height": 800}) as context:
        page = context.new_page()
        page.goto(file.as_uri())
        first = _best_connected(shown("network"))[0]
        page.get_by_role("button", name=first).click()
        expect(page.get_by_role("heading", name=first, exact=True)).to_be_visible()
        expect(page.get_by_role("link", name="All evidence on it")).to_have_count(0)


def test_a_question_opens_the_paths_with_their_hops_and_what_was_cancelled(visit: Visit) -> None:
    view = shown("network", path_from="henan-diesel", path_to="russian-navy")
    reader = visit(link(view))
    reader.sees(view)
    frame = reader.graph()
    expect(frame.get_by_role("button", name="Path 1: 3 hops")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(frame.locator(".apart").filter(has_text="cancelled").first).to_be_visible()
    ways = view.view.path.ways
    by_corvettes = next(at for at, way in enumerate(ways) if "missile-corvettes" in way)
    frame.get_by_role("button", name=f"Path {by_corvettes + 1}:").click()
    expect(frame.get_by_text("runs Russian missile corvettes").first).to_be_visible()
    assert set(frame.evaluate(FAINT)) == set(view.view.nodes["id"]) - set(ways[by_corvettes])


# One of the tasks opens such a table.
@AT_LENGTH
def test_the_evidence_of_a_path_is_a_table_that_opens(visit: Visit) -> None:
    view = shown("network", path_from="CHN", path_to="IND")
    reader = visit(link(view))
    reader.sees(view)
    reader.page.get_by_text("Evidence of the paths from China to India").click()
    rows = len(hops(view.dataset, view.view.path.ways))
    assert rows
    note = reader.page.get_by_text("The evidence of each hop:")
    expect(note).to_be_visible()
