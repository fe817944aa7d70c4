"""Requests for a whole address, as programs send them to a proxy: read as those for a path."""

import re
from urllib.parse import unquote

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

WHOLE = re.compile(rb"https?://(?P<host>[^/]*)(?P<path>/.*)?", re.IGNORECASE | re.DOTALL)


class WholeAddresses:
    """Reads `GET http://host/path` as every server has to (RFC 9112, 3.2.2).

    The host is that of the address then, whatever the header Host says.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, for its path."""
        whole = WHOLE.fullmatch(scope.get("raw_path") or b"")
        if whole is None:
            await self.app(scope, receive, send)
            return
        path = whole["path"] or b"/"
        # A list of its own: other parts of the server keep the one that came.
        asked = {**scope, "raw_path": path, "path": unquote(path), "headers": [*scope["headers"]]}
        MutableHeaders(scope=asked)["host"] = whole["host"].decode("latin-1")
        await self.app(asked, receive, send)
