"""XLSX, JSON and Parquet: read back by other programs' libraries, equal to what is shown."""

import io
import json
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest

from atlas.charts.chart import Chart
from atlas.charts.chart_view import ChartView
from atlas.charts.registry import CHARTS
from atlas.dataset.filters import Filters
from atlas.export.rows import rows_of, to_json, to_parquet
from atlas.export.workbook import to_xlsx
from atlas.paths import ROOT
from lengths import OF_EVERY_FORM, first_of_all

TODAY = date(2026, 1, 2)
EVERY = pytest.mark.parametrize("chart", CHARTS.values(), ids=lambda chart: chart.name)


@pytest.fixture(autouse=True)
def _tiny(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))


def _shown(chart: Chart) -> ChartView:
    return ChartView(chart, Filters(), chart.options())


@pytest.mark.parametrize("name", first_of_all(OF_EVERY_FORM, CHARTS))
def test_a_workbook_has_the_rows_all_sources_and_a_readme_with_filters_and_licence(
    name: str,
) -> None:
    shown = _shown(CHARTS[name])
    taken = rows_of(shown, TODAY)
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(taken)))
    header, *rows = book["Rows"].iter_rows(values_only=True)
    assert list(header) == taken.frame.columns.tolist()
    assert set(header) >= set(shown.table.columns)
    assert len(rows) == len(shown.table)
    lines = list(book["README"].iter_rows(values_only=True))
    texts = dict(reversed(lines))
    assert texts["Filters"] == shown.sentence
    names = [row[0] for row in book["Sources"].iter_rows(min_row=2, values_only=True)]
    assert texts["Sources"] == ", ".join(names)
    assert "CC BY 4.0" in texts["Licence"]
    assert all(texts[column] for column in header)


@EVERY
@pytest.mark.parametrize("data", first_of_all({"tiny"}, ["tiny", "shipped"]))
def test_every_column_of_a_chart_is_explained_in_words(
    chart: Chart, data: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if data == "shipped":
        monkeypatch.setenv("ATLAS_DATA", str(ROOT / "data"))
    explanations = dict(rows_of(_shown(chart), TODAY).columns)
    assert explanations
    assert [column for column, text in explanations.items() if not text.strip()] == []


@pytest.mark.usefixtures("unnamed_year")
def test_a_clock_that_no_archive_can_name_spoils_no_workbook() -> None:
    taken = rows_of(_shown(CHARTS["exercise-timeline"]), TODAY)
    content = to_xlsx(taken)
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert {part.date_time[0] for part in archive.infolist()} == {1980}
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames[0] == "Rows"


def test_a_workbook_does_not_tell_when_it_was_made() -> None:
    content = to_xlsx(rows_of(_shown(CHARTS["exercise-timeline"]), TODAY))
    properties = openpyxl.load_workbook(io.BytesIO(content)).properties
    assert {properties.created, properties.modified} == {datetime(1980, 1, 1)}


def test_a_workbook_keeps_numbers_and_makes_formulas_inert() -> None:
    shown = _shown(CHARTS["exercise-timeline"])
    taken = rows_of(shown, TODAY)
    taken.frame.loc["wave", "Record"] = '=HYPERLINK("http://x")\x07'
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(taken)))["Rows"]
    cells = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
    hostile = cells['\'=HYPERLINK("http://x")'][0]
    assert hostile.data_type == "s"
    column = taken.frame.columns.get_loc("Personnel, China (persons)")
    assert cells["Steppe 2"][column].value == 3500
    assert cells["Steppe 2"][column].data_type == "n"


@EVERY
def test_json_and_parquet_hold_the_same_rows(chart: Chart) -> None:
    shown = _shown(chart)
    answer = json.loads(to_json(rows_of(shown, TODAY)))
    assert answer["about"]["Made on"] == "2026-01-02"
    assert len(answer["rows"]) == len(shown.table)
    frame = pd.read_parquet(io.BytesIO(to_parquet(rows_of(shown, TODAY))))
    assert frame.attrs["Filters"] == shown.sentence
    pd.testing.assert_frame_equal(
        frame[shown.table.columns], shown.table.reset_index(drop=True), check_dtype=False
    )


@EVERY
def test_all_rows_are_those_without_filters_and_with_every_option_at_its_widest(
    chart: Chart,
) -> None:
    narrow = ChartView(
        chart, Filters(evidence="articles", domain=("naval",), projected="out"), chart.options()
    )
    widest = Filters(evidence="articles", participants="anybody", observers="watched")
    assert narrow.whole.filters == widest
    assert narrow.whole.rows == len(narrow.whole.table) >= narrow.rows
