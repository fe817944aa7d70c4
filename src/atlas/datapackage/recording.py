"""The changelog's next entries: what a data folder has become since its last recorded version."""

import subprocess
import tarfile
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from atlas.datapackage import changelog
from atlas.datapackage.changelog import Entry
from atlas.datapackage.changes import Change, changes
from atlas.datapackage.tables import load, version

FIRST = [Change("", "", "published")]


class NotRecordedError(Exception):
    """There is nothing to compare a data folder with."""


def compare(old: Path | None, new: Path) -> str:
    """What has changed from one folder to the other, a line each, and how many of each kind; without `old`, since the last recorded version."""
    return _said(_since(old, new))


def record(old: Path | None, new: Path, on: date, why: str) -> str:
    """Write what has changed into the changelog of the new folder, which must be valid, and say so; the first time, that the tables are there."""
    entries, state = changelog.read(new), load(new).version
    if entries and entries[-1].version == state:
        return f"The newest entry of {new / changelog.FILE} is of this version already: {state}."
    found = _since(old, new) if entries or old else FIRST
    lines = found or [Change("", "", "none")]
    changelog.append(
        new,
        [
            Entry(on.isoformat(), state, one.table, one.id, one.change, ";".join(one.fields), why)
            for one in lines
        ],
    )
    return f"{_said(found)}\nRecorded in {new / changelog.FILE} as version {state} of {on.isoformat()}."


def _said(found: list[Change]) -> str:
    if found == FIRST:
        return "The tables are recorded for the first time."
    counted = changelog.counted((one.id, one.change) for one in found)
    return "\n".join([*map(str, found), f"{counted[0].upper()}{counted[1:]}."])


def _since(old: Path | None, new: Path) -> list[Change]:
    if old:
        return changes(old, new)
    entries = changelog.read(new)
    with TemporaryDirectory() as folder:
        before = earlier(new, entries[-1].version, Path(folder)) if entries else None
        if before is None:
            raise NotRecordedError(
                f"Name the older folder: git has no last recorded version of {new}."
            )
        return changes(before, new)


def earlier(folder: Path, sought: str, into: Path) -> Path | None:
    """The folder as it was at a version, put into `into`, from the history that git keeps of it; None where git does not have it."""
    commits = _git(folder, "log", "--format=%H", "--", ".") or b""
    for commit in commits.decode().split():
        packed = _git(folder, "archive", "--format=tar", commit, ".")
        target = into / commit
        if packed:
            with tarfile.open(fileobj=BytesIO(packed)) as files:
                files.extractall(target, filter="data")
            if version(target) == sought:
                return target
    return None


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What git answers; None where there is no git, or no history of the folder."""
    try:
        return subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
