"""A figure with its own title, filters, sources, count and date: saved as an image or a page."""

import math
import re
from datetime import date
from typing import Any

import plotly.graph_objects as go

from atlas.charts import theme
from atlas.charts.chart_view import ChartView
from atlas.export import picture_words
from atlas.export.picture_frame import (
    BOLD_LETTER,
    COLUMN_NAMES,
    LEAST_TYPE,
    LEGEND_TYPE,
    MARGIN,
    PER_LEGEND_ENTRY,
    PER_LEGEND_LETTER,
    SIZES,
    SUBTITLE,
    TITLE,
    Frame,
    Size,
    head_room,
    titles_room,
)
from atlas.values.words import escaped

# Where title, names at the left and foot begin, as a share of the width; the title from the top.
EDGE, TITLE_GAP = 0.02, 34
UNSIZED_HEIGHT = 450
TRIES = 2
# Letters of the font of files beside those of the page's.
WIDER = 1.15
# Of the ticks at the left of a drawing: a letter as a part of its size, and what stands beside it.
TICK_LETTER, BESIDE = 0.48, 4
# Letters of a number on an axis, and the width of an axis's title (pixels).
NUMBER, AXIS_TITLE = 3, 24


def captioned(shown: ChartView, on: date | None, size: str = "own") -> go.Figure:
    """The chart on a light ground, with words around it.

    What is seen stands above as the title, beneath it the chart's name and what a reader has set;
    at the foot what is shown, sources, credit, licence, data version and date (`on`; None: none).
    `size` is a key of `SIZES`; in those of a fixed height, charts that are too tall show a part and
    say which.
    """
    wanted = SIZES[size]
    figure = shown.figure()
    part = shown.chart.part(shown.view, shown.context)
    frame = _frame(shown, figure, _below(shown, part, on, wanted), wanted)
    if wanted.height is not None and not shown.empty:
        figure, frame = _fitted(shown, figure, frame, on, wanted)
    return framed(readable(figure), frame, wanted)


def _fitted(
    shown: ChartView, figure: go.Figure, frame: Frame, on: date | None, wanted: Size
) -> tuple[go.Figure, Frame]:
    """The drawing of what there is room for, and what then stands around it."""
    # What is left out takes its entries of the legend with it, so there is room for more.
    for _ in range(TRIES):
        room = frame.room(wanted, wanted.most)
        if _inner(figure) <= room:
            break
        view, part = shown.chart.fitted(shown.view, shown.context, room)
        figure = shown.chart.draw(view, shown.context)
        frame = _frame(shown, figure, _below(shown, part, on, wanted), wanted)
    return figure, frame


def framed(figure: go.Figure, frame: Frame, wanted: Size) -> go.Figure:
    """The figure as it is saved in a size, with what its frame says around it."""
    inner = _inner(figure)
    width = frame.width(wanted, inner)
    scale = width / wanted.least
    if wanted.height is None:
        height = inner + frame.around(scale)
    else:
        height = width * wanted.height // wanted.width
    drawing = height - frame.around(scale)
    figure.update_layout(
        template=theme.IN_FILES,
        width=width,
        height=height,
        margin=_margin(figure, frame, scale, EDGE * width),
        title=_title(frame, scale, height),
        legend=_legend(figure, scale, inner, drawing),
    )
    figure.add_annotation(_caption(frame, scale, EDGE * width - figure.layout.margin.l))
    return figure


def _inner(figure: go.Figure) -> int:
    """The height that a drawing asks for, in pixels."""
    return int(figure.layout.height or UNSIZED_HEIGHT)


def _frame(shown: ChartView, figure: go.Figure, below: list[str], size: Size) -> Frame:
    headline = picture_words.headline(shown)
    title = picture_words.title_lines(headline, size.letters(TITLE, BOLD_LETTER))
    letters = size.letters(SUBTITLE)
    subtitle = picture_words.subtitle(shown, letters)
    rows, head = legend_rows(figure, size.least), head_room(figure)
    return Frame(title, subtitle, below, rows, head, size.small, titles_room(figure))


def _below(shown: ChartView, part: str, on: date | None, size: Size) -> list[str]:
    letters = size.letters(size.small)
    if size.height is None:
        return picture_words.notes(shown, part, on, letters)
    return picture_words.foot(shown, part, on, letters, size.foot)


def readable(figure: go.Figure) -> go.Figure:
    """The figure with no type smaller than `LEAST_TYPE`."""
    described = figure.to_dict()
    template = described["layout"].pop("template", None)
    _enlarge(described)
    described["layout"]["template"] = template
    return go.Figure(data=described["data"], layout=described["layout"], _validate=False)


def _enlarge(part: Any) -> None:
    """Raise every size of type in a part of a figure that is too small."""
    if isinstance(part, list):
        for item in part:
            _enlarge(item)
    if not isinstance(part, dict):
        return
    for key, value in part.items():
        if key.endswith("font") and isinstance(value, dict) and "size" in value:
            value["size"] = _at_least(value["size"])
        else:
            _enlarge(value)


def _at_least(size: Any) -> Any:
    if isinstance(size, list | tuple):
        return [max(LEAST_TYPE, each) for each in size]
    return max(LEAST_TYPE, size)


def _title(frame: Frame, scale: float, height: int) -> dict[str, Any]:
    """The title with the lines beneath it, hung from the top of the picture."""
    lines = [f"<b>{escaped(line)}</b>" for line in frame.title]
    size = f"font-size:{SUBTITLE * scale:.0f}px"
    lines += [f"<span style='{size}'>{escaped(line)}</span>" for line in frame.subtitle]
    return {
        "text": "<br>".join(lines),
        "x": EDGE,
        "y": 1 - TITLE_GAP * scale / height,
        "yanchor": "top",
        "yref": "container",
        "font": {"size": TITLE * scale},
    }


def _margin(figure: go.Figure, frame: Frame, scale: float, edge: float) -> dict[str, float]:
    """The room of each side; what stands at the left begins `edge` pixels in, as the title."""
    own = figure.layout.margin
    left = max(edge + _ticks_width(figure), WIDER * (own.l or 0))
    right = max(MARGIN, own.r or 0)
    return {"t": frame.top(scale), "b": frame.bottom(scale), "l": math.ceil(left), "r": right}


def _caption(frame: Frame, scale: float, aside: float) -> dict[str, Any]:
    """The lines beneath the drawing, as an annotation hung from its lower left corner, and moved
    so far `aside` that they begin under the title.
    """
    text = {
        "text": "<br>".join(map(escaped, frame.below)),
        "align": "left",
        "showarrow": False,
        "font": {"size": frame.small * scale, "color": theme.QUIET},
    }
    place = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "y": 0, "yanchor": "top"}
    return {**text, **place, "yshift": -frame.gap, "xshift": aside}


def _ticks_width(figure: go.Figure) -> float:
    """About how wide the ticks at the left of a drawing are, in pixels."""
    widths = [0.0]
    for name in figure.layout:
        axis = figure.layout[name]
        if name.startswith("yaxis") and _has_ticks(axis) and _is_at_left(figure, axis):
            widths.append(_axis_width(axis))
    return max(widths)


def _has_ticks(axis: Any) -> bool:
    is_declared = bool(axis.to_plotly_json())
    return is_declared and axis.visible is not False and axis.showticklabels is not False


def _is_at_left(figure: go.Figure, axis: Any) -> bool:
    """Whether an axis stands at the left of the picture, and not of a drawing inside it."""
    across = figure.layout[(axis.anchor or "x").replace("x", "xaxis")]
    return not across.domain or across.domain[0] == 0


def _axis_width(axis: Any) -> float:
    texts = [str(text) for text in axis.ticktext or axis.categoryarray or ["0" * NUMBER]]
    lines = [line for text in texts for line in re.sub("</?b>", "", text).split("<br>")]
    size = axis.tickfont.size or theme.IN_FILES.layout.font.size
    title = AXIS_TITLE if axis.title.text else 0
    width: float = max(map(len, lines)) * TICK_LETTER * size + BESIDE + title
    return width


def _legend(figure: go.Figure, scale: float, inner: int, drawing: int) -> dict[str, Any]:
    """The legend's type, and its place where the chart lifts it over the names of columns.

    The place is given in heights of the drawing, which here is taller than its chart on a page, the
    height that the chart asks for (`inner`); there is room for no more than names of columns.
    """
    legend: dict[str, Any] = {"font": {"size": LEGEND_TYPE * scale}}
    width = figure.layout.legend.entrywidth
    if width:
        legend["entrywidth"] = width * scale * WIDER
    lifted = figure.layout.legend.y
    if lifted:
        legend["y"] = 1 + min((lifted - 1) * inner, COLUMN_NAMES) / drawing
    return legend


def legend_rows(figure: go.Figure, width: int) -> int:
    """About how many rows the legend takes above the drawing.

    What does not fit on one row stands in columns as wide as its longest name.
    """
    if figure.layout.showlegend is False:
        return 0
    named = [trace for trace in figure.data if trace.name and trace.showlegend is not False]
    names = list(dict.fromkeys(str(trace.name) for trace in named))
    if len(names) < 2:
        return 0
    room = width - 2 * MARGIN
    widths = [PER_LEGEND_ENTRY + PER_LEGEND_LETTER * len(name) for name in names]
    equal = figure.layout.legend.entrywidth
    if equal:
        widths = [PER_LEGEND_ENTRY + WIDER * equal] * len(names)
    if sum(widths) <= room:
        return 1
    in_a_row = max(1, int(room // max(widths)))
    further_lines = max(name.count("<br>") for name in names)
    return math.ceil(len(names) / in_a_row) + further_lines
