"""`make prove`: what the program withstands, tried at length, as a table in docs/reliability.md.

It ends with an error where an aim is missed. `bench/prove.py NAME…` tries some rows alone and
leaves the others of the table as they were measured before.
"""

import argparse
import logging
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial

import held
import large
import load
from trials import Outcome, Trial, suite

from atlas.paths import ROOT

PAGE = ROOT / "docs" / "reliability.md"
START, END = "<!-- measured -->\n", "<!-- /measured -->"
HEADER = ("What", "Tried", "Survived", "Figure", "Aim", "Day")
NOT_YET = "not measured yet"
EXAMPLES, REWRITTEN = "400", "200"
# Of the shipped package and of the tiny one, which is checked in a fifth of the time.
DAMAGES = 250, 750
# Of each of some twenty-five routes: two thousand at least.
CASES = "100"
WHOLE = "no exception, no wrong number"

# A further trial is an entry here: what it is called, what it says, its aim, what runs it.
TRIALS = (
    Trial(
        "damages",
        "Data folders damaged at random: built, or problems that name a file",
        WHOLE,
        partial(large.damages, *DAMAGES),
    ),
    Trial(
        "properties",
        "Any bytes, cells, declarations, addresses and exported texts",
        WHOLE,
        lambda: suite(
            "tests/test_properties.py",
            each=int(EXAMPLES),
            settings={"ATLAS_EXAMPLES": EXAMPLES},
        ),
    ),
    Trial(
        "addresses",
        "Cases of the document of `/api/v1`, and values that it does not allow",
        "no error of the server",
        lambda: suite(
            "tests/test_addresses_at_random.py",
            each=2_000,
            settings={"ATLAS_EXAMPLES": CASES},
        ),
    ),
    Trial(
        "faults",
        "Faults of data while they are shown",
        "the last good build stays, and the file is named",
        lambda: suite(
            "tests/test_faults.py",
            "tests/test_last_good.py",
            settings={"ATLAS_EXAMPLES": REWRITTEN},
        ),
    ),
    Trial(
        "unreadable",
        "Files and declarations that cannot be read",
        "each a problem with its place",
        lambda: suite("tests/test_unreadable.py", "tests/test_long_texts.py"),
    ),
    Trial(
        "killed",
        "Imports killed at a random moment",
        "whole or absent, and possible again",
        partial(large.killed, 40),
    ),
    Trial(
        "imports",
        "Exports that are spoilt, and places that cannot be written",
        "a sentence, and nothing is left",
        lambda: suite("tests/importers/test_limits.py", "tests/importers/test_writing.py"),
    ),
    Trial(
        "junk",
        "Lines of junk in an import",
        "one sentence, ≤ 5 s of processor",
        large.junk_lines,
    ),
    Trial(
        "200 MB",
        "A file of 200 MB, imported and validated",
        "refused, the limit named, ≤ 500 MB",
        large.too_large,
    ),
    Trial(
        "limits",
        "Files just under the limits, of what takes most memory",
        "read or refused, ≤ 500 MB",
        large.just_read,
    ),
    Trial(
        "deals",
        f"A register of {large.DEALS:,} deals, nearly the most that is read, imported",
        f"whole, ≤ {large.MOST_MEMORY_OF_DEALS} MB",
        large.most_deals,
    ),
    Trial(
        "places",
        "Files and folders without rights, full disks, as an ordinary user",
        "a sentence, and no part is left",
        lambda: suite("tests/test_places.py"),
    ),
    Trial(
        "hostile",
        "Hostile texts in all cells and addresses: pages, routes, files, a real browser",
        "nothing runs, nothing is lost",
        lambda: suite(
            "tests/pages/test_hostile.py",
            "tests/test_hostile_files.py",
            "tests/browser/test_hostile.py",
        ),
    ),
    Trial(
        "press",
        "PDF files asked for by many who hang up",
        "pages are served meanwhile, nothing is left over",
        lambda: suite("tests/test_press.py"),
    ),
    Trial(
        "papers",
        f"PDF files asked for by {held.PAPERS} readers at one time, and once more",
        f"all get theirs in turn, no browser is left, then ≤ {held.MOST_MEGABYTES_LEFT} MB more",
        held.papers,
    ),
    Trial(
        "filters",
        f"{held.STEPS} different choices of filters, one after another",
        f"no error, memory × ≤ {held.MOST_GROWTH} after the first {held.FIRST_STEPS}",
        held.combinations,
    ),
    Trial(
        "doors",
        "Hosts, methods, headers, half-open connections of a real server",
        "as SECURITY.md says",
        lambda: suite("tests/test_doors.py"),
    ),
    Trial(
        "caches",
        "Caches that are spoilt, full or read-only",
        "made anew, or done without",
        lambda: suite("tests/test_frontend.py", "tests/test_passed.py"),
    ),
    Trial(
        "views",
        "Every page, size and text, beside those that `make test` tries",
        "as the others",
        # They wait for a browser half of their time.
        lambda: suite("tests", marked="at_length", workers=2),
    ),
    Trial(
        "readers",
        f"Steps of {load.READERS} readers at a time, of one server and of two behind nginx",
        f"no error, p95 ≤ {load.AIM:.0f} × a plain page's, ≤ {load.AIM_OF_STEP:.0f} ms a step, "
        f"memory × ≤ {load.AIM_OF_MEMORY}",
        load.outcome,
    ),
    Trial(
        "workers",
        "A server of two killed while it is read; who may sign in",
        "the same view comes back by itself; nobody else enters",
        lambda: suite(
            "tests/test_workers.py",
            "tests/browser/test_workers.py",
            "tests/test_sign_in.py",
            "tests/browser/test_sign_in.py",
        ),
    ),
)


def main() -> int:
    """Try everything, or what is named; returns 1 where an aim is missed."""
    names = [trial.name for trial in TRIALS]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(names)}; none: all")
    chosen = parser.parse_args().names or names
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    missed = []
    began = time.monotonic()
    for trial in TRIALS:
        if trial.name in chosen:
            start = time.monotonic()
            outcome = came_of(trial)
            write(trial, outcome)
            if not outcome.is_right:
                missed.append(trial.name)
            print(line(row(trial, outcome)), f"({time.monotonic() - start:,.0f} s)", flush=True)
    print(f"{(time.monotonic() - began) / 60:.0f} minutes in all", file=sys.stderr)
    for name in missed:
        print(f"missed: {name}", file=sys.stderr)
    return int(bool(missed))


def came_of(trial: Trial) -> Outcome:
    """What comes of a trial; an accident of it is a failure, and the next has its turn."""
    with ThreadPoolExecutor(1) as alone:
        tried = alone.submit(trial.run)
        error = tried.exception()
    if error is None:
        return tried.result()
    first_line = "".join(str(error).splitlines()[:1])
    return Outcome(1, 0, f"{type(error).__name__}: {first_line[:200]}")


def write(trial: Trial, outcome: Outcome) -> None:
    """Put what came of a trial into the page at once: what comes after it may be broken off."""
    text = PAGE.read_text(encoding="utf-8")
    rows = {**measured(text), trial.what: row(trial, outcome)}
    PAGE.write_text(page(text, rows), encoding="utf-8")


def row(trial: Trial, outcome: Outcome) -> tuple[str, ...]:
    """A trial and what came of it, as cells of the table."""
    figure = outcome.figure if outcome.is_right else f"{outcome.figure}, **missed**"
    day = datetime.now(UTC).date().isoformat()
    counts = f"{outcome.tried:,}", f"{outcome.survived:,}"
    return trial.what, *counts, figure.replace("|", "/"), trial.aim, day


def measured(text: str) -> dict[str, tuple[str, ...]]:
    """The rows of the table as the page has them, by what was tried."""
    _, table, _ = re.split(f"{START}|{END}", text)
    lines = [text.removeprefix("| ").removesuffix(" |") for text in table.splitlines()]
    rows = [tuple(text.split(" | ")) for text in lines]
    return {cells[0]: cells for cells in rows if len(cells) == len(HEADER)}


def page(text: str, rows: dict[str, tuple[str, ...]]) -> str:
    """The page with these rows, in the order of the trials."""
    before, _, after = re.split(f"{START}|{END}", text)
    lines = [line(HEADER), line(("---",) * len(HEADER))]
    for trial in TRIALS:
        unknown = (trial.what, "", "", NOT_YET, trial.aim, "")
        lines.append(line(rows.get(trial.what, unknown)))
    table = "\n".join([*lines, ""])
    return f"{before}{START}{table}{END}{after}"


def line(cells: tuple[str, ...]) -> str:
    """Cells as a line of a Markdown table."""
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
