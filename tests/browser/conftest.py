"""One server and one browser for all browser tests, and the windows in which readers look at it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from atlas.paths import ROOT
from browser.ensure_browser import ensure, is_root
from browser.reader import HEIGHT, PATIENCE, WIDTH, Reader, Visit

QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
UP_WITHIN = 60


@contextmanager
def serving(
    folder: Path, *, app: Path = ROOT / "app.py", prefix: str = "", **settings: str
) -> Iterator[str]:
    """A really started server's address, `settings` in its environment.

    Its log and its process id are in `folder`.

    With a `prefix`, the server has all its pages below it.
    """
    log = folder / "server.log"
    port = free_port()
    options = {"port": str(port), "headless": "true", "fileWatcherType": "none"}
    if prefix:
        options["baseUrlPath"] = prefix
    arguments = [word for name, value in options.items() for word in (f"--server.{name}", value)]
    command = [sys.executable, "-m", "streamlit", "run", str(app), *arguments]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=output, stderr=output, env={**os.environ, **settings}
        )
    (folder / "server.pid").write_text(str(process.pid), encoding="utf-8")
    address = f"http://localhost:{port}" + (f"/{prefix}" if prefix else "")
    try:
        _wait_for(address, process, log)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the dashboard, really started from the checkout.

    What readers do is nothing that its log warns of.
    """
    folder = tmp_path_factory.mktemp("server")
    with serving(folder) as address:
        yield address
    log = (folder / "server.log").read_text(encoding="utf-8")
    assert "via the Session State API" not in log


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("localhost", 0))
        return int(free.getsockname()[1])


def _wait_for(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Return when the server is well; fail with its log when it ends or stays silent."""
    until = time.monotonic() + UP_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                assert answer.read() == b"ok"
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(
        f"The dashboard did not come up at {address}. Its log:\n{log.read_text(errors='replace')}",
        pytrace=False,
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; conditions are waited for as long as a slow machine needs."""
    path = ensure()
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=path, args=[*QUIET, *(["--no-sandbox"] if is_root() else [])]
        )
        yield started
        started.close()


class Windows:
    """The windows of a browser, each with its own cookies and store, used again and again.

    Those that are free are shared with `others` of the same server: a window that has loaded the
    scripts before shows a page with less work than a new one.
    """

    def __init__(self, browser: Browser, server: str, others: "Windows | None" = None) -> None:
        self._browser, self._server = browser, server
        self._free: list[Reader] = others._free if others else []
        self._used: list[Reader] = []

    def visit(self, path: str, *, width: int = WIDTH) -> Reader:
        """Open an address as a new reader, in a window that nobody else has at the moment."""
        reader = self._free.pop() if self._free else Reader(self._browser, self._server)
        self._used.append(reader)
        reader.page.set_viewport_size({"width": width, "height": HEIGHT})
        return reader.open(path)

    def leave(self) -> None:
        """All readers go; none may have met a console error, a failed or a foreign request."""
        problems: list[str] = []
        while self._used:
            # A window that cannot be left is used no more.
            reader = self._used.pop()
            problems += reader.leave()
            self._free.append(reader)
        assert not problems, "\n".join(problems)

    def close(self) -> None:
        for reader in [*self._free, *self._used]:
            reader.close()


@contextmanager
def windows(browser: Browser, server: str) -> Iterator[Windows]:
    opened = Windows(browser, server)
    try:
        yield opened
    finally:
        opened.close()


@pytest.fixture(scope="session")
def _windows(server: str, browser: Browser) -> Iterator[Windows]:
    with windows(browser, server) as opened:
        yield opened


@pytest.fixture
def visit(_windows: Windows) -> Iterator[Visit]:
    """Open an address of the dashboard as a new reader; a second visit is one of somebody else."""
    yield _windows.visit
    _windows.leave()


@pytest.fixture(scope="session")
def staying(server: str, browser: Browser, _windows: Windows) -> Windows:
    """Windows of readers who stay while several tests ask them something."""
    return Windows(browser, server, _windows)


@pytest.fixture
def newcomer(server: str, browser: Browser) -> Iterator[Visit]:
    """The same for readers whose browser has never been here and has nothing in its cache."""
    readers: list[Reader] = []

    def _visit(path: str) -> Reader:
        readers.append(Reader(browser, server))
        return readers[-1].open(path)

    yield _visit
    problems = [problem for reader in readers for problem in reader.close()]
    assert not problems, "\n".join(problems)
