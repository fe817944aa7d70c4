"""Built datasets, kept for the whole process: pages, routes and the command line share them."""

from functools import lru_cache
from pathlib import Path
from threading import RLock

from atlas import tables
from atlas.build import build
from atlas.dataset import Dataset
from atlas.paths import data_folder

EVIDENCE = {"all": "Articles and references", "articles": "The two articles only"}
_lock = RLock()


def dataset(evidence: str = "all") -> Dataset:
    """The dataset built from one evidence base, a key of `EVIDENCE`; DataProblemsError where the data are not valid.

    It is built once per state of the data folder: a changed file is noticed at the next call.
    """
    folder = data_folder()
    with _lock:
        return _built(folder, tables.stamp(folder), evidence)


@lru_cache(maxsize=8)
def _built(folder: Path, stamp: tuple[tuple[str, int, int], ...], evidence: str) -> Dataset:
    read = _tables(folder, stamp)
    sources = read["sources"]
    core = sources["tier"].eq("core")
    return build(read, sources.loc[core | (evidence == "all"), "id"])


@lru_cache(maxsize=2)
def _tables(folder: Path, stamp: tuple[tuple[str, int, int], ...]) -> tables.Tables:
    return tables.load(folder)
