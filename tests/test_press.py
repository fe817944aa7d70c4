"""PDF files of a really started server: a few wait, nobody holds it up, nothing is left over."""

import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from atlas.web.press import MOST_AT_A_TIME, SECONDS_TO_COME_AGAIN
from browser.conftest import serving
from lengths import AT_LENGTH

PDF = "/api/charts/two-way-street.pdf"
PATIENCE = 60
# It says that it runs, and prints nothing until it is ended.
HANGING = """#!/bin/sh
[ "$1" = --version ] && exit
echo $$ >> {pids}
exec sleep 600
"""
MOST_GROWTH = 60
"""Megabytes by which the server may grow while sixty readers ask for a PDF and hang up."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at in /proc")


class Served:
    """A server that is asked from outside, and its folder."""

    def __init__(self, address: str, folder: Path) -> None:
        self.port, self.folder = urlsplit(address).port, folder
        self.pid = int((folder / "server.pid").read_text(encoding="utf-8"))

    def asked(self, address: str, method: str = "GET", **headers: str) -> HTTPConnection:
        """A connection on which a request was sent, its answer not yet waited for."""
        connection = HTTPConnection("localhost", self.port, timeout=PATIENCE)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, address, headers=given)
        return connection

    def answer(self, address: str, method: str = "GET", **headers: str) -> HTTPResponse:
        """The answer to a request, its text read."""
        with closing(self.asked(address, method, **headers)) as connection:
            answer = connection.getresponse()
            answer.read()
            return answer

    @property
    def megabytes(self) -> float:
        """What the server holds in memory."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        (kilobytes,) = re.findall(r"VmRSS:\s+(\d+)", status)
        return int(kilobytes) / 1024

    @property
    def children(self) -> list[str]:
        """The states of the processes that the server has started and not taken leave of."""
        states = []
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                _, _, rest = path.read_text(encoding="utf-8").rpartition(")")
            except OSError:
                continue
            state, parent, *_ = rest.split()
            if int(parent) == self.pid:
                states.append(state)
        return states


def _until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture(scope="module")
def stuck(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server whose browser hangs."""
    folder = tmp_path_factory.mktemp("stuck")
    browser = folder / "chromium"
    browser.write_text(HANGING.format(pids=folder / "pids"), encoding="utf-8")
    browser.chmod(0o755)
    (folder / "pids").touch()
    with serving(folder, PATH=f"{folder}{os.pathsep}{os.environ['PATH']}") as address:
        yield Served(address, folder)


def _started(served: Served) -> list[str]:
    return (served.folder / "pids").read_text(encoding="utf-8").split()


@AT_LENGTH
def test_a_few_wait_the_next_is_asked_to_come_again_and_pages_are_served_meanwhile(
    stuck: Served,
) -> None:
    n_before = len(_started(stuck))
    with ExitStack() as waiting:
        for _ in range(MOST_AT_A_TIME):
            waiting.enter_context(closing(stuck.asked(PDF)))
        _until(lambda: len(_started(stuck)) > n_before)
        _until(lambda: stuck.answer(PDF).status == 503)
        answer = stuck.answer(PDF)
        assert answer.headers["Retry-After"] == str(SECONDS_TO_COME_AGAIN)
        for address in ("/", "/_stcore/health", "/api/charts/network.json"):
            assert stuck.answer(address).status == 200
        assert len(_started(stuck)) == n_before + 1
    _until(lambda: not stuck.children)


def test_the_work_of_a_reader_who_has_gone_is_dropped_and_the_next_has_the_turn(
    stuck: Served,
) -> None:
    for _ in range(3):
        n_before = len(_started(stuck))
        with closing(stuck.asked(PDF)):
            _until(lambda n=n_before: len(_started(stuck)) > n)  # type: ignore[misc]
        _until(lambda: not stuck.children)
    assert not [pid for pid in _started(stuck) if Path(f"/proc/{pid}").exists()]


def test_a_page_of_another_site_starts_no_browser_nor_does_head(stuck: Served) -> None:
    n_before = len(_started(stuck))
    assert stuck.answer(PDF, Sec_Fetch_Site="cross-site").status == 403
    assert stuck.answer(PDF, "HEAD").status == 200
    assert stuck.answer(PDF, "OPTIONS").status == 204
    assert len(_started(stuck)) == n_before


@AT_LENGTH
def test_sixty_readers_who_hang_up_start_few_browsers_and_leave_nothing_behind(
    stuck: Served,
) -> None:
    assert stuck.answer("/api/charts/network.json").status == 200
    n_before, megabytes = len(_started(stuck)), stuck.megabytes
    with ExitStack() as impatient:
        for _ in range(60):
            impatient.enter_context(closing(stuck.asked(PDF)))
        _until(lambda: len(_started(stuck)) > n_before)
    assert stuck.answer("/api/charts/network.json").status == 200
    _until(lambda: not stuck.children)
    assert len(_started(stuck)) <= n_before + MOST_AT_A_TIME
    assert stuck.megabytes < megabytes + MOST_GROWTH
