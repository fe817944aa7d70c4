"""A browser for the browser tests: one that is installed, else one that is fetched, else a clear end. Run as a script it prints the path."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable", "msedge", "chrome")
MAC = ("Google Chrome", "Microsoft Edge", "Chromium")
WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe", "Chromium/Application/chrome.exe")
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
DOWNLOAD = [sys.executable, "-m", "playwright", "install", "chromium"]
UPDATE, INSTALL = ["apt-get", "update"], ["apt-get", "install", "-y", "chromium"]
STARTS_WITHIN, FETCHED_WITHIN = 30, 300


def find() -> str | None:
    """The path of a Chrome, Edge or Chromium that is there and runs; None where there is none."""
    return next((str(place) for place in _places() if _runs(place)), None)


def ensure() -> str:
    """The path of a browser; what is missing is fetched. SystemExit, with what was tried and what to do, where none is to be had."""
    path, tried = find(), ["none is installed"]
    for step in (_download, _package):
        if path:
            break
        tried.append(step())
        path = find()
    if not path:
        raise SystemExit(f"No browser for the tests: {'; '.join(tried)}. Install Chrome, Edge or Chromium so that it is on the PATH, and try again.")
    return path


def is_root() -> bool:
    """Whether this is the administrator of a Unix machine, whom Chromium runs for only outside its sandbox."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _places() -> Iterator[Path]:
    yield from (Path(path) for path in map(shutil.which, NAMES) if path)
    for folder in (Path("/Applications"), Path.home() / "Applications"):
        yield from (folder / f"{name}.app" / "Contents" / "MacOS" / name for name in MAC)
    for root in filter(None, map(os.environ.get, WINDOWS_FOLDERS)):
        yield from (Path(root) / place for place in WINDOWS)
    with sync_playwright() as playwright:
        downloaded = Path(playwright.chromium.executable_path)
    yield downloaded


def _runs(path: Path) -> bool:
    """Whether the file is there and starts; on Windows asking for the version would open a window, so it is enough that it is there."""
    if not path.is_file():
        return False
    if sys.platform == "win32":
        return True
    return _run([str(path), "--version"], STARTS_WITHIN, quiet=True) == ""


def _download() -> str:
    """Playwright's own download; returns what is to be said if it did not help."""
    return f"Playwright's own download (python {' '.join(DOWNLOAD[1:])}) {_run(DOWNLOAD, FETCHED_WITHIN) or 'brought one that does not run here'}"


def _package() -> str:
    """The system's package manager, which only the administrator may use; returns what is to be said if it did not help."""
    if not shutil.which(UPDATE[0]):
        return "there is no apt-get on this machine"
    command = f"{' '.join(UPDATE)} && {' '.join(INSTALL)}"
    if not is_root():
        typed = f"sudo {' '.join(UPDATE)} && sudo {' '.join(INSTALL)}"
        print(f"To install a browser, type: {typed}", file=sys.stderr)
        return f"only the administrator may install one (type: {typed})"
    failed = _run(UPDATE, FETCHED_WITHIN) or _run(INSTALL, FETCHED_WITHIN)
    return f"the package manager ({command}) {failed or 'brought one that does not run here'}"


def _run(command: Sequence[str], seconds: float, *, quiet: bool = False) -> str:
    """Run a command, its output on stderr; returns why it failed, or nothing. What takes too long is ended with all that it started."""
    output = subprocess.DEVNULL if quiet else sys.stderr
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=environment, start_new_session=True)
    except OSError as error:
        return f"could not be started ({error.strerror})"
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired:
        _end(process)
        return f"did not end within {seconds:.0f} s"
    return f"ended with code {code}" if code else ""


def _end(process: "subprocess.Popen[bytes]") -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


if __name__ == "__main__":
    print(ensure())
