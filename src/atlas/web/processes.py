"""Processes that we start, and that are gone when we are."""

import ctypes
import signal
import subprocess
import sys
import time

ENDS_WITHIN = 10.0
"""How many seconds a process may take to end before it is killed."""
# Of Linux: the signal that a process gets when its parent ends.
PR_SET_PDEATHSIG = 1


def how(status: int) -> str:
    """How a process ended, in words: its status, or the signal."""
    if status >= 0:
        return f"status {status}"
    return signal.Signals(-status).name


def started(command: list[str]) -> "subprocess.Popen[bytes]":
    """A process that Ctrl+C in the terminal does not reach, so that we end it in our order.

    Where the system can (Linux), it ends when we do, in whatever way.
    """
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        # No other thread runs where processes are started.
        preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
    )


def _end_with_parent() -> None:
    # Python has no call of its own for it: the C library has.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def ended(*processes: "subprocess.Popen[bytes]") -> None:
    """Ask them all to end, and wait; who does not end within a while is killed."""
    for process in processes:
        process.terminate()
    until = time.monotonic() + ENDS_WITHIN
    for process in processes:
        try:
            process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
