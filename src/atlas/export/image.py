"""A figure with its own title, filters, sources, count and date: saved as an image or a page."""

import math
import textwrap
from dataclasses import dataclass
from datetime import date
from typing import Any

import plotly.graph_objects as go

from atlas.charts import theme
from atlas.charts.chart_view import ChartView
from atlas.settings import public_url
from atlas.values.words import escaped

# Pixels at scale 1, as are the numbers in `Frame`.
MARGIN, COLUMN_NAMES = 24, 44
PER_LETTER, PER_LEGEND_LETTER = 6.5, 6.7
TITLE, SUBTITLE, LEGEND_TYPE, SMALL = 22, 15, 13, 12
TITLE_GAP, CAPTION_GAP = 34, 34
UNSIZED_HEIGHT = 450
# Widths of a layout are multiples of it, so that its height is whole too.
STEP, MOST_GROWTH = 16, 100


@dataclass(frozen=True)
class Size:
    """How large a picture is saved (pixels), and how wide it is laid out at least.

    Without a height it is as tall as its chart. Where a chart needs more height than is left for
    it, the layout grows in both directions and is scaled down as it is saved; title, legend and
    caption grow with it, so that they can be read at every size.
    """

    title: str
    width: int
    height: int | None
    least: int


SIZES = {
    "own": Size("the chart's own", 1200, None, 1200),
    "slide": Size("slide 16:9", 1920, 1080, 1200),
    "square": Size("square", 1200, 1200, 960),
}


@dataclass(frozen=True)
class Frame:
    """What stands around a chart.

    That is lines above and below it, rows of its legend, room for names of columns above it.
    """

    above: list[str]
    below: list[str]
    legend: int
    head: int

    def top(self, scale: float) -> int:
        """Room above the drawing, in pixels."""
        return round(scale * (66 + 18 * len(self.above) + 24 * self.legend)) + self.head

    def bottom(self, scale: float) -> int:
        """Room beneath it, in pixels."""
        return CAPTION_GAP + round(scale * (16 + 17 * len(self.below)))

    def width(self, size: Size, inner: int) -> int:
        """How wide to lay out a picture whose drawing needs `inner` pixels of height.

        ValueError where what stands around the drawing takes all the height that is gained.
        """
        if size.height is None:
            return size.width
        for width in range(size.least, MOST_GROWTH * size.least, STEP):
            height = width * size.height // size.width
            if height - self.around(width / size.least) >= inner:
                return width
        raise ValueError("the words around the chart leave no room for it")

    def around(self, scale: float) -> int:
        """Room above and beneath the drawing together."""
        return self.top(scale) + self.bottom(scale)


def captioned(shown: ChartView, on: date, size: str = "own") -> go.Figure:
    """The chart on a light ground, with words around it.

    Title and filters stand above; what is shown, sources, data version, date (`on`), note and
    credit below. `size` is a key of `SIZES`.
    """
    figure, wanted = shown.figure(), SIZES[size]
    inner = int(figure.layout.height or UNSIZED_HEIGHT)
    frame = _frame(shown, on, figure, wanted)
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
        margin=_margin(figure, frame, scale),
        title=_title(shown.chart.title, frame.above, scale, height),
        legend=_legend(figure, scale, inner / drawing),
    )
    figure.add_annotation(_caption(frame.below, scale))
    return figure


def version_sentence(shown: ChartView, on: date) -> str:
    """From which state of the data, when, and where the dashboard is, if that is set."""
    sentence = f"Data version {shown.selection.dataset.edition}. Made on {on.isoformat()}."
    return f"{sentence} {public_url()}".strip()


def _frame(shown: ChartView, on: date, figure: go.Figure, size: Size) -> Frame:
    letters = int((size.least - 2 * MARGIN) / PER_LETTER)
    above = _lines(shown.sentence, letters * SMALL // SUBTITLE)
    sources = f"Sources: {shown.sources or 'none'}."
    basis = f"{shown.coverage.sentence()} {sources} {version_sentence(shown, on)}"
    below: list[str] = []
    for text in (basis, shown.note, shown.credit):
        below += _lines(text, letters)
    head = COLUMN_NAMES if figure.layout.xaxis.side == "top" else 0
    return Frame(above, below, _legend_rows(figure, size.least), head)


def _lines(text: str, letters: int) -> list[str]:
    return [escaped(line) for line in textwrap.wrap(text, letters)]


def _title(text: str, above: list[str], scale: float, height: int) -> dict[str, Any]:
    """The title with the lines beneath it, hung from the top of the picture."""
    subtitle = f"<span style='font-size:{SUBTITLE * scale:.0f}px'>{'<br>'.join(above)}</span>"
    return {
        "text": f"<b>{escaped(text)}</b><br>{subtitle}",
        "x": 0.02,
        "y": 1 - TITLE_GAP * scale / height,
        "yanchor": "top",
        "yref": "container",
        "font": {"size": TITLE * scale},
    }


def _margin(figure: go.Figure, frame: Frame, scale: float) -> dict[str, float]:
    own = figure.layout.margin
    left, right = max(MARGIN, own.l or 0), max(MARGIN, own.r or 0)
    return {"t": frame.top(scale), "b": frame.bottom(scale), "l": left, "r": right}


def _caption(lines: list[str], scale: float) -> dict[str, Any]:
    """The lines beneath the drawing, as an annotation hung from its lower left corner."""
    text = {
        "text": "<br>".join(lines),
        "align": "left",
        "showarrow": False,
        "font": {"size": SMALL * scale, "color": theme.QUIET},
    }
    place = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "y": 0, "yanchor": "top"}
    return {**text, **place, "yshift": -CAPTION_GAP}


def _legend(figure: go.Figure, scale: float, share: float) -> dict[str, Any]:
    """The legend's type, and its place where the chart lifts it over the names of columns.

    The place is given in heights of the drawing, which here is taller than its chart on a page:
    `share` is the height that the chart asks for, as a part of the drawing's.
    """
    legend: dict[str, Any] = {"font": {"size": LEGEND_TYPE * scale}}
    lifted = figure.layout.legend.y
    if lifted:
        legend["y"] = 1 + (lifted - 1) * share
    return legend


def _legend_rows(figure: go.Figure, width: int) -> int:
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
    widths = [50 + PER_LEGEND_LETTER * len(name) for name in names]
    if sum(widths) <= room:
        return 1
    in_a_row = max(1, int(room // max(widths)))
    return math.ceil(len(names) / in_a_row)
