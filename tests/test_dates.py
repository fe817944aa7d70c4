"""Dates: as precise as they were written, with strict bounds; held against the edtf library."""

from datetime import date

import edtf
import pandas as pd
import pytest

from atlas.values import dates
from atlas.values.dates import Precision

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
        "2018-00",
        "2018-09-00",
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
    days = dates.bounds(pd.Series(["2018-09", None], index=["a", "b"], dtype="str"))
    assert days.loc["a"].tolist() == [pd.Timestamp(2018, 9, 1), pd.Timestamp(2018, 9, 30), False]
    assert days.loc["b", ["start", "end"]].isna().all()


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


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018-09~", "2018-09", "2018-09"),
        ("2005~/2009%", "2005", "2009"),
        ("2018-09-11?/..", "2018-09-11", ".."),
        ("../2018", "..", "2018"),
    ],
)
def test_sides_are_the_dates_on_both_ends_without_their_marks(
    text: str, first: str, last: str
) -> None:
    assert dates.sides(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("2018", Precision.YEAR),
        ("2018-09~", Precision.MONTH),
        ("2018-09-11", Precision.DAY),
        ("2018-09-11/2018-10", Precision.MONTH),
        ("2018-09-11/..", Precision.OPEN),
    ],
)
def test_a_date_is_as_precise_as_the_side_that_says_less(text: str, known: Precision) -> None:
    assert dates.precision(text) is known


def test_precisions_go_from_what_says_nothing_to_the_day() -> None:
    assert sorted(Precision) == [Precision.OPEN, Precision.YEAR, Precision.MONTH, Precision.DAY]


@pytest.mark.parametrize(
    ("text", "to_the_month", "exact"),
    [
        ("2018-09-11", True, True),
        ("2018-09-11/2018-09-17", True, True),
        ("2018-09-11~", True, False),
        ("2018-09-11/2018-10", True, False),
        ("2018-09?", True, False),
        ("2018", False, False),
        ("2018-09/..", False, False),
        (None, False, False),
    ],
)
def test_a_column_says_which_dates_are_known_to_the_month_and_which_to_the_day(
    text: str | None, to_the_month: bool, exact: bool
) -> None:
    column = pd.Series([text, "2020"], index=["a", "b"], dtype="str")
    assert dates.is_to_the_month(column).to_dict() == {"a": to_the_month, "b": False}
    assert dates.is_exact(column).to_dict() == {"a": exact, "b": False}


@pytest.mark.parametrize(
    ("earlier", "later", "apart"),
    [
        ("2018-09-11", "2018-09-17", (6, "days")),
        ("2018-09-11", "2019-09-10", (364, "days")),
        ("2018-09-11", "2019-09-11", (1, "years")),
        ("2018-01-01", "2020-08-01", (3, "years")),
        ("2017-11", "2018-02-28", (3, "months")),
        ("2016", "2018-02-28", (2, "years")),
        ("2016", "2016-12-31", (0, "years")),
    ],
)
def test_dates_lie_apart_in_the_unit_of_the_less_exact_one(
    earlier: str, later: str, apart: tuple[int, str]
) -> None:
    assert dates.distance(earlier, later) == apart
    assert dates.distance(later, earlier) == apart


def test_an_open_side_is_at_no_distance() -> None:
    assert dates.distance("..", "2018") is None
    assert dates.distance("2018", "..") is None


@pytest.mark.parametrize(
    ("years", "uncertain", "text"),
    [
        ((2013,), False, "2013"),
        ((2013,), True, "2013?"),
        ((2013, 2014, 2018), False, "2013/2018"),
        ((2013, 2018), True, "2013?/2018?"),
        ((), True, ""),
    ],
)
def test_years_in_order_make_the_date_from_the_first_to_the_last(
    years: tuple[int, ...], uncertain: bool, text: str
) -> None:
    assert dates.from_years(years, uncertain) == text
