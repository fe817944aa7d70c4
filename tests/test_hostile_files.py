"""Hostile text from the data in every file of every chart: shown as text, never run, never lost."""

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import networkx as nx
import openpyxl
import pandas as pd
import pytest

from atlas.charts.chart_view import ChartView
from atlas.charts.registry import CHARTS
from atlas.dataset.filters import Filters
from atlas.export.graphs import to_gexf, to_graphml
from atlas.export.page import to_html
from atlas.export.rows import rows_of, to_csv, to_json, to_parquet
from atlas.export.workbook import to_xlsx
from lengths import OF_EVERY_FORM, first_of_all

TODAY = date(2026, 1, 2)
EVERY = pytest.mark.parametrize("name", first_of_all(OF_EVERY_FORM, CHARTS))
FORMULA = re.compile(r"^[\s\ufeff]*[=+\-@]")


@pytest.fixture(autouse=True)
def _hostile(hostile_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(hostile_folder))


def _shown(name: str) -> ChartView:
    return ChartView(CHARTS[name], Filters(), CHARTS[name].options())


@EVERY
def test_no_cell_of_a_csv_or_a_workbook_is_a_formula(name: str) -> None:
    taken = rows_of(_shown(name), TODAY)
    texts = [
        cell
        for row in csv.reader(io.StringIO(to_csv(taken).decode("utf-8-sig"), newline=""))
        for cell in row
    ]
    assert not [text for text in texts if FORMULA.match(text)]
    for sheet in openpyxl.load_workbook(io.BytesIO(to_xlsx(taken))):
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert cells
        assert not [
            cell
            for cell in cells
            if cell.data_type == "f" or cell.hyperlink or FORMULA.match(str(cell.value))
        ]


@EVERY
def test_json_and_parquet_keep_hostile_text_as_it_is(name: str) -> None:
    shown = _shown(name)
    taken = rows_of(shown, TODAY)
    written = json.loads(to_json(taken))["rows"]
    frame = pd.read_parquet(io.BytesIO(to_parquet(taken)))
    assert len(written) == len(frame) == len(shown.table) > 0
    for column in shown.table.select_dtypes("str"):
        texts = shown.table[column].fillna("").tolist()
        assert frame[column].fillna("").tolist() == texts
        assert [row[column] or "" for row in written] == texts


def test_the_files_of_these_tests_hold_hostile_text() -> None:
    """The other tests of this file would pass as well if it were lost on the way."""
    taken = rows_of(_shown("exercise-timeline"), TODAY)
    records = {row["Record"] for row in json.loads(to_json(taken))["rows"]}
    assert any("<script>window.hit" in record for record in records)
    assert "window.hit" in to_csv(taken).decode("utf-8-sig")
    assert "window.hit" in to_html(_shown("exercise-timeline"), TODAY).decode()


@EVERY
def test_a_page_to_take_away_has_no_markup_from_data(name: str) -> None:
    text = to_html(_shown(name), TODAY).decode()
    assert "<script>window.hit" not in text
    assert "<img src=x" not in text


def test_graph_files_keep_hostile_labels() -> None:
    shown = _shown("network")
    expected = {shown.dataset.label(node) for node in shown.view.nodes["id"]}
    for write, read in ((to_graphml, nx.read_graphml), (to_gexf, nx.read_gexf)):
        nodes = read(io.BytesIO(write(shown.view, shown.context))).nodes(data=True)
        labels = {attributes["label"] for _, attributes in nodes}
        assert labels == expected
        assert any("<script>" in label for label in labels)
