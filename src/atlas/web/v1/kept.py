"""Answers by their ETag: the same query of the same data is answered from memory, or with 304."""

import hashlib
from collections import OrderedDict
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from atlas.answers.version import program_version
from atlas.datapackage import tables
from atlas.datapackage.tables import DataProblemsError
from atlas.export.formats import PICTURES
from atlas.paths import data_folders
from atlas.settings import frame_ancestors, public_url
from atlas.web.doors import HEAD_ALONE
from atlas.web.standing import DATA_PROBLEMS, DATA_VERSION, standing

MOST_BYTES, MOST_OF_ONE = 64_000_000, 8_000_000
# For a minute nobody asks again; then whoever has an answer asks whether it is still the same.
FRESH = "private, max-age=60, must-revalidate"
# An answer with a body is compressed for whoever takes that, and 304 speaks of the same (RFC 9110).
VARY = {"Vary": "Accept-Encoding"}
# In place of a tag: whatever answer there is.
ANY = "*"


@dataclass(frozen=True)
class Standing:
    """Which data the answers are made of, as headers, as long as the files are at `state`."""

    state: object
    version: str
    headers: dict[str, str]


@dataclass(frozen=True)
class Answer:
    """The headers and the body of an answer with status 200."""

    headers: list[tuple[bytes, bytes]]
    body: bytes


class Kept:
    """Gives every good answer an ETag, and keeps the newest answers, at most so many bytes of them.

    The tag is made of the versions of data and program, the address and the query, and of the
    settings that stand in answers; so it is known before there is an answer. An answer that forbids
    to be kept (`no-store`) has none.
    """

    def __init__(self, app: ASGIApp, most_bytes: int = MOST_BYTES) -> None:
        self.app = app
        self.most_bytes = most_bytes
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._size = 0
        self._standing: Standing | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory or pass on."""
        standing = await self._standing_now() if scope["type"] == "http" else None
        if standing is None:
            await self.app(scope, receive, send)
            return
        if scope["method"] != "GET":
            await self._answer_unkept(scope, receive, send, standing)
            return
        tag = _tag(scope, standing.version)
        known = self._answers.get(tag)
        has_any = ANY in _tags_asked(scope)
        # Whoever has the tag of an answer has the answer, even if it is not in memory any more.
        if _is_same(scope, tag) or (has_any and known is not None):
            headers = {**VARY, **standing.headers}
            await _send(send, 304, [*_tagged(tag), *_encoded(headers)], b"")
        elif known is not None:
            self._answers.move_to_end(tag)
            await _send(send, 200, [*known.headers, *_encoded(standing.headers)], known.body)
        else:
            whole = _Unchanged(send) if has_any else send
            await self._pass_on(scope, receive, whole, tag, standing)

    async def _standing_now(self) -> Standing | None:
        """The data as they are; None where there are none that are valid."""
        # Looked at without a lock, which may be held for as long as a dataset is built.
        folders = data_folders()
        stamp = tables.stamp(*folders)
        state = (folders, stamp)
        if self._standing is None or self._standing.state != state:
            self._standing = await run_in_threadpool(_standing_at, state)
        return self._standing

    async def _answer_unkept(
        self, scope: Scope, receive: Receive, send: Send, standing: Standing
    ) -> None:
        """What is sent to us is answered anew each time; of which data, the answer says."""

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(standing.headers)
            await send(message)

        await self.app(scope, receive, send_on)

    async def _pass_on(
        self, scope: Scope, receive: Receive, send: Send, tag: str, standing: Standing
    ) -> None:
        """The answer of the app; one that may be kept gets its tag, and is kept."""
        started: Message = {}
        parts: list[bytes] = []

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.update(message)
                _add_headers(message, tag, standing.headers)
            elif message["type"] == "http.response.body" and not scope.get(HEAD_ALONE):
                parts.append(message.get("body", b""))
                if not message.get("more_body", False):
                    self._keep(tag, started, b"".join(parts))
            await send(message)

        await self.app(scope, receive, send_on)

    def _keep(self, tag: str, started: Message, body: bytes) -> None:
        if not _may_be_kept(started) or len(body) > MOST_OF_ONE:
            return
        # Two readers may have asked for the same at once.
        before = self._answers.pop(tag, None)
        self._size += len(body) - (len(before.body) if before else 0)
        length = (b"content-length", str(len(body)).encode())
        self._answers[tag] = Answer([*_with_tag(started, tag), length], body)
        while self._size > self.most_bytes:
            _, oldest = self._answers.popitem(last=False)
            self._size -= len(oldest.body)


def _standing_at(state: object) -> Standing | None:
    try:
        headers = standing()
    except DataProblemsError:
        return None
    return Standing(state, headers[DATA_VERSION], headers)


def _tag(scope: Scope, version: str) -> str:
    path = str(scope["path"])
    # Answers have links, to this host where no public address is set.
    host = public_url() or Headers(scope=scope).get("host", "")
    settings = (*frame_ancestors(), host, str(scope.get("root_path", "")))
    parts = (version, program_version(), *settings, path, scope["query_string"].decode("latin-1"))
    text = "\n".join(parts)
    digest = hashlib.sha256(text.encode()).hexdigest()[:32]
    # What a browser draws may differ from one browser to another.
    is_drawn = path.rpartition(".")[2] in PICTURES
    return f'W/"{digest}"' if is_drawn else f'"{digest}"'


def _is_same(scope: Scope, tag: str) -> bool:
    """Whether who asks has the answer of this tag."""
    return tag.removeprefix("W/") in _tags_asked(scope)


def _tags_asked(scope: Scope) -> set[str]:
    """The tags of the answers that who asks has, without the mark of weak ones."""
    lines = Headers(scope=scope).getlist("if-none-match")
    return {part.strip().removeprefix("W/") for line in lines for part in line.split(",")}


class _Unchanged:
    """Sends 304 in place of a good answer: who asks wants none if there is any (RFC 9110)."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self._is_good = False

    async def __call__(self, message: Message) -> None:
        """Send on, without the body of a good answer."""
        if message["type"] == "http.response.start":
            self._is_good = _may_be_kept(message)
            if self._is_good:
                message = {**message, "status": 304, "headers": _of_no_body(message)}
        elif self._is_good:
            message = {**message, "body": b""}
        await self.send(message)


def _of_no_body(message: Message) -> list[tuple[bytes, bytes]]:
    of_a_body = {b"content-length", b"content-type", b"content-disposition"}
    kept = [pair for pair in message["headers"] if pair[0].lower() not in of_a_body]
    return [*kept, *_encoded(VARY)]


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _tagged(tag: str) -> list[tuple[bytes, bytes]]:
    return _encoded({"ETag": tag, "Cache-Control": FRESH})


def _encoded(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    encoded = []
    for name, value in headers.items():
        key = name.lower().encode()
        encoded.append((key, value.encode("latin-1")))
    return encoded


def _add_headers(message: Message, tag: str, standing: dict[str, str]) -> None:
    headers = MutableHeaders(scope=message)
    for name, value in standing.items():
        headers[name] = value
    if _may_be_kept(message):
        headers["ETag"] = tag
        headers["Cache-Control"] = FRESH


def _with_tag(started: Message, tag: str) -> list[tuple[bytes, bytes]]:
    own: list[tuple[bytes, bytes]] = list(started["headers"])
    # These are of the moment at which the answer is sent.
    own_names = ("ETag", "Cache-Control", "Content-Length", DATA_VERSION, DATA_PROBLEMS)
    names = {name.lower().encode() for name in own_names}
    kept = [pair for pair in own if pair[0].lower() not in names]
    return [*kept, *_tagged(tag)]


def _may_be_kept(started: Message) -> bool:
    if started.get("status") != 200:
        return False
    return "no-store" not in Headers(raw=started["headers"]).get("cache-control", "")
