"""The doors of a really started server: hosts, methods, headers, and connections left half open."""

import json
import logging
import os
import re
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from select import select
from time import monotonic, sleep
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from websockets.exceptions import ConnectionClosedError, InvalidStatus
from websockets.sync.client import connect

from atlas.export import assets
from atlas.paths import ROOT
from atlas.web import open_files, start
from atlas.web.frontend import LISTENERS, files
from browser.conftest import serving
from lengths import AT_LENGTH

SOCKET = "/_stcore/stream"
ADDRESSES = (
    "/",
    "/network",
    "/no-page",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/upload_file/a/b",
    "/media/none.png",
    next(iter(files())),
    "/api/charts/network.json",
    "/api/charts/network.html",
    "/api/charts/network.pdf",
    "/api/charts/pie.json",
    "/api/openapi.json",
    "/api/v1/tables/exercises.csv",
    "/api/v1/embed/network",
    "/api/v1/docs",
    "/api/v1/none",
    assets.url(assets.VIS),
)
LAST_WORD = 30


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with serving(tmp_path_factory.mktemp("doors"), ATLAS_HOSTS="named.example") as address:
        yield urlsplit(address).port or 0


def _asked(
    port: int,
    address: str,
    method: str = "GET",
    body: bytes | Iterable[bytes] | None = None,
    **headers: str,
) -> HTTPResponse:
    connection = HTTPConnection("localhost", port, timeout=LAST_WORD)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, address, body, given)
    answer = connection.getresponse()
    answer.text = answer.read().decode("utf-8", "replace")  # type: ignore[attr-defined]
    connection.close()
    return answer


@pytest.mark.parametrize("address", ["/", "/network", "/api/charts/network.json", "/no-page"])
def test_a_name_that_nobody_gave_the_server_is_answered_in_a_sentence_that_names_the_setting(
    port: int, address: str
) -> None:
    for host in (
        *("evil.example", f"evil.example:{port}", "localhost.evil.example", "[2001:db8::1]"),
        *(
            "localhost:80@evil.example",
            "[::1]evil.example",
            "localhost, evil.example",
            "localhost:x",
        ),
        *("[", "[]", "localhost/evil.example", "localhost..", ".localhost", "."),
    ):
        answer = _asked(port, address, Host=host)
        assert answer.status == 421
        assert "ATLAS_HOSTS" in answer.text
        assert answer.text.count("\n") == 1


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:1", "127.0.0.1:80", "[::1]:8501", "named.example", "localhost."],
)
def test_names_of_this_machine_and_of_the_setting_are_answered(port: int, host: str) -> None:
    for address in ("/", "/api/charts/network.json"):
        assert _asked(port, address, Host=host).status == 200


@pytest.mark.parametrize(
    ("hosts", "status"),
    [
        (b"", b"421"),
        (b"Host: localhost\r\nHost: evil.example\r\n", b"400"),
        (b"Host: evil.example\r\nHost: localhost\r\n", b"400"),
    ],
)
def test_a_request_without_a_host_or_with_two_is_refused(
    port: int, hosts: bytes, status: bytes
) -> None:
    with socket.create_connection(("localhost", port), LAST_WORD) as line:
        line.sendall(b"GET / HTTP/1.0\r\n" + hosts + b"\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 " + status)


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("http://localhost/api/v1/docs", 200),
        ("HTTPS://named.example:443/api/v1/docs?years=2015", 200),
        ("http://localhost", 200),
        ("http://localhost/api/v1/no%2Dtable", 404),
        ("http://evil.example/api/v1/docs", 421),
        ("http://localhost@evil.example/api/v1/docs", 421),
        ("http:///api/v1/docs", 421),
    ],
)
def test_a_whole_address_is_answered_as_its_path_under_its_own_host(
    port: int, target: str, status: int
) -> None:
    # The header names a host that is let in: that of the address counts.
    answer = _asked(port, target, Host="localhost")
    assert answer.status == status
    if status == 200:
        assert "<title>" in answer.text


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_what_is_compressed_has_a_weak_tag_and_is_known_by_it(port: int, coding: str) -> None:
    address = "/api/v1/tables/exercises.json"
    plain = _asked(port, address)
    tag = plain.getheader("etag") or ""
    assert tag.startswith('"')
    packed = _asked(port, address, Accept_Encoding=coding)
    assert packed.getheader("content-encoding") == coding
    assert packed.getheader("etag") == f"W/{tag}"
    for known in (tag, f"W/{tag}", f'"other", W/{tag}'):
        again = _asked(port, address, Accept_Encoding=coding, If_None_Match=known)
        assert (again.status, again.text) == (304, "")
        assert again.getheader("etag") == known.removeprefix('"other", ')


def test_an_answer_is_given_whole_and_says_so(port: int) -> None:
    for address in ("/api/v1/version", "/api/charts/two-way-street.json"):
        answer = _asked(port, address, Range="bytes=0-9")
        assert answer.status == 200
        assert answer.getheader("accept-ranges") == "none"


def test_pages_open_their_websocket_under_known_hosts_alone(port: int) -> None:
    with connect(f"ws://localhost:{port}{SOCKET}", subprotocols=["streamlit"]) as opened:  # type: ignore[list-item]
        assert opened.response
        assert opened.response.status_code == 101
    with (
        socket.create_connection(("localhost", port), LAST_WORD) as line,
        pytest.raises(InvalidStatus) as refused,
    ):
        connect(f"ws://evil.example:{port}{SOCKET}", sock=line)
    assert refused.value.response.status_code == 421
    assert b"ATLAS_HOSTS" in refused.value.response.body
    assert refused.value.response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_of_another_site_opens_no_websocket(port: int) -> None:
    for origin in ("http://evil.example", "null", f"http://evil.example:{port}"):
        with pytest.raises(InvalidStatus) as refused:
            connect(
                f"ws://localhost:{port}{SOCKET}",
                subprotocols=["streamlit"],  # type: ignore[list-item]
                origin=origin,  # type: ignore[arg-type]
            )
        assert refused.value.response.status_code == 403


UPWARDS = ("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..%c0%af", "%252e%252e%252f", "....//")


@pytest.mark.parametrize(
    "start", ["/", "/static/", "/media/", "/api/charts/", "/api/v1/tables/", "/assets/"]
)
def test_no_address_leads_out_of_what_is_served(port: int, start: str) -> None:
    for upwards in UPWARDS:
        for file in ("etc/passwd", "pyproject.toml", "data/sources.csv"):
            answer = _asked(port, f"{start}{upwards * 6}{file}")
            assert answer.status < 500
            for content in ("root:", "[project]", "id,title"):
                assert content not in answer.text


@pytest.mark.parametrize(
    ("address", "status", "word"),
    [
        *((f"{start}%00", 400, "null byte") for start in ("/", "/network", "/api/v1/", "/media/")),
        ("//evil.example/api", 400, "two slashes"),
        ("/static/%2e%2e/app.py", 400, "two dots"),
        ("/media/none.png", 404, "nothing at this address"),
    ],
)
def test_an_address_that_none_of_ours_looks_like_is_refused_in_a_sentence(
    port: int, address: str, status: int, word: str
) -> None:
    answer = _asked(port, address)
    assert answer.status == status
    assert word in answer.text
    assert answer.text.endswith(".\n")
    assert int(answer.headers["Content-Length"]) == len(answer.text)


@pytest.mark.parametrize("address", ["/no-page", "/overview", "/network/x", "/no-page?years=2012"])
def test_an_address_that_has_no_page_is_said_to_have_none_and_leads_to_the_first(
    port: int, address: str
) -> None:
    answer = _asked(port, address)
    assert answer.status == 404
    assert "There is no page at this address" in answer.text
    assert '<a href="/">overview</a>' in answer.text


def test_pages_and_charts_that_there_are_are_not_said_to_be_none(port: int) -> None:
    for address in ("/", "/network", "/api/charts/network.html"):
        answer = _asked(port, address)
        assert answer.status == 200
        assert "no page at this address" not in answer.text


@pytest.mark.parametrize("broken", ["%0d%0a", "%0a", "%0d", "%e5%98%8a%e5%98%8d"])
def test_no_address_writes_a_header(port: int, broken: str) -> None:
    hit = f"{broken}X-Hit:%201{broken}{broken}<script>"
    for address in (
        f"/{hit}",
        f"/api/charts/{hit}.json",
        f"/api/charts/network.json?domain={hit}",
        f"/api/charts/network.{hit}",
    ):
        answer = _asked(port, address)
        assert answer.status < 500
        assert answer.headers["X-Hit"] is None


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_keeps_itself_to_itself(port: int, address: str) -> None:
    for method in ("HEAD", "OPTIONS", "PUT"):
        answer = _asked(port, address, method)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
        policy = answer.headers["Content-Security-Policy"]
        assert "frame-ancestors 'self'" in policy
        assert re.match("default-src '(self|none)'; ", policy)


def test_no_script_runs_on_a_page_but_the_servers_own_and_those_of_its_shell(port: int) -> None:
    (scripts,) = re.findall(
        "script-src ([^;]*)", _asked(port, "/").headers["Content-Security-Policy"]
    )
    sources = scripts.split()
    assert sources[:2] == ["'self'", "blob:"]
    hashes = sources[2:]
    assert all(source.startswith("'sha256-") for source in hashes)
    # Streamlit's own, where the server is, and what listens in the window.
    assert len(hashes) == 2 + len(LISTENERS)


def _policy(answer: HTTPResponse) -> dict[str, str]:
    """What each directive of its content security policy lets in."""
    parts = answer.headers["Content-Security-Policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


def test_a_page_loads_from_its_own_server_and_sends_to_it_alone(port: int) -> None:
    policy = _policy(_asked(port, "/"))
    none = {name for name, sources in policy.items() if sources == "'none'"}
    assert none == {"object-src", "base-uri"}
    assert policy["form-action"] == "'self'"
    loading = ("default-src", "style-src", "connect-src", "img-src", "font-src", "worker-src")
    own = {"'self'", "'unsafe-inline'", "data:", "blob:"}
    for name in loading:
        assert own.issuperset(policy[name].split()), name


def test_an_answer_of_a_route_loads_nothing_and_sends_nothing(port: int) -> None:
    policy = _policy(_asked(port, "/api/v1/version"))
    assert policy == {
        "default-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'self'",
    }


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_is_answered_as_get_without_a_body_and_options_with_what_may_be_asked(
    port: int, address: str
) -> None:
    head = _asked(port, address, "HEAD")
    assert head.text == ""
    if not address.endswith(".pdf"):
        plain = _asked(port, address)
        assert head.status == plain.status
        assert head.headers["Content-Type"] == plain.headers["Content-Type"]
    options = _asked(port, address, "OPTIONS")
    assert options.status == 204
    assert options.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_nothing_is_taken_from_anybody(port: int, method: str) -> None:
    body = b"x" * 2_000_000 if method in {"PUT", "POST"} else None
    for address in (
        "/_stcore/upload_file/a/b",
        "/_stcore/agent/interact",
        "/",
        "/api/charts/x.json",
        "/api/v1/search",
        "/api/v1/check/more",
    ):
        answer = _asked(port, address, method, body)
        assert answer.status == 405
        assert "takes no files" in answer.text


@pytest.mark.parametrize("address", ["/exercises", "/api/v1/search", "/api/charts/network.json"])
def test_an_address_of_more_settings_than_are_read_is_refused_and_not_read_in_part(
    port: int, address: str
) -> None:
    settings = "&".join(["domain=Land"] * 1_000)
    assert _asked(port, f"{address}?{settings}").status == 200
    refused = _asked(port, f"{address}?{settings}&domain=Air")
    assert refused.status == 414
    assert refused.text == "This address has more than 1,000 settings; take some out.\n"


@pytest.mark.parametrize("address", ["/api/v1/check", "/api/v1/reconcile"])
def test_a_short_text_is_answered_and_a_long_one_refused_before_it_is_read(
    port: int, address: str
) -> None:
    body = b"queries=%7B%7D"
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    assert _asked(port, address, "POST", body, **form).status == 200
    assert _asked(port, address, "POST", b"x" * 64_001, **form).status == 413
    # In parts, of which none says how long all of them are.
    assert _asked(port, address, "POST", iter([b"x" * 40_000] * 2), **form).status == 413
    foreign = _asked(port, address, "POST", body, Sec_Fetch_Site="cross-site", **form)
    assert foreign.status == 403
    assert "ATLAS_CORS" in foreign.text
    assert _asked(port, address, "POST", body, Host="evil.example", **form).status == 421


@pytest.mark.parametrize("address", ["/api/v1/check", "/api/v1/reconcile"])
def test_who_asks_whether_to_send_a_long_body_is_told_not_to(port: int, address: str) -> None:
    for length, answer in ((64_000, b"100 Continue"), (10 * 2**30, b"413 ")):
        asking = f"POST {address} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n"
        with socket.create_connection(("localhost", port), LAST_WORD) as connection:
            connection.sendall(f"{asking}Expect: 100-continue\r\n\r\n".encode())
            assert connection.recv(100).startswith(b"HTTP/1.1 " + answer)


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://elsewhere.example", 403),
        ("null", 403),
        ("https://[elsewhere", 403),
        ("http://named.example:8501", 200),
        ("http://localhost:3333", 200),
    ],
)
def test_what_a_page_of_another_site_sends_is_refused_where_its_origin_alone_tells(
    port: int, origin: str, status: int
) -> None:
    # As an older browser sends it, and every one over plain HTTP from another machine.
    sent = {"Host": "named.example", "Origin": origin}
    answer = _asked(port, "/api/v1/check", "POST", b"Joint Sea 2012", **sent)
    assert answer.status == status


def test_the_largest_file_that_streamlit_would_take_is_the_least_that_it_knows() -> None:
    text = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert "\nmaxUploadSize = 1\n" in text


def test_a_page_obeys_no_host_of_streamlit_that_has_it_in_a_frame(port: int) -> None:
    answer = _asked(port, "/_stcore/host-config")
    assert json.loads(answer.text)["allowedOrigins"] == []  # type: ignore[attr-defined]


def test_a_message_of_a_page_that_would_fill_the_memory_is_refused_when_it_says_how_long_it_is(
    port: int,
) -> None:
    with connect(f"ws://localhost:{port}{SOCKET}") as line:
        line.socket.sendall(BINARY_OF_MANY_BYTES + struct.pack(">Q", 50_000_001) + bytes(4))
        with pytest.raises(ConnectionClosedError, match="1009"):
            line.recv(LAST_WORD)


# Open files that a small server may have, some 130 pages at four each; it begins with half of them.
FEW = 600
# A frame that is the whole message, masked, whose length is told in eight bytes.
BINARY_OF_MANY_BYTES = bytes([0x82, 0xFF])
IN_A_HURRY = f"""
import resource
from atlas.web import patience

patience.SECONDS, patience.SECONDS_UNREAD = 2, 0.5
patience.MOST_UNREAD = 5_000_000
resource.setrlimit(resource.RLIMIT_NOFILE, ({FEW // 2}, {FEW}))
"""


@pytest.fixture(scope="module")
def hurried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a server that waits two seconds for requests, and half a one for readers.

    It keeps 5 MB for these, and may have few files open.
    """
    folder = tmp_path_factory.mktemp("hurried")
    app = folder / "app.py"
    text = (ROOT / "app.py").read_text(encoding="utf-8")
    app.write_text(text + IN_A_HURRY, encoding="utf-8")
    with serving(folder, app=app) as address:
        (folder / "address").write_text(address, encoding="utf-8")
        yield folder


@pytest.fixture
def impatient(hurried: Path) -> int:
    """The port of that server."""
    address = (hurried / "address").read_text(encoding="utf-8")
    return urlsplit(address).port or 0


WHOLE = b"GET /_stcore/health HTTP/1.1\r\nHost: localhost\r\n\r\n"
HALF = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
TO_CHECK = b"POST /api/v1/check HTTP/1.1\r\nHost: localhost\r\n"
HALF_A_BODY = TO_CHECK + b"Content-Length: 60000\r\n\r\nRussia and China"
HALF_A_PART = TO_CHECK + b"Transfer-Encoding: chunked\r\n\r\nff\r\nRussia"


BEGUN = (b"", b"G", HALF, WHOLE + HALF, HALF_A_BODY, HALF_A_PART)


def test_of_a_body_with_two_lengths_nothing_is_read_as_a_further_request(impatient: int) -> None:
    """A proxy that goes by the one would pass on as a body what is a request by the other."""
    both = TO_CHECK + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    with socket.create_connection(("localhost", impatient), LAST_WORD) as line:
        line.sendall(both + WHOLE)
        answer = _until_closed(line)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.endswith(b"but not both.\n")
    assert answer.count(b"HTTP/1.1") == 1


@AT_LENGTH
def test_a_connection_on_which_no_whole_request_comes_is_closed_after_a_while(
    impatient: int,
) -> None:
    with ExitStack() as open_lines:
        lines = []
        for begun in BEGUN:
            line = open_lines.enter_context(
                socket.create_connection(("localhost", impatient), LAST_WORD)
            )
            line.sendall(begun)
            lines.append(line)
        answers = [_until_closed(line) for line in lines]
    for begun, answer in zip(BEGUN, answers, strict=True):
        assert answer.startswith(b"HTTP/1.1 200" if WHOLE in begun else b"")


def _until_closed(line: socket.socket) -> bytes:
    answered = b""
    while part := line.recv(10_000):
        answered += part
    return answered


def test_the_line_of_an_open_page_stays_open_meanwhile(impatient: int) -> None:
    with connect(f"ws://localhost:{impatient}{SOCKET}", subprotocols=["streamlit"]) as page:  # type: ignore[list-item]
        with socket.create_connection(("localhost", impatient), LAST_WORD) as other:
            assert other.recv(1) == b""
        assert page.ping().wait(LAST_WORD)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of Unix")
def test_the_server_lets_itself_have_as_many_files_open_as_the_system_lets_it() -> None:
    program = """
import resource
from atlas.web.open_files import raise_limit
resource.setrlimit(resource.RLIMIT_NOFILE, (100, 400))
raise_limit()
print(resource.getrlimit(resource.RLIMIT_NOFILE))
"""
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert answer.stdout == b"(400, 400)\n"


@pytest.mark.skipif(sys.platform != "linux", reason="limits of a process, as Linux tells them")
def test_a_server_raises_its_limit_when_it_starts(hurried: Path) -> None:
    pid = (hurried / "server.pid").read_text(encoding="utf-8")
    limits = Path("/proc", pid, "limits").read_text(encoding="utf-8")
    assert re.search(rf"^Max open files +{FEW} +{FEW} ", limits, re.MULTILINE)


def test_that_no_connection_can_be_taken_is_said_once_a_minute_and_all_else_as_often_as_it_is(
    caplog: pytest.LogCaptureFixture,
) -> None:
    open_files.say_seldom_that_none_are_left()
    log = logging.getLogger("asyncio")
    for line in ("socket.accept() out of system resource\nsocket: 3", "a task has failed"):
        for _ in range(3):
            log.error(line)
    lines = [record.message.partition("\n")[0] for record in caplog.records]
    assert lines == [open_files.NONE_LEFT, *["a task has failed"] * 3]


def test_a_server_says_it_so_seldom_from_its_start_on(monkeypatch: pytest.MonkeyPatch) -> None:
    log = logging.getLogger("asyncio")
    monkeypatch.setattr(log, "filters", [])
    # What it gets ready beside is nothing that a log is made of.
    monkeypatch.setattr(start, "_get_ready", lambda: None)
    with TestClient(Starlette(lifespan=start.lifespan)):
        assert any(isinstance(own, open_files.Seldom) for own in log.filters)


# The largest file of all: some megabytes, more than the system keeps of an answer.
LARGE = max(files(), key=lambda address: files()[address].stat().st_size)
# A page with all scripts within, five megabytes, of which the system keeps less than three.
PAGE = "/api/v1/charts/exercise-timeline.html"


def _reader(port: int, address: str = LARGE) -> socket.socket:
    """A line on which the large file is asked for, and that holds little of what has come."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.settimeout(LAST_WORD)
    line.connect(("127.0.0.1", port))
    request = f"GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    line.sendall(request.encode())
    return line


def _rest(line: socket.socket, pause: float = 0) -> int:
    """How many bytes still come, where a reader rests between each two looks."""
    length = 0
    with suppress(ConnectionResetError):
        while part := line.recv(65_536):
            length += len(part)
            sleep(pause)
    line.close()
    return length


def test_who_takes_nothing_of_an_answer_is_hung_up_on_after_a_while(impatient: int) -> None:
    whole = _rest(_reader(impatient))
    reader = _reader(impatient)
    sleep(1.5)
    assert _rest(reader) < whole


@AT_LENGTH
@pytest.mark.parametrize("address", [LARGE, PAGE])
def test_who_takes_an_answer_slowly_has_it_whole(impatient: int, address: str) -> None:
    """A file is sent piece by piece, a page at once: of that, much waits here for a long time."""
    whole = _rest(_reader(impatient, address))
    began = monotonic()
    assert _rest(_reader(impatient, address), pause=0.001) == whole
    assert monotonic() - began > 1


def test_of_readers_who_take_nothing_those_who_wait_longest_give_way_to_the_others(
    impatient: int,
) -> None:
    whole = _rest(_reader(impatient, PAGE))
    readers = [_reader(impatient, PAGE) for _ in range(3)]
    sleep(0.2)
    with ThreadPoolExecutor() as at_once:
        lengths = list(at_once.map(_rest, readers))
    assert lengths[0] < whole
    assert lengths[-1] == whole


@AT_LENGTH
def test_a_small_server_answers_on_when_as_many_pages_are_open_as_it_can_have(
    hurried: Path, impatient: int
) -> None:
    at = f"ws://localhost:{impatient}{SOCKET}"

    def open_more_than_there_can_be(open_pages: ExitStack) -> None:
        for _ in range(FEW // 4):
            page = connect(at, subprotocols=["streamlit"])  # type: ignore[list-item]
            open_pages.enter_context(page)

    with ExitStack() as open_pages:
        with pytest.raises(InvalidStatus) as refused:
            open_more_than_there_can_be(open_pages)
        assert refused.value.response.status_code == 503
        assert b"As many pages are open" in refused.value.response.body
        assert _asked(impatient, "/api/v1/tables/exercises.csv").status == 200
        assert _asked(impatient, "/exercises").status == 200
        # Of further lines those that find fewer than 16 files left are let go at once, and not
        # after the two seconds that others are waited for.
        lines = []
        for _ in range(56):
            line = socket.create_connection(("localhost", impatient), LAST_WORD)
            lines.append(open_pages.enter_context(line))
        let_go, _, _ = select(lines, [], [], 1.5)
        assert let_go
    log = (hurried / "server.log").read_text(encoding="utf-8")
    assert "Too many open files" not in log
    assert "Traceback" not in log


# In a browser, with several servers, it is tried each time.
@AT_LENGTH
def test_a_server_that_is_killed_gives_the_same_view_when_it_is_started_again(
    tmp_path: Path,
) -> None:
    address, views = "/api/charts/exercise-timeline.json?years=2014&years=2018", []
    for number in range(2):
        folder = tmp_path / str(number)
        folder.mkdir()
        with serving(folder) as server:
            views.append(_asked(urlsplit(server).port or 0, address).text)
            pid = int((folder / "server.pid").read_text(encoding="utf-8"))
            os.kill(pid, signal.SIGKILL)
    assert views[0] == views[1]
    assert "2018" in views[0]
