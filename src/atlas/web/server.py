"""One of several servers of the dashboard: begun, watched, and begun anew."""

import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException

from atlas.paths import ROOT
from atlas.web.processes import how, started

LOOKS_EVERY = 1.0
PATIENCE = 60.0
"""How many seconds a server may be silent, at its start too, before it is ended and begun anew."""
PAUSES = (0.0, 1.0, 5.0, 15.0, 60.0)
"""Before the first, second … new start in a row of a server that ends soon after its start."""


class Server:
    """One server of the dashboard, at a port of this machine that it keeps over its restarts."""

    def __init__(self, number: int, port: int, base: str, say: Callable[[str], None]) -> None:
        """`say` is handed a sentence where something has happened."""
        self.number, self.port, self.base, self._say = number, port, base, say
        self._n_ended_soon = 0
        self._begin()

    def _begin(self) -> None:
        options = {
            "address": "127.0.0.1",
            "port": str(self.port),
            "headless": "true",
        }
        words = [word for name, text in options.items() for word in (f"--server.{name}", text)]
        command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), *words]
        command += ["--logger.hideWelcomeMessage", "true"]
        self.process = started(command)
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
        now = time.monotonic()
        was_soon = now - self._began < PATIENCE
        self._n_ended_soon = self._n_ended_soon + 1 if was_soon else 0
        pause = PAUSES[min(self._n_ended_soon, len(PAUSES) - 1)]
        self._again_at = now + pause
        self._say(f"Server {self.number} {what} and starts again.")

    def _answers(self) -> bool:
        line = HTTPConnection("127.0.0.1", self.port, timeout=LOOKS_EVERY)
        try:
            line.request("GET", f"{self.base}/_stcore/health")
            return line.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            line.close()
