# Modules are imported here to be there when they are needed, not to be used.
# ruff: noqa: F401
"""The first second: the server answers at once, and gets the rest ready in the background.

What it needs in order to answer is little. Program and data are got ready while the reader's
browser still loads its scripts.
"""

import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from threading import Thread
from time import sleep
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette_compress import CompressMiddleware

from atlas.settings import SettingError, below, check, hosts
from atlas.web.doors import InWords, KnownHosts, OnlyReading
from atlas.web.frontend import Frontend, files, packed, shell
from atlas.web.headers import WithHeaders, of_dashboard
from atlas.web.no_page import NoPage
from atlas.web.open_files import Room, raise_limit, say_seldom_that_none_are_left
from atlas.web.patience import close_what_stays_half_done
from atlas.web.sign_in import MayEnter, OnlySignedIn
from atlas.web.tags import WeakWhereCompressed
from atlas.web.targets import WholeAddresses

SECONDS_FOR_THE_FIRST_PAGE = 5.0
"""How long what only some pages need waits, so that the first page has the machine to itself."""


class Later:
    """An ASGI app that is imported at its first request."""

    def __init__(self, load: Callable[[], ASGIApp]) -> None:
        """`load` imports the app and returns it."""
        self.load = load

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        app = self.load()
        await app(scope, receive, send)


def routes(prefix: str = "") -> list[BaseRoute]:
    """Our own routes beside Streamlit's: data and charts at stable addresses, and their scripts.

    All are below `prefix`, Streamlit's `server.baseUrlPath`.
    """
    base = below(prefix)
    apps = {"/api/v1": _first_version, "/api": _charts, "/assets": _scripts}
    return [Mount(f"{base}{path}", app=Later(load)) for path, load in apps.items()]


def middleware(
    prefix: str = "", address: str = "", may_enter: MayEnter | None = None
) -> list[Middleware]:
    """What stands around all that the server answers, Streamlit's own pages too.

    It answers under the hosts of the settings and under `address`, where that is where it listens;
    where readers have to sign in, `may_enter` knows those who have by their cookies.
    It ends the program with a sentence where a setting cannot be used.
    """
    try:
        check()
    except SettingError as error:
        raise SystemExit(str(error)) from None
    base = below(prefix)
    own_address = {address.lower()} if address else set()
    signed_in = [Middleware(OnlySignedIn, may_enter=may_enter, base=base)] if may_enter else []
    return [
        Middleware(WithHeaders, headers=of_dashboard(shell(base))),
        Middleware(WholeAddresses),
        Middleware(KnownHosts, hosts=hosts() | own_address),
        Middleware(Room),
        Middleware(OnlyReading, base=base),
        Middleware(InWords),
        *signed_in,
        Middleware(Frontend, base=base),
        Middleware(WeakWhereCompressed),
        Middleware(CompressMiddleware),
        Middleware(NoPage, base=base),
    ]


# FastAPI and the charts take longer to import than the server may take to start.
def _first_version() -> ASGIApp:
    from atlas.web.v1.api import v1

    return v1


def _charts() -> ASGIApp:
    from atlas.web.api import api

    return api


def _scripts() -> ASGIApp:
    from atlas.web.api import files

    return files


def fill_cache() -> None:
    """Compress Streamlit's scripts and check the data, so that servers to come find both done."""
    for path in files().values():
        packed(path)
    _build_the_data()


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[dict[str, Any]]:
    """Start getting ready beside the server, so that the first reader does not wait for it all."""
    raise_limit()
    say_seldom_that_none_are_left()
    close_what_stays_half_done()
    Thread(target=_get_ready, name="get ready", daemon=True).start()
    yield {}


def _get_ready() -> None:
    """Import and build what every page needs, then import what only some pages need."""
    # All that is made here stays, and looking for garbage in it would take a sixth of the time.
    gc.disable()
    try:
        _import_for_the_first_page()
        _import_for_icon_and_chart()
        _build_the_data()
    finally:
        gc.freeze()
        gc.enable()
    sleep(SECONDS_FOR_THE_FIRST_PAGE)
    _import_for_later_pages()
    _look_for_a_browser()


def _import_for_the_first_page() -> None:
    import atlas.ui.blocks
    import atlas.ui.front
    import atlas.ui.search
    import atlas.ui.version


def _import_for_icon_and_chart() -> None:
    # Streamlit would import these itself, but not before the first page needs them.
    import orjson
    import PIL.Image
    import plotly.offline


def _build_the_data() -> None:
    from atlas.datapackage.tables import DataProblemsError
    from atlas.dataset.store import dataset

    # What is wrong with the data, the first page says.
    with suppress(DataProblemsError):
        dataset()


def _import_for_later_pages() -> None:
    import pyvis.network

    import atlas.export.graphs
    import atlas.export.workbook
    import atlas.web.api
    import atlas.web.v1.api


def _look_for_a_browser() -> None:
    from atlas.export.browser import installed

    installed()
