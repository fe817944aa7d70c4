"""What stands above the exercises: treaties, agreements, wars, crises and sanctions.

None of it is an exercise, and none of it is counted as one.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from operator import attrgetter, itemgetter

import pandas as pd

from atlas.charts.chart import Context
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
from atlas.charts.exercises.timeline_view import (
    EVERY,
    SHOWN,
    Lane,
    TimelineOptions,
    axis,
    exercise_marks,
)
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build, once_a_dataset
from atlas.values.dates import is_exact
from atlas.values.pair import are_both_in


class ContextClass(StrEnum):
    """What a mark of the context is, roughly: each class has a sign of its own."""

    AGREEMENT = "agreement"
    WAR = "war"
    SANCTION = "sanction"


CLASSES = {
    "treaty": ContextClass.AGREEMENT,
    "war": ContextClass.WAR,
    "sanction": ContextClass.SANCTION,
    "crisis": ContextClass.WAR,
    "deployment": ContextClass.WAR,
    "road map": ContextClass.AGREEMENT,
    "joint statement": ContextClass.AGREEMENT,
    "agreement": ContextClass.AGREEMENT,
}
# Up to so many wars and crises have a row with their name each; of more, the others share one.
NAMED_ROWS = 4
NOTE = (
    "Context, at the top, is not counted: wars and crises, with a line through the years (dotted "
    "where the day is not known), dated treaties, agreements, road maps and joint statements of "
    "China and Russia, and sanctions, in the years drawn. The filters apply to it; most of it has "
    "no domain."
)


@once_a_dataset
def with_context(dataset: Dataset, options: TimelineOptions = EVERY) -> pd.DataFrame:
    """`timeline_view.timeline`, and beneath it the context of the same years.

    Of the context `context` is the `ContextClass`. There is none where no exercise is in view.
    """
    marks = exercise_marks(dataset, options)
    if marks and options.context == SHOWN:
        marks += context(dataset, axis(marks))
    return as_frame(marks)


def alike(
    first: pd.DataFrame, second: pd.DataFrame, options: TimelineOptions
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two views of `with_context` in which each lane and each row of the context has its place,
    whichever of them has something in it.

    Exercises of no series share a lane where they do in one of them.
    """
    views = [first, second]
    if any(marks["lane"].eq(Lane.OTHER).any() for marks in views):
        views = [_sharing(marks) for marks in views]
    rows = _common_rows(views)
    left, right = (_on_rows(marks, rows) for marks in views)
    return _with_places_of(left, right), _with_places_of(right, left)


def _sharing(frame: pd.DataFrame) -> pd.DataFrame:
    """The marks with those of no series in one lane."""
    marks = as_marks(frame)
    exercises = [_in_shared_lane(mark) for mark in marks if mark.is_exercise]
    above = [mark for mark in marks if not mark.is_exercise]
    return as_frame(placed(exercises) + above)


def _in_shared_lane(mark: TimelineMark) -> TimelineMark:
    has_own_lane = mark.dated and mark.lane == mark.id
    return mark._replace(lane=Lane.OTHER.value) if has_own_lane else mark


def _common_rows(views: Iterable[pd.DataFrame]) -> dict[str, int]:
    """The row of everything that is context in one of the views, by id."""
    above: dict[str, TimelineMark] = {}
    for view in views:
        for mark in as_marks(view):
            if not mark.is_exercise:
                above.setdefault(mark.id, mark)
    in_order = sorted(above.values(), key=attrgetter("start", "id"))
    return {mark.id: mark.row for mark in _on_own_rows(in_order)}


def _on_rows(marks: pd.DataFrame, rows: Mapping[str, int]) -> pd.DataFrame:
    """The marks with their context on these rows."""
    own = marks["id"].map(rows).where(marks["context"].ne(""))
    return marks.assign(row=own.fillna(marks["row"]).astype("int64"))


def _with_places_of(marks: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """The marks, and those of another view for the place alone that they take."""
    return pd.concat([marks, others.assign(is_place=True)], ignore_index=True)


def exercises_in(marks: pd.DataFrame) -> int:
    """How many of the marks are exercises."""
    return int(marks["context"].eq("").sum())


def note_on(context: Context[TimelineOptions]) -> str:
    """What there is to know of the context, where it is drawn."""
    return NOTE if context.options.context == SHOWN else ""


def beside(marks: pd.DataFrame, context: Context[TimelineOptions]) -> pd.Series:
    """The sources of the context that is drawn."""
    ids = marks.loc[marks["context"].ne(""), "id"]
    parts = []
    for table in ("agreements", "context"):
        sources = context.dataset.built[table]["sources"]
        parts.append(sources[sources.index.isin(ids)])
    joined: pd.Series = pd.concat(parts)
    return joined


def context(dataset: Dataset, drawn_on: Extent) -> list[TimelineMark]:
    """Treaties, wars and sanctions as marks, each as far as it lies in these days.

    Wars stand in the first rows, agreements and sanctions have a row each. Agreements are those of
    China and Russia, whoever else has a part.
    """
    in_view = {*dataset.ids("agreements"), *dataset.ids("context")}
    first, last = drawn_on
    marks = []
    for label, mark in _marks(dataset):
        if mark.id in in_view and mark.start < last and mark.end > first:
            start, end = max(mark.start, first), min(mark.end, last)
            marks.append((start, label, mark._replace(start=start, end=end)))
    marks.sort(key=itemgetter(0, 1))
    return _on_own_rows([mark for _, _, mark in marks])


@once_a_build
def _marks(dataset: Dataset) -> list[tuple[str, TimelineMark]]:
    """All of the context as labels and marks, whatever the filters; without row."""
    agreements = dataset.built["agreements"]
    parties = agreements["parties"].fillna("").str.split(";")
    of_both = agreements[parties.map(are_both_in).astype(bool)]
    return _marks_of("agreements", of_both) + _marks_of("context", dataset.built["context"])


def _marks_of(table: str, frame: pd.DataFrame) -> list[tuple[str, TimelineMark]]:
    frame = frame[frame["dated"] & frame["kind"].isin(CLASSES.keys())]
    columns: dict[str, Iterable[object]] = {
        "id": frame.index,
        "table": [table] * len(frame),
        "lane": [Lane.CONTEXT] * len(frame),
        "start": moments(frame["start"]),
        "end": moments(frame["end"] + DAY),
        "exact": is_exact(frame["date"]),
        "dated": frame["dated"],
        "projected": frame["projected"] | frame["planned"],
        "context": frame["kind"].map(CLASSES),
    }
    return list(zip(frame["label"], marks_of(columns), strict=True))


def _on_own_rows(marks: Sequence[TimelineMark]) -> list[TimelineMark]:
    """The marks in their rows: the first wars one each, agreements and sanctions together."""
    places = []
    n_wars = 0
    for mark in marks:
        if mark.context == ContextClass.WAR:
            n_wars = min(n_wars + 1, NAMED_ROWS + 1)
            places.append(n_wars)
        else:
            is_sanction = mark.context == ContextClass.SANCTION
            places.append(NAMED_ROWS + 2 + is_sanction)
    # Rows that nothing stands in are closed up.
    rows = {place: row for row, place in enumerate(sorted(set(places)))}
    return [mark._replace(row=rows[place]) for mark, place in zip(marks, places, strict=True)]
