"""Who and what is let in: hosts that the server answers under, and methods that only read."""

import re
from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from atlas.settings import HOSTS

HOST = re.compile(r"(\[(?P<address>[0-9a-f:.]+)\]|(?P<name>[^\s\[\]:@/,]+?)\.?)(:[0-9]*)?")
METHODS = "GET, HEAD, OPTIONS"
# Addresses that read what is sent to them, answer, and keep none of it.
ANSWERING = frozenset({"/api/v1/check", "/api/v1/reconcile"})
LONGEST_BODY = 64_000
# In the scope of a request that was asked with HEAD and is answered as GET is.
HEAD_ALONE = "atlas.head_alone"
NOT_OURS = (
    "This dashboard does not answer under this host name; the setting "
    f"{HOSTS} names further ones that it answers under.\n"
)
NOTHING_TAKEN = "This dashboard takes no files and no changes: it is read with GET.\n"
# Streamlit takes no setting at all of an address with more, and would show the defaults unsaid.
MOST_SETTINGS = 1_000
TOO_MANY = f"This address has more than {MOST_SETTINGS:,} settings; take some out.\n"
NO_ADDRESS = "No address here has a null byte, two dots as a step, or two slashes at its start.\n"
NOTHING_HERE = "There is nothing at this address.\n"
# What Streamlit says, and what we say in its place.
WORDS = {
    b"Bad Request": NO_ADDRESS,
    b"Not Found": NOTHING_HERE,
    b"File not found": NOTHING_HERE,
}
TOO_LONG = f"This address reads at most {LONGEST_BODY:,} bytes.\n"
TWO_LENGTHS = "Say how long the body is, or send it in parts, but not both.\n"
CLOSING = {"Connection": "close"}


class KnownHosts:
    """Answers 421 to pages, routes and websockets that are asked for under any other host.

    A page of another site whose name is made to lead to this machine (DNS rebinding) would
    otherwise read all that its reader can.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        """`hosts`: in lower case, without ports or brackets."""
        self.app = app
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse or pass on."""
        is_asked = scope["type"] in {"http", "websocket"}
        if not is_asked or bare(Headers(scope=scope).get("host", "")) in self.hosts:
            await self.app(scope, receive, send)
            return
        await PlainTextResponse(NOT_OURS, 421)(scope, receive, send)


def bare(host: str) -> str:
    """The host of a Host header: in lower case, without port, brackets and last dot.

    Blank where the header is nothing that a browser sends.
    """
    match = HOST.fullmatch(host.strip().lower())
    if match is None:
        return ""
    return match["address"] or match["name"]


class OnlyReading:
    """Lets requests through that read; every address answers HEAD and OPTIONS.

    What would bring a file or a change is refused, and none of it is kept. The websocket of
    the pages is no such request. The addresses of `ANSWERING` take a short text by POST, which is
    read, answered and forgotten.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        """`base` stands before every address, as `/atlas`."""
        self.app = app
        self.base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or pass on."""
        method = scope["method"] if scope["type"] == "http" else "GET"
        allow = {"Allow": METHODS}
        if _has_two_lengths(scope):
            # Whatever follows may be meant for others as the body, and would be a request here.
            await PlainTextResponse(TWO_LENGTHS, 400, CLOSING)(scope, receive, send)
            return
        if _has_too_many_settings(scope):
            await PlainTextResponse(TOO_MANY, 414)(scope, receive, send)
            return
        if method in {"POST", "OPTIONS"} and self._answers(scope):
            if _announced(scope) > LONGEST_BODY:
                # Before it is begun: who asks first (Expect: 100-continue) sends nothing of it.
                await PlainTextResponse(TOO_LONG, 413)(scope, receive, send)
                return
            await _with_short_body(self.app, scope, receive, send)
            return
        match method:
            case "GET":
                await self.app(scope, receive, send)
            case "HEAD":
                await self._head(scope, receive, send)
            case "OPTIONS":
                await Response(status_code=204, headers=allow)(scope, receive, send)
            case _:
                await PlainTextResponse(NOTHING_TAKEN, 405, allow)(scope, receive, send)

    def _answers(self, scope: Scope) -> bool:
        return str(scope["path"]).removeprefix(self.base) in ANSWERING

    async def _head(self, scope: Scope, receive: Receive, send: Send) -> None:
        # The server itself keeps the body back, by the method that it was asked with.
        asked = {**scope, "method": "GET", HEAD_ALONE: True}
        await self.app(asked, receive, send)


class InWords:
    """Says in a sentence what Streamlit refuses with the name of a status."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the answer in words."""
        start: Message = {}

        async def send_in_words(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in {400, 404}:
                # What it says comes with the next message.
                start.update(message)
                return
            if not start:
                await send(message)
                return
            sentence = WORDS.get(message.get("body", b""))
            if sentence is None:
                await send(start)
                await send(message)
            else:
                await PlainTextResponse(sentence, start["status"])(scope, receive, send)
            start.clear()

        await self.app(scope, receive, send_in_words)


def _has_too_many_settings(scope: Scope) -> bool:
    query: bytes = scope["query_string"] if scope["type"] == "http" else b""
    return query.count(b"&") >= MOST_SETTINGS


def _has_two_lengths(scope: Scope) -> bool:
    """Whether a body is told to end at its length, and to end with its last part."""
    names = {name for name, _ in scope["headers"]} if scope["type"] == "http" else set()
    return names >= {b"content-length", b"transfer-encoding"}


def _announced(scope: Scope) -> int:
    """How many bytes of a body a request says that it has; 0 where it says nothing."""
    length = Headers(scope=scope).get("content-length", "0")
    return int(length)


async def _with_short_body(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Pass a request on with its whole body; 413 as soon as that is longer than it may be."""
    parts: list[bytes] = []
    length, is_more = 0, True
    while is_more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        part = message.get("body", b"")
        length += len(part)
        if length > LONGEST_BODY:
            await PlainTextResponse(TOO_LONG, 413)(scope, receive, send)
            return
        parts.append(part)
        is_more = bool(message.get("more_body", False))
    body: Message = {"type": "http.request", "body": b"".join(parts), "more_body": False}
    unread = [body]

    async def receive_whole() -> Message:
        return unread.pop() if unread else await receive()

    await app(scope, receive_whole, send)
