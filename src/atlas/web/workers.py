"""`atlas serve --workers N`: several servers behind nginx, kept running until they are ended.

A server is one process, and Python runs one thread of it at a time: more readers need more of them.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

from atlas.settings import HOSTS
from atlas.ui.base import base_to_come, cookie_secret
from atlas.ui.serve import ENDED, announce
from atlas.web import nginx
from atlas.web.processes import ended, how, started
from atlas.web.server import LOOKS_EVERY, Server

NO_NGINX = (
    "Several servers need nginx before them, and it is not installed; on Debian and Ubuntu: "
    "sudo apt install nginx-light. Without --workers one server runs alone."
)
NOT_ON_WINDOWS = "Several servers run on Linux and macOS; without --workers one runs here as well."


def serve_by_several(host: str, port: int, n_workers: int) -> int:
    """Run servers, and nginx before them, until Ctrl+C, SIGTERM or SIGHUP; returns the exit status.

    It is 1 where nginx is not there or cannot listen, where a setting cannot be used, or where a
    server does not start at all; the reason is printed.
    """
    path = nginx.find()
    if os.name == "nt" or path is None:
        _say(NOT_ON_WINDOWS if os.name == "nt" else NO_NGINX)
        return 1
    if not announce(host, port):
        return 1
    try:
        addresses = nginx.addresses(host, port)
    except OSError as error:
        _say(f"The dashboard cannot run at {host}, port {port}: {error}")
        return 1
    _share(host)
    ports = _free_ports(n_workers)
    try:
        with _ending() as is_over, _folder() as folder:
            text = nginx.configuration(folder, addresses, ports, base_to_come())
            (folder / "nginx.conf").write_text(text, encoding="utf-8")
            status = _run(path, folder, addresses[0], ports, is_over)
    except OSError as error:
        _say(f"The servers cannot run: {error.strerror or error}")
        return 1
    if status == 0:
        print(ENDED)
    return status


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _run(path: str, folder: Path, address: str, ports: list[int], is_over: Event) -> int:
    _make_what_is_shared(is_over)
    servers = [
        Server(number, port, base_to_come(), _say) for number, port in enumerate(ports, start=1)
    ]
    door = None
    try:
        if not _have_all_answered(servers, is_over):
            return 0 if is_over.is_set() else 1
        door = started([path, "-p", str(folder), "-c", str(folder / "nginx.conf")])
        return _watch(door, servers, address, is_over)
    finally:
        # First the door, so that no server waits for readers to go.
        if door is not None:
            ended(door)
        for server in servers:
            server.hang_up()
        ended(*(server.process for server in servers))


def _watch(
    door: "subprocess.Popen[bytes]", servers: list[Server], address: str, is_over: Event
) -> int:
    """Look after the servers until all is to end, which is status 0, or nginx has ended, 1."""
    is_open = False
    while not is_over.wait(LOOKS_EVERY if is_open else 0.1):
        if door.poll() is not None:
            _say(f"nginx has ended ({how(door.returncode)}), and the servers with it.")
            return 1
        for server in servers:
            server.look_after()
        if not is_open and _listens(address):
            is_open = True
            print(f"{len(servers)} servers are ready.", flush=True)
    return 0


def _listens(address: str) -> bool:
    parts = urlsplit(f"//{address}")
    try:
        socket.create_connection((parts.hostname, parts.port), LOOKS_EVERY).close()
    except OSError:
        return False
    return True


def _have_all_answered(servers: list[Server], is_over: Event) -> bool:
    """Wait until each server has; False where one has ended instead, or all are to end."""
    waiting = list(servers)
    while waiting and not is_over.wait(0.1):
        for server in list(waiting):
            if server.process.poll() is not None:
                _say(f"Server {server.number} has not started, and so none is.")
                return False
            server.look_after()
            if server.has_answered:
                waiting.remove(server)
    return not is_over.is_set()


def _make_what_is_shared(is_over: Event) -> None:
    """Fill the cache folder once, before servers read it; what goes wrong there, they say."""
    command = [sys.executable, "-c", "from atlas.web.start import fill_cache; fill_cache()"]
    process = started(command)
    while process.poll() is None and not is_over.wait(0.1):
        pass
    ended(process)


def _share(host: str) -> None:
    """Put into the environment what all servers must have in common.

    A name that is signed by one of them is known to all, and they answer under the host at which
    nginx listens in their place.
    """
    os.environ.update(STREAMLIT_SERVER_COOKIE_SECRET=cookie_secret())
    os.environ[HOSTS] = f"{os.environ.get(HOSTS, '')} {host}".strip()


def _free_ports(number: int) -> list[int]:
    lines = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [line.getsockname()[1] for line in lines]
    for line in lines:
        line.close()
    return ports


@contextmanager
def _ending() -> Iterator[Event]:
    """An event that comes when the program is to end."""
    is_over = Event()

    def note(*_: object) -> None:
        is_over.set()

    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, note) for number in signals}
    try:
        yield is_over
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder for nginx's own files, that it can enter as another user, and that goes again."""
    folder = Path(tempfile.mkdtemp(prefix="atlas-nginx-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
