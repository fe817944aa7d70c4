"""Exercises in time: each single exercise as a mark in the lane of its series."""

from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.exercises.room import Extent, Side, sides_with_room
from atlas.dataset.dataset import Dataset
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


class Contingents(StrEnum):
    """How many persons China and Russia are stated to have sent, the two together."""

    NOT_STATED = "not stated"
    UNDER_1000 = "under 1,000"
    FROM_1000 = "1,000 to 2,999"
    FROM_3000 = "3,000 to 9,999"
    FROM_10000 = "10,000 and more"


LANE_TITLES: dict[str, str] = {
    Lane.OTHER: "Other exercises",
    Lane.MENTIONED: "Mentioned, date not given",
    Lane.CONTEXT: "Context: ◆ agreement ■ war, crisis ✕ sanction",
}
# Different exercises stand in these, so that each needs a name of its own.
MIXED = (Lane.OTHER, Lane.MENTIONED)
# Up to so many exercises without a series have a lane each.
LANES_OF_THEIR_OWN = 12
# What is too much to draw: rows of a lane, and lanes.
MOST_ROWS, MOST_LANES = 8, 24
NO_ROW = -1
# Two marks of one row stand at least so far apart.
AIR = pd.Timedelta(days=45)
LIMITS = [0, 1_000, 3_000, 10_000, float("inf")]
ALL, SHOWN = "all", "shown"
CONTEXT = {SHOWN: "Shown", "hidden": "Hidden"}

NOTE = (
    "Each lane is a series, or an exercise that belongs to none. Colour is the main domain; the "
    "larger a mark, the larger the stated contingents of China and Russia together. Hatched or "
    "hollow: the date is known less exactly than by the day, is only planned, or is not known. An "
    "asterisk above a mark: one origin alone says so; a triangle: the state media of one country "
    "alone."
)


@dataclass(frozen=True)
class TimelineOptions:
    """Which decade is drawn (or all years), and whether the context stands above the exercises."""

    decade: str = field(default=ALL, metadata={"title": "Decade", "choices": {}, "whole": ALL})
    context: str = field(default=SHOWN, metadata={"title": "Context", "choices": CONTEXT})


EVERY = TimelineOptions()


def decades(dataset: Dataset) -> dict[str, str]:
    """The decades that have an exercise, whatever the filters."""
    frame = dataset.built["exercises"]
    years = {*frame["year_first"], *frame["year_last"]}
    choices = {ALL: "All years"}
    for decade in sorted({year // 10 * 10 for year in years}):
        choices[str(decade)] = f"{decade}s"
    return choices


def _in_decade(frame: pd.DataFrame, options: TimelineOptions) -> pd.DataFrame:
    if options.decade == ALL:
        return frame
    first = int(options.decade)
    return frame[frame["year_last"].ge(first) & frame["year_first"].le(first + 9)]


def among(dataset: Dataset, options: TimelineOptions) -> pd.Index | None:
    """The ids of the exercises of the decade, whatever the filters; None for all years."""
    if options.decade == ALL:
        return None
    return _in_decade(dataset.built["exercises"], options).index


def axis(marks: pd.DataFrame, options: TimelineOptions) -> Extent:
    """The days that are drawn: the decade and a little more, or whole years around all marks."""
    if options.decade != ALL:
        first = int(options.decade)
        return Extent(pd.Timestamp(first - 1, 11, 1), pd.Timestamp(first + 10, 3, 1))
    before = marks["start"].min().year - 1
    after = marks["end"].max().year + 1
    return Extent(pd.Timestamp(before, 7, 1), pd.Timestamp(after, 7, 1))


def timeline(dataset: Dataset, options: TimelineOptions = EVERY) -> pd.DataFrame:
    """Single exercises as marks, in order of their first day and label.

    Columns: id, table, lane, row, side, domain, start, end, exact, dated, planned, projected,
    contingents, standing, context.

    - `lane` is the id of a series, or of the exercise itself while there are few of these, or a
      `Lane`. Exercises without a date have a lane of their own, at the year that mentions them.
    - `row` parts what would overlap in a lane; `NO_ROW` for what is too much to draw.
    - `side` is the side of the mark that has room for its name; `Side.NONE` where there is none,
      and in a series, whose lane says it.
    - `end` is the midnight after the last day, so that one day has a width.
    - `contingents` go by what is stated of the two sides; whole-exercise totals do not count.
    - `projected`: no source says more than that it is expected; `planned`: or of its date.
    - `context` is blank in all of them.
    """
    frame = _in_decade(singles(dataset["exercises"]), options)
    undated = _within_year(frame[~frame["dated"]]).reindex(frame.index)
    columns = {
        "table": "exercises",
        "label": frame["label"],
        "lane": _lanes(dataset, frame),
        "start": frame["start"].fillna(undated),
        "end": frame["end"].fillna(undated) + pd.Timedelta(days=1),
        "dated": frame["dated"],
        "context": "",
    }
    marks = pd.DataFrame(columns, index=frame.index).join(_facts(dataset))
    marks = marks.sort_values(["start", "label"]).reset_index()
    return _placed(marks, options).drop(columns="label")


@once_a_build
def _facts(dataset: Dataset) -> pd.DataFrame:
    """What no filter changes of a mark, for every exercise by id."""
    frame = dataset.built["exercises"]
    columns = {
        "domain": main_domain(frame),
        "exact": is_exact(frame["date"]),
        "planned": frame["projected"] | frame["planned"],
        "projected": frame["projected"],
        "contingents": _contingents(frame),
        "standing": standing(dataset, frame),
    }
    return pd.DataFrame(columns, index=frame.index)


def _within_year(frame: pd.DataFrame) -> pd.Series:
    """Records that have a year alone, spread evenly over it so that none hides another."""
    by_year = frame.groupby("year_first")
    place = by_year.cumcount() + 1
    days = 365 * (place / (by_year["label"].transform("size") + 1))
    new_year = pd.to_datetime(frame["year_first"].astype(str), format="%Y")
    return new_year + pd.to_timedelta(days.astype(int), unit="D")


def _lanes(dataset: Dataset, frame: pd.DataFrame) -> pd.Series:
    """The series that each exercise is, or belongs to; else itself, or the lane of the others.

    A group of series is no lane: its parts have lanes of their own.
    """
    groups = dataset.records["part_of"].dropna()
    groups_of_series = groups[groups.index.isin(groups)]
    ids = frame.index.to_series()
    is_own_series = ids.isin(groups) | frame["part_of"].isin(groups_of_series)
    series = frame["part_of"].mask(is_own_series, ids)
    without_series = series.isna() & frame["dated"]
    if without_series.sum() <= LANES_OF_THEIR_OWN:
        lanes = series.fillna(ids)
    else:
        lanes = series.fillna(Lane.OTHER)
    return lanes.where(frame["dated"], Lane.MENTIONED)


def _contingents(frame: pd.DataFrame) -> pd.Series:
    people = frame[["personnel_china", "personnel_russia"]].sum(axis=1, min_count=1)
    classes = pd.cut(people, LIMITS, right=False, labels=list(Contingents)[1:])
    return classes.astype("str").fillna(Contingents.NOT_STATED)


def _placed(marks: pd.DataFrame, options: TimelineOptions) -> pd.DataFrame:
    """The marks with their row and the side of their name; of very many, the largest lanes."""
    if marks.empty:
        return marks.assign(row=0, side=Side.NONE)
    rows, sides = _packed(marks, axis(marks, options))
    largest = marks["lane"].value_counts().index[:MOST_LANES]
    is_large = marks["lane"].isin(largest)
    return marks.assign(row=pd.Series(rows, marks.index).where(is_large, NO_ROW), side=sides)


def _packed(marks: pd.DataFrame, drawn_on: Extent) -> tuple[list[int], list[Side]]:
    """Row and side of each mark (in order of start): the first row where it touches no other.

    In a lane of different exercises each takes the room of its name too, where there is any.
    """
    ends_by_lane: dict[str, list[pd.Timestamp]] = {}
    rows, sides = [], []
    columns = marks[["lane", "label", "start", "end"]]
    for lane, label, start, end in columns.itertuples(index=False, name=None):
        row_ends = ends_by_lane.setdefault(lane, [])
        mark = Extent(start, end)
        with_name = sides_with_room(label, mark, drawn_on) if lane in MIXED else []
        row, side, extent = _free_place(row_ends, mark, with_name)
        if row < MOST_ROWS:
            row_ends[row : row + 1] = [extent.end + AIR]
        else:
            row = NO_ROW
        rows.append(row)
        sides.append(side)
    return rows, sides


def _free_place(
    row_ends: list[pd.Timestamp], mark: Extent, with_name: list[tuple[Side, Extent]]
) -> tuple[int, Side, Extent]:
    """The first row for a mark with its name, else without: row, side, and the days it takes."""
    for side, extent in with_name:
        row = _first_free(row_ends, extent.start)
        if row < MOST_ROWS:
            return row, side, extent
    return _first_free(row_ends, mark.start), Side.NONE, mark


def _first_free(row_ends: list[pd.Timestamp], start: pd.Timestamp) -> int:
    free = (row for row, end in enumerate(row_ends) if end <= start)
    return next(free, len(row_ends))


def timeline_table(marks: pd.DataFrame, context: Context[TimelineOptions]) -> pd.DataFrame:
    """The exercises of the timeline as a reader sees them, each with its lane."""
    exercises = marks[marks["context"].eq("")].set_index("id")
    titles = lane_titles(exercises["lane"], context.dataset)
    table = listing(context.dataset, "exercises", exercises.index)
    table.insert(1, "Lane", exercises["lane"].map(titles).astype("str"))
    return table


def lane_titles(lanes: pd.Series, dataset: Dataset) -> dict[str, str]:
    """Lane → the name that a reader sees; two lanes may have the same."""
    return {lane: LANE_TITLES.get(lane, dataset.label(lane)) for lane in lanes.unique()}
