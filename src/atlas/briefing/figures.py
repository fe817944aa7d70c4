"""The figure of a chart for a document, which has its words around it: on a slide, on a page."""

import re

import plotly.graph_objects as go

from atlas.briefing.document import Drawing, Room
from atlas.charts.chart_view import ChartView
from atlas.export.image import framed, legend_rows, readable
from atlas.export.picture_frame import Frame, Size, head_room

# Inches of a slide are as wide as high of what they hold; a page is read upright.
SIZES = {
    Room.SLIDE: Size("slide of a briefing", 1500, 560, 1100, 10),
    Room.PAGE: Size("page of a briefing", 880, None, 880, 12),
}
# No drawing of a page is taller than a sheet of paper has room for, in pixels of its layout.
TALLEST = 1_000
TRIES = 3
BREAK = re.compile("<br>")


def drawing(shown: ChartView, room: Room) -> Drawing:
    """The chart as wide as a slide, or as tall as it has to be and paper allows.

    Of one that is too tall a part, which it names.
    """
    size = SIZES[room]
    figure = shown.figure()
    part = ""
    frame = _frame(figure, size)
    # What is left out takes its entries of the legend with it, so there is room for more.
    asked = 0
    for _ in range(TRIES):
        height = _height(frame, size)
        fits = not part and (figure.layout.height or 0) <= height
        if fits or height == asked:
            break
        asked = height
        view, part = shown.chart.fitted(shown.view, shown.context, height)
        figure = shown.chart.draw(view, shown.context)
        frame = _frame(figure, size)
    if (figure.layout.height or 0) > _height(frame, size):
        _in_one_line(figure)
    says = shown.chart.takeaway(shown.view, shown.context)
    part = part or shown.chart.part(shown.view, shown.context)
    return Drawing(framed(readable(figure), frame, size), says, part)


def _in_one_line(figure: go.Figure) -> None:
    """Put what stands in cells, and the names of their rows, into a line each: rows are low."""
    for trace in figure.data:
        if trace.type == "bar" and trace.text is not None:
            trace.text = [BREAK.sub(" · ", text) for text in trace.text]
    names = figure.layout.yaxis.categoryarray
    if names is not None:
        lines = [BREAK.sub(" ", name.replace("-<br>", "-")) for name in names]
        figure.update_yaxes(tickvals=list(names), ticktext=lines)


def _height(frame: Frame, size: Size) -> int:
    return TALLEST if size.height is None else frame.room(size, size.most)


def _frame(figure: go.Figure, size: Size) -> Frame:
    """Nothing in words: title, sources and day stand in the document."""
    rows, head = legend_rows(figure, size.least), head_room(figure)
    return Frame([], [], [], rows, head, size.small)
