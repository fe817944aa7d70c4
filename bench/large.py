"""Files that are very large or mostly junk, and imports that are killed: time, memory, remains."""

import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from trials import PATIENCE, Outcome, Ran, ran

import tiny
from atlas.datapackage import passed
from atlas.datapackage.files import Problem
from atlas.datapackage.reading import MOST_CELLS, MOST_MEGABYTES
from atlas.dataset.dataset import Dataset
from atlas.importers.sipri import grid
from damages import DATA, damaged, outcome
from importers.exports import REGISTER, file, text

MOST_SECONDS, MOST_MEMORY = 5.0, 500
JUNK = 100_000
LINE = "China,Russia,2015,,24,,X-{},FGA aircraft,24,,2016,New,,50,1200,1200"
# Each is repeated until a file is as long, or has as many cells, as is just read.
PIECES = ("\n", ",", "x\n", '"x\n', ",".join("x" * 16) + "\n", "long text without a comma ")
# Cells and lines that each command reads at most.
LIMITS = {
    "import": (grid.MOST_CELLS, grid.MOST_LINES_OF_FILE),
    "validate": (MOST_CELLS, MOST_CELLS),
}
ROWS = 3_000
SECONDS_OF_WRITING = 0.03
# Runs a command of `atlas`, which knows of no package that it has passed the checks before.
AFRESH = """
import sys
from pathlib import Path
from atlas.datapackage import passed
passed.KEPT = Path(sys.argv.pop(1))
from atlas.cli import main
sys.exit(main(sys.argv[1:]))
"""
DEALS, MOST_MEMORY_OF_DEALS = 60_000, 500


@contextmanager
def _package() -> Iterator[Path]:
    """A folder with the tiny package in it, called `package`."""
    with TemporaryDirectory() as folder:
        tiny.write(Path(folder) / "package")
        yield Path(folder)


def damages(shipped: int, small: int) -> Outcome:
    """So many copies of the shipped package and of the tiny one, damaged at random."""
    tried = shipped + small
    halves = [range(start, tried, 2) for start in range(2)]
    # A process each, and neither is a copy of this one, which may have threads.
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as two:
        parts = [*two.map(partial(_of_damages, shipped), halves)]
    built = sum(part.built for part in parts)
    refused = sum(part.refused for part in parts)
    accidents = [accident for part in parts for accident in part.accidents]
    figure = f"{built} built, {refused} refused, {', '.join(accidents[:3]) or 'no accident'}"
    return Outcome(tried, built + refused, figure)


@dataclass
class _Damages:
    """What came of some damaged folders: how many were built, refused, or neither, and why."""

    built: int = 0
    refused: int = 0
    accidents: list[str] = field(default_factory=list)


def _of_damages(shipped: int, cases: range) -> _Damages:
    """Try these cases, of which the first so many are of the shipped package."""
    came = _Damages()
    with _package() as folder, patch.object(passed, "KEPT", folder / "passed"):
        for case in cases:
            whole = DATA if case < shipped else folder / "package"
            copy = damaged(folder / "copy", case, whole)
            try:
                result = outcome(copy)
            # Whatever is raised is what is looked for.
            except Exception as error:  # noqa: BLE001
                came.accidents.append(f"{type(error).__name__} in case {case}")
            else:
                came.built += isinstance(result, Dataset)
                came.refused += _is_refusal(result)
            shutil.rmtree(copy)
    return came


def _is_refusal(result: Dataset | list[Problem]) -> bool:
    """Whether these are problems, each with its file."""
    if isinstance(result, Dataset):
        return False
    return bool(result) and all(problem.file for problem in result)


def junk_lines() -> Outcome:
    """A register of one deal and junk: one sentence for all of it, within seconds."""
    with _package() as folder:
        export = file(folder, REGISTER, LINE.format(1), *["x"] * JUNK)
        done = ran("import", "sipri", export, "-o", folder / "rows", ATLAS_DATA=folder / "package")
    sentences = [line for line in done.output.splitlines() if line.startswith("left out, ")]
    survived = JUNK if done.status == 0 and len(sentences) == 1 else 0
    figure = f"{done.seconds:.1f} s of processor, {done.megabytes} MB, {len(sentences)} sentence"
    return Outcome(JUNK, survived, figure, done.seconds <= MOST_SECONDS)


def too_large() -> Outcome:
    """Files of 200 MB as an export and in a data folder: refused, the limit named."""
    with _package() as folder:
        export = file(folder, REGISTER, LINE.format(1))
        for path in (export, folder / "package" / "links.csv"):
            with path.open("r+b") as large:
                large.truncate(200 * 2**20)
        commands = [
            ("validate", folder / "package"),
            ("import", "sipri", export, "-o", folder / "rows"),
        ]
        done = [ran(*command, ATLAS_DATA=folder / "package") for command in commands]
    limit = f"larger than {MOST_MEGABYTES} MB"
    survived = sum(command.status == 1 and limit in command.output for command in done)
    most = max(command.megabytes for command in done)
    return Outcome(len(done), survived, f"at most {most} MB of memory", most <= MOST_MEMORY)


def just_read() -> Outcome:
    """Files just under the limits, of whatever takes most memory: read or refused in sentences."""
    seconds = []
    megabytes = []
    statuses = []
    for piece in PIECES:
        cells = max(piece.count(",") + piece.count("\n"), 1)
        for command, (most_cells, most_lines) in LIMITS.items():
            room = most_cells // cells, MOST_MEGABYTES * 2**20 // len(piece)
            if "\n" in piece:
                room = *room, most_lines
            done = _of_pieces(command, piece * (min(room) - 1_000))
            statuses.append(done.status in {0, 1} and "Traceback" not in done.output)
            seconds.append(done.seconds)
            megabytes.append(done.megabytes)
    figure = f"at most {max(megabytes)} MB of memory, {max(seconds):.0f} s of processor"
    return Outcome(len(statuses), sum(statuses), figure, max(megabytes) <= MOST_MEMORY)


def most_deals() -> Outcome:
    """A valid register that is nearly too large to be read: a row for each deal."""
    with _package() as folder:
        # What has passed before would not be checked again.
        new = time.time_ns()
        lines = (LINE.format(f"{new}-{number}") for number in range(DEALS))
        export = file(folder, REGISTER, *lines)
        done = ran("import", "sipri", export, "-o", folder / "rows", ATLAS_DATA=folder / "package")
        written = folder / "rows" / "transfers.csv"
        n_rows = written.read_bytes().count(b"\n") - 1 if written.exists() else 0
    figure = f"{done.megabytes} MB of memory, {done.seconds:.0f} s of processor"
    return Outcome(DEALS, n_rows, figure, done.megabytes <= MOST_MEMORY_OF_DEALS)


def _of_pieces(command: str, added: str) -> Ran:
    with _package() as folder:
        package = folder / "package"
        if command == "import":
            export = folder / "export.csv"
            export.write_text(text(REGISTER, [LINE.format(1)]) + added, encoding="utf-8")
            return ran("import", "sipri", export, "-o", folder / "rows", ATLAS_DATA=package)
        with (package / "links.csv").open("a", encoding="utf-8", newline="") as table:
            table.write(added)
        return ran("validate", package)


def killed(times: int) -> Outcome:
    """Imports ended with SIGKILL after a random while: whole or absent, and possible again.

    Each ends between its first byte on the disk and its end: what is before leaves nothing.
    """
    chance = random.Random(1)
    with _package() as folder:
        process = _writing(folder, "whole")
        began = time.monotonic()
        process.wait(PATIENCE)
        lasting = time.monotonic() - began
        whole = _content(folder / "whole" / "rows")
        states = []
        for number in range(times):
            process = _writing(folder, f"killed-{number}")
            # The rows are written at once, then checked for seconds, and moved at the end.
            most = 1.2 * lasting if number % 2 else SECONDS_OF_WRITING
            time.sleep(chance.random() * most)
            process.send_signal(signal.SIGKILL)
            process.wait()
            rows = folder / f"killed-{number}" / "rows"
            states.append("absent" if not rows.exists() else "whole" * (_content(rows) == whole))
        _writing(folder, "again").wait(PATIENCE)
        written_again = _content(folder / "again" / "rows")
        is_possible = bool(whole) and written_again == whole
    absent = states.count("absent")
    complete = states.count("whole")
    figure = f"{absent} absent, {complete} whole, {times - absent - complete} in part"
    return Outcome(times, absent + complete, figure, is_possible)


def _writing(folder: Path, name: str) -> "subprocess.Popen[bytes]":
    """An import of some thousand rows into `rows` below a place, which has begun to write."""
    place = folder / name
    place.mkdir()
    export = file(folder, REGISTER, *(LINE.format(number) for number in range(ROWS)))
    arguments = ["import", "sipri", str(export), "-o", str(place / "rows")]
    process = subprocess.Popen(
        [sys.executable, "-c", AFRESH, str(place / "passed"), *arguments],
        env={**os.environ, "ATLAS_DATA": str(folder / "package")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while process.poll() is None and not any(place.rglob("*.csv")):
        time.sleep(0.002)
    return process


def _content(folder: Path) -> dict[str, bytes]:
    """What the files of a folder hold."""
    return {path.name: path.read_bytes() for path in islice(sorted(folder.glob("*.csv")), 100)}
