"""Numbers in sentences have separators, whichever library they come from."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import tiny
from atlas.charts.chart_view import ChartView
from atlas.charts.registry import CHARTS
from atlas.dataset.filters import Filters
from atlas.values.words import counted, escaped, few, number, wrapped
from lengths import first_of_rows


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (28708, "28,708"),
        (np.int64(28708), "28,708"),
        (np.float32(1500), "1,500"),
        (pd.Series([28708]).sum(), "28,708"),
        (2.5, "2.5"),
        (True, "True"),
        ("2018", "2018"),
    ],
)
def test_a_number_has_separators_of_thousands(value: object, text: str) -> None:
    assert number(value) == text


def test_a_count_of_a_frame_is_one_like_any_other() -> None:
    assert counted(pd.Series([28708]).sum(), "transfers") == "28,708 transfers"
    assert counted(np.int64(1), "transfers") == "1 transfer"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny package with 1,500 transfers more."""
    ids = [f"t-{place}" for place in range(1_500)]
    rows = [
        tiny.said(
            key, supplier="RUS", recipient="CHN", date="2010", kind="sale", status="delivered"
        )
        for key in ids
    ]
    records = [{"id": key, "table": "transfers", "label": key} for key in ids]
    sheets = {"transfers": [*tiny.SHEETS["transfers"], *rows]}
    folder = tmp_path_factory.mktemp("many")
    return tiny.write(folder, sheets, records=[*tiny.RECORDS, *records])


@pytest.mark.parametrize(
    ("chart", "words"),
    first_of_rows(
        {"transfer-flows"},
        [
            ("transfer-flows", "Flow chart of 1,502 transfers"),
            ("transfer-matrix", "1,504"),
            ("two-way-street", "1,50"),
            ("transfer-course", "Course of 1,50"),
            ("transfers-cumulative", "Russia → China 1,501"),
            ("records-by-year", "1,51"),
        ],
    ),
)
def test_sentences_of_large_charts_have_separators(
    many: Path, monkeypatch: pytest.MonkeyPatch, chart: str, words: str
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(many))
    shown = ChartView(CHARTS[chart], Filters(), CHARTS[chart].options())
    assert words in shown.takeaway
    assert not [
        word
        for word in shown.takeaway.split()
        if word.strip("(),;.").startswith("15") and "," not in word
    ]


def test_what_is_no_character_is_in_no_label_of_a_drawing() -> None:
    text = "A\ufffe \uffffB\x00\x1b\ud800C"
    assert escaped(text) == wrapped(text) == "A BC"


def test_of_many_texts_a_few_are_named_and_long_ones_cut() -> None:
    assert few(["a", "b"]) == "a, b"
    assert few([*"abcdefg"]) == "a, b, c, d, e and 2 more"
    assert few(["x" * 61, "y"], between="; ") == f"{'x' * 59}…; y"
