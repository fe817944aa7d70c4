"""`make prove`: what the program withstands, tried at length, as a table in docs/reliability.md.

It ends with an error where an aim is missed. `bench/prove.py NAME…` tries some rows alone and
leaves the others of the table as they were measured before.
"""

import argparse
import logging
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import NamedTuple

import reliability
from rows import TRIALS
from trials import Outcome, Trial

from atlas.paths import ROOT

PAGE = ROOT / "docs" / "reliability.md"
# Rows that are tried at a time.
LANES = 2


class Tried(NamedTuple):
    """A trial, what came of it, and after how many seconds."""

    trial: Trial
    outcome: Outcome
    seconds: float


def main() -> int:
    """Try everything, or what is named; returns 1 where an aim is missed."""
    names = [trial.name for trial in TRIALS]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(names)}; none: all")
    chosen = parser.parse_args().names or names
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    missed = []
    began = time.monotonic()
    for tried in each([trial for trial in TRIALS if trial.name in chosen]):
        row = write(tried)
        if not tried.outcome.is_right:
            missed.append(tried.trial.name)
        print(row, f"({tried.seconds:,.0f} s)", flush=True)
    print(f"{(time.monotonic() - began) / 60:.0f} minutes in all", file=sys.stderr)
    for name in missed:
        print(f"missed: {name}", file=sys.stderr)
    return int(bool(missed))


def each(trials: Sequence[Trial]) -> Iterator[Tried]:
    """Each trial as soon as it is over: first those that may have another beside them."""
    with ThreadPoolExecutor(LANES) as lanes:
        begun = [lanes.submit(came_of, trial) for trial in trials if not trial.alone]
        for tried in as_completed(begun):
            yield tried.result()
    for trial in trials:
        if trial.alone:
            yield came_of(trial)


def came_of(trial: Trial) -> Tried:
    """What comes of a trial; an accident of it is a failure, and the next has its turn."""
    began = time.monotonic()
    with ThreadPoolExecutor(1) as alone:
        tried = alone.submit(trial.run)
        error = tried.exception()
    outcome = tried.result() if error is None else _accident(error)
    return Tried(trial, outcome, time.monotonic() - began)


def _accident(error: BaseException) -> Outcome:
    first_line = "".join(str(error).splitlines()[:1])
    return Outcome(1, 0, f"{type(error).__name__}: {first_line[:200]}")


def write(tried: Tried) -> str:
    """Put what came of a trial into the page at once: what comes after it may be broken off.

    Returns its row of the table.
    """
    text = PAGE.read_text(encoding="utf-8")
    row = reliability.row(tried.trial, tried.outcome)
    rows = {**reliability.measured(text), tried.trial.what: row}
    PAGE.write_text(reliability.page(text, TRIALS, rows), encoding="utf-8")
    return reliability.line(row)


if __name__ == "__main__":
    sys.exit(main())
