"""What stands above the exercises: treaties, agreements, wars, crises and sanctions.

None of it is an exercise, and none of it is counted as one.
"""

from enum import StrEnum

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.exercises.room import Extent, Side, sides_with_room
from atlas.charts.exercises.timeline_view import (
    EVERY,
    SHOWN,
    Lane,
    TimelineOptions,
    axis,
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
# Rows whose marks have names; what finds no room in them stands unnamed in one more.
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


def exercises_in(marks: pd.DataFrame) -> int:
    """How many of the marks are exercises."""
    return int(marks["context"].eq("").sum())


def note_on(context: Context[TimelineOptions]) -> str:
    """What there is to know of the context, where it is drawn."""
    return NOTE if context.options.context == SHOWN else ""


def beside(marks: pd.DataFrame, context: Context[TimelineOptions]) -> pd.Series:
    """The sources of the context that is drawn."""
    ids = marks.loc[marks["context"].ne(""), "id"]
    frames = [context.dataset[table]["sources"] for table in ("agreements", "context")]
    sources: pd.Series = pd.concat(frames)
    return sources[sources.index.isin(ids)]


def context(dataset: Dataset, drawn_on: Extent) -> pd.DataFrame:
    """Treaties, wars and sanctions as marks, each as far as it lies in these days.

    Columns: id, table, lane, row, side, start, end, exact, dated, projected, context; as in
    `timeline_view.timeline`. Wars stand in the first rows, `side` is the one that has room for
    their name; agreements and sanctions have a row each. Agreements are those of China and Russia,
    whoever else has a part.
    """
    marks = _marks(dataset)
    is_in_view = marks.index.isin(dataset["agreements"].index.append(dataset["context"].index))
    is_drawn = marks["start"].lt(drawn_on.end) & marks["end"].gt(drawn_on.start)
    marks = marks[is_in_view & is_drawn]
    start, end = marks["start"], marks["end"]
    start = start.where(start.ge(drawn_on.start), drawn_on.start)
    end = end.where(end.le(drawn_on.end), drawn_on.end)
    marks = marks.assign(start=start, end=end).sort_values(["start", "label"])
    marks = marks.reset_index(names="id")
    return marks.join(_places(marks, drawn_on)).drop(columns=["kind", "label"])


@once_a_build
def _marks(dataset: Dataset) -> pd.DataFrame:
    """All of the context as marks by id, whatever the filters; without row and side."""
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
    }
    return pd.DataFrame(columns, index=frame.index)


def _places(marks: pd.DataFrame, drawn_on: Extent) -> pd.DataFrame:
    """Row of each mark, and side of its name, on the same index.

    Each war stands in the first row that has room for it and its name.
    """
    taken: list[list[Extent]] = [[] for _ in range(NAMED_ROWS)]
    is_war = marks["context"].eq(ContextClass.WAR)
    wars = marks[is_war]
    places = []
    for label, start, end in wars[["label", "start", "end"]].itertuples(index=False, name=None):
        with_name = sides_with_room(label, Extent(start, end), drawn_on)
        places.append(_first_place(taken, with_name))
    placed = pd.DataFrame(places, columns=["row", "side"], index=wars.index)
    # Rows that nothing stands in are closed up.
    placed["row"] = placed["row"].rank(method="dense").astype(int) - 1
    others = marks.loc[~is_war, "context"].eq(ContextClass.SANCTION).astype(int)
    rows = others.rank(method="dense").astype(int) + int(placed["row"].max() if len(wars) else -1)
    return pd.concat([placed, pd.DataFrame({"row": rows, "side": Side.NONE})])


def _first_place(
    taken: list[list[Extent]], with_name: list[tuple[Side, Extent]]
) -> tuple[int, Side]:
    """The first row where a mark and its name touch nothing, and the side; it is taken then."""
    for row, extents in enumerate(taken):
        for side, extent in with_name:
            if not any(extent.overlaps(other) for other in extents):
                extents.append(extent)
                return row, side
    return NAMED_ROWS, Side.NONE
