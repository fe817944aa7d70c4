"""One of several servers of the dashboard: begun, watched, and begun anew."""

import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress

from atlas.paths import ROOT
from atlas.web.processes import how, started

LOOKS_EVERY = 1.0
WELL = b"HTTP/1.1 200"
PATIENCE = 60.0
"""How many seconds a server may be silent, at its start too, before it is ended and begun anew."""
PAUSES = (0.0, 1.0, 5.0, 15.0, 60.0)
"""Before the first, second … new start in a row of a server that ends soon after its start."""


class Server:
    """One server of the dashboard, at a port of this machine that it keeps over its restarts."""

    def __init__(self, number: int, port: int, base: str, say: Callable[[str], None]) -> None:
        """`say` is handed a sentence where something has happened."""
        self.number = number
        self.port = port
        self.base = base
        self._say = say
        self._n_ended_soon = 0
        self._line: socket.socket | None = None
        self._begin()

    def command(self) -> list[str]:
        """What starts it."""
        options = {
            "server.address": "127.0.0.1",
            "server.port": str(self.port),
            "server.headless": "true",
            # Streamlit's own welcome asks an outside host for the address of this machine.
            "logger.hideWelcomeMessage": "true",
        }
        words = [word for name, text in options.items() for word in (f"--{name}", text)]
        return [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), *words]

    def hang_up(self) -> None:
        """Ask it no more."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def _begin(self) -> None:
        self.process = started(self.command())
        self.has_answered = False
        self._heard = self._began = time.monotonic()
        self._again_at: float | None = None

    def look_after(self) -> None:
        """Begin it anew where it has ended, and end it where it has been silent for too long."""
        now = time.monotonic()
        if self._again_at is not None:
            if now >= self._again_at:
                self._begin()
            return
        status = self.process.poll()
        if status is not None:
            self._plan_a_new_start(f"has ended ({how(status)})")
        elif self._answers():
            self._heard = now
            self.has_answered = True
        elif now - self._heard > PATIENCE:
            self.process.kill()
            self.process.wait()
            self._plan_a_new_start(f"has not answered for {PATIENCE:.0f} seconds")

    def _plan_a_new_start(self, what: str) -> None:
        self.hang_up()
        now = time.monotonic()
        was_soon = now - self._began < PATIENCE
        self._n_ended_soon = self._n_ended_soon + 1 if was_soon else 0
        pause = PAUSES[min(self._n_ended_soon, len(PAUSES) - 1)]
        self._again_at = now + pause
        self._say(f"Server {self.number} {what} and starts again.")

    def _answers(self) -> bool:
        """Whether it has answered the question that it was asked at an earlier look.

        Nothing is waited for: a server with much to do is slow to answer, and is not the only one.
        """
        if self._line is None:
            self._ask()
            return False
        try:
            answer = self._line.recv(len(WELL))
        except BlockingIOError:
            return False
        except OSError:
            answer = b""
        self.hang_up()
        return answer == WELL

    def _ask(self) -> None:
        question = f"GET {self.base}/_stcore/health HTTP/1.1\r\nHost: localhost\r\n\r\n"
        with suppress(OSError):
            line = socket.create_connection(("127.0.0.1", self.port), LOOKS_EVERY)
            line.sendall(question.encode())
            line.setblocking(False)
            self._line = line
