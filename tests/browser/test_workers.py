"""Several servers behind nginx: one is killed while its reader looks at a page, and all end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser

from atlas.dataset.filters import Filters
from atlas.paths import ROOT
from atlas.web.nginx import COOKIE
from browser.conftest import free_port
from browser.ensure_nginx import NoNginxError, ensure
from browser.expected import shown
from browser.reader import Reader
from lengths import AT_LENGTH

PREFIX = "atlas"
ATLAS = (sys.executable, "-c", "from atlas.cli import main; raise SystemExit(main())")
UP_WITHIN = 60
CHART = "exercise-timeline"


@pytest.fixture
def nginx() -> None:
    try:
        ensure()
    except NoNginxError as missing:
        if os.environ.get("CI"):
            pytest.fail(str(missing), pytrace=False)
        pytest.skip(f"NOT TESTED WITH SEVERAL SERVERS: {missing}")


class Servers:
    """`atlas serve --workers 2`, really started below a prefix, and what it says."""

    def __init__(self, log: Path) -> None:
        self.log, self.port = log, free_port()
        self.address = f"http://localhost:{self.port}/{PREFIX}"
        settings = {"STREAMLIT_SERVER_BASE_URL_PATH": PREFIX, "ATLAS_HOSTS": "named.example"}
        command = [*ATLAS, "serve", "--workers", "2", "--port", str(self.port)]
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                command, cwd=ROOT, stdout=output, stderr=output, env={**os.environ, **settings}
            )

    def waits_to_say(self, sentence: str) -> None:
        until = time.monotonic() + UP_WITHIN
        while sentence not in self.said():
            assert time.monotonic() < until, f"no {sentence!r} in:\n{self.said()}"
            assert self.process.poll() is None, self.said()
            time.sleep(0.05)

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def started(self) -> list[int]:
        """The processes that it has started and that have not ended, in the order of starting."""
        listed = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid=,stat="], capture_output=True, text=True, check=True
        )
        rows = [line.split() for line in listed.stdout.splitlines()]
        own = str(self.process.pid)
        alive = [row for row in rows if row[1] == own and not row[2].startswith("Z")]
        return sorted(int(row[0]) for row in alive)


@contextmanager
def _servers(log: Path) -> Iterator[Servers]:
    servers = Servers(log)
    try:
        servers.waits_to_say("2 servers are ready.")
        yield servers
    finally:
        servers.process.terminate()
        servers.process.wait(30)


def _status(address: str, host: str) -> int:
    with urlopen(Request(address, headers={"Host": host}), timeout=30) as answer:
        return int(answer.status)


def _status_of_a_large_text(servers: Servers, path: str) -> int:
    """What is answered to who announces two megabytes, before a byte of them is sent."""
    line = HTTPConnection("localhost", servers.port, timeout=30)
    line.putrequest("POST", f"/{PREFIX}{path}")
    line.putheader("Content-Length", "2000000")
    line.endheaders()
    status = line.getresponse().status
    line.close()
    return status


def _newcomer_is_kept_at(address: str) -> str:
    """The number of the server that a browser without a cookie gets, from wherever it comes."""
    with urlopen(Request(f"{address}/", headers={"Accept": "text/html"}), timeout=30) as answer:
        kept = SimpleCookie(", ".join(answer.headers.get_all("set-cookie")))
        return kept[COOKIE].value


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _kept_at(reader: Reader) -> str:
    """The number of the server that the reader stays with."""
    kept = {cookie["name"]: cookie for cookie in reader.context.cookies()}[COOKIE]
    assert kept["path"] == f"/{PREFIX}"
    return str(kept["value"])


def _waits_to_be_kept_at(reader: Reader, number: str) -> None:
    until = time.monotonic() + UP_WITHIN
    while _kept_at(reader) != number:
        assert time.monotonic() < until, "the page has found no other server"
        reader.page.wait_for_timeout(50)


@AT_LENGTH
@pytest.mark.usefixtures("nginx")
def test_the_reader_of_a_server_that_is_killed_comes_back_to_the_same_view_by_themselves(
    browser: Browser, tmp_path: Path
) -> None:
    with _servers(tmp_path / "log") as servers:
        first, second, door = servers.started()
        assert _status(f"{servers.address}/_stcore/health", "named.example") == 200
        assert _status_of_a_large_text(servers, "/api/v1/check") == 413
        assert _status_of_a_large_text(servers, "/api/v1/search") == 405
        newcomers = {_newcomer_is_kept_at(servers.address) for _ in range(4)}
        assert newcomers == {"1", "2"}
        reader = Reader(browser, servers.address).open("/exercises?domain=Naval")
        reader.choose("Land", of="Domains")
        chosen = Filters(domain=("land", "naval"))
        reader.sees(shown(CHART, chosen))
        reader.page.evaluate("() => { window.isNeverLoadedAgain = true }")
        number = _kept_at(reader)

        os.kill({"1": first, "2": second}[number], signal.SIGKILL)

        servers.waits_to_say(f"Server {number} has ended (SIGKILL) and starts again.")
        _waits_to_be_kept_at(reader, {"1": "2", "2": "1"}[number])
        reader.sees(shown(CHART, chosen))
        reader.choose("Air", of="Domains")
        reader.sees(shown(CHART, Filters(domain=("air", "land", "naval"))))
        assert Path(reader.download(CHART, "CSV", "displayed").path()).stat().st_size > 1_000
        assert reader.page.evaluate("window.isNeverLoadedAgain")
        reader.close()

        after = servers.started()
        assert len(after) == 3
        assert door in after
        servers.process.send_signal(signal.SIGINT)
        assert servers.process.wait(30) == 0
        assert not [process for process in after if _is_alive(process)]
        with pytest.raises(URLError):
            urlopen(servers.address, timeout=5)
