"""The part of the timeline that can be drawn in a height."""

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.exercises import context_marks, lanes
from atlas.charts.exercises.context_marks import Strip
from atlas.charts.exercises.timeline import plot
from atlas.charts.exercises.timeline_marks import NO_ROW, TimelineMark, as_frame, as_marks
from atlas.charts.exercises.timeline_view import TimelineOptions, lane_titles


def fitted(
    marks: pd.DataFrame, context: Context[TimelineOptions], room: int
) -> tuple[pd.DataFrame, str]:
    """What there is room for in so many pixels of height.

    Where that is not all, the context makes room for lanes: those with most exercises.
    """
    rows = as_marks(marks)
    exercises = [mark for mark in rows if mark.is_exercise]
    above = context_marks.strip([mark for mark in rows if not mark.is_exercise], context.dataset)
    sizes = Counter(mark.lane for mark in exercises if mark.row != NO_ROW)
    lanes_by_size = [lane for lane, _ in sizes.most_common()]
    every = len(lanes_by_size)
    if _height(exercises, above, context) <= room:
        return marks, ""
    no_context = context_marks.strip([], context.dataset)
    for number in range(every, 0, -1):
        kept = set(lanes_by_size[:number])
        part = [mark if mark.lane in kept else mark._replace(row=NO_ROW) for mark in exercises]
        if _height(part, no_context, context) <= room:
            break
    without = " Without the context." if len(rows) > len(exercises) else ""
    if number == every:
        return as_frame(part), without.strip()
    words = f"Lanes: {number:,} of {every:,}, those with most exercises; the columns count all."
    return as_frame(part), f"{words}{without}"


def _height(
    exercises: Iterable[TimelineMark], strip: Strip, context: Context[TimelineOptions]
) -> float:
    """How high the panels are that have the rows of these exercises."""
    drawn = [mark for mark in exercises if mark.row != NO_ROW]
    at = lanes.heights(drawn, lane_titles(drawn, context.dataset))
    return plot(at, strip)
