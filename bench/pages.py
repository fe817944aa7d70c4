"""The dashboard in a browser: start to first chart beside an empty Streamlit page, bytes of a visit and of a filter change, memory."""

import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, expect, sync_playwright

from atlas.paths import ROOT
from browser.ensure_browser import ensure, is_root

Row = tuple[str, str, str]
EMPTY = """import plotly.graph_objects as go
import streamlit as st

st.title("Empty")
st.plotly_chart(go.Figure(go.Bar(x=[1, 2], y=[1, 2])))
"""
DRAWN = ".js-plotly-plot .main-svg .point, .js-plotly-plot .sankey-link, .js-plotly-plot .bars path"
ROUNDS = 5


@contextmanager
def served(script: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """A really started server, its address and its process."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    options = (
        "--server.headless=true",
        f"--server.port={port}",
        "--server.fileWatcherType=none",
        "--browser.gatherUsageStats=false",
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), *options],
        cwd=script.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://localhost:{port}"
    try:
        while True:
            try:
                urlopen(f"{address}/_stcore/health", timeout=1).close()
                break
            except OSError:
                if process.poll() is not None:
                    raise RuntimeError(f"{script} did not start") from None
                time.sleep(0.02)
        yield address, process
    finally:
        process.terminate()
        process.wait(20)


def _start_to_chart(browser: Browser, script: Path) -> float:
    """Seconds from the start of the server until its first page shows a chart."""
    start = time.perf_counter()
    with served(script) as (address, _):
        context = browser.new_context(viewport={"width": 1400, "height": 900})
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector(DRAWN, timeout=60_000)
        taken = time.perf_counter() - start
        context.close()
    return taken


class Wire:
    """Bytes that a page gets over the network: responses as they travel, compressed, and messages of the socket."""

    def __init__(self, page: Page) -> None:
        self.answers, self.messages = 0, 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._answered)
        page.on("websocket", lambda socket: socket.on("framereceived", self._told))

    def _answered(self, event: dict[str, float]) -> None:
        self.answers += int(event["encodedDataLength"])

    def _told(self, payload: "bytes | str") -> None:
        self.messages += len(payload)

    @property
    def total(self) -> int:
        """All of it so far."""
        return self.answers + self.messages


def _settled(page: Page) -> None:
    expect(page.get_by_role("button", name="Copy link")).to_be_visible(timeout=60_000)
    expect(page.get_by_test_id("stApp")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=60_000
    )
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1_500)


def _visit(browser: Browser, address: str, path: str) -> tuple[int, int]:
    """Bytes of a first visit to a page, and of one filter change on it."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    wire = Wire(page)
    page.goto(address + path)
    _settled(page)
    first = wire.total
    page.get_by_role("toolbar", name="Domains", exact=True).get_by_text("Naval", exact=True).click()
    _settled(page)
    context.close()
    return first, wire.total - first


def _memory(process: "subprocess.Popen[bytes]") -> str:
    status = Path(f"/proc/{process.pid}/status")
    if not status.exists():
        return "not measured on this system"
    peak = re.search(r"VmHWM:\s+(\d+)", status.read_text())
    return f"{int(peak[1]) / 1024:,.0f} MB" if peak else "not measured on this system"


def rows() -> list[Row]:
    """Start, bytes, memory."""
    os.environ.pop("ATLAS_DATA", None)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=ensure(),
            args=["--disable-gpu", *(["--no-sandbox"] if is_root() else [])],
        )
        empty = Path(folder) / "empty.py"
        empty.write_text(EMPTY, encoding="utf-8")
        pairs = [
            (_start_to_chart(browser, ROOT / "app.py"), _start_to_chart(browser, empty))
            for _ in range(ROUNDS)
        ]
        own, plain = (statistics.median(one) for one in zip(*pairs, strict=True))
        ratio = statistics.median(one / other for one, other in pairs)
        table = [
            (
                "Server start to first chart; an empty page with one chart; ratio",
                f"{own:.2f} s; {plain:.2f} s; {ratio:.2f}",
                "ratio ≤ 1.2",
            )
        ]
        with served(ROOT / "app.py") as (address, process):
            for path in ("/", "/exercises", "/transfers", "/network", "/evidence"):
                first, change = _visit(browser, address, path)
                told = f"{first / 1024:,.0f} kB; {change / 1024:,.1f} kB"
                table.append((f"First visit to {path}; a filter change there", told, ""))
            table.append(("Peak memory of the server after these visits", _memory(process), ""))
        browser.close()
    return table
