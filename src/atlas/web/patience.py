"""Connections on which no whole request comes, or no answer is taken, are closed after a while.

uvicorn waits for the rest of a request and for a reader for ever, and has no setting for it.
"""

import sys
from asyncio import TimerHandle
from typing import Any
from weakref import WeakKeyDictionary

from uvicorn.protocols.http.auto import AutoHTTPProtocol

from atlas.web.open_files import SPARE_OF_ALL, are_fewer_left_than

SECONDS = 20.0
"""How long a request may take until the last byte of its body is there."""
SECONDS_UNREAD = 60.0
"""How long a reader may take nothing of an answer."""
MOST_UNREAD = 200_000_000
"""Bytes of answers that are kept for all readers that have still to take them."""

_waiting: WeakKeyDictionary[Any, TimerHandle] = WeakKeyDictionary()
# Connections whose readers are slower than we are, the longest waiting one first.
_unread: dict[Any, TimerHandle] = {}


def close_what_stays_half_done() -> None:
    """Have the server of this process do so; a second call changes nothing."""
    if AutoHTTPProtocol.__dict__.get("is_impatient"):
        return
    protocol: Any = AutoHTTPProtocol
    made = protocol.connection_made
    received = protocol.data_received
    lost = protocol.connection_lost
    paused = protocol.pause_writing
    resumed = protocol.resume_writing

    def connection_made(connection: Any, transport: Any) -> None:
        made(connection, transport)
        if are_fewer_left_than(SPARE_OF_ALL):
            transport.abort()
        _wait(connection)

    def data_received(connection: Any, data: bytes) -> None:
        received(connection, data)
        if _is_answering(connection):
            _wait_no_more(connection)
        else:
            _wait(connection)

    def connection_lost(connection: Any, error: Exception | None) -> None:
        _wait_no_more(connection)
        _watch_no_more(connection)
        lost(connection, error)

    def pause_writing(connection: Any) -> None:
        paused(connection)
        _watch(connection)
        _make_room()

    def resume_writing(connection: Any) -> None:
        _watch_no_more(connection)
        resumed(connection)

    protocol.connection_made = connection_made
    protocol.data_received = data_received
    protocol.connection_lost = connection_lost
    protocol.pause_writing = pause_writing
    protocol.resume_writing = resume_writing
    protocol.is_impatient = True


def _is_answering(connection: Any) -> bool:
    """Whether a whole request is there that has no answer yet, or the line is a websocket's now."""
    if connection.transport.get_protocol() is not connection:
        return True
    cycle = connection.cycle
    if cycle is None or cycle.more_body:
        return False
    return not cycle.response_complete


def _wait(connection: Any) -> None:
    """Close the connection after a while; further bytes of the same request win no time."""
    if connection not in _waiting:
        _waiting[connection] = connection.loop.call_later(SECONDS, connection.transport.close)


def _wait_no_more(connection: Any) -> None:
    timer = _waiting.pop(connection, None)
    if timer is not None:
        timer.cancel()


def _watch(connection: Any) -> None:
    """Look after a while whether the reader has taken something of the answer."""
    size = _untaken(connection)
    _unread[connection] = connection.loop.call_later(SECONDS_UNREAD, _look, connection, size)


def _look(connection: Any, size_before: int) -> None:
    if _untaken(connection) < size_before:
        _watch(connection)
    else:
        _drop(connection)


def _make_room() -> None:
    """Drop those that have waited longest where more is unread than may be."""
    while sum(map(_size, _unread)) > MOST_UNREAD:
        _drop(next(iter(_unread)))


def _drop(connection: Any) -> None:
    _watch_no_more(connection)
    connection.transport.abort()


def _watch_no_more(connection: Any) -> None:
    timer = _unread.pop(connection, None)
    if timer is not None:
        timer.cancel()


def _size(connection: Any) -> int:
    """Bytes of an answer that wait here."""
    size: int = connection.transport.get_write_buffer_size()
    return size


def _untaken(connection: Any) -> int:
    """Bytes of an answer that the reader's machine has not said to have.

    Beside those that wait here, Linux tells of those that it keeps itself, which are some megabytes
    that a slow reader takes in a minute at best.
    """
    if sys.platform != "linux":
        return _size(connection)
    import fcntl
    import termios

    line = connection.transport.get_extra_info("socket")
    kept = fcntl.ioctl(line.fileno(), termios.TIOCOUTQ, bytes(4))
    return _size(connection) + int.from_bytes(kept, sys.byteorder)
