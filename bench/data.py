"""How long the tables take to be read and built, and how long a page takes to answer a filter."""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
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
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def grown(shipped: Tables, rows: int) -> Tables:
    """The shipped sheets drawn on again and again until there are so many rows, about two of each record."""
    chance = np.random.default_rng(1)
    frames, records = dict(shipped.frames), [shipped["records"]]
    for name, share in SHARES.items():
        size = max(int(rows * share), 2)
        frame = shipped[name].sample(size, replace=True, random_state=1).reset_index(drop=True)
        numbers = chance.integers(0, max(size // 2, 1), size)
        frame["id"], frame["locator"] = (
            [f"{name}-{number}" for number in numbers],
            [f"¶{number}" for number in range(size)],
        )
        frames[name] = frame
        ids = frame["id"].unique()
        records.append(pd.DataFrame({"id": ids, "table": name, "label": ids}))
    frames["records"] = pd.concat(records, ignore_index=True)
    return Tables(shipped.schema, MappingProxyType(frames), "grown")


def damages(number: int = 300) -> Row:
    """So many damaged packages, read and built; an accident in any of them ends the measurement."""
    built = 0
    start = time.perf_counter()
    # What passes here is no package that anybody will open again: it is not noted for the next start.
    with TemporaryDirectory() as folder, patch.object(passed, "KEPT", Path(folder) / "passed"):
        for case in range(number):
            built += isinstance(outcome(damaged(Path(folder) / str(case), case)), Dataset)
    taken = time.perf_counter() - start
    what = f"Read {number} damaged packages: {built} built, {number - built} refused, no accident"
    return what, f"{taken:,.0f} s", ""


def rows() -> list[Row]:
    """Reading, building, damages, rerunning."""
    folder = ROOT / "data"
    shipped = tables.load(folder)
    sources = shipped["sources"]["id"].tolist()
    said = sum(len(shipped[table.name]) for table in shipped.schema.sheets)
    table = [
        (
            "Read the shipped tables, which have passed every check before",
            f"{median(lambda: tables.load(folder), 3) * 1000:,.0f} ms",
            "",
        ),
        (
            f"Build the shipped data ({said:,} rows)",
            f"{median(lambda: build(shipped, sources), 9) * 1000:,.0f} ms",
            "≤ 150 ms",
        ),
    ]
    for size, aim in ((100, ""), (10_000, ""), (100_000, "≤ 2 s")):
        big = grown(shipped, size)
        table.append(
            (f"Build {size:,} rows", f"{median(lambda big=big: build(big, sources), 3):.2f} s", aim)
        )
    table.append(("Facts of 10,000 marks, with their index", f"{_facts(big):.2f} s", "≤ 0.3 s"))
    table.append(damages())
    for page in sorted(path.stem for path in (ROOT / "pages").glob("*.py")):
        table.append(
            (
                f"Rerun of {page} after a filter change",
                f"{_rerun(page) * 1000:,.0f} ms",
                "≤ 60 ms" if page == "transfers" else "",
            )
        )
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
    at = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=120).run()
    taken = []
    for number in range(times):
        at.session_state["years"] = (1992 + number % 15, 2018 + number // 15)
        start = time.perf_counter()
        at.run()
        taken.append(time.perf_counter() - start)
        assert not at.exception
    return statistics.median(taken)
