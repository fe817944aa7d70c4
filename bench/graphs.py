"""The network: layout, and the way from navigation to the first drawing, against stock pyvis in the same run."""

import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import TimeoutError as Late
from pyvis.network import Network

from atlas.charts.network import vis_page
from atlas.charts.network.edges import EDGES
from atlas.charts.network.layout import positions
from atlas.charts.network.network_view import NODES, Graph
from atlas.export.assets import VIS, source
from browser.ensure_browser import ensure, is_root

Row = tuple[str, str, str]
SIZES = (100, 1_000, 3_000)
PATIENCE = 60_000
# Stock pyvis loads its scripts from other hosts; here it gets the same file as we do, so that what is compared is the drawing.
WATCH = (
    "network.once('afterDrawing', () => { window.drawn = performance.now(); });"
    "network.once('stabilizationIterationsDone', () => { window.still = performance.now(); });"
)


def made(size: int) -> tuple[Graph, float]:
    """A graph of so many nodes, with hubs as ours has them, and the seconds that its layout took."""
    chance = np.random.default_rng(7)
    pairs = {tuple(sorted((node, int(node * chance.random() ** 2)))) for node in range(1, size)}
    pairs |= {tuple(sorted(chance.integers(0, size, 2).tolist())) for _ in range(size // 2)}
    edges = pd.DataFrame(
        [(f"n{a}", f"n{b}") for a, b in sorted(pairs) if a != b], columns=["source", "target"]
    )
    nodes = pd.DataFrame({"id": [f"n{number}" for number in range(size)]})
    start = time.perf_counter()
    nodes[["x", "y"]] = positions(nodes["id"].tolist(), edges.itertuples(index=False, name=None))
    taken = time.perf_counter() - start
    degree = (
        nodes["id"]
        .map(pd.concat([edges["source"], edges["target"]]).value_counts())
        .fillna(0)
        .astype(int)
    )
    nodes = nodes.assign(
        label="Node " + nodes["id"],
        kind="systems",
        country="",
        home="",
        standing="",
        degree=degree,
        route=False,
        hover=nodes["id"],
    )
    edges = edges.assign(
        tie="supply",
        relation="sale",
        when="2018",
        projected=False,
        undated=0,
        route=False,
        n=1,
        hover="sale",
    )
    edges["years"] = [((2018, 2018),)] * len(edges)
    return Graph(nodes[NODES], edges[EDGES]), taken


def _stock(drawn: Graph) -> str:
    network = Network(cdn_resources="in_line")
    for node in drawn.nodes.to_dict("records"):
        network.add_node(node["id"], label=node["label"])
    for edge in drawn.edges.to_dict("records"):
        network.add_edge(edge["source"], edge["target"])
    return str(network.generate_html()).replace("return network;", f"{WATCH} return network;", 1)


def _opened(browser: Browser, page: Path, expression: str) -> float:
    """Seconds from navigation until the expression has a value: a moment in milliseconds since navigation; inf where it takes too long."""
    context = browser.new_context(viewport={"width": 1200, "height": 800}, offline=True)
    tab = context.new_page()
    tab.goto(page.as_uri(), wait_until="commit")
    try:
        return float(tab.wait_for_function(expression, timeout=PATIENCE).json_value()) / 1000
    except Late:
        return float("inf")
    finally:
        context.close()


def _said(seconds: float) -> str:
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
            drawn, layout = made(size)
            ours, stock = Path(folder) / f"ours-{size}.html", Path(folder) / f"stock-{size}.html"
            ours.write_text(
                vis_page.page(drawn, "Bench", "A graph", script=source(VIS)), encoding="utf-8"
            )
            stock.write_text(_stock(drawn), encoding="utf-8")
            own = statistics.median(
                _opened(browser, ours, "window.atlas?.drawnAt") for _ in range(3)
            )
            first, still = (
                _said(_opened(browser, stock, name)) for name in ("window.drawn", "window.still")
            )
            aim = "≤ 1.5 s" if size == 1_000 else ""
            table.append((f"Layout of {size:,} nodes", f"{layout:.2f} s", ""))
            table.append(
                (
                    f"Opening the page of {size:,} nodes until it is drawn, and still",
                    _said(own),
                    aim,
                )
            )
            table.append(
                (f"Stock pyvis, {size:,} nodes: first drawing; still", f"{first}; {still}", "")
            )
        browser.close()
    return table
