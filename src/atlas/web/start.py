"""The first second: what the server needs at once is little; the rest is got ready while the reader's browser still loads its scripts."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from threading import Thread
from time import sleep
from typing import Any

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp, Receive, Scope, Send

FIRST = (
    "atlas.ui.blocks",
    "atlas.ui.search",
    "atlas.ui.front",
    "atlas.ui.components.history",
    "atlas.ui.version",
    "PIL.Image",
    "plotly.offline",
    "orjson",
)
"""What the first page needs. Streamlit imports the last three itself, for the icon and the first chart, and not before."""
WAIT = 5.0
"""Seconds that what only some pages need waits for, so that the first page has the machine to itself."""


class Later:
    """An ASGI app that is imported at its first request."""

    def __init__(self, module: str, name: str) -> None:
        self.module, self.name = module, name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        app: ASGIApp = getattr(import_module(self.module), self.name)
        await app(scope, receive, send)


def routes() -> list[BaseRoute]:
    """What the server answers beside the dashboard's own pages: charts at stable addresses, and the scripts that they need."""
    return [
        Mount("/api", app=Later("atlas.web.api", "api")),
        Mount("/assets", app=Later("atlas.web.api", "files")),
    ]


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[dict[str, Any]]:
    """Get the program and the data ready in the background, so that the first reader does not wait for both, one after the other."""
    Thread(target=_get_ready, name="get ready", daemon=True).start()
    yield {}


def _get_ready() -> None:
    """Import what every page needs and build the data; what is wrong with the data, the first page says."""
    # What is imported and built stays: looking through it for rubbish, again and again, would take a sixth of the time.
    gc.disable()
    try:
        for module in FIRST:
            import_module(module)
        store, tables = (
            import_module("atlas.dataset.store"),
            import_module("atlas.datapackage.tables"),
        )
        with suppress(tables.DataProblemsError):
            store.dataset()
    finally:
        gc.freeze()
        gc.enable()
    sleep(WAIT)
    for module in ("atlas.web.api", "pyvis.network", "atlas.export.rows", "atlas.export.graphs"):
        import_module(module)
    import_module("atlas.export.browser").installed()
