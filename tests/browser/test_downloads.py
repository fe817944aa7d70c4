"""Every download of every chart arrives, is opened, and says where it comes from."""

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
from playwright.sync_api import Browser, Download, Request, expect

from atlas.filters import Filters
from atlas.shown import CHARTS, Shown, chart_choices, span
from atlas.store import dataset
from browser.expected import PAGE_OF, link, marks, shown
from browser.reader import MARKS, NOT_OF_A_HOST, PATIENCE, Reader, Visit

BOM = b"\xef\xbb\xbf"
FORMULA = re.compile(r"\s*[=+\-@]")
URL = re.compile(r"url\(\s*['\"]?([^'\")]*)")
NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Desk:
    """A reader before one chart, some filters chosen, who takes its files away."""

    reader: Reader
    shown: Shown
    folder: Path

    def take(self, kind: str) -> Path:
        """Download one file; its name says chart, filters and date."""
        arrived = self.reader.download(self.shown.chart.name, kind)
        self._check_name(arrived, kind.lower())
        path = self.folder / arrived.suggested_filename
        arrived.save_as(path)
        return path

    def _check_name(self, arrived: Download, ending: str) -> None:
        low, high = self.shown.filters.years or span()
        stem, dot, suffix = arrived.suggested_filename.rpartition(".")
        said = [self.shown.chart.name, f"{low}-{high}", *self.shown.filters.domain]
        assert all(word in stem.split("_") for word in said), stem
        assert (dot, suffix) == (".", ending)
        assert date.fromisoformat(stem.rsplit("_", 1)[1]) in _today()

    def said(self) -> list[str]:
        """What each file says of itself, but for its date."""
        return [self.shown.chart.title, self.shown.sentence, self.shown.coverage.sentence(), f"Sources: {self.shown.sources}", dataset().edition]


def _today() -> set[date]:
    """Today and yesterday: a test may run over midnight."""
    today = datetime.now(UTC).date()
    return {today, today - timedelta(days=1)}


@pytest.fixture(scope="module", params=sorted(PAGE_OF))
def desk(request: pytest.FixtureRequest, long_visit: Visit, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    low, high = span()
    # The page pins the vintage that it draws, so that a file says it.
    pinned = {"vintage": next(iter(chart_choices(CHARTS[request.param], dataset())["vintage"]))} if request.param == "sipri-volumes" else {}
    view = shown(request.param, Filters(years=(low + 1, high), domain=("land", "air", "naval")), **pinned)
    reader = long_visit(link(view))
    yield Desk(reader, view, tmp_path_factory.mktemp(request.param))
    reader.close()


def _squeezed(text: str) -> str:
    """Text without spaces: a drawing breaks its lines where it likes."""
    return "".join(text.split())


def _says_all(desk: Desk, text: str) -> None:
    for part in desk.said():
        assert _squeezed(part) in _squeezed(text), part
    assert any(day.isoformat() in text for day in _today())


def test_the_png_has_twice_the_size_of_the_figure_and_is_not_blank(desk: Desk) -> None:
    figure = desk.reader.context.request.get(f"{desk.reader.server}/api/charts/{desk.shown.chart.name}.json?{urlencode(desk.shown.query)}")
    layout = figure.json()["layout"]
    with Image.open(desk.take("PNG")) as image:
        assert image.format == "PNG"
        assert image.size == (2 * layout["width"], 2 * layout["height"])
        colours = image.convert("RGB").getcolors(image.width * image.height)
    assert colours
    assert len(colours) > 50


def test_the_svg_carries_its_caption_and_nothing_that_runs_or_loads(desk: Desk) -> None:
    root = ElementTree.parse(desk.take("SVG")).getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    _says_all(desk, " ".join(root.itertext()))
    assert not [element.tag for element in root.iter() if element.tag.endswith(("}script", "}foreignObject"))]
    values = [(name.rpartition("}")[2], value) for element in root.iter() for name, value in element.attrib.items()]
    assert not [value for name, value in values if name in {"href", "src"} and not value.startswith(("#", "data:"))]
    assert not [name for name, _ in values if name.startswith("on")]
    assert not [address for _, value in values for address in URL.findall(value) if not address.startswith("#")]


def test_the_html_draws_without_any_network(desk: Desk, browser: Browser) -> None:
    path = desk.take("HTML")
    context = browser.new_context(offline=True)
    context.set_default_timeout(PATIENCE)
    asked, errors = [], []

    def _asked(request: Request) -> None:
        asked.append(request.url)

    context.on("request", _asked)
    context.on("weberror", lambda error: errors.append(str(error.error)))
    page = context.new_page()
    page.goto(path.as_uri())
    if desk.shown.chart.name == "network":
        page.wait_for_function("window.atlas && window.atlas.drawn !== undefined")
        assert page.evaluate("atlas.network.body.data.nodes.length") == len(desk.shown.view.nodes)
        text = page.locator("header").inner_text()
    else:
        expect(page.locator(MARKS)).to_have_count(marks(desk.shown))
        text = " ".join(page.locator("svg.main-svg").all_text_contents())
    expect(page).to_have_title(desk.shown.chart.title)
    expect(page.get_by_role("button", name="Share")).to_have_count(0)
    context.close()
    _says_all(desk, text)
    assert [address for address in asked if urlsplit(address).scheme not in NOT_OF_A_HOST] == [path.as_uri()]
    assert not errors


def test_the_csv_has_the_rows_of_the_table_and_no_formula(desk: Desk) -> None:
    raw = desk.take("CSV").read_bytes()
    assert raw.startswith(BOM)
    header, *rows = csv.reader(raw.decode("utf-8-sig").splitlines(keepends=True))
    assert header == [str(column) for column in desk.shown.table.columns]
    assert len(rows) == desk.reader.rows(desk.shown.chart.name) == len(desk.shown.table)
    assert {len(row) for row in rows} == {len(header)}
    assert not [cell for row in [header, *rows] for cell in row if FORMULA.match(cell) and not NUMBER.fullmatch(cell)]


def test_the_other_table_formats_hold_the_same_rows(desk: Desk) -> None:
    rows = len(desk.shown.table)
    workbook = load_workbook(desk.take("XLSX"), read_only=True)
    assert workbook["Rows"].max_row == rows + 1
    _says_all(desk, " ".join(f"{name}: {text}" for name, text, *_ in workbook["README"].iter_rows(values_only=True)))
    workbook.close()
    written = json.loads(desk.take("JSON").read_text(encoding="utf-8"))
    assert len(written["rows"]) == rows
    _says_all(desk, " ".join(f"{name}: {text}" for name, text in written["about"].items()))
    assert len(pd.read_parquet(desk.take("Parquet"))) == rows


def test_the_graph_formats_hold_every_node_and_tie_of_the_network(long_visit: Visit, tmp_path: Path) -> None:
    desk = Desk(long_visit("/network"), shown("network"), tmp_path)
    graph = desk.shown.view
    for read, kind in ((nx.read_graphml, "GraphML"), (nx.read_gexf, "GEXF")):
        kept = read(desk.take(kind))
        assert (kept.number_of_nodes(), kept.number_of_edges()) == (len(graph.nodes), len(graph.edges))
