"""The dashboard in a browser: its start, the bytes of a visit and of a filter, its memory.

The start is measured beside that of an empty Streamlit page in the same run.
"""

import os
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, WebSocket, expect
from serving import PATIENCE, WINDOW, at_rest, browsing, serving

from atlas.paths import ROOT

Row = tuple[str, str, str]
EMPTY = """import plotly.graph_objects as go
import streamlit as st

st.title("Empty")
st.plotly_chart(go.Figure(go.Bar(x=[1, 2], y=[1, 2])))
"""
DRAWN = ".js-plotly-plot .main-svg .point, .js-plotly-plot .sankey-link, .js-plotly-plot .bars path"
ROUNDS = 5
VISITED = ("/", "/exercises", "/transfers", "/network", "/evidence")
# What comes late is a frame of the network, or a script that a chart asks for.
LATE = 1_500


class Wire:
    """Bytes that a page gets: answers as they travel, compressed, and messages of the socket."""

    def __init__(self, page: Page) -> None:
        self.answers = 0
        self.messages = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._add_answer)
        page.on("websocket", self._listen)

    def _add_answer(self, event: dict[str, float]) -> None:
        self.answers += int(event["encodedDataLength"])

    def _listen(self, joined: WebSocket) -> None:
        joined.on("framereceived", self._add_message)

    def _add_message(self, payload: "bytes | str") -> None:
        self.messages += len(payload)

    @property
    def total(self) -> int:
        """All of it so far."""
        return self.answers + self.messages


def rows() -> list[Row]:
    """Start, bytes, memory."""
    os.environ.pop("ATLAS_DATA", None)
    with browsing() as browser:
        return [_start(browser), *_visits(browser)]


def _start(browser: Browser) -> Row:
    """Our start and that of an empty page in turn, so that both meet the same machine."""
    own = []
    empty = []
    ratios = []
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        for _ in range(ROUNDS):
            own.append(_start_to_chart(browser, ROOT / "app.py"))
            empty.append(_start_to_chart(browser, script))
            ratios.append(own[-1] / empty[-1])
    seconds = f"{statistics.median(own):.2f} s; {statistics.median(empty):.2f} s"
    return (
        "Server start to first chart; an empty page with one chart; ratio",
        f"{seconds}; {statistics.median(ratios):.2f}",
        "ratio ≤ 1.10",
    )


def _start_to_chart(browser: Browser, script: Path) -> float:
    """Seconds from the start of the server until its first page shows a chart."""
    start = time.perf_counter()
    with serving(script) as server:
        context = browser.new_context(viewport=WINDOW)
        page = context.new_page()
        page.goto(server.address)
        page.wait_for_selector(DRAWN, timeout=PATIENCE)
        seconds = time.perf_counter() - start
        context.close()
    return seconds


def _visits(browser: Browser) -> list[Row]:
    table = []
    with serving(ROOT / "app.py") as server:
        for path in VISITED:
            first, change = _visit(browser, server.address, path)
            measured = f"{first / 1024:,.0f} kB; {change / 1024:,.1f} kB"
            table.append((f"First visit to {path}; a filter change there", measured, ""))
        table.append(("Peak memory of the server after these visits", server.peak_memory(), ""))
    return table


def _visit(browser: Browser, address: str, path: str) -> tuple[int, int]:
    """Bytes of a first visit to a page, and of one filter change on it."""
    context = browser.new_context(viewport=WINDOW)
    page = context.new_page()
    wire = Wire(page)
    page.goto(address + path)
    _wait_for_the_last_byte(page)
    first = wire.total
    page.get_by_role("combobox", name="Domains", exact=True).click()
    page.get_by_role("option", name="Naval", exact=True).click()
    _wait_for_the_last_byte(page)
    context.close()
    return first, wire.total - first


def _wait_for_the_last_byte(page: Page) -> None:
    expect(page.get_by_role("button", name="Copy link")).to_be_visible(timeout=PATIENCE)
    at_rest(page)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(LATE)
