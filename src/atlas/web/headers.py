"""Headers that keep our pages and routes to themselves.

No sniffing, no foreign frames but those of sites that are named, no script but those of the server
itself, and on routes of our own none but those that the page came with.
"""

import base64
import hashlib
import re
from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from atlas.settings import frame_ancestors

POLICY, OLD_FRAMES = "Content-Security-Policy", "X-Frame-Options"
# Of an answer, and of one in place of a websocket.
STARTS = {"http.response.start", "websocket.http.response.start"}
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'"


def ancestors() -> str:
    """Which pages may show ours in a frame: our own, and those of the sites that are named."""
    return " ".join(["frame-ancestors 'self'", *frame_ancestors()])


def closed() -> str:
    """The content security policy of what loads nothing."""
    return f"{NOTHING}; {ancestors()}"


def page_policy(script: str) -> str:
    """The content security policy of a page with scripts from `script`, a list of CSP sources.

    Its styles and images are its own, its type is the dashboard's.
    """
    own = "style-src 'unsafe-inline'; img-src data: blob:; font-src 'self' data:"
    return f"{closed()}; script-src {script}; {own}"


def of_all() -> dict[str, str]:
    """Headers of every answer, but the policy: who may frame it, no sniffing, no referrer."""
    headers = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}
    # The older header cannot name sites: beside them it would shut them out.
    if not frame_ancestors():
        headers[OLD_FRAMES] = "SAMEORIGIN"
    return headers


def of_routes() -> dict[str, str]:
    """Headers of the answers of our own routes, which are given whole; scripts say it otherwise."""
    return {**of_all(), POLICY: closed(), "Accept-Ranges": "none"}


def of_dashboard(shell: bytes) -> dict[str, str]:
    """Headers of the dashboard's pages, which `shell` starts, and of all that they load.

    Scripts come from this server alone, and of those within a page only the ones that the shell
    came with run. Components make theirs in the page (`blob:`), styles stand at elements, and
    pictures are made in the page (`data:`).
    """
    inline = re.findall(rb"<script>(.*?)</script>", shell, re.DOTALL)
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in inline)
    sources = (
        "default-src 'self'",
        f"script-src 'self' blob: {hashes}",
        "style-src 'self' 'unsafe-inline'",
        "connect-src 'self' data: blob:",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        ancestors(),
    )
    return {**of_all(), POLICY: "; ".join(sources)}


def _digest(script: bytes) -> str:
    digest = hashlib.sha256(script).digest()
    return base64.b64encode(digest).decode()


class WithHeaders:
    """Gives every answer the headers that it does not set itself."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self.app = app
        self.headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the answer with its headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] in STARTS:
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)
