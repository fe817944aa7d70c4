"""Pages are printed one after another, for a few who wait, and for nobody who has gone."""

import asyncio
from collections.abc import Callable
from threading import Event
from typing import Generic, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from atlas.export.browser import IsWanted

MOST_AT_A_TIME = 4
"""How many may be here: one whose page is printed, and those who wait for their turn."""
SECONDS_TO_COME_AGAIN = 10

Printed = TypeVar("Printed")


class TooManyError(Exception):
    """As many wait already as may."""


class GoneError(Exception):
    """The reader has gone before the page was there."""


class Press(Generic[Printed]):
    """Prints one page at a time. Who waits holds no thread, so that pages are served meanwhile."""

    def __init__(self, most: int = MOST_AT_A_TIME) -> None:
        self._most = most
        self._n_here = 0
        self._turn = asyncio.Lock()

    async def printed(self, request: Request, make: Callable[[IsWanted], Printed]) -> Printed:
        """What `make` makes in a thread of its own, once it is this reader's turn.

        `make` is handed a function that says whether its reader is still there. TooManyError at
        once where too many wait, GoneError as soon as the reader has gone.
        """
        if self._n_here >= self._most:
            raise TooManyError
        self._n_here += 1
        leaving = asyncio.create_task(_left(request))
        try:
            await self._wait_for_turn(leaving)
            return await self._make(leaving, make)
        finally:
            self._n_here -= 1
            leaving.cancel()

    async def _wait_for_turn(self, leaving: "asyncio.Task[None]") -> None:
        turn = asyncio.create_task(self._turn.acquire())
        await asyncio.wait({turn, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not leaving.done():
            return
        if turn.done():
            self._turn.release()
        turn.cancel()
        raise GoneError

    async def _make(
        self, leaving: "asyncio.Task[None]", make: Callable[[IsWanted], Printed]
    ) -> Printed:
        has_gone = Event()

        def note(_: "asyncio.Task[None]") -> None:
            has_gone.set()

        def is_there() -> bool:
            return not has_gone.is_set()

        leaving.add_done_callback(note)
        try:
            return await run_in_threadpool(make, is_there)
        finally:
            self._turn.release()


async def _left(request: Request) -> None:
    """Wait until the reader has hung up."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
