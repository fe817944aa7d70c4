"""The network: its layout, and the way from navigation to the first drawing.

Stock pyvis is measured in the same run.
"""

import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import TimeoutError as Late
from pyvis.network import Network

from atlas.charts.chart import Context
from atlas.charts.network import vis_page
from atlas.charts.network.edges import merged
from atlas.charts.network.layout import positions
from atlas.charts.network.network_view import NODES, Graph
from atlas.charts.network.options import NetworkOptions
from atlas.charts.network.ties import Tie, TieKind
from atlas.dataset import store
from atlas.export.assets import VIS, source
from atlas.records.outcome import State
from browser.ensure_browser import ensure, is_root

Row = tuple[str, str, str]
SIZES = (100, 1_000, 3_000)
PATIENCE = 60_000
# Stock pyvis loads its scripts from other hosts; here it gets the same file as we do, so that the
# drawing alone is compared.
WATCH = (
    "network.once('afterDrawing', () => { window.drawn = performance.now(); });"
    "network.once('stabilizationIterationsDone', () => { window.still = performance.now(); });"
)


def made_up(size: int) -> tuple[Graph, float]:
    """A graph of so many nodes, with hubs as ours has them, and the seconds that its layout took.

    Its ties are of the first transfer of the shipped data.
    """
    chance = np.random.default_rng(7)
    pairs = {tuple(sorted((node, int(node * chance.random() ** 2)))) for node in range(1, size)}
    pairs |= {tuple(sorted(chance.integers(0, size, 2).tolist())) for _ in range(size // 2)}
    record = store.dataset()["transfers"].index[0]
    words = (TieKind.SUPPLY, "sale", "supplied", "sale")
    facts = (*words, 2018, 2018, True, State.CARRIED_OUT, "delivered", record)
    ties = [Tie(f"n{first}", f"n{last}", *facts) for first, last in sorted(pairs) if first != last]
    edges = merged(pd.DataFrame(ties))
    ids = [f"n{number}" for number in range(size)]
    start = time.perf_counter()
    points = positions(ids, zip(edges["source"], edges["target"], strict=True))
    taken = time.perf_counter() - start
    degrees = pd.concat([edges["source"], edges["target"]]).value_counts()
    nodes = pd.DataFrame({"id": ids, "x": points[:, 0], "y": points[:, 1]})
    nodes["degree"] = nodes["id"].map(degrees).fillna(0).astype(int)
    nodes = nodes.assign(kind="systems", country="", standing="", leads=0, route=False)
    return Graph(nodes[NODES], edges, size, len(ties)), taken


def _stock(drawn: Graph) -> str:
    network = Network(cdn_resources="in_line")
    for node in drawn.nodes.to_dict("records"):
        network.add_node(node["id"], label=node["id"])
    for edge in drawn.edges.to_dict("records"):
        network.add_edge(edge["source"], edge["target"])
    return str(network.generate_html()).replace("return network;", f"{WATCH} return network;", 1)


def _opened(browser: Browser, page: Path, expression: str) -> float:
    """Seconds from navigation until the expression has a value; inf where it takes too long.

    The value is a moment in milliseconds since navigation.
    """
    context = browser.new_context(viewport={"width": 1200, "height": 800}, offline=True)
    tab = context.new_page()
    tab.goto(page.as_uri(), wait_until="commit")
    try:
        return float(tab.wait_for_function(expression, timeout=PATIENCE).json_value()) / 1000
    except Late:
        return float("inf")
    finally:
        context.close()


def _in_words(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds < PATIENCE / 1000 else f"over {PATIENCE // 1000} s"


def rows() -> list[Row]:
    """Layout and drawing at each size."""
    table = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=ensure(),
            args=["--disable-gpu", *(["--no-sandbox"] if is_root() else [])],
        )
        for size in SIZES:
            table += _rows_of_size(size, browser, Path(folder))
        browser.close()
    return table


def _rows_of_size(size: int, browser: Browser, folder: Path) -> list[Row]:
    """Our page and stock pyvis's, at one size."""
    drawn, layout = made_up(size)
    context = Context(store.dataset(), NetworkOptions())
    ours = folder / f"ours-{size}.html"
    stock = folder / f"stock-{size}.html"
    page = vis_page.page(drawn, context, "Bench", "A graph", script=source(VIS))
    ours.write_text(page, encoding="utf-8")
    stock_page = _stock(drawn)
    stock.write_text(stock_page, encoding="utf-8")
    own = statistics.median(_opened(browser, ours, "window.atlas?.drawnAt") for _ in range(3))
    first = _in_words(_opened(browser, stock, "window.drawn"))
    still = _in_words(_opened(browser, stock, "window.still"))
    aim = "≤ 1.5 s" if size == 1_000 else ""
    opening = f"Opening the page of {size:,} nodes until it is drawn, and still"
    stock_title = f"Stock pyvis, {size:,} nodes: first drawing; still"
    return [
        (f"Layout of {size:,} nodes", f"{layout:.2f} s", ""),
        (opening, _in_words(own), aim),
        (stock_title, f"{first}; {still}", ""),
    ]
