"""What stands above the exercises: treaties, agreements, wars, crises and sanctions.

None of it is an exercise, and none of it is counted as one.
"""

from collections.abc import Iterable
from enum import StrEnum

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.exercises.room import Extent
from atlas.charts.exercises.timeline_view import (
    EVERY,
    SHOWN,
    Lane,
    TimelineOptions,
    axis,
    placed,
    timeline,
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
    marks = timeline(dataset, options)
    if marks.empty or options.context != SHOWN:
        return marks
    above = context(dataset, axis(marks))
    return pd.concat([marks, above], ignore_index=True)


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


def _sharing(marks: pd.DataFrame) -> pd.DataFrame:
    """The marks with those of no series in one lane."""
    is_exercise = marks["context"].eq("")
    has_own_lane = is_exercise & marks["lane"].eq(marks["id"]) & marks["dated"].eq(True)
    if not has_own_lane.any():
        return marks
    moved = marks.assign(lane=marks["lane"].mask(has_own_lane, Lane.OTHER.value))
    return pd.concat([placed(moved[is_exercise]), moved[~is_exercise]])


def _common_rows(views: Iterable[pd.DataFrame]) -> pd.Series:
    """The row of everything that is context in one of the views, by id."""
    parts = [marks[marks["context"].ne("")] for marks in views]
    above = pd.concat(parts).drop_duplicates("id").sort_values(["start", "id"])
    return _rows(above).set_axis(above["id"])


def _on_rows(marks: pd.DataFrame, rows: pd.Series) -> pd.DataFrame:
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


def context(dataset: Dataset, drawn_on: Extent) -> pd.DataFrame:
    """Treaties, wars and sanctions as marks, each as far as it lies in these days.

    Columns: id, table, lane, row, start, end, exact, dated, projected, context, is_place; as in
    `timeline_view.timeline`. Wars stand in the first rows, agreements and sanctions have a row
    each. Agreements are those of China and Russia,
    whoever else has a part.
    """
    marks = _marks(dataset)
    in_view = {*dataset.ids("agreements"), *dataset.ids("context")}
    is_in_view = marks.index.isin(list(in_view))
    is_drawn = marks["start"].lt(drawn_on.end) & marks["end"].gt(drawn_on.start)
    marks = marks[is_in_view & is_drawn]
    start, end = marks["start"], marks["end"]
    start = start.where(start.ge(drawn_on.start), drawn_on.start)
    end = end.where(end.le(drawn_on.end), drawn_on.end)
    marks = marks.assign(start=start, end=end).sort_values(["start", "label"])
    marks = marks.reset_index(names="id")
    return marks.assign(row=_rows(marks)).drop(columns=["kind", "label"])


@once_a_build
def _marks(dataset: Dataset) -> pd.DataFrame:
    """All of the context as marks by id, whatever the filters; without row."""
    agreements = dataset.built["agreements"]
    parties = agreements["parties"].fillna("").str.split(";")
    of_both = agreements[parties.map(are_both_in).astype(bool)]
    parts = [_marks_of("agreements", of_both), _marks_of("context", dataset.built["context"])]
    return pd.concat(parts)


def _marks_of(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame[frame["dated"] & frame["kind"].isin(CLASSES.keys())]
    columns = {
        "table": table,
        "label": frame["label"],
        "kind": frame["kind"],
        "lane": Lane.CONTEXT,
        "start": frame["start"],
        "end": frame["end"] + pd.Timedelta(days=1),
        "exact": is_exact(frame["date"]),
        "dated": frame["dated"],
        "projected": frame["projected"] | frame["planned"],
        "context": frame["kind"].map(CLASSES),
        "is_place": False,
    }
    return pd.DataFrame(columns, index=frame.index)


def _rows(marks: pd.DataFrame) -> pd.Series:
    """The row of each mark: the first wars one each, agreements and sanctions together."""
    is_war = marks["context"].eq(ContextClass.WAR)
    is_sanction = marks["context"].eq(ContextClass.SANCTION)
    wars = is_war.cumsum().clip(upper=NAMED_ROWS + 1)
    others = is_sanction.astype(int) + NAMED_ROWS + 2
    places = wars.mask(~is_war, others)
    # Rows that nothing stands in are closed up.
    return places.rank(method="dense").astype(int) - 1
