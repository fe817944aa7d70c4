"""Packages that have passed every check before.

The same bytes under the same rules are not checked again at every start.
"""

import hashlib
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from atlas.datapackage.files import PACKAGE
from atlas.datapackage.reading import content
from atlas.datapackage.writing import write_whole
from atlas.paths import CACHE

KEPT = CACHE / "passed"
MOST, MOST_MEGABYTES = 50, 1
PACKAGE_ROOT = Path(__file__).parents[1]
# The modules that judge cells and rows: without one of them, packages would go on passing by old
# rules.
RULES = (
    "datapackage/amount_checks.py",
    "datapackage/cell_checks.py",
    "datapackage/changelog.py",
    "datapackage/checks.py",
    "datapackage/day_checks.py",
    "datapackage/declaration_form.py",
    "datapackage/error_words.py",
    "datapackage/files.py",
    "datapackage/locators.py",
    "datapackage/name_checks.py",
    "datapackage/needed.json",
    "datapackage/needed.py",
    "datapackage/numbered.py",
    "datapackage/passed.py",
    "datapackage/patterns.py",
    "datapackage/reading.py",
    "datapackage/place_checks.py",
    "datapackage/record_checks.py",
    "datapackage/row_shapes.py",
    "datapackage/row_checks.py",
    "datapackage/schema.py",
    "datapackage/shapes.py",
    "datapackage/sense_checks.py",
    "datapackage/side_checks.py",
    "datapackage/source_checks.py",
    "datapackage/spelling_checks.py",
    "datapackage/time_checks.py",
    "datapackage/validation.py",
    "datapackage/verdicts.py",
    "datapackage/writing.py",
    "values/characters.py",
    "values/countries.py",
    "values/dates.py",
    "values/words.py",
)
LIBRARIES = ("frictionless", "pandas", "pycountry")


def key(*folders: Path) -> str:
    """A hash of every file of the folders, in their order, and of the rules for them."""
    digest = hashlib.sha256(_of_rules(RULES))
    for folder in folders:
        digest.update(b"\0folder")
        names = [path for path in folder.glob("*.csv") if not path.name.startswith(".")]
        for path in sorted([folder / PACKAGE, *names]):
            digest.update(_named_content(path))
    return digest.hexdigest()


@cache
def _of_rules(modules: tuple[str, ...]) -> bytes:
    """A hash of the modules that judge, and of the libraries that they do it with."""
    digest = hashlib.sha256(" ".join(map(version, LIBRARIES)).encode())
    for module in modules:
        # A path that leads nowhere would silently let changed rules pass, so a missing one raises.
        digest.update(_named_content(PACKAGE_ROOT.joinpath(module).resolve(strict=True)))
    return digest.digest()


def _named_content(path: Path) -> bytes:
    """A file with its name and size before it, so that no two sets of files give the same bytes."""
    own = b""
    # What cannot be read is a problem, so no package with it is ever remembered.
    with suppress(OSError):
        own = content(path)
    return f"\0{path.name}\0{len(own)}\0".encode("utf-8", "surrogateescape") + own


def passed(package_key: str) -> bool:
    """Whether a package with this key has passed."""
    return package_key in _keys()


def remember(package_key: str) -> None:
    """Note that a package has passed.

    Where nothing can be written, it is checked again at the next start.
    """
    with suppress(OSError):
        KEPT.parent.mkdir(parents=True, exist_ok=True)
        newest = [*_keys(), package_key][-MOST:]
        write_whole(KEPT, "\n".join(newest).encode())


def _keys() -> list[str]:
    try:
        return content(KEPT, MOST_MEGABYTES).decode("ascii").split()
    except (OSError, UnicodeError):
        return []
