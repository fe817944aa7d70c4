"""Dates: as precise as they were written, with strict bounds; held against the edtf library."""

from datetime import date

import edtf
import pandas as pd
import pytest

from atlas.values import dates

ORACLE = [
    "2018",
    "2018-09",
    "2018-09-11",
    "2018-09-11/2018-09-17",
    "1990/1993",
    "2012-02",
    "2011-02",
    "2005-05/2007-11",
    "0987",
    "2020-02-29",
]


def _day(struct: object) -> date:
    return date(*tuple(struct)[:3])  # type: ignore[call-overload]


@pytest.mark.parametrize("text", ORACLE)
def test_bounds_are_those_of_the_edtf_library(text: str) -> None:
    known, span = edtf.parse_edtf(text), dates.parse(text)
    assert (span.start, span.end) == (_day(known.lower_strict()), _day(known.upper_strict()))


@pytest.mark.parametrize(
    ("text", "plain"),
    [("2018-12~", "2018-12"), ("1990?", "1990"), ("2005%", "2005"), ("2005~/2009~", "2005/2009")],
)
def test_a_qualifier_changes_how_a_date_is_drawn_but_not_its_bounds(text: str, plain: str) -> None:
    assert dates.parse(text)[:2] == dates.parse(plain)[:2]
    assert dates.parse(text).approximate
    assert not dates.parse(plain).approximate


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("2018/..", date(2018, 1, 1), None), ("../2018-02", None, date(2018, 2, 28))],
)
def test_an_open_side_has_no_day(text: str, start: date | None, end: date | None) -> None:
    assert dates.parse(text)[:2] == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "../..",
        "2018-13",
        "2018-02-30",
        "2018/2017",
        "2018-9",
        "20180911",
        "September 2018",
        "2014/",
        "/2018",
        "2018-09-1X",
        "0000",
        "２０１８",
    ],
)
def test_everything_outside_the_grammar_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        dates.parse(text)


def test_columns_keep_their_index_and_blank_cells_have_no_day() -> None:
    found = dates.bounds(pd.Series(["2018-09", None], index=["a", "b"], dtype="str"))
    assert found.loc["a"].tolist() == [pd.Timestamp(2018, 9, 1), pd.Timestamp(2018, 9, 30), False]
    assert found.loc["b", ["start", "end"]].isna().all()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2018", "2018"),
        ("2018-09", "September 2018"),
        ("2018-09-11", "11 September 2018"),
        ("2018-09-11/2018-09-17", "11–17 September 2018"),
        ("2018-08-30/2018-09-05", "30 August 2018 – 5 September 2018"),
        ("2005~/2009~", "2005–2009, approximate"),
        ("1990?", "1990, uncertain"),
        ("1990%", "1990, approximate, uncertain"),
        ("2018/..", "since 2018"),
        ("../2018-05", "until May 2018"),
        ("", "date not given"),
    ],
)
def test_dates_read_as_people_write_them(text: str, words: str) -> None:
    assert dates.label(text) == words
