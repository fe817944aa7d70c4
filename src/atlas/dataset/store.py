"""Built datasets, kept for the whole process: pages, routes and the command line share them."""

from functools import lru_cache
from pathlib import Path
from threading import RLock

from atlas.datapackage import changelog, tables
from atlas.datapackage.changelog import Entry
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.paths import data_folders

_lock = RLock()


def dataset(evidence: str = "all", kinds: tuple[str, ...] = ()) -> Dataset:
    """The dataset built from one evidence base, a key of `EVIDENCE`; DataProblemsError where the data are not valid.

    With `own`, from the sources of these kinds alone; no kind means all. It is built once per state of the data folders: a
    changed file is noticed at the next call.
    """
    folders = data_folders()
    with _lock:
        return _built(
            folders,
            tables.stamp(*folders),
            evidence,
            tuple(sorted(kinds)) if evidence == "own" else (),
        )


@lru_cache(maxsize=8)
def _built(
    folders: tuple[Path, ...],
    stamp: tuple[tables.Stamp, ...],
    evidence: str,
    kinds: tuple[str, ...],
) -> Dataset:
    read = _tables(folders, stamp)
    sources = read["sources"]
    if evidence == "articles":
        sources = sources[sources["tier"].eq("core")]
    elif kinds:
        sources = sources[sources["kind"].isin(kinds)]
    return build(read, sources["id"])


@lru_cache(maxsize=2)
def _tables(folders: tuple[Path, ...], stamp: tuple[tables.Stamp, ...]) -> tables.Tables:
    return tables.load(*folders)


def entries() -> tuple[Entry, ...]:
    """The changelog of the first data folder, which declares the tables."""
    return changelog.read(data_folders()[0])
