"""Streamlit's own scripts and styles, compressed once and kept: a first visit asks for a hundred of them while the server has a page to make."""

import gzip
import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from atlas.export.assets import inside
from atlas.paths import ROOT

KEPT = ROOT / ".cache" / "frontend"
# Written down, because a Windows registry may call a script plain text, and then no browser runs it.
PACKED = {".js": "text/javascript", ".css": "text/css"}
# As Streamlit sends them itself: their names change with their content.
HEADERS = {
    "Cache-Control": "public, immutable, max-age=31536000",
    "Content-Encoding": "gzip",
    "Vary": "Accept-Encoding",
}


@lru_cache(maxsize=1)
def files() -> dict[str, Path]:
    """Address → file of every script and style of Streamlit's front end."""
    folder = inside("streamlit", "static")
    return {
        f"/{path.relative_to(folder).as_posix()}": path
        for path in (folder / "static").rglob("*")
        if path.suffix in PACKED
    }


@lru_cache(maxsize=512)
def packed(path: Path) -> bytes:
    """The file compressed, from the cache folder where it has it; where nothing can be written there, it is compressed at each start."""
    kept = KEPT / f"{path.name}.gz"
    with suppress(OSError):
        return kept.read_bytes()
    content = gzip.compress(path.read_bytes(), mtime=0)
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        draft = kept.with_name(f"{kept.name}-{os.getpid()}")
        draft.write_bytes(content)
        draft.replace(kept)
    return content


class Frontend:
    """Answers for these files to browsers that take gzip; every other request is passed on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or pass on."""
        path = (
            files().get(scope["path"])
            if scope["type"] == "http" and scope["method"] == "GET"
            else None
        )
        if path is None or "gzip" not in Headers(scope=scope).get("accept-encoding", ""):
            await self.app(scope, receive, send)
            return
        await Response(packed(path), media_type=PACKED[path.suffix], headers=HEADERS)(
            scope, receive, send
        )
