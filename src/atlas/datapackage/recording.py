"""The changelog's next entries: what a data folder has become since its last recorded version."""

import subprocess
import tarfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from atlas.datapackage import changelog
from atlas.datapackage.changelog import Entry, Kind
from atlas.datapackage.changes import Change, changes
from atlas.datapackage.tables import DataProblemsError, load, version

FIRST = [Change("", "", Kind.PUBLISHED)]


class NotRecordedError(Exception):
    """There is nothing to compare a data folder with."""


def compare(old: Path | None, new: Path) -> str:
    """What has changed from one folder to the other, a line each, and how many of each kind.

    Without `old`, what has changed since the last recorded version; NotRecordedError without one.
    """
    return _summary(_since(old, new))


def record(old: Path | None, new: Path, on: date, why: str) -> str:
    """Write what has changed into the changelog of the new folder, and return it in words.

    The first time it is recorded that the tables are there. DataProblemsError where the new folder
    is not valid, NotRecordedError as in `compare`, where its changelog cannot be written and where
    that has an entry of a later day, as the clock of this machine may be wrong.
    """
    entries = changelog.read(new)
    state = load(new).version
    path = new / changelog.FILE
    if entries and entries[-1].version == state:
        return f"The newest entry of {path} is of this version already: {state}."
    newest = max((entry.date for entry in entries), default="")
    if on.isoformat() < newest:
        raise NotRecordedError(
            f"{path} has an entry of {newest}, which is later than {on.isoformat()}: set the clock "
            "of this machine, or name the day with --on."
        )
    differences = _since(old, new) if entries or old else FIRST
    try:
        changelog.append(new, _entries(differences, on, state, why))
    except OSError as error:
        raise NotRecordedError(f"{path} cannot be written: {error.strerror or error}") from None
    return f"{_summary(differences)}\nRecorded in {path} as version {state} of {on.isoformat()}."


def _entries(differences: Sequence[Change], on: date, state: str, why: str) -> list[Entry]:
    """The lines of the changelog; a version in which no record differs has one all the same."""
    day = on.isoformat()
    return [
        Entry(day, state, change.table, change.id, change.change, ";".join(change.fields), why)
        for change in differences or [Change("", "", Kind.NONE)]
    ]


def _summary(differences: list[Change]) -> str:
    if differences == FIRST:
        return "The tables are recorded for the first time."
    counted = changelog.counted((change.id, change.change) for change in differences)
    return "\n".join([*map(str, differences), f"{counted[0].upper()}{counted[1:]}."])


def _since(old: Path | None, new: Path) -> list[Change]:
    if old:
        return changes(old, new)
    entries = changelog.read(new)
    try:
        with TemporaryDirectory() as folder:
            before = earlier(new, entries[-1].version, Path(folder)) if entries else None
            if before is None:
                raise NotRecordedError(
                    f"Name the older folder: git has no last recorded version of {new}."
                )
            return changes(before, new)
    except OSError as error:
        raise NotRecordedError(
            f"The last recorded version cannot be unpacked: {error.strerror}."
        ) from None


def earlier(folder: Path, sought: str, into: Path) -> Path | None:
    """The folder as it was at a version, unpacked below `into` from the history that git keeps.

    None where git has no such version.
    """
    commits = _git(folder, "log", "--format=%H", "--", ".") or b""
    for commit in commits.decode().split():
        packed = _git(folder, "archive", "--format=tar", commit, ".")
        target = into / commit
        if packed:
            with tarfile.open(fileobj=BytesIO(packed)) as files:
                # The filter refuses members that would lie outside the folder.
                files.extractall(target, filter="data")
            # Commits carry no version of the data, so each state is read until it is the one.
            if _version(target) == sought:
                return target
    return None


def _version(folder: Path) -> str:
    """The version of an older state; blank where it is one that cannot be read any more."""
    try:
        return version(folder)
    except DataProblemsError:
        return ""


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What git answers; None where there is no git, or no history of the folder."""
    try:
        command = ["git", "-C", str(folder), *arguments]
        return subprocess.run(command, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
