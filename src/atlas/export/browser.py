"""A Chrome, Edge or Chromium on this machine: where it is, a page printed by it as PDF, and what a
page's own script writes into it.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import IO, TypeAlias

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "chrome",
)
MAC = ("Google Chrome", "Microsoft Edge", "Chromium")
WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
)
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
# Seconds to start and to print, and until it is asked again whether anybody waits.
STARTS_WITHIN, PRINTS_WITHIN, ASKED_EVERY = 30, 60, 0.1
# The page holds all that it needs: whatever else the browser would ask for stays on the machine.
SILENT = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
# The page is printed when ten seconds of its own time have passed; the clock runs ahead, so nobody
# waits for them.
DRAWN_AFTER = "--virtual-time-budget=10000"
END_OF_PDF = b"%%EOF"
UNWANTED = "was ended, as nobody waited for it"
IsWanted = Callable[[], bool]
Output: TypeAlias = "int | IO[bytes] | None"
# One browser at a time, whoever wants it: several would only wait for each other.
_turn = Lock()


class NotPrintedError(Exception):
    """There is no PDF; the text says why."""


def places() -> Iterator[Path]:
    """Where a browser may be, the likeliest first."""
    for path in filter(None, map(shutil.which, NAMES)):
        yield Path(path)
    # Not every user has a home: such a one has no programs there either.
    # Path.expanduser would raise there, this leaves the path as it is.
    own = Path(os.path.expanduser("~/Applications"))  # noqa: PTH111
    for folder in (Path("/Applications"), own):
        for name in MAC:
            yield folder / f"{name}.app" / "Contents" / "MacOS" / name
    for root in filter(None, map(os.environ.get, WINDOWS_FOLDERS)):
        for place in WINDOWS:
            yield Path(root) / place


def runs(path: Path) -> bool:
    """Whether the file is there and starts."""
    if not path.is_file():
        return False
    # On Windows, asking for the version would open a window: that the file is there is enough.
    if sys.platform == "win32":
        return True
    return not run([str(path), "--version"], STARTS_WITHIN, output=subprocess.DEVNULL)


@lru_cache(maxsize=1)
def installed() -> str | None:
    """The path of a browser that is there and runs, looked for once; None where there is none."""
    for place in places():
        if runs(place):
            return str(place)
    return None


def always() -> bool:
    """That what is being made is wanted still, come what may."""
    return True


def is_root() -> bool:
    """Whether this is the administrator of a Unix machine.

    For them, Chromium runs only outside its sandbox.
    """
    return hasattr(os, "geteuid") and os.geteuid() == 0


def to_pdf(page: bytes, is_wanted: IsWanted = always) -> bytes:
    """A page of ours on paper.

    NotPrintedError where there is no browser, where it fails, where there is no room for its files,
    or where nobody wants it any more.
    """
    with _room() as folder:
        target = folder / "page.pdf"
        flags = ["--no-pdf-header-footer", f"--print-to-pdf={target}"]
        failure = _opened(page, folder, flags, subprocess.DEVNULL, is_wanted)
        if failure or not target.is_file():
            raise NotPrintedError(f"There is no PDF: the browser {failure or 'wrote none'}.")
        content = target.read_bytes()
    # On a full disk a browser writes as much as there is room for, and ends as if all were well.
    if not content.rstrip().endswith(END_OF_PDF):
        raise NotPrintedError("There is no PDF: the browser wrote a part of it alone.")
    return content


def written(page: bytes, is_wanted: IsWanted = always) -> str:
    """A page of ours as HTML once its scripts have run.

    NotPrintedError as in `to_pdf`.
    """
    with _room() as folder:
        target = folder / "written.html"
        with target.open("wb") as output:
            failure = _opened(page, folder, ["--dump-dom"], output, is_wanted)
        if failure:
            raise NotPrintedError(f"There is no picture: the browser {failure}.")
        return target.read_text(encoding="utf-8", errors="replace")


@contextmanager
def _room() -> Iterator[Path]:
    """A folder for the files of one page; NotPrintedError where the machine has no room for it."""
    try:
        with TemporaryDirectory(prefix="atlas-", ignore_cleanup_errors=True) as folder:
            yield Path(folder)
    except OSError as error:
        fault = f"There is no picture and no PDF: this machine has no room ({error.strerror})."
        raise NotPrintedError(fault) from None


def _opened(
    page: bytes, folder: Path, flags: Sequence[str], output: Output, is_wanted: IsWanted
) -> str:
    """Open a page in a browser that does as its flags say, in its turn.

    Returns why it failed, or nothing.
    """
    path = installed()
    if path is None:
        raise NotPrintedError(
            "No Chrome, Edge or Chromium was found on the machine that serves this, and without "
            "one there is no picture and no PDF."
        )
    source = folder / "page.html"
    source.write_bytes(page)
    own = [f"--user-data-dir={folder / 'profile'}", DRAWN_AFTER]
    if is_root():
        own.append("--no-sandbox")
    command = [path, *SILENT, *own, *flags, source.as_uri()]
    while not _turn.acquire(timeout=ASKED_EVERY):
        if not is_wanted():
            return UNWANTED
    try:
        return run(command, PRINTS_WITHIN, output=output, is_wanted=is_wanted)
    finally:
        _turn.release()


def run(
    command: Sequence[str],
    seconds: float,
    *,
    output: Output = None,
    is_wanted: IsWanted = always,
) -> str:
    """Run a command; returns why it failed, or nothing.

    What it says goes where `output` is: nowhere, into a file, or by None on stderr.

    What takes longer than `seconds`, or is not wanted any more, is ended with all that it started.
    """
    spoken = sys.stderr if output is None else output
    errors = subprocess.DEVNULL if output is not None else sys.stderr
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=spoken,
            stderr=errors,
            env=environment,
            start_new_session=True,
        )
    except OSError as error:
        return f"could not be started ({error.strerror})"
    until = time.monotonic() + seconds
    while (code := _code(process)) is None:
        if time.monotonic() > until:
            _end(process)
            return f"did not end within {seconds:.0f} s"
        if not is_wanted():
            _end(process)
            return UNWANTED
    return f"ended with code {code}" if code else ""


def _code(process: "subprocess.Popen[bytes]") -> int | None:
    """The code that the process ended with; None if it goes on for now."""
    try:
        return process.wait(ASKED_EVERY)
    except subprocess.TimeoutExpired:
        return None


def _end(process: "subprocess.Popen[bytes]") -> None:
    # A browser is many processes: ending the first one alone would leave the others running.
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
