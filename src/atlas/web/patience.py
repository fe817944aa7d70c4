"""Connections on which no whole request comes are closed after a while.

uvicorn waits for the rest of a request for ever, and has no setting for it.
"""

from asyncio import TimerHandle
from typing import Any
from weakref import WeakKeyDictionary

from uvicorn.protocols.http.auto import AutoHTTPProtocol

SECONDS = 20.0
"""How long a request may take until its last header is there."""

_waiting: WeakKeyDictionary[Any, TimerHandle] = WeakKeyDictionary()


def close_what_stays_half_asked() -> None:
    """Have the server of this process do so; a second call changes nothing."""
    if AutoHTTPProtocol.__dict__.get("is_impatient"):
        return
    protocol: Any = AutoHTTPProtocol
    made = protocol.connection_made
    received = protocol.data_received
    lost = protocol.connection_lost

    def connection_made(connection: Any, transport: Any) -> None:
        made(connection, transport)
        _wait(connection)

    def data_received(connection: Any, data: bytes) -> None:
        received(connection, data)
        if _is_answering(connection):
            _wait_no_more(connection)
        else:
            _wait(connection)

    def connection_lost(connection: Any, error: Exception | None) -> None:
        _wait_no_more(connection)
        lost(connection, error)

    protocol.connection_made = connection_made
    protocol.data_received = data_received
    protocol.connection_lost = connection_lost
    protocol.is_impatient = True


def _is_answering(connection: Any) -> bool:
    """Whether a whole request is there that has no answer yet, or the line is a websocket's now."""
    if connection.transport.get_protocol() is not connection:
        return True
    cycle = connection.cycle
    return cycle is not None and not cycle.response_complete


def _wait(connection: Any) -> None:
    """Close the connection after a while; further bytes of the same request win no time."""
    if connection not in _waiting:
        _waiting[connection] = connection.loop.call_later(SECONDS, connection.transport.close)


def _wait_no_more(connection: Any) -> None:
    timer = _waiting.pop(connection, None)
    if timer is not None:
        timer.cancel()
