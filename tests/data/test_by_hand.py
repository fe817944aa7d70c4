"""What is recorded beside each published number, counted from the CSV files with nothing of ours.

These are the answers that the page of counts gives; here the tables are read as plain text.
"""

import calendar
import csv
from collections import defaultdict
from functools import cache

import pytest

from atlas.charts.exercises.published_view import ours, published
from atlas.dataset.store import dataset
from atlas.paths import ROOT

STRENGTH = ["stated", "reported", "inferred", "projected"]


def _rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _begins() -> dict[str, tuple[str, str]]:
    """The day on which each exercise of both countries begins, and its series.

    Single exercises in which both take part and of which some row says more than a plan. Of their
    dates the strongest basis counts, then the source that ranks first.
    """
    series = {row["id"]: row["part_of"] for row in _rows("records")}
    rank = {row["id"]: int(row["rank"]) for row in _rows("sources")}
    by_id = defaultdict(list)
    for row in _rows("exercises"):
        by_id[row["id"]].append(row)
    groups = {series[identifier] for identifier in by_id}
    begins = {}
    for identifier, rows in by_id.items():
        countries = {code for row in rows for code in row["participants"].split(";")}
        is_planned = all(row["basis"] == "projected" for row in rows)
        if identifier in groups or is_planned or not {"CHN", "RUS"} <= countries:
            continue
        dated = [row for row in rows if row["date"]]
        dated.sort(key=lambda row: (STRENGTH.index(row["basis"]), rank[row["source"]]))
        begins[identifier] = (_first_day(dated), series[identifier])
    return begins


def _first_day(dated: list[dict[str, str]]) -> str:
    """The beginning in the first row, or as exact as a later row has it."""
    firsts = [row["date"].partition("/")[0].strip("~?%.") for row in dated]
    known = [first for first in firsts if first]
    exact = [first for first in known if first.startswith(known[0])]
    longest = max(exact, key=len)
    return longest + "-01-01"[len(longest) - 4 :]


def _between(first: str, last: str) -> set[str]:
    """The exercises that begin in a period of years or months."""
    low = first + "-01-01"[len(first) - 4 :]
    year = last[:4]
    month = last[5:7] or "12"
    high = f"{year}-{month}-{calendar.monthrange(int(year), int(month))[1]}"
    return {key for key, (day, _) in _begins().items() if low <= day <= high}


@pytest.mark.parametrize(
    ("count", "first", "last"),
    [
        ("chinapower-2024", "2003", "2024-07"),
        ("chinapower-2025", "2003", "2025-08"),
        ("merics-2025", "2003", "2025-05"),
        ("merics-2024-year", "2024", "2024"),
        ("euiss-2025", "2003", "2025"),
        ("ndu-2022", "2022", "2022"),
        ("ndu-2021", "2021", "2021"),
        ("ndu-2019", "2019", "2019"),
        ("ndu-since-crimea", "2014-03", "2023-07"),
        ("scmp-2023", "2012-11", "2023-08"),
        ("diplomat-2018-year", "2018", "2018"),
    ],
)
def test_exercises_beside_a_published_number_are_those_counted_by_hand(
    count: str, first: str, last: str
) -> None:
    data = dataset("all")
    assert set(ours(data, published(data)[count])) == _between(first, last)


def test_numbers_of_two_series_are_those_counted_by_hand() -> None:
    data = dataset("all")
    counts = published(data)
    flights = {
        key for key in _between("2019", "2024-07") if _begins()[key][1] == "joint-air-patrol"
    }
    assert set(ours(data, counts["csis-bomber-flights-2024"])) == flights
    assert len(flights) == 8
    seas = [key for key in _between("2012", "2025") if _begins()[key][1] == "joint-sea"]
    # Two phases of one year are counted once.
    years = {_begins()[key][0][:4] for key in seas}
    assert len(seas) == 13
    assert len(ours(data, counts["joint-sea-2025"])) == len(years) == 11


@pytest.mark.parametrize(
    ("part", "whole", "first", "published_share"),
    [
        (("RUS", "CHN"), ("XWD", "CHN"), 2019, 77),
        (("RUS", "CHN"), ("RUS", "XWD"), 2019, 21),
        # Published as 23 %; the edition of 2024 has less.
        (("RUS", "CHN"), ("RUS", "XWD"), 2018, 21),
    ],
)
def test_shares_are_sums_of_five_years_of_one_edition(
    part: tuple[str, str], whole: tuple[str, str], first: int, published_share: int
) -> None:
    years = {str(year) for year in range(first, first + 5)}
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for row in _rows("volumes"):
        is_meant = row["edition"] == "SIPRI 2024 update" and row["unit"] == "tiv"
        if is_meant and row["goods"] == "major arms" and row["period"] in years:
            sums[row["supplier"], row["recipient"]] += float(row["value"])
    assert round(100 * sums[part] / sums[whole]) == published_share
