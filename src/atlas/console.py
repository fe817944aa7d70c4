"""Where commands print: progress for eyes alone, and what to do where nobody takes the output."""

import os
import sys
from contextlib import suppress

from atlas.values.characters import visible

STEP_WIDTH = 78


def show_step(step: str) -> None:
    """What a long command does now, in one line that the next step overwrites.

    It is for eyes alone, so nothing is written into a file or a pipe.
    """
    if sys.stderr.isatty():
        line = step[:STEP_WIDTH]
        print(f"\r{line:<{STEP_WIDTH}}\r{line}", end="", file=sys.stderr, flush=True)


def unheard(error: OSError) -> int:
    """Status 1 where nobody takes what is printed: a pipe whose reader has left, a full disk."""
    if not isinstance(error, BrokenPipeError):
        what = error.filename or "what is printed"
        print(visible(f"{what} cannot be written: {error.strerror}"), file=sys.stderr)
    # Python would try once more at its end, and fail again.
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1
