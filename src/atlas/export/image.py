"""A figure that carries its own title, filters, sources, count and date: what is saved as an image or a page."""

import textwrap
from dataclasses import dataclass
from datetime import date
from typing import Any

import plotly.graph_objects as go

from atlas.charts import theme
from atlas.charts.chart_view import ChartView
from atlas.values.words import escaped

MARGIN, COLUMN_NAMES = 24, 44
PER_LETTER = 6.5
LEGEND_TYPE, SUBTITLE, SMALL = 13, 15, 12
# Widths of a layout, so that its height is whole too.
STEP = 16


@dataclass(frozen=True)
class Size:
    """How large a picture is saved (pixels; no height: as tall as its chart), and how wide it is laid out at least.

    Where a chart needs more height than that leaves it, the layout grows in both directions and is scaled down as it is saved; title,
    legend and caption grow with it, so that they can be read at every size.
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
    """What stands around a chart: lines above and below it, rows of its legend, room for names of columns above it."""

    above: list[str]
    below: list[str]
    legend: int
    head: int

    def top(self, scale: float) -> int:
        """Room above the drawing, in pixels."""
        return round(scale * (66 + 18 * len(self.above) + 24 * self.legend)) + self.head

    def bottom(self, scale: float) -> int:
        """Room beneath it."""
        return 34 + round(scale * (16 + 17 * len(self.below)))

    def width(self, size: Size, inner: int) -> int:
        """How wide to lay out a picture whose drawing needs so much height."""
        if size.height is None:
            return size.width
        return next(
            width
            for width in range(size.least, 100 * size.least, STEP)
            if width * size.height // size.width
            - self.top(width / size.least)
            - self.bottom(width / size.least)
            >= inner
        )


def captioned(shown: ChartView, on: date, size: str = "own") -> go.Figure:
    """The chart on a light ground with title and filters above; what is shown, sources, data version, date, note and credit below."""
    figure, wanted = shown.figure(), SIZES[size]
    inner = int(figure.layout.height or 450)
    frame = _frame(shown, on, figure, wanted)
    width = frame.width(wanted, inner)
    scale = width / wanted.least
    top, bottom = frame.top(scale), frame.bottom(scale)
    height = (
        inner + top + bottom if wanted.height is None else width * wanted.height // wanted.width
    )
    title = f"<b>{escaped(shown.chart.title)}</b><br><span style='font-size:{SUBTITLE * scale:.0f}px'>{'<br>'.join(frame.above)}</span>"
    figure.update_layout(
        template=theme.IN_FILES,
        width=width,
        height=height,
        margin={
            "t": top,
            "b": bottom,
            **{side: max(MARGIN, figure.layout.margin[side] or 0) for side in "lr"},
        },
        title={
            "text": title,
            "x": 0.02,
            "y": 1 - 34 * scale / height,
            "yanchor": "top",
            "yref": "container",
            "font": {"size": 22 * scale},
        },
        legend=_legend(figure, scale, inner / (height - top - bottom)),
    )
    figure.add_annotation(
        text="<br>".join(frame.below),
        align="left",
        showarrow=False,
        font={"size": SMALL * scale, "color": theme.QUIET},
        xref="paper",
        x=0,
        xanchor="left",
        yref="paper",
        y=0,
        yanchor="top",
        yshift=-34,
    )
    return figure


def made(shown: ChartView, on: date) -> str:
    """From which state of the data, and when."""
    return f"Data version {shown.selection.dataset.edition}. Made on {on.isoformat()}."


def _frame(shown: ChartView, on: date, figure: go.Figure, size: Size) -> Frame:
    letters = int((size.least - 2 * MARGIN) / PER_LETTER)
    larger = letters * SMALL // SUBTITLE
    below = _lines(
        f"{shown.coverage.sentence()} Sources: {shown.sources or 'none'}. {made(shown, on)}",
        letters,
    )
    below += _lines(shown.note, letters) + _lines(shown.credit, letters)
    head = COLUMN_NAMES if figure.layout.xaxis.side == "top" else 0
    return Frame(_lines(shown.sentence, larger), below, _legend_rows(figure, size.least), head)


def _lines(text: str, letters: int) -> list[str]:
    return [escaped(line) for line in textwrap.wrap(text, letters)]


def _legend(figure: go.Figure, scale: float, share: float) -> dict[str, Any]:
    """The legend's type, and its place where the chart lifts it over the names of columns: the drawing is taller than its chart on a page."""
    lifted = figure.layout.legend.y
    return {"font": {"size": LEGEND_TYPE * scale}} | (
        {"y": 1 + (lifted - 1) * share} if lifted else {}
    )


def _legend_rows(figure: go.Figure, width: int) -> int:
    """About how many rows the legend takes above the drawing: what does not fit on one stands in columns as wide as its longest name."""
    if figure.layout.showlegend is False:
        return 0
    names = list(
        dict.fromkeys(
            str(trace.name) for trace in figure.data if trace.name and trace.showlegend is not False
        )
    )
    wide = [50 + 6.7 * len(name) for name in names]
    if len(names) < 2 or sum(wide) <= width - 2 * MARGIN:
        return int(len(names) > 1)
    return -(-len(names) // max(1, int((width - 2 * MARGIN) // max(wide))))
