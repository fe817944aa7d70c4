"""Every download of a chart of each kind arrives, is opened, and says where it comes from.

What the server writes is held for every chart by tests without a browser, and that no words of any
saved image overlap by `test_overlap`.
"""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree

import networkx as nx
import pandas as pd
import pytest
from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Browser, Download, expect
from pypdf import PdfReader

from atlas.charts.chart_view import ChartView, span
from atlas.charts.choices import chart_choices
from atlas.charts.registry import CHARTS
from atlas.dataset.filters import Filters
from atlas.dataset.store import dataset
from atlas.export.picture_words import headline, subtitle
from browser.conftest import Windows
from browser.expected import link, marks, shown
from browser.reader import MARKS, NOT_OF_A_HOST, PATIENCE, Reader, Visit
from lengths import AT_LENGTH, first_of_all

# Longer than any subtitle: what is compared has no spaces and no lines.
LINE = 1_000
BOM = b"\xef\xbb\xbf"
FORMULA = re.compile(r"\s*[=+\-@]")
URL = re.compile(r"url\(\s*['\"]?([^'\")]*)")
TABLES = ("CSV", "XLSX", "JSON", "Parquet")
ENDINGS = tuple(kind.lower() for kind in TABLES)
NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?", re.IGNORECASE)


# Bars in time, columns, a map, bands, lines, and the graph in its frame.
TIMELINE = "exercise-timeline"
KINDS = [
    TIMELINE,
    "records-by-year",
    "exercise-map",
    "transfer-flows",
    "sipri-volumes",
    "network",
]
FEW = pytest.mark.parametrize(
    "desk",
    first_of_all({TIMELINE, "network"}, [TIMELINE, "transfer-flows", "network"]),
    indirect=True,
    scope="module",
)
# What the browser or another program makes of any drawing in the same way.
FEWER = pytest.mark.parametrize(
    "desk",
    first_of_all({TIMELINE}, [TIMELINE, "transfer-flows", "network"]),
    indirect=True,
    scope="module",
)


@dataclass(frozen=True)
class Desk:
    """A reader before one chart, some filters chosen, who takes its files away."""

    reader: Reader
    shown: ChartView
    folder: Path

    def take(self, kind: str, ending: str = "", word: str = "displayed") -> Path:
        """Download one file; its name says chart, filters (but of all rows) and date."""
        arrived = self.reader.download(self.shown.chart.name, kind, word if kind in TABLES else "")
        self._check_name(arrived, ending or kind.lower(), word)
        path = self.folder / arrived.suggested_filename
        arrived.save_as(path)
        return path

    def _check_name(self, arrived: Download, ending: str, word: str) -> None:
        filters = Filters() if word == "all" else self.shown.filters
        low, high = filters.years or span()
        stem, dot, suffix = arrived.suggested_filename.rpartition(".")
        words = {self.shown.chart.name, f"{low}-{high}", *filters["domain"]}
        if ending in ENDINGS and word in {"displayed", "all"}:
            words.add(f"{word}-rows")
        assert words <= set(stem.split("_")), stem
        assert (dot, suffix) == (".", ending)
        assert date.fromisoformat(stem.rsplit("_", 1)[1]) in _today()

    def statement(self) -> list[str]:
        """What each file says of itself, but for its date."""
        return [
            headline(self.shown),
            *subtitle(self.shown, LINE),
            self.shown.coverage.sentence(),
            f"Sources: {self.shown.sources}",
            dataset().edition,
        ]


def _today() -> set[date]:
    """Today and yesterday: a test may run over midnight."""
    today = datetime.now(UTC).date()
    return {today, today - timedelta(days=1)}


@pytest.fixture(scope="module", params=first_of_all({TIMELINE, "network"}, KINDS))
def desk(
    request: pytest.FixtureRequest, staying: Windows, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    name = request.param
    low, high = span()
    options = {}
    if name == "sipri-volumes":
        # The page pins the edition that it draws, so that a file says it.
        options["edition"] = next(iter(chart_choices(dataset(), CHARTS[name])["edition"]))
    filters = Filters(years=(low + 1, high), domain=("land", "air", "naval"))
    view = shown(name, filters, **options)
    yield Desk(staying.visit(link(view)), view, tmp_path_factory.mktemp(name))
    staying.leave()


def _squeezed(text: str) -> str:
    """Text without spaces: a drawing breaks its lines where it likes."""
    return "".join(text.split())


def _says_of_itself(desk: Desk, about: dict[str, str]) -> None:
    """What a file of rows says of itself; its sources are those of its rows, and all of them."""
    shown = desk.shown
    assert about["Title"] == shown.chart.title
    assert about["Filters"] == shown.sentence
    assert about["Entries"] == shown.coverage.sentence()
    assert about["Data version"] == dataset().edition
    assert date.fromisoformat(about["Made on"]) in _today()


def _says_all(desk: Desk, text: str) -> None:
    for part in desk.statement():
        assert _squeezed(part) in _squeezed(text), part
    assert any(day.isoformat() in text for day in _today())


@pytest.mark.parametrize("kind", first_of_all({"PNG slide 16:9"}, ["PNG 2×", "PNG slide 16:9"]))
def test_a_png_has_the_size_that_its_button_says_and_is_not_blank(desk: Desk, kind: str) -> None:
    _is_a_png_of_its_size(desk, kind)


@FEWER
@pytest.mark.parametrize("kind", ["PNG 1×", "PNG square"])
def test_a_png_comes_in_other_sizes_too(desk: Desk, kind: str) -> None:
    _is_a_png_of_its_size(desk, kind)


def _is_a_png_of_its_size(desk: Desk, kind: str) -> None:
    address = f"/api/charts/{desk.shown.chart.name}.json?{urlencode(desk.shown.query)}"
    # A connection that was kept open may be closed at the moment in which it is used again.
    answer = desk.reader.context.request.get(desk.reader.server + address, max_retries=2)
    layout = answer.json()["layout"]
    own = layout["width"], layout["height"]
    sizes = {
        "PNG 1×": own,
        "PNG 2×": (2 * own[0], 2 * own[1]),
        "PNG slide 16:9": (1920, 1080),
        "PNG square": (1200, 1200),
    }
    with Image.open(desk.take(kind, "png")) as image:
        assert image.format == "PNG"
        assert image.size == sizes[kind]
        colours = image.convert("RGB").getcolors(image.width * image.height)
    assert colours
    assert len(colours) > 50


@FEWER
def test_the_pdf_is_one_page_in_which_the_caption_can_be_read(desk: Desk) -> None:
    pages = PdfReader(desk.take("PDF")).pages
    assert len(pages) == 1
    _says_all(desk, pages[0].extract_text())


def test_the_svg_carries_its_caption_and_nothing_that_runs_or_loads(desk: Desk) -> None:
    root = ElementTree.parse(desk.take("SVG")).getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    _says_all(desk, " ".join(root.itertext()))
    assert not [
        element.tag
        for element in root.iter()
        if element.tag.endswith(("}script", "}foreignObject"))
    ]
    values = [
        (name.rpartition("}")[2], value)
        for element in root.iter()
        for name, value in element.attrib.items()
    ]
    assert not [
        value
        for name, value in values
        if name in {"href", "src"} and not value.startswith(("#", "data:"))
    ]
    assert not [name for name, _ in values if name.startswith("on")]
    assert not [
        address
        for _, value in values
        for address in URL.findall(value)
        if not address.startswith("#")
    ]
    # Programs that do not know lengths in ems would lay all lines of a text on one another.
    assert not [
        element for element in root.iter() if element.get("class") == "line" and element.get("dy")
    ]


def test_the_html_draws_without_any_network(desk: Desk, browser: Browser) -> None:
    path = desk.take("HTML")
    context = browser.new_context(offline=True)
    context.set_default_timeout(PATIENCE)
    asked: list[str] = []
    errors: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("weberror", lambda error: errors.append(str(error.error)))
    page = context.new_page()
    page.goto(path.as_uri())
    if desk.shown.chart.name == "network":
        page.wait_for_function("window.atlas && window.atlas.drawnAt !== undefined")
        assert page.evaluate("atlas.network.body.data.nodes.length") == len(desk.shown.view.nodes)
        text = page.locator("header").inner_text()
    else:
        expect(page.locator(MARKS)).to_have_count(marks(desk.shown))
        text = " ".join(page.locator("svg.main-svg").all_text_contents())
    expect(page).to_have_title(headline(desk.shown))
    expect(page.get_by_role("button", name="Share")).to_have_count(0)
    context.close()
    _says_all(desk, text)
    assert [address for address in asked if urlsplit(address).scheme not in NOT_OF_A_HOST] == [
        path.as_uri()
    ]
    assert not errors


def test_the_csv_has_the_rows_of_the_table_and_no_formula(desk: Desk) -> None:
    raw = desk.take("CSV").read_bytes()
    assert raw.startswith(BOM)
    header, *rows = csv.reader(raw.decode("utf-8-sig").splitlines(keepends=True))
    assert set(header) >= {str(column) for column in desk.shown.table.columns}
    assert len(rows) == desk.reader.rows(desk.shown.chart.name) == len(desk.shown.table)
    assert {len(row) for row in rows} == {len(header)}
    assert not [
        cell
        for row in [header, *rows]
        for cell in row
        if FORMULA.match(cell) and not NUMBER.fullmatch(cell)
    ]


@FEW
def test_the_other_table_formats_hold_the_same_rows(desk: Desk) -> None:
    rows = len(desk.shown.table)
    workbook = load_workbook(desk.take("XLSX"), read_only=True)
    assert workbook["Rows"].max_row == rows + 1
    # What a column holds stands further down, some of it under the same names.
    readme = dict(reversed(list(workbook["README"].iter_rows(max_col=2, values_only=True))))
    n_sources = workbook["Sources"].max_row - 1
    workbook.close()
    written = json.loads(desk.take("JSON").read_text(encoding="utf-8"))
    assert len(written["rows"]) == rows
    assert len(written["sources"]) == n_sources
    for about in (readme, written["about"]):
        assert about["Sources"].count(", ") >= n_sources - 1
        _says_of_itself(desk, about)
    assert len(pd.read_parquet(desk.take("Parquet"))) == rows


@FEW
def test_all_rows_are_those_of_the_evidence_base_whatever_the_filters(desk: Desk) -> None:
    whole = desk.shown.whole
    dialog = desk.reader.taking(desk.shown.chart.name)
    expect(
        dialog.get_by_role("button", name=f"CSV, {len(desk.shown.table):,} displayed")
    ).to_be_visible()
    expect(dialog.get_by_role("button", name=f"CSV, all {len(whole.table):,}")).to_be_visible()
    written = json.loads(desk.take("JSON", word="all").read_text(encoding="utf-8"))
    assert len(written["rows"]) == len(whole.table) >= len(desk.shown.table)
    assert written["about"]["Filters"] == whole.sentence


@pytest.mark.parametrize("desk", ["network"], indirect=True, scope="module")
def test_the_graph_formats_hold_every_node_and_tie_of_the_network(desk: Desk) -> None:
    graph = desk.shown.view
    for read, kind in ((nx.read_graphml, "GraphML"), (nx.read_gexf, "GEXF")):
        written = read(desk.take(kind))
        sizes = (written.number_of_nodes(), written.number_of_edges())
        assert sizes == (len(graph.nodes), len(graph.edges))
    linked = json.loads(desk.take("Node-link JSON", "json", word="").read_text(encoding="utf-8"))
    assert len(linked["edges"]) == len(graph.edges)
    edges = pd.read_csv(desk.take("Edge list", "csv", word="edges"))
    assert sorted(zip(edges["Source"], edges["Target"], strict=True)) == sorted(
        zip(graph.edges["source"], graph.edges["target"], strict=True)
    )


@FEWER
def test_no_name_of_a_file_is_cut_off_in_the_dialog(desk: Desk) -> None:
    dialog = desk.reader.taking(desk.shown.chart.name)
    cut = """buttons => buttons.flatMap(button => [...button.querySelectorAll('*')])
        .filter(part => part.clientWidth && part.scrollWidth > part.clientWidth + 1)
        .map(part => part.innerText)"""
    assert dialog.get_by_test_id("stDownloadButton").evaluate_all(cut) == []


@AT_LENGTH
def test_the_dialog_can_be_used_on_a_phone(visit: Visit) -> None:
    reader = visit("/exercises", width=390)
    dialog = reader.taking("exercise-timeline")
    for button in dialog.get_by_role("button").all():
        box = button.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


@AT_LENGTH
def test_nothing_of_a_dialog_is_made_before_it_is_opened_and_a_file_in_the_making_says_so(
    visit: Visit,
) -> None:
    reader = visit("/exercises")
    expect(reader.page.get_by_test_id("stDownloadButton")).to_have_count(0)
    dialog = reader.taking("exercise-timeline")
    with reader.page.expect_download():
        dialog.get_by_role("button", name="PNG 2×").click()
        expect(dialog.get_by_role("status")).to_contain_text("_2x_")
    expect(dialog.get_by_role("status")).to_contain_text("Saved as exercise-timeline_all_")
