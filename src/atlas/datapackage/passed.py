"""Packages that have passed every check before: the same bytes under the same rules are not checked at every start."""

import hashlib
import os
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from atlas.datapackage.files import PACKAGE
from atlas.paths import CACHE

KEPT = CACHE / "passed"
MOST = 50
# A path that leads nowhere would silently let changed rules pass, so a missing one raises.
PACKAGE_ROOT = Path(__file__).parents[1]
RULES = (
    *(
        f"datapackage/{name}.py"
        for name in ("changelog", "checks", "files", "passed", "schema", "validation")
    ),
    *(f"values/{name}.py" for name in ("countries", "dates")),
)
LIBRARIES = ("frictionless", "pandas", "pycountry")


def key(*folders: Path) -> str:
    """A hash of every file of the folders, in their order, and of the rules that they are held against."""
    digest = hashlib.sha256(" ".join(map(version, LIBRARIES)).encode())
    rules = [PACKAGE_ROOT.joinpath(rule).resolve(strict=True) for rule in RULES]
    tables = [
        path
        for folder in folders
        for path in (Path(PACKAGE), *sorted([folder / PACKAGE, *folder.glob("*.csv")]))
    ]
    for path in (*rules, *tables):
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"\0{path.name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def passed(known: str) -> bool:
    """Whether a package with this key has passed."""
    return known in _kept()


def remember(known: str) -> None:
    """Note that a package has passed. Where nothing can be written, it is checked again at the next start."""
    with suppress(OSError):
        KEPT.parent.mkdir(parents=True, exist_ok=True)
        draft = KEPT.with_name(f"{KEPT.name}-{os.getpid()}")
        draft.write_text("\n".join([*_kept(), known][-MOST:]), encoding="ascii")
        draft.replace(KEPT)


def _kept() -> list[str]:
    try:
        return KEPT.read_text(encoding="ascii").split()
    except (OSError, UnicodeError):
        return []
