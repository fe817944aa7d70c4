"""`atlas serve --workers`: where it cannot be, where nginx listens, how servers are kept up."""

import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from atlas.cli import main
from atlas.web import nginx, server
from atlas.web.processes import ended
from atlas.web.server import Server
from browser.conftest import free_port


@pytest.fixture
def taken() -> "socket.socket":
    return socket.create_server(("127.0.0.1", 0))


def test_without_nginx_one_sentence_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(nginx, "find", lambda: None)
    assert main(["serve", "--workers", "2"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "nginx" in line
    assert "apt install" in line


def test_a_port_that_another_program_has_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], taken: socket.socket
) -> None:
    monkeypatch.setattr(nginx, "find", lambda: "/usr/sbin/nginx")
    port = taken.getsockname()[1]
    with taken:
        asked = ["serve", "--workers", "2", "--address", "127.0.0.1", "--port", str(port)]
        assert main(asked) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"The dashboard cannot run at 127.0.0.1, port {port}: ")


@pytest.mark.parametrize("number", ["0", "-1", "65", "two"])
def test_a_number_of_servers_that_is_none_is_refused(
    capsys: pytest.CaptureFixture[str], number: str
) -> None:
    with pytest.raises(SystemExit):
        main(["serve", f"--workers={number}"])
    assert "--workers" in capsys.readouterr().err


def test_a_reader_stays_with_a_server_and_has_the_others_where_it_is_dead(tmp_path: Path) -> None:
    text = nginx.configuration(tmp_path, ["127.0.0.1:80"], [8001, 8002, 8003], "/atlas")
    lines = [line.strip() for line in text.splitlines()]
    start = lines.index("upstream worker_2 {")
    assert lines[start + 1 : start + 4] == [
        "server 127.0.0.1:8002 max_fails=0;",
        "server 127.0.0.1:8003 max_fails=0 backup;",
        "server 127.0.0.1:8001 max_fails=0 backup;",
    ]
    assert "2 worker_2;" in lines
    assert "location /atlas/static/ {" in lines
    assert f"pid {tmp_path}/nginx.pid;" in lines
    # A text that is too long is answered alike whoever notices: 413, not 405.
    assert {"location = /atlas/api/v1/check {", "location = /atlas/api/v1/reconcile {"} <= {*lines}
    assert lines.count("error_page 413 = @too_long;") == 2


def test_nginx_listens_where_the_host_is_and_nowhere_else() -> None:
    port = free_port()
    assert nginx.addresses("127.0.0.1", port) == [f"127.0.0.1:{port}"]
    assert f"127.0.0.1:{port}" in nginx.addresses("localhost", port)
    with pytest.raises(socket.gaierror):
        nginx.addresses("nowhere.invalid", port)


HEALTHY = """
from http.server import BaseHTTPRequestHandler, HTTPServer
class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.protocol_version = "HTTP/1.1"
        self.send_response(200 if self.path == "/atlas/_stcore/health" else 404)
        self.end_headers()
HTTPServer(("127.0.0.1", {port}), Answer).serve_forever()
"""
WITHIN = 30


class Small(Server):
    """A server of a few lines, that is looked after as the large ones are."""

    script = HEALTHY

    def command(self) -> list[str]:
        return [sys.executable, "-c", self.script.format(port=self.port)]


class Failing(Small):
    """A server that cannot start."""

    script = "raise SystemExit(3)"


def _looked_after(watched: Server, until: Callable[[], bool]) -> None:
    end = time.monotonic() + WITHIN
    while not until():
        assert time.monotonic() < end
        watched.look_after()
        time.sleep(0.01)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def small(said: list[str]) -> Iterator[Small]:
    small = Small(7, free_port(), "/atlas", said.append)
    yield small
    small.hang_up()
    ended(small.process)


def test_a_server_that_has_ended_is_started_anew_and_answers(small: Small, said: list[str]) -> None:
    _looked_after(small, lambda: small.has_answered)
    first = small.process
    first.terminate()
    first.wait()
    _looked_after(small, lambda: small.process is not first and small.has_answered)
    assert said == ["Server 7 has ended (SIGTERM) and starts again."]


def test_a_server_that_keeps_silent_is_ended_and_started_anew(
    small: Small, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _looked_after(small, lambda: small.has_answered)
    silent = small.process
    silent.send_signal(signal.SIGSTOP)
    monkeypatch.setattr(server, "PATIENCE", 0.5)
    _looked_after(small, lambda: small.process is not silent)
    assert silent.poll() == -signal.SIGKILL
    assert said[0] == "Server 7 has not answered for 0 seconds and starts again."


def test_what_ends_again_and_again_is_started_less_and_less_often(said: list[str]) -> None:
    failing = Failing(1, free_port(), "", said.append)
    _looked_after(failing, lambda: len(said) == 2)
    again = failing.process
    for _ in range(20):
        failing.look_after()
    assert failing.process is again
    assert said[0] == "Server 1 has ended (status 3) and starts again."
