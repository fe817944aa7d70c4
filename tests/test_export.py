"""Files: what leaves the dashboard can be read back, and nothing in it is run."""

import csv
import io
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from atlas.charts.chart_view import ChartView
from atlas.charts.registry import CHARTS
from atlas.dataset.filters import Filters
from atlas.export.page import to_html
from atlas.export.rows import Rows, rows_of, to_csv, to_csv_with_decimal_commas
from lengths import OF_EVERY_FORM, first_of_all

TODAY = date(2026, 1, 2)


SOME = pytest.mark.parametrize("name", first_of_all(OF_EVERY_FORM, CHARTS))


@pytest.fixture(autouse=True)
def _tiny(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))


def _rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@cmd", "\t=1", "\r=1", "  =1", "\ufeff=1"])
def test_text_that_a_spreadsheet_would_run_is_made_inert(text: str) -> None:
    header, row = _rows(to_csv(Rows(pd.DataFrame({text: [text]}), {}, [])))
    # A tab or a line break may part it, so what comes after is guarded too.
    inert = "'" + text.replace("\t=", "\t'=").replace("\r=", "\r'=")
    assert header == [inert]
    assert row == [inert]


@pytest.mark.parametrize(
    ("text", "points", "commas"),
    [
        ("a;=1+1", "a;'=1+1", "a;'=1+1"),
        ("a; \u200b@cmd; b", "a; \u200b'@cmd; b", "a; \u200b'@cmd; b"),
        ("a\n\n=1;＝2|+3\t-4", "a\n\n'=1;'＝2|'+3\t'-4", "a\n\n'=1;'＝2|'+3\t'-4"),
        ("a,=1", "a,=1", "a,'=1"),
        ("Su-27; Su-30, 2 of them;", "Su-27; Su-30, 2 of them;", "Su-27; Su-30, 2 of them;"),
    ],
)
def test_text_that_a_spreadsheet_would_part_into_a_formula_is_made_inert(
    text: str, points: str, commas: str
) -> None:
    # One that parts cells by semicolons sees no quotes in a file whose cells are parted by commas.
    taken = Rows(pd.DataFrame({"Name": [text]}), {}, [])
    assert _rows(to_csv(taken))[1] == [points]
    written = to_csv_with_decimal_commas(taken).decode("utf-8-sig")
    assert [*csv.reader(io.StringIO(written, newline=""), delimiter=";")][1] == [commas]


def test_numbers_stay_numbers_and_other_text_stays_as_it_is() -> None:
    frame = pd.DataFrame({"n": [-5, 3], "x": [-0.5, None], "text": ["a,b", "Поиск 汉字"]})
    assert _rows(to_csv(Rows(frame, {}, []))) == [
        ["n", "x", "text"],
        ["-5", "-0.5", "a,b"],
        ["3", "", "Поиск 汉字"],
    ]


@SOME
def test_a_csv_has_a_row_for_each_row_beneath_the_chart(name: str) -> None:
    chart = CHARTS[name]
    shown = ChartView(chart, Filters(), chart.options())
    header, *rows = _rows(to_csv(rows_of(shown, TODAY)))
    assert set(header) >= set(shown.table.columns)
    assert len(rows) == len(shown.table)


@SOME
def test_a_page_to_take_away_names_its_filters_and_sources_and_links_nothing(name: str) -> None:
    chart = CHARTS[name]
    shown = ChartView(chart, Filters(years=(2002, 2018)), chart.options())
    text = to_html(shown, TODAY).decode().replace("\\u2013", "–")
    for words in (chart.title, "2002–2018", "Weekly 2018", "2026-01-02", 'lang="en"'):
        assert words in text
    assert 'src="http' not in text
    assert "<link" not in text


def test_whole_numbers_in_a_csv_have_no_decimal_point() -> None:
    chart = CHARTS["exercise-timeline"]
    text = to_csv(rows_of(ChartView(chart, Filters(), chart.options()), TODAY)).decode("utf-8-sig")
    assert "3500" in text
    assert "3500.0" not in text
