"""A browser for the browser tests: one that is installed, else one that is fetched, else a clear
end. Run as a script it prints the path.
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from atlas.export.browser import is_root, places, run, runs

DOWNLOAD = [sys.executable, "-m", "playwright", "install", "chromium"]
UPDATE, INSTALL = ["apt-get", "update"], ["apt-get", "install", "-y", "chromium"]
FETCHED_WITHIN = 300


def find() -> str | None:
    """The path of a Chrome, Edge or Chromium that is there and runs; None where there is none."""
    return next((str(place) for place in _places() if runs(place)), None)


def ensure() -> str:
    """The path of a browser; what is missing is fetched.

    SystemExit, with what was tried and what to do, where none is to be had.
    """
    path, tried = find(), ["none is installed"]
    for step in (_download, _package):
        if path:
            break
        tried.append(step())
        path = find()
    if not path:
        raise SystemExit(
            f"No browser for the tests: {'; '.join(tried)}. Install Chrome, Edge or Chromium so "
            "that it is on the PATH, and try again."
        )
    return path


def _places() -> Iterator[Path]:
    yield from places()
    with sync_playwright() as playwright:
        downloaded = Path(playwright.chromium.executable_path)
    yield downloaded


def _download() -> str:
    """Playwright's own download; returns what is to be said if it did not help."""
    command = " ".join(DOWNLOAD[1:])
    outcome = run(DOWNLOAD, FETCHED_WITHIN) or "brought one that does not run here"
    return f"Playwright's own download (python {command}) {outcome}"


def _package() -> str:
    """The system's package manager, which only the administrator may use.

    Returns what is to be said if it did not help.
    """
    if not shutil.which(UPDATE[0]):
        return "there is no apt-get on this machine"
    command = f"{' '.join(UPDATE)} && {' '.join(INSTALL)}"
    if not is_root():
        typed = f"sudo {' '.join(UPDATE)} && sudo {' '.join(INSTALL)}"
        print(f"To install a browser, type: {typed}", file=sys.stderr)
        return f"only the administrator may install one (type: {typed})"
    failed = run(UPDATE, FETCHED_WITHIN) or run(INSTALL, FETCHED_WITHIN)
    return f"the package manager ({command}) {failed or 'brought one that does not run here'}"


if __name__ == "__main__":
    print(ensure())
