"""Exercises in time: each single exercise as a mark in the lane of its series."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple

import pandas as pd

from atlas.charts.chart import Context, domains
from atlas.charts.exercises.contingents import persons_sent, size_classes
from atlas.charts.exercises.room import Extent
from atlas.charts.exercises.timeline_marks import (
    DAY,
    TimelineMark,
    as_frame,
    as_marks,
    marks_of,
    moments,
    placed,
)
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
SHOWN = "shown"
CONTEXT = {SHOWN: "Shown", "hidden": "Hidden"}
TOGETHER = "together"
SINGLES = {TOGETHER: "Together", "lanes": "A lane each"}
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


def axis(marks: Iterable[TimelineMark]) -> Extent:
    """The days that are drawn: the years of the exercises and a little more; a few at least."""
    exercises = [mark for mark in marks if mark.is_exercise]
    last_day = max(mark.end for mark in exercises) - DAY
    years = [int(mark.year) for mark in exercises]
    first = min(*years, min(mark.start for mark in exercises).year)
    last = max(*years, last_day.year)
    if last - first + 1 < FEWEST_YEARS:
        return Extent(datetime(first - 1, 1, 1), datetime(last + 2, 1, 1))
    return Extent(datetime(first - 1, 7, 1), datetime(last + 1, 7, 1))


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
    return as_frame(exercise_marks(dataset, options))


def exercise_marks(dataset: Dataset, options: TimelineOptions = EVERY) -> list[TimelineMark]:
    """The rows of `timeline`."""
    in_view = set(dataset.ids("exercises"))
    exercises = [own for own in _singles(dataset) if own.mark.id in in_view]
    n_alone = sum(not own.mark.lane for own in exercises)
    most = FEW if options.singles == TOGETHER else LANES_OF_THEIR_OWN
    days = _within_years([own.mark for own in exercises if not own.mark.dated])
    since = _first_days(dataset)
    marks = []
    for label, mark in exercises:
        lane = mark.lane or (mark.id if n_alone <= most else _shared_lane(mark))
        start = days.get(mark.id, mark.start)
        end = start + DAY if mark.id in days else mark.end
        placed_mark = mark._replace(lane=lane, start=start, end=end, since=since.get(lane, start))
        marks.append((start, label, placed_mark))
    marks.sort(key=itemgetter(0, 1))
    return placed([mark for _, _, mark in marks])


class _Single(NamedTuple):
    """A single exercise: its label, and what no filter changes of its mark.

    Its lane is blank where it has no series or no date.
    """

    label: str
    mark: TimelineMark


@once_a_build
def _singles(dataset: Dataset) -> list[_Single]:
    """Every single exercise, in the order of the table."""
    frame = singles(dataset.built["exercises"])
    persons = persons_sent(dataset, frame)
    columns: dict[str, Iterable[object]] = {
        "id": frame.index,
        "table": ["exercises"] * len(frame),
        "lane": _series(dataset, frame).fillna(""),
        "start": moments(frame["start"]),
        "end": moments(frame["end"] + DAY),
        "exact": is_exact(frame["date"]),
        "dated": frame["dated"],
        "projected": frame["projected"],
        "context": [""] * len(frame),
        "year": frame["year_first"],
        "domain": main_domain(frame),
        "kind": frame["kind"].fillna(NOT_STATED),
        "planned": frame["projected"] | frame["planned"],
        "contingents": size_classes(persons),
        "one_sided": persons.notna().sum(axis=1).eq(1),
        "standing": standing(dataset, frame),
    }
    return [_Single(*own) for own in zip(frame["label"], marks_of(columns), strict=True)]


@once_a_build
def _first_days(dataset: Dataset) -> dict[str, datetime]:
    """The first day of each series, by id."""
    frame = singles(dataset.built["exercises"])
    first_days = frame.groupby("part_of")["start"].min().dropna()
    return dict(zip(first_days.index, moments(first_days), strict=True))


def _within_years(undated: Iterable[TimelineMark]) -> dict[str, datetime]:
    """Days of records that have a year alone, by id: spread evenly over it so that none hides
    another.
    """
    ids_by_year: dict[int, list[str]] = {}
    for mark in undated:
        ids_by_year.setdefault(int(mark.year), []).append(mark.id)
    days = {}
    for year, ids in ids_by_year.items():
        for place, identifier in enumerate(ids, start=1):
            day = int(365 * (place / (len(ids) + 1)))
            days[identifier] = datetime(year, 1, 1) + timedelta(days=day)
    return days


def _series(dataset: Dataset, frame: pd.DataFrame) -> pd.Series:
    """The series that each exercise is, or belongs to, where it has a date.

    A group of series is no lane: its parts have lanes of their own.
    """
    parents = dataset.records["part_of"].dropna()
    groups_of_series = parents[parents.index.isin(parents)]
    ids = frame.index.to_series()
    is_own_series = ids.isin(parents) | frame["part_of"].isin(groups_of_series)
    return frame["part_of"].mask(is_own_series, ids).where(frame["dated"])


def _shared_lane(mark: TimelineMark) -> str:
    return Lane.OTHER.value if mark.dated else Lane.MENTIONED.value


def timeline_table(marks: pd.DataFrame, context: Context[TimelineOptions]) -> pd.DataFrame:
    """The exercises of the timeline as a reader sees them, each with its lane and its year."""
    exercises = marks[marks["context"].eq("")].set_index("id")
    titles = lane_titles(as_marks(marks), context.dataset)
    table = listing(context.dataset, "exercises", exercises.index)
    table.insert(1, "Lane", exercises["lane"].map(titles).astype("str"))
    table.insert(2, "Year", exercises["year"])
    return table


def lane_titles(marks: Iterable[TimelineMark], dataset: Dataset) -> dict[str, str]:
    """Lane → the name that a reader sees; two lanes may have the same."""
    lanes = dict.fromkeys(mark.lane for mark in marks)
    return {lane: LANE_TITLES.get(lane, dataset.label(lane)) for lane in lanes}
