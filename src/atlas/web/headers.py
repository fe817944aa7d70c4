"""Headers that keep our own routes to themselves.

No sniffing, no foreign frames, no script but those that the page came with.
"""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CLOSED = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": CLOSED,
}


def page_policy(script: str) -> str:
    """The content security policy of a page with scripts from `script`, a list of CSP sources.

    Its styles and images are its own.
    """
    own = "style-src 'unsafe-inline'; img-src data: blob:; font-src data:"
    return f"{CLOSED}; script-src {script}; {own}"


class OwnHeaders:
    """Gives every answer the headers of `ALWAYS` that it does not set itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the answer with its headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in ALWAYS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)
