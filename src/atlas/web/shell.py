"""Streamlit's first page with a style of ours, so that what comes later moves nothing."""

from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SHEET = Path(__file__).with_name("shell.css")
# The look of all pages, which they bring themselves only when they have begun.
LOOK = Path(__file__).parents[1] / "ui" / "style.css"
END_OF_HEAD = b"</head>"
# What only Streamlit's own page has.
MARK = b'<div id="root">'


class Shell:
    """Puts the style into Streamlit's first page; every other answer is passed on as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.style = b"<style>" + SHEET.read_bytes() + LOOK.read_bytes() + b"</style>"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the answer with the style where it is that page."""
        if not _asks_for_a_page(scope):
            await self.app(scope, receive, send)
            return
        answer = _Answer(self.style, send)
        await self.app(_unpacked(scope), receive, answer.send)


def _asks_for_a_page(scope: Scope) -> bool:
    """Whether a browser goes somewhere, and asks for no script, image or data."""
    is_read = scope["type"] == "http" and scope["method"] == "GET"
    return is_read and "text/html" in Headers(scope=scope).get("accept", "")


def _unpacked(scope: Scope) -> Scope:
    """The same request for an answer that is not compressed yet: Streamlit packs some itself."""
    headers = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
    return {**scope, "headers": headers}


class _Answer:
    """One answer on its way: a page is held back until the whole of it is there."""

    def __init__(self, style: bytes, send: Send) -> None:
        self._style, self._send = style, send
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
            return
        if self._start is None or message["type"] != "http.response.body":
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if message.get("more_body", False):
            return
        await self._give(self._start)

    async def _give(self, start: Message) -> None:
        body = self._body
        if MARK in body:
            body = body.replace(END_OF_HEAD, self._style + END_OF_HEAD, 1)
        headers = MutableHeaders(scope=start)
        headers["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _is_page(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    is_html = headers.get("content-type", "").startswith("text/html")
    return bool(message["status"] == 200 and is_html)
