"""Headers that keep our pages and routes to themselves.

No sniffing, no foreign frames but those of sites that are named, and on routes of our own no script
but those that the page came with.
"""

from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from atlas.settings import frame_ancestors

POLICY, OLD_FRAMES = "Content-Security-Policy", "X-Frame-Options"
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'"


def ancestors() -> str:
    """Which pages may show ours in a frame: our own, and those of the sites that are named."""
    return " ".join(["frame-ancestors 'self'", *frame_ancestors()])


def closed() -> str:
    """The content security policy of what loads nothing."""
    return f"{NOTHING}; {ancestors()}"


def page_policy(script: str) -> str:
    """The content security policy of a page with scripts from `script`, a list of CSP sources.

    Its styles and images are its own.
    """
    own = "style-src 'unsafe-inline'; img-src data: blob:; font-src data:"
    return f"{closed()}; script-src {script}; {own}"


def framing() -> dict[str, str]:
    """Headers of every answer: who may frame it."""
    headers = {POLICY: ancestors()}
    # The older header cannot name sites: beside them it would shut them out.
    if not frame_ancestors():
        headers[OLD_FRAMES] = "SAMEORIGIN"
    return headers


def of_routes() -> dict[str, str]:
    """Headers of the answers of our own routes."""
    return {
        **framing(),
        POLICY: closed(),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }


class WithHeaders:
    """Gives every answer the headers that it does not set itself."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self.app, self.headers = app, headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the answer with its headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)
