"""`atlas serve --workers`: what it says where it cannot be, and where nginx listens."""

import socket
from pathlib import Path

import pytest

from atlas.cli import main
from atlas.web import nginx
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


def test_nginx_listens_where_the_host_is_and_nowhere_else() -> None:
    port = free_port()
    assert nginx.addresses("127.0.0.1", port) == [f"127.0.0.1:{port}"]
    assert f"127.0.0.1:{port}" in nginx.addresses("localhost", port)
    with pytest.raises(socket.gaierror):
        nginx.addresses("nowhere.invalid", port)
