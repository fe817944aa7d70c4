"""Two records of one name: each of their names, in every table, leads to its own record."""

import os
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import tiny
from as_read import unmarked
from atlas.paths import ROOT
from atlas.ui import small_tables

EXERCISES = ["steppe-1", "steppe-2"]
SYSTEMS = ["jet", "engine"]


@pytest.fixture(autouse=True)
def _namesakes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tiny package, in which two exercises have one name, and two systems.

    One folder may not enter a name twice, so the second of each stands in a folder of its own.
    """
    records, others = [], []
    for record in tiny.RECORDS:
        is_namesake = record["id"] in [*EXERCISES, *SYSTEMS]
        named = record | ({"label": f"Namesake {record['table']}"} if is_namesake else {})
        (others if record["id"] in {EXERCISES[1], SYSTEMS[1]} else records).append(named)
    folder = tiny.write(tmp_path / "data", records=records)
    beside = tiny.write(tmp_path / "beside", records=others)
    for path in beside.iterdir():
        if path.name != "records.csv":
            path.unlink()
    monkeypatch.setenv("ATLAS_DATA", os.pathsep.join(map(str, [folder, beside])))


def _table(page: str, chart: str) -> pd.DataFrame:
    """The table beneath a chart, as it is sent to the reader."""
    at = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=60)
    at.session_state[f"table-{chart}"] = True
    at.run()
    assert not at.exception
    elements = [*at.table, *at.dataframe]
    return elements[0].value


@pytest.mark.parametrize("most", [small_tables.MOST_ROWS, 0], ids=["small", "large"])
@pytest.mark.parametrize(
    ("page", "chart", "column", "ids_by_row"),
    [
        (
            "exercises",
            "exercise-timeline",
            "Entry",
            {"2005": "steppe-1", "11–17 September 2018": "steppe-2"},
        ),
        ("transfers", "transfer-flows", "System", {"2015": "jet", "2014": "engine"}),
    ],
)
def test_each_of_two_records_of_one_name_leads_to_its_own_evidence(
    page: str,
    chart: str,
    column: str,
    ids_by_row: dict[str, str],
    most: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(small_tables, "MOST_ROWS", most)
    # A grid keeps the name of the column, and shows another one.
    table = _table(page, chart).rename(columns={"Record": "Entry"})
    cells = dict(zip(table["When"].map(unmarked), table[column], strict=True))
    for when, identifier in ids_by_row.items():
        assert "Namesake" in cells[when]
        assert f"record={identifier}" in cells[when].replace("\\", "")
