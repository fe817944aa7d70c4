"""nginx for the tests behind it: one that is installed, else one from the package manager.

Run as a script it prints the path, or why there is none; that is no failure.
"""

import shutil
import sys

from atlas.export.browser import is_root, run
from atlas.web.nginx import find

UPDATE, INSTALL = ["apt-get", "update"], ["apt-get", "install", "-y", "nginx-light"]
FETCHED_WITHIN = 300


class NoNginxError(Exception):
    """There is no nginx; the text says what was tried and what to do."""


def ensure() -> str:
    """The path of nginx; what is missing is installed, NoNginxError where it cannot be."""
    path = find()
    if path:
        return path
    tried = _package()
    path = find()
    if not path:
        raise NoNginxError(f"There is no nginx for the tests behind it: {tried}.")
    return path


def _package() -> str:
    """The system's package manager; returns what is to be said if it did not help."""
    if not shutil.which(UPDATE[0]):
        return "there is no apt-get on this machine; install nginx so that it is on the PATH"
    command = f"{' '.join(UPDATE)} && {' '.join(INSTALL)}"
    if not is_root():
        return f"only the administrator may install it (type: sudo sh -c '{command}')"
    failed = run(UPDATE, FETCHED_WITHIN) or run(INSTALL, FETCHED_WITHIN)
    return f"the package manager ({command}) {failed or 'brought none'}"


if __name__ == "__main__":
    try:
        print(ensure())
    except NoNginxError as missing:
        print(f"{missing} These tests will be skipped.", file=sys.stderr)
