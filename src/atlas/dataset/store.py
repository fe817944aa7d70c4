"""Built datasets, kept for the whole process: pages, routes and the command line share them.

Files that are being edited may be wrong for a while. What was built before they were stays then.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from threading import RLock

from atlas.datapackage import changelog, tables
from atlas.datapackage.changelog import Entry
from atlas.datapackage.tables import DataProblemsError, Problem, Tables
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.dataset.earlier import without_later
from atlas.dataset.filter_registry import NO_STATE_MEDIA, STATE_MEDIA
from atlas.paths import data_folders

Folders = tuple[Path, ...]
State = tuple[tables.Stamp, ...]
Problems = tuple[Problem, ...]

_lock = RLock()
# Within one look: the state of each set of folders that has been asked for. Outside: nothing.
_states_seen: ContextVar[dict[Folders, State] | None] = ContextVar("states_seen", default=None)


@dataclass(frozen=True, eq=False)
class Good:
    """Data folders as they were when they were valid.

    `entries` are the changelog of the first folder, which declares the tables, and `own_version` is
    the version of that folder alone.
    """

    tables: Tables
    entries: tuple[Entry, ...]
    own_version: str


@dataclass(frozen=True)
class Fault:
    """Why the data folders are not shown as they are: their problems, first seen at `since`."""

    since: datetime
    problems: Problems


@dataclass
class _Watch:
    """What is known of some folders: how they were last valid, and since when they are not."""

    good: Good | None = None
    since: datetime | None = None


@contextmanager
def one_look() -> Iterator[None]:
    """Within it the data folders are looked at once, however often a dataset is asked for.

    It is meant for one answer to a reader: a page or a file whose parts come from the same state
    of the data. A changed file is noticed at the next look.
    """
    token = _states_seen.set({})
    try:
        yield
    finally:
        _states_seen.reset(token)


def _state(folders: Folders) -> State:
    """The state of the data folders, as one look has it or as they are now."""
    seen = _states_seen.get()
    if seen is None:
        return tables.stamp(*folders)
    if folders not in seen:
        seen[folders] = tables.stamp(*folders)
    return seen[folders]


def dataset(evidence: str = "all", kinds: tuple[str, ...] = (), as_of: str = "") -> Dataset:
    """The dataset built from one evidence base, a key of `EVIDENCE`.

    With `own`, from the sources of these `kinds` alone; no kind means all. `as_of` is a version of
    the changelog: what was added after it is left out. It is built once for
    each state of the data folders, which are looked at in every call (or in every `one_look`).
    Where they are not valid any more, it is built as they last were; DataProblemsError where they
    never were, KeyError where the changelog does not know the version.
    """
    chosen_kinds = tuple(sorted(kinds)) if evidence == "own" else ()
    with _lock:
        good, _ = _looked_at()
        return _built(good, evidence, chosen_kinds, as_of)


def raw() -> Tables:
    """The tables that datasets are built from, as they last were valid; errors as in `dataset`."""
    with _lock:
        return _looked_at()[0].tables


def fault() -> Fault | None:
    """What is wrong with the data folders while the dataset is an older one; None if nothing is.

    DataProblemsError as in `dataset`.
    """
    with _lock:
        return _looked_at()[1]


def entries() -> tuple[Entry, ...]:
    """The changelog of the first data folder, as old as the dataset is."""
    with _lock:
        return _looked_at()[0].entries


def own_version() -> str:
    """The version of the first data folder alone, as old as the dataset is."""
    with _lock:
        return _looked_at()[0].own_version


def _looked_at() -> tuple[Good, Fault | None]:
    """The folders as they last were valid, and what is wrong with them now."""
    folders = data_folders()
    watch = _watch(folders)
    now = _read(folders, _state(folders))
    if isinstance(now, Good):
        watch.good = now
        watch.since = None
        return now, None
    if watch.good is None:
        raise DataProblemsError(list(now))
    watch.since = watch.since or datetime.now(UTC)
    return watch.good, Fault(watch.since, now)


# A process serves one set of folders; tests go from one to another.
@lru_cache(maxsize=2)
def _watch(folders: Folders) -> _Watch:
    return _Watch()


# Problems are kept as well: a folder that is not valid is not checked anew at every click.
@lru_cache(maxsize=2)
def _read(folders: Folders, state: State) -> Good | Problems:
    try:
        read = tables.load(*folders)
    except DataProblemsError as error:
        return tuple(error.problems)
    first, *others = folders
    own_version = tables.version(first) if others else read.version
    return Good(read, changelog.read(first), own_version)


@lru_cache(maxsize=8)
def _built(good: Good, evidence: str, kinds: tuple[str, ...], as_of: str) -> Dataset:
    read = _as_of(good, as_of) if as_of else good.tables
    sources = read["sources"]
    if evidence == "articles":
        sources = sources[sources["tier"].eq("core")]
    elif evidence == NO_STATE_MEDIA:
        sources = sources[sources["kind"].ne(STATE_MEDIA)]
    elif kinds:
        sources = sources[sources["kind"].isin(kinds)]
    return build(read, sources["id"])


def _as_of(good: Good, version: str) -> Tables:
    """The tables without what was added after a version."""
    passed = changelog.since(good.entries, version)
    if passed is None:
        raise KeyError(version)
    return without_later(good.tables, passed)
