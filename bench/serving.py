"""Really started servers and one real browser, and what of a server the system tells."""

import math
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from atlas.paths import ROOT
from browser.ensure_browser import ensure, is_root

WINDOW: ViewportSize = {"width": 1400, "height": 900}
NOT_MEASURED = "not measured on this system"
UP_WITHIN = 60
PATIENCE = 60_000


@dataclass(frozen=True)
class Server:
    """A server of pages: its address, and its process, whose numbers Linux tells under /proc.

    Where the process has started others, as `atlas serve --workers` does, they count with it.
    """

    address: str
    process: "subprocess.Popen[bytes]"

    def processor_seconds(self) -> float:
        """What it has used of the processor so far; nan where the system does not say it."""
        files = [folder / "stat" for folder in self._processes()]
        if not files:
            return float("nan")
        # The name of the program may hold blanks; what follows its bracket does not. proc(5)
        # counts utime and stime as fields 14 and 15, the first after the bracket as 3.
        fields = [file.read_text().rsplit(")", 1)[1].split() for file in files]
        ticks = sum(int(own[11]) + int(own[12]) for own in fields)
        return ticks / os.sysconf("SC_CLK_TCK")

    def peak_memory(self) -> str:
        """The most memory that it has held."""
        peak = self._megabytes("VmHWM")
        return NOT_MEASURED if math.isnan(peak) else f"{peak:,.0f} MB"

    def memory(self) -> float:
        """The memory that it holds now, in MB; nan where the system does not say it."""
        return self._megabytes("VmRSS")

    def n_processes(self) -> int:
        """It and those that it has started and not taken leave of; 0 where the system is silent."""
        return len(self._processes())

    def _megabytes(self, name: str) -> float:
        texts = [(folder / "status").read_text() for folder in self._processes()]
        held = [re.search(rf"{name}:\s+(\d+)", text) for text in texts]
        kilobytes = sum(int(own[1]) for own in held if own)
        return kilobytes / 1024 if kilobytes else float("nan")

    def _processes(self) -> list[Path]:
        """Where Linux tells of the process and of those that it has started, and these in turn."""
        pids = [str(self.process.pid)]
        folders = []
        for pid in pids:
            folder = Path("/proc") / pid
            if folder.exists():
                folders.append(folder)
                # Each thread has those that it has started: a browser is one of another thread.
                for children in (folder / "task").glob("*/children"):
                    pids += children.read_text().split()
        return folders


@contextmanager
def serving(script: Path, *arguments: str) -> Iterator[Server]:
    """A server of this script, which gets the arguments; it has ended when the block is left."""
    port = _free_port()
    options = [
        "--server.headless=true",
        f"--server.port={port}",
        "--server.fileWatcherType=none",
        "--browser.gatherUsageStats=false",
    ]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options, "--", *arguments]
    with _started(command, port, script.parent) as server:
        yield server


@contextmanager
def serving_by_several(number: int) -> Iterator[Server]:
    """So many servers of the dashboard behind nginx; they have ended when the block is left."""
    port = _free_port()
    atlas = "from atlas.cli import main; raise SystemExit(main())"
    options = ["serve", "--workers", str(number), "--port", str(port)]
    with _started([sys.executable, "-c", atlas, *options], port, ROOT) as server:
        yield server


@contextmanager
def serving_bytes(file: Path) -> Iterator[Server]:
    """A plain FastAPI route with the bytes of a file; it has ended when the block is left."""
    port = _free_port()
    script = Path(__file__).with_name("plain_route.py")
    with _started([sys.executable, str(script), str(file), str(port)], port, ROOT) as server:
        yield server


@contextmanager
def _started(command: list[str], port: int, folder: Path) -> Iterator[Server]:
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    server = Server(f"http://localhost:{port}", process)
    try:
        _wait_for(server)
        yield server
    finally:
        _end(process)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("localhost", 0))
        return int(free.getsockname()[1])


def _wait_for(server: Server) -> None:
    until = time.monotonic() + UP_WITHIN
    while time.monotonic() < until and server.process.poll() is None:
        try:
            urlopen(f"{server.address}/_stcore/health", timeout=1).close()
            return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"The server at {server.address} did not come up")


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def browsing() -> Iterator[Browser]:
    """The browser of this machine, without a window."""
    flags = ["--disable-gpu"]
    if is_root():
        flags.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure(), args=flags)
        try:
            yield browser
        finally:
            browser.close()


def at_rest(page: Page) -> None:
    """Wait until the server has run the page's script to its end."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE)
