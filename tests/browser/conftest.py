"""One server and one browser for all browser tests, and readers who are told what went wrong behind their page."""

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
from browser.reader import PATIENCE, Reader, Visit

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
def serving(folder: Path, *, app: Path = ROOT / "app.py", **settings: str) -> Iterator[str]:
    """The address of a really started server; `settings` are set in its environment, its log goes to `folder`."""
    log = folder / "server.log"
    port = _free_port()
    options = {"port": str(port), "headless": "true", "fileWatcherType": "none"}
    arguments = [word for name, value in options.items() for word in (f"--server.{name}", value)]
    command = [sys.executable, "-m", "streamlit", "run", str(app), *arguments]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=output, stderr=output, env={**os.environ, **settings}
        )
    address = f"http://localhost:{port}"
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
    """The address of the dashboard, really started from the checkout; what it runs does not change while the tests do."""
    with serving(tmp_path_factory.mktemp("server")) as address:
        yield address


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("localhost", 0))
        return int(free.getsockname()[1])


def _wait_for(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Return when the server says that it is well; fail with its log when it ends or stays silent."""
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


@contextmanager
def readers(server: str, browser: Browser) -> Iterator[Visit]:
    readers: list[Reader] = []

    def _visit(path: str, *, width: int = 1400) -> Reader:
        readers.append(Reader(browser, server, width=width))
        return readers[-1].open(path)

    try:
        yield _visit
    finally:
        for reader in readers:
            reader.close()
    problems = [problem for reader in readers for problem in reader.problems]
    assert not problems, "\n".join(problems)


@pytest.fixture
def visit(server: str, browser: Browser) -> Iterator[Visit]:
    """Open an address of the dashboard as a new reader, each in a context of their own.

    At the end no reader may have met a console error, a failed request, or a request that leaves this machine.
    """
    with readers(server, browser) as visit:
        yield visit


@pytest.fixture(scope="module")
def long_visit(server: str, browser: Browser) -> Iterator[Visit]:
    """The same for readers who stay while several tests ask them something."""
    with readers(server, browser) as visit:
        yield visit
