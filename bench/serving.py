"""Really started servers and one real browser, and what of a server the system tells."""

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

from browser.ensure_browser import ensure, is_root

WINDOW: ViewportSize = {"width": 1400, "height": 900}
NOT_MEASURED = "not measured on this system"
UP_WITHIN = 60
PATIENCE = 60_000


@dataclass(frozen=True)
class Server:
    """A Streamlit server: its address, and its process, whose numbers Linux tells under /proc."""

    address: str
    process: "subprocess.Popen[bytes]"

    def processor_seconds(self) -> float:
        """What it has used of the processor so far; nan where the system does not say it."""
        path = Path(f"/proc/{self.process.pid}/stat")
        if not path.exists():
            return float("nan")
        # The name of the program may hold blanks; what follows its bracket does not. proc(5)
        # counts utime and stime as fields 14 and 15, the first after the bracket as 3.
        fields = path.read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak_memory(self) -> str:
        """The most memory that it has held."""
        path = Path(f"/proc/{self.process.pid}/status")
        if not path.exists():
            return NOT_MEASURED
        peak = re.search(r"VmHWM:\s+(\d+)", path.read_text())
        return f"{int(peak[1]) / 1024:,.0f} MB" if peak else NOT_MEASURED


@contextmanager
def serving(script: Path, *arguments: str) -> Iterator[Server]:
    """A server of this script, which gets the arguments; it has ended when the block is left."""
    port = _free_port()
    process = subprocess.Popen(
        [*_command(script, port), "--", *arguments],
        cwd=script.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    server = Server(f"http://localhost:{port}", process)
    try:
        _wait_for(server)
        yield server
    finally:
        _end(process)


def _command(script: Path, port: int) -> list[str]:
    options = [
        "--server.headless=true",
        f"--server.port={port}",
        "--server.fileWatcherType=none",
        "--browser.gatherUsageStats=false",
    ]
    return [sys.executable, "-m", "streamlit", "run", str(script), *options]


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
