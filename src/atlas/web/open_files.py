"""How many files and connections the server may have open: more than by default, and never all.

A server that has none left fails at each thing it does, and writes a page about it to its log
thousands of times a second.
"""

import logging
import math
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

WANTED = 10_240
"""Of a process: enough for 2,500 readers, who take four each; the most that macOS gives."""
SPARE_OF_PAGES = 64
"""So many are left for scripts, answers and the data when no further page is opened."""
SPARE_OF_ALL = 16
"""With fewer left a new connection is closed at once."""
FULL = "As many pages are open here as the server may have. Please try again in a minute.\n"
SECONDS_TO_COME_AGAIN = 60
NONE_LEFT = "socket.accept() out of system resource"
# Of Linux and macOS: an entry for each file that this process has open.
OPEN_NOW = Path("/dev/fd")


def raise_limit() -> None:
    """Let this process have as many open as the system lets it, `WANTED` at most."""
    # Windows has no such limit.
    if sys.platform == "win32":
        return
    import resource

    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    is_bounded = most != resource.RLIM_INFINITY
    wanted = min(WANTED, most) if is_bounded else WANTED
    if now == resource.RLIM_INFINITY or now >= wanted:
        return
    # A system may refuse what it says that it allows: then the limit stays.
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def are_fewer_left_than(number: int) -> bool:
    """Whether this process may open fewer than so many more; False where there is no limit."""
    if sys.platform == "win32":
        return False
    import resource

    most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most == resource.RLIM_INFINITY:
        return False
    try:
        taken = len(list(OPEN_NOW.iterdir()))
    except OSError:
        # To look takes one as well.
        return True
    return most - taken < number


class Seldom(logging.Filter):
    """Lets asyncio say once a minute that no connection can be taken.

    It would say so some two thousand times a second.
    """

    def __init__(self) -> None:
        super().__init__()
        self._said = -math.inf

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a line is written."""
        if not record.getMessage().startswith(NONE_LEFT):
            return True
        now = monotonic()
        is_due = now - self._said >= SECONDS_TO_COME_AGAIN
        if is_due:
            self._said = now
        return is_due


def say_seldom_that_none_are_left() -> None:
    """Have the log of this process do so; a second call changes nothing."""
    log = logging.getLogger("asyncio")
    if not any(isinstance(own, Seldom) for own in log.filters):
        log.addFilter(Seldom())


class Room:
    """Answers 503 to pages that would open a websocket when there are few open files left."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse or pass on."""
        if scope["type"] != "websocket" or not are_fewer_left_than(SPARE_OF_PAGES):
            await self.app(scope, receive, send)
            return
        later = {"Retry-After": str(SECONDS_TO_COME_AGAIN)}
        await PlainTextResponse(FULL, 503, later)(scope, receive, send)
