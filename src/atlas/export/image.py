"""A figure that carries its own title, filters, sources, count and date: what is saved as an image or a page."""

import textwrap
from datetime import date

import plotly.graph_objects as go

from atlas.charts import theme
from atlas.shown import Shown
from atlas.views.listing import escaped

WIDTH = 1200
LINE = 150
COLUMN_NAMES = 44
SIDE = 24


def captioned(shown: Shown, on: date) -> go.Figure:
    """The chart on a light ground with title and filters above; what is shown, sources, data version, date, note and credit below."""
    figure = shown.figure()
    above = _lines(shown.sentence)
    below = _lines(f"{shown.coverage.sentence()} Sources: {shown.sources or 'none'}. {made(shown, on)}")
    below += _lines(shown.note) + _lines(shown.credit)
    top, bottom = 66 + 18 * len(above) + 24 * _legend_rows(figure) + _head(figure), 50 + 17 * len(below)
    height = int(figure.layout.height or 450) + top + bottom
    title = f"<b>{escaped(shown.chart.title)}</b><br><sup>{'<br>'.join(above)}</sup>"
    figure.update_layout(
        width=WIDTH,
        height=height,
        margin={"t": top, "b": bottom, **{side: max(SIDE, figure.layout.margin[side] or 0) for side in "lr"}},
        title={"text": title, "x": 0.02, "y": 1 - 34 / height, "yanchor": "top", "yref": "container", "font": {"size": 22}},
    )
    figure.add_annotation(
        text="<br>".join(below), align="left", showarrow=False, font={"size": 12, "color": theme.QUIET},
        xref="paper", x=0, xanchor="left", yref="paper", y=0, yanchor="top", yshift=-34,
    )  # fmt: skip
    return figure


def made(shown: Shown, on: date) -> str:
    """From which state of the data, and when."""
    return f"Data version {shown.selection.dataset.edition}. Made on {on.isoformat()}."


def _lines(text: str) -> list[str]:
    return [escaped(line) for line in textwrap.wrap(text, LINE)]


def _head(figure: go.Figure) -> int:
    """Room for names of columns that stand above the drawing."""
    return COLUMN_NAMES if figure.layout.xaxis.side == "top" else 0


def _legend_rows(figure: go.Figure) -> int:
    """About how many rows the legend takes above the drawing: what does not fit on one stands in columns as wide as its longest name."""
    names = [str(trace.name) for trace in figure.data if trace.name and trace.showlegend is not False]
    if len(names) < 2 or sum(len(name) + 8 for name in names) <= LINE:
        return int(len(names) > 1)
    beside = max(1, int((WIDTH - 2 * SIDE) // (50 + 6.7 * max(map(len, names)))))
    return -(-len(names) // beside)
