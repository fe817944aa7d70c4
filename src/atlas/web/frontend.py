"""Streamlit's own front end: its scripts and styles compressed once and kept, and its shell.

A first visit asks for a hundred of them while the server has a page to make.
"""

import gzip
import json
import zlib
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from atlas.datapackage.reading import content
from atlas.datapackage.writing import write_whole
from atlas.export.assets import inside
from atlas.paths import CACHE, ROOT

KEPT = CACHE / "frontend"
MEGABYTE = 2**20
# Written down, because a Windows registry may call a script plain text: no browser runs it then.
MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css"}
# As Streamlit sends them itself: their names change with their content.
HEADERS = {
    "Cache-Control": "public, immutable, max-age=31536000",
    "Content-Encoding": "gzip",
    "Vary": "Accept-Encoding",
}
SHEET = Path(__file__).with_name("shell.css")
UI = Path(__file__).parents[1] / "ui"
LOOK = UI / "style.css"
# What listens in a window as long as it is open, whatever page is shown in it.
LISTENERS = sorted((UI / "window").glob("*.js"))
FIRST = "overview"
SHELL_HEADERS = {"Cache-Control": "no-cache"}


@lru_cache(maxsize=1)
def files() -> dict[str, Path]:
    """Address → file of every script and style of Streamlit's front end."""
    folder = inside("streamlit", "static")
    paths = (folder / "static").rglob("*")
    wanted = [path for path in paths if path.suffix in MEDIA_TYPES]
    return {f"/{path.relative_to(folder).as_posix()}": path for path in wanted}


@lru_cache(maxsize=512)
def packed(path: Path) -> bytes:
    """The file compressed, out of the cache folder or into it.

    Where nothing can be written there, it is compressed at each start. Browsers keep it for a
    year, so what the folder has is used only where it still is the file: not where it was cut off
    or spoilt, or is of another version of Streamlit.
    """
    kept = KEPT / f"{path.name}.gz"
    original = path.read_bytes()
    with suppress(OSError, EOFError, zlib.error):
        # A smaller form has no more megabytes.
        compressed = content(kept, len(original) // MEGABYTE + 1)
        if gzip.decompress(compressed) == original:
            return compressed
    compressed = gzip.compress(original, mtime=0)
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        write_whole(kept, compressed)
    return compressed


@lru_cache(maxsize=2)
def shell(base: str) -> bytes:
    """Streamlit's HTML page that starts all others, with what no page need bring again.

    That is a style, so that what comes later moves nothing; what listens in the window; and the
    server's place, without which it would ask for the server below the address of each page first,
    be refused twice, and wait before it asks again.
    """
    page = inside("streamlit", "static", "index.html").read_text(encoding="utf-8")
    address = f"location.origin + {json.dumps(base + '/')}"
    place = f"window.__streamlit = {{ BACKEND_BASE_URL: {address} }};"
    listeners = (script.read_text(encoding="utf-8") for script in LISTENERS)
    scripts = "".join(f"<script>{script}</script>" for script in (place, *listeners))
    page = page.replace("<head>", f"<head>{scripts}", 1)
    # Streamlit's scripts add theirs to the head, which a rule of the same weight then gives way to.
    return page.replace("<body>", f"<body>{look()}", 1).encode()


def look() -> str:
    """The style of the shell, and that of all pages, which these would bring too late.

    Each is an element of its own: what names a namespace has to begin it.
    """
    sheets = [sheet.read_text(encoding="utf-8") for sheet in (SHEET, LOOK)]
    return "".join(f"<style>{sheet}</style>" for sheet in sheets)


@lru_cache(maxsize=1)
def pages() -> frozenset[str]:
    """The addresses of the pages of the dashboard; the first one has the plain address alone."""
    names = {path.stem for path in (ROOT / "pages").glob("*.py")} - {FIRST}
    return frozenset({"/", *(f"/{name}" for name in names)})


class Frontend:
    """Answers for these files to browsers that take gzip, and for the shell of each page.

    Every other request is passed on.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        """`base` stands before every address, as `/atlas`."""
        self.app = app
        self.base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or pass on."""
        if _asks_for_a_page(scope, self.base):
            answer = Response(shell(self.base), media_type="text/html", headers=SHELL_HEADERS)
            await answer(scope, receive, send)
            return
        path = _file_to_answer_with(scope, self.base)
        if path is None:
            await self.app(scope, receive, send)
            return
        answer = Response(packed(path), media_type=MEDIA_TYPES[path.suffix], headers=HEADERS)
        await answer(scope, receive, send)


def _asks_for_a_page(scope: Scope, base: str) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    return scope["path"].removeprefix(base) in pages()


def _file_to_answer_with(scope: Scope, base: str) -> Path | None:
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    path = files().get(scope["path"].removeprefix(base))
    if path is None or "gzip" not in Headers(scope=scope).get("accept-encoding", ""):
        return None
    return path
