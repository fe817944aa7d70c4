"""What `make prove` tries: tests run at length, and commands whose time and memory are measured."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from atlas.paths import ROOT
from atlas.values.words import few

# Seconds after which a trial has failed, whatever it was doing.
PATIENCE = 900
# What a test that counts its own tries calls their number.
TRIES = "tries"
# Runs a command of `atlas`; its last line is the exit status, processor seconds, megabytes at most.
PROBE = """
import resource, sys
from atlas.cli import main
status = main(sys.argv[1:])
usage = resource.getrusage(resource.RUSAGE_SELF)
seconds, megabytes = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
print(f"\\n{status} {seconds:.1f} {megabytes:.0f}", file=sys.stderr)
"""


@dataclass(frozen=True)
class Outcome:
    """What came of a trial: how many times it was tried, how many ended well, figures in words.

    `holds`: the aim is reached, which asks that all ended well.
    """

    tried: int
    survived: int
    figure: str
    holds: bool = True

    @property
    def is_right(self) -> bool:
        """Whether the aim is reached."""
        return self.holds and self.tried == self.survived > 0


@dataclass(frozen=True)
class Trial:
    """One row of the table: its name for the command line, what is tried, the aim in words.

    `alone`: nothing else is tried meanwhile.
    """

    name: str
    what: str
    aim: str
    run: Callable[[], Outcome]
    alone: bool = False


@dataclass(frozen=True)
class Ran:
    """A command of `atlas` that has ended: exit status, what it printed, what it took."""

    status: int
    output: str
    seconds: float
    megabytes: int


def ran(*arguments: object, **settings: object) -> Ran:
    """Run `atlas` in a process of its own, `settings` in its environment."""
    environment = {**os.environ, **{name: str(value) for name, value in settings.items()}}
    command = [sys.executable, "-c", PROBE, *map(str, arguments)]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    *errors, last = done.stderr.splitlines() or [""]
    figures = re.fullmatch(r"(\d+) ([\d.]+) (\d+)", last)
    if figures is None:
        return Ran(done.returncode or 1, done.stdout + done.stderr, float("inf"), 10**6)
    output = "\n".join([done.stdout, *errors])
    return Ran(int(figures[1]), output, float(figures[2]), int(figures[3]))


def suite(
    *files: str,
    marked: str = "",
    beside: Sequence[str] = (),
    each: int = 1,
    workers: int = 1,
    settings: Mapping[str, str] | None = None,
) -> Outcome:
    """Run files of tests; each test stands for so many tries. What is skipped was not tried.

    `marked`: those alone that have this mark. `beside`: files that another row tries whole.
    `workers`: by so many processes.
    """
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *files]
        # The form of a report in which a test may say how often it tried.
        command += ["-o", "junit_family=xunit1"]
        if marked:
            command += ["-m", marked]
        command += [f"--ignore={file}" for file in beside]
        if workers > 1:
            command += ["-n", str(workers), "--dist", "worksteal"]
        environment = {**os.environ, **(settings or {})}
        printed = Path(folder) / "printed"
        is_over = _ran_to_its_end(command, environment, printed)
        if not report.exists():
            last = printed.read_text(encoding="utf-8", errors="replace").split()[-40:]
            return Outcome(1, 0, " ".join(last) if is_over else f"not done in {PATIENCE} s")
        return _counted(report, each)


def _ran_to_its_end(command: list[str], environment: dict[str, str], printed: Path) -> bool:
    """Run a command, which may start others; whether it ended by itself. None is left over."""
    with printed.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            return False
        finally:
            # What it has started is of its group, unless it was told otherwise.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    return True


def _counted(report: Path, each: int) -> Outcome:
    """What a report of pytest says, which is ours."""
    (whole,) = ElementTree.parse(report).getroot()
    cases = whole.findall("testcase")
    run = [case for case in cases if case.find("skipped") is None]
    missed = [case for case in run if _has_missed(case)]
    figure = f"{float(whole.attrib['time']):,.0f} s"
    if len(run) < len(cases):
        figure += f"; {len(cases) - len(run)} skipped on this system"
    if missed:
        names = [case.attrib["name"] for case in missed]
        figure += f"; {few(names, most=3, longest=120)}"
    tried = sum(_tries(case, each) for case in run)
    failed = sum(_tries(case, each) for case in missed)
    return Outcome(tried, tried - failed, figure)


def _tries(case: ElementTree.Element, each: int) -> int:
    """How many tries a test stands for: those that it has counted itself, else `each`."""
    counted = case.find(f"properties/property[@name='{TRIES}']")
    return each if counted is None else int(counted.attrib["value"])


def _has_missed(case: ElementTree.Element) -> bool:
    return case.find("failure") is not None or case.find("error") is not None
