"""The part of the timeline that can be drawn in a height."""

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.exercises import context_marks, lanes
from atlas.charts.exercises.context_marks import Strip
from atlas.charts.exercises.timeline import plot
from atlas.charts.exercises.timeline_view import NO_ROW, TimelineOptions, lane_titles


def fitted(
    marks: pd.DataFrame, context: Context[TimelineOptions], room: int
) -> tuple[pd.DataFrame, str]:
    """What there is room for in so many pixels of height.

    Where that is not all, the context makes room for lanes: those with most exercises.
    """
    exercises = marks[marks["context"].eq("")]
    above = context_marks.strip(marks.drop(exercises.index), context.dataset)
    lanes_by_size = exercises.loc[exercises["row"].ge(0), "lane"].value_counts().index
    every = len(lanes_by_size)
    if _height(exercises, above, context) <= room:
        return marks, ""
    no_context = context_marks.strip(exercises.iloc[:0], context.dataset)
    for number in range(every, 0, -1):
        is_kept = exercises["lane"].isin(lanes_by_size[:number])
        part = exercises.assign(row=exercises["row"].where(is_kept, NO_ROW))
        if _height(part, no_context, context) <= room:
            break
    without = " Without the context." if len(marks) > len(exercises) else ""
    if number == every:
        return part, without.strip()
    words = f"Lanes: {number:,} of {every:,}, those with most exercises; the columns count all."
    return part, f"{words}{without}"


def _height(exercises: pd.DataFrame, strip: Strip, context: Context[TimelineOptions]) -> float:
    """How high the panels are that have the rows of these exercises."""
    drawn = exercises[exercises["row"].ge(0)]
    at = lanes.heights(drawn, lane_titles(drawn["lane"], context.dataset))
    return plot(at, strip)
