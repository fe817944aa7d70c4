"""ETags of compressed answers are weak: what is compressed again is the same, but not its bytes."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

WEAK = "W/"


class WeakWhereCompressed:
    """Marks the tag of an answer that was compressed on its way (RFC 9110, 8.8.1), as nginx does.

    A strong tag would say that all who have it have the same bytes. Who asks with a weak one
    whether an answer is still the same gets it back, as it is the answer that they have.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the answer with its tag."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        known = ",".join(Headers(scope=scope).getlist("if-none-match"))

        async def send_with_tag(message: Message) -> None:
            if message["type"] == "http.response.start":
                _mark(message, known)
            await send(message)

        await self.app(scope, receive, send_with_tag)


def _mark(message: Message, known: str) -> None:
    headers = MutableHeaders(scope=message)
    tag = headers.get("etag", "")
    if not tag or tag.startswith(WEAK):
        return
    is_weakly_known = message["status"] == 304 and f"{WEAK}{tag}" in known
    if is_weakly_known or "content-encoding" in headers:
        headers["etag"] = WEAK + tag
