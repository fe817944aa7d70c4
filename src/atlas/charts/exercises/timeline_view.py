"""Exercises in time: each single exercise as a mark in the lane of its series."""

from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from atlas.charts.chart import Context, domains
from atlas.charts.exercises.contingents import persons_sent, size_classes
from atlas.charts.exercises.room import Extent
from atlas.datapackage.schema import Schema
from atlas.dataset.dataset import Dataset
from atlas.dataset.filter_registry import NOT_STATED
from atlas.dataset.memo import once_a_build
from atlas.records.corroboration import standing
from atlas.records.listing import listing, main_domain, singles
from atlas.values.dates import is_exact


class Lane(StrEnum):
    """The lanes that are no series and no exercise; the others have the id of the record."""

    # Blanks, because no id has one: a record can never have the name of such a lane.
    OTHER = "other exercises"
    MENTIONED = "mentioned, date not given"
    CONTEXT = "context of exercises"


LANE_TITLES: dict[str, str] = {
    Lane.OTHER: "Single exercises",
    Lane.MENTIONED: "Date not given",
    Lane.CONTEXT: "Context",
}
# Up to so many exercises without a series have a lane each, or up to so many where it is asked.
FEW, LANES_OF_THEIR_OWN = 3, 24
# What is too much to draw: rows of a lane, and lanes.
MOST_ROWS, MOST_LANES = 8, 48
NO_ROW = -1
# Two marks of one row stand at least so far apart.
AIR = pd.Timedelta(days=45)
SHOWN = "shown"
CONTEXT = {SHOWN: "Shown", "hidden": "Hidden"}
TOGETHER = "together"
SINGLES = {TOGETHER: "Together", "lanes": "A lane each"}
# Of an exercise, what decides on its lane and its place in it.
COLUMNS = ["label", "part_of", "is_group", "year_first", "start", "end", "dated"]
# So many years are drawn at least.
FEWEST_YEARS = 3

NOTE = (
    "Above, the exercises of each year; beneath, each one in the lane of its series, and those of "
    "no series together, or in a lane each. One of several domains has the colour of its first, "
    "whatever the filter. The larger a mark, the larger the stated contingents of China and Russia "
    "together, or of the one whose own alone is stated. Hatched or hollow: the "
    "date is known less exactly than by the day, is only planned, or is not known. An asterisk "
    "above a mark: one independent source alone says so; a triangle: the state media of one "
    "country alone."
)


class By(StrEnum):
    """What the colours go by; the name of a column of `timeline` each."""

    DOMAIN = "domain"
    KIND = "kind"


COLOURED = {By.DOMAIN.value: "By domain", By.KIND.value: "By kind"}


@dataclass(frozen=True)
class TimelineOptions:
    """What the colours go by, whether the context stands above the exercises, and whether those of
    no series share a lane.
    """

    coloured: str = field(
        default=By.DOMAIN.value, metadata={"title": "Colour", "choices": COLOURED, "folded": True}
    )
    context: str = field(
        default=SHOWN, metadata={"title": "Context", "choices": CONTEXT, "folded": True}
    )
    singles: str = field(
        default=TOGETHER, metadata={"title": "Single exercises", "choices": SINGLES, "folded": True}
    )


EVERY = TimelineOptions()


def groups(schema: Schema, coloured: str) -> dict[str, str]:
    """Value → label of what has a colour of its own: domains, or kinds of exercise."""
    if coloured == By.KIND:
        return {**schema.labels("exercise-kind"), NOT_STATED: "Kind not stated"}
    return domains(schema)


def axis(marks: pd.DataFrame) -> Extent:
    """The days that are drawn: the years of the exercises and a little more; a few at least."""
    exercises = marks.loc[marks["context"].eq(""), ["year", "start", "end"]]
    last_day = exercises["end"].max() - pd.Timedelta(days=1)
    first = int(min(exercises["year"].min(), exercises["start"].min().year))
    last = int(max(exercises["year"].max(), last_day.year))
    if last - first + 1 < FEWEST_YEARS:
        return Extent(pd.Timestamp(first - 1, 1, 1), pd.Timestamp(last + 2, 1, 1))
    return Extent(pd.Timestamp(first - 1, 7, 1), pd.Timestamp(last + 1, 7, 1))


def timeline(dataset: Dataset, options: TimelineOptions = EVERY) -> pd.DataFrame:
    """Single exercises as marks, in order of their first day and label.

    Columns: id, table, lane, since, row, year, domain, kind, start, end, exact, dated, planned,
    projected, contingents, standing, context, is_place.

    - `lane` is the id of a series, or a `Lane`; that of the exercise itself where they are few, or
      each is to have one. Exercises without a date stand apart, at the year that mentions them.
    - `since` is the first day of the series whatever the filters, so that lanes stand in one order
      in every view; of an exercise without a series its own.
    - `row` parts what would overlap in a lane; `NO_ROW` for what is too much to draw.
    - `year` is the one under which it is counted.
    - `end` is the midnight after the last day, so that one day has a width.
    - `contingents` go by what is stated of the two sides, `one_sided` where it is of one of them
      alone; whole-exercise totals do not count, nor what was planned for one that took place.
    - `projected`: no source says more than that it is expected; `planned`: or of its date.
    - `context` is blank in all of them, and none `is_place`: is not drawn, only keeps its place.
    """
    frame = singles(dataset["exercises"][COLUMNS])
    undated = _within_year(frame[~frame["dated"]]).reindex(frame.index)
    start = frame["start"].fillna(undated)
    lane = _lanes(dataset, frame, together=options.singles == TOGETHER)
    since = _first_days(dataset).reindex(lane).set_axis(frame.index)
    columns = {
        "table": "exercises",
        "label": frame["label"],
        "lane": lane,
        "since": since.fillna(start),
        "year": frame["year_first"],
        "start": start,
        "end": frame["end"].fillna(undated) + pd.Timedelta(days=1),
        "dated": frame["dated"],
        "context": "",
        "is_place": False,
    }
    facts = _facts(dataset).reindex(frame.index)
    columns |= {str(name): facts[name] for name in facts}
    marks = pd.DataFrame(columns, index=frame.index)
    marks = marks.sort_values(["start", "label"]).reset_index()
    return placed(marks).drop(columns="label")


@once_a_build
def _facts(dataset: Dataset) -> pd.DataFrame:
    """What no filter changes of a mark, for every exercise by id."""
    frame = dataset.built["exercises"]
    persons = persons_sent(dataset, frame)
    columns = {
        "domain": main_domain(frame),
        "kind": frame["kind"].fillna(NOT_STATED),
        "exact": is_exact(frame["date"]),
        "planned": frame["projected"] | frame["planned"],
        "projected": frame["projected"],
        "contingents": size_classes(persons),
        "one_sided": persons.notna().sum(axis=1).eq(1),
        "standing": standing(dataset, frame),
    }
    return pd.DataFrame(columns, index=frame.index)


@once_a_build
def _first_days(dataset: Dataset) -> pd.Series:
    """The first day of each series, by id."""
    frame = singles(dataset.built["exercises"])
    return frame.groupby("part_of")["start"].min()


def _within_year(frame: pd.DataFrame) -> pd.Series:
    """Records that have a year alone, spread evenly over it so that none hides another."""
    by_year = frame.groupby("year_first")
    place = by_year.cumcount() + 1
    days = 365 * (place / (by_year["label"].transform("size") + 1))
    new_year = pd.to_datetime(frame["year_first"].astype(str), format="%Y")
    return new_year + pd.to_timedelta(days.astype(int), unit="D")


def _lanes(dataset: Dataset, frame: pd.DataFrame, *, together: bool) -> pd.Series:
    """The series that each exercise is, or belongs to; else itself, or the lane of the others.

    A group of series is no lane: its parts have lanes of their own.
    """
    parents = dataset.records["part_of"].dropna()
    groups_of_series = parents[parents.index.isin(parents)]
    ids = frame.index.to_series()
    is_own_series = ids.isin(parents) | frame["part_of"].isin(groups_of_series)
    series = frame["part_of"].mask(is_own_series, ids).where(frame["dated"])
    most = FEW if together else LANES_OF_THEIR_OWN
    if series.isna().sum() <= most:
        return series.fillna(ids)
    shared = frame["dated"].map({True: Lane.OTHER.value, False: Lane.MENTIONED.value})
    return series.fillna(shared)


def placed(marks: pd.DataFrame) -> pd.DataFrame:
    """The marks with their row; of very many, those of the largest lanes."""
    largest = marks["lane"].value_counts().index[:MOST_LANES]
    is_large = marks["lane"].isin(largest)
    rows = pd.Series(_rows(marks), marks.index, dtype="int64")
    return marks.assign(row=rows.where(is_large, NO_ROW))


def _rows(marks: pd.DataFrame) -> list[int]:
    """The row of each mark (in order of start): the first in which it touches no other."""
    ends_by_lane: dict[str, list[pd.Timestamp]] = {}
    rows = []
    for lane, start, end in marks[["lane", "start", "end"]].itertuples(index=False, name=None):
        row_ends = ends_by_lane.setdefault(lane, [])
        row = _first_free(row_ends, start)
        if row < MOST_ROWS:
            row_ends[row : row + 1] = [end + AIR]
        else:
            row = NO_ROW
        rows.append(row)
    return rows


def _first_free(row_ends: list[pd.Timestamp], start: pd.Timestamp) -> int:
    free = (row for row, end in enumerate(row_ends) if end <= start)
    return next(free, len(row_ends))


def timeline_table(marks: pd.DataFrame, context: Context[TimelineOptions]) -> pd.DataFrame:
    """The exercises of the timeline as a reader sees them, each with its lane and its year."""
    exercises = marks[marks["context"].eq("")].set_index("id")
    titles = lane_titles(exercises["lane"], context.dataset)
    table = listing(context.dataset, "exercises", exercises.index)
    table.insert(1, "Lane", exercises["lane"].map(titles).astype("str"))
    table.insert(2, "Year", exercises["year"])
    return table


def lane_titles(lanes: pd.Series, dataset: Dataset) -> dict[str, str]:
    """Lane → the name that a reader sees; two lanes may have the same."""
    return {lane: LANE_TITLES.get(lane, dataset.label(lane)) for lane in lanes.unique()}
