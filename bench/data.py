"""How long the tables take to be read and built, and how long a page takes to answer a filter."""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from unittest.mock import patch

import numpy as np
import pandas as pd
from streamlit.testing.v1 import AppTest

from atlas.datapackage import passed, tables
from atlas.datapackage.tables import Tables
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.paths import ROOT
from atlas.records.facts import facts_of
from damages import damaged, outcome

Row = tuple[str, str, str]
FOLDER, PAGES = ROOT / "data", ROOT / "pages"
AIMS = {"transfers": "≤ 60 ms"}
# How many rows the tables are made to have, and how long their build may take.
GROWN = {100: "", 10_000: "", 100_000: "≤ 2 s"}
# Of those rows, how many each sheet has.
SHARES = {
    "exercises": 0.15,
    "transfers": 0.4,
    "systems": 0.05,
    "organisations": 0.1,
    "agreements": 0.05,
    "context": 0.05,
    "links": 0.1,
    "findings": 0.1,
}


def median(work: Callable[[], object], times: int = 5) -> float:
    """Seconds that the work takes, after one run to warm up."""
    work()
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def grown(shipped: Tables, rows: int) -> Tables:
    """The shipped sheets drawn on again and again until there are so many rows.

    Of each record there are about two.
    """
    chance = np.random.default_rng(1)
    frames = dict(shipped.frames)
    records = [shipped["records"]]
    for name, share in SHARES.items():
        size = max(int(rows * share), 2)
        numbers = chance.integers(0, max(size // 2, 1), size)
        frame = shipped[name].sample(size, replace=True, random_state=1).reset_index(drop=True)
        frame["id"] = [f"{name}-{number}" for number in numbers]
        frame["locator"] = [f"¶{number}" for number in range(size)]
        frames[name] = frame
        ids = frame["id"].unique()
        records.append(pd.DataFrame({"id": ids, "table": name, "label": ids}))
    frames["records"] = pd.concat(records, ignore_index=True)
    return Tables(shipped.schema, MappingProxyType(frames), "grown")


def damages(number: int = 300) -> Row:
    """So many damaged packages, read and built; an accident in any of them ends the measurement."""
    built = 0
    start = time.perf_counter()
    # What passes here is no package that anybody will open again: it is not noted for the next
    # start.
    with TemporaryDirectory() as folder, patch.object(passed, "KEPT", Path(folder) / "passed"):
        for case in range(number):
            built += isinstance(outcome(damaged(Path(folder) / str(case), case)), Dataset)
    taken = time.perf_counter() - start
    what = f"Read {number} damaged packages: {built} built, {number - built} refused, no accident"
    return what, f"{taken:,.0f} s", ""


def rows() -> list[Row]:
    """Reading, building, damages, rerunning."""
    shipped = tables.load(FOLDER)
    return [*_reading(shipped), *_growing(shipped), damages(), *_reruns()]


def _reading(shipped: Tables) -> list[Row]:
    sources = shipped["sources"]["id"].tolist()
    n_rows = sum(len(shipped[table.name]) for table in shipped.schema.sheets)
    read = median(lambda: tables.load(FOLDER), 3)
    built = median(lambda: build(shipped, sources), 9)
    reading = "Read the shipped tables, which have passed every check before"
    return [
        (reading, f"{read * 1000:,.0f} ms", ""),
        (f"Build the shipped data ({n_rows:,} rows)", f"{built * 1000:,.0f} ms", "≤ 150 ms"),
    ]


def _growing(shipped: Tables) -> list[Row]:
    """The build of ever more rows."""
    sources = shipped["sources"]["id"].tolist()
    table = []
    for size, aim in GROWN.items():
        built = median(partial(build, grown(shipped, size), sources), 3)
        table.append((f"Build {size:,} rows", f"{built:.2f} s", aim))
    many = "Facts of 10,000 marks, with their index"
    table.append((many, f"{_facts(grown(shipped, max(GROWN))):.2f} s", "≤ 0.3 s"))
    return table


def _reruns() -> list[Row]:
    table = []
    for page in sorted(path.stem for path in PAGES.glob("*.py")):
        measured = f"{_rerun(page) * 1000:,.0f} ms"
        table.append((f"Rerun of {page} after a filter change", measured, AIMS.get(page, "")))
    return table


def _facts(grown_tables: Tables) -> float:
    """Median seconds for the facts of 10,000 exercises' dates, where nobody has asked before."""
    dataset = build(grown_tables, grown_tables["sources"]["id"])
    ids = dataset["exercises"].index
    marks = ids.repeat(10_000 // len(ids) + 1)[:10_000]
    # A dataset that is replaced has memos of its own.
    return median(lambda: facts_of(replace(dataset), "exercises", marks, "date"))


def _rerun(page: str, times: int = 30) -> float:
    """Median seconds of so many reruns of a page, each under years that it has not seen."""
    at = AppTest.from_file(str(PAGES / f"{page}.py"), default_timeout=120).run()
    seconds = []
    for number in range(times):
        at.session_state["years"] = (1992 + number % 15, 2018 + number // 15)
        start = time.perf_counter()
        at.run()
        seconds.append(time.perf_counter() - start)
        assert not at.exception
    return statistics.median(seconds)
