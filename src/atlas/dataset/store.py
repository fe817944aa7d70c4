"""Built datasets, kept for the whole process: pages, routes and the command line share them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from threading import RLock

from atlas.datapackage import changelog, tables
from atlas.datapackage.changelog import Entry
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.paths import data_folders

Folders = tuple[Path, ...]
State = tuple[tables.Stamp, ...]

_lock = RLock()
# Within one look: the state of each set of folders that has been asked for. Outside: nothing.
_states_seen: ContextVar[dict[Folders, State] | None] = ContextVar("states_seen", default=None)


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


def dataset(evidence: str = "all", kinds: tuple[str, ...] = ()) -> Dataset:
    """The dataset built from one evidence base, a key of `EVIDENCE`.

    With `own`, from the sources of these kinds alone; no kind means all. It is built once for each
    state of the data folders, which are looked at in every call (or in every `one_look`).
    DataProblemsError where the data are not valid.
    """
    folders = data_folders()
    chosen_kinds = tuple(sorted(kinds)) if evidence == "own" else ()
    with _lock:
        return _built(folders, _state(folders), evidence, chosen_kinds)


@lru_cache(maxsize=8)
def _built(folders: Folders, state: State, evidence: str, kinds: tuple[str, ...]) -> Dataset:
    read = _tables(folders, state)
    sources = read["sources"]
    if evidence == "articles":
        sources = sources[sources["tier"].eq("core")]
    elif kinds:
        sources = sources[sources["kind"].isin(kinds)]
    return build(read, sources["id"])


@lru_cache(maxsize=2)
def _tables(folders: Folders, state: State) -> tables.Tables:
    return tables.load(*folders)


def entries() -> tuple[Entry, ...]:
    """The changelog of the first data folder, which declares the tables."""
    return changelog.read(data_folders()[0])
