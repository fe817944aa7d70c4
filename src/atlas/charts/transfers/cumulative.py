"""How many transfers have begun until each year, a step line for each pair of supplier and recipient."""

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme
from atlas.charts.chart import Context
from atlas.charts.transfers.courses_view import CourseOptions
from atlas.charts.year_columns import years_axis
from atlas.values.words import escaped, number

HEIGHT = 420
GLYPHS = {
    "circle": "●",
    "square": "■",
    "diamond": "◆",
    "triangle-up": "▲",
    "cross": "✚",
    "x": "✖",
    "hexagon": "⬢",
    "triangle-down": "▼",
    "star": "★",
    "bowtie": "⧓",
}
LETTER, GAP = 6.6, 17
INSIDE = HEIGHT - 60


def cumulative(rows: pd.DataFrame, context: Context[CourseOptions]) -> go.Figure:
    """Draw `cumulative_view.cumulative`: a mark where transfers begin, a step up to it, the name and the sum at the line's end."""
    looks = _looks(rows)
    traces = [_line(part, looks[str(key)]) for key, part in rows.groupby("key", sort=False)]
    ends = rows.groupby("key", sort=False).tail(1)
    names = [
        f"{escaped(pair)}: {number(total)}"
        for pair, total in zip(ends["pair"], ends["total"], strict=True)
    ]
    margin = {"l": 8, "r": 30 + round(LETTER * max(map(len, names))), "t": 16, "b": 8}
    tallest = int(rows["total"].max())
    counts = {
        "title": {"text": "Transfers"},
        "range": [0, tallest * 1.06 + 0.5],
        "tickformat": ",d",
        "dtick": theme.whole_numbers(tallest),
    }
    marks = [
        f'<span style="color: {looks[key][0]}">{GLYPHS[looks[key][2]]}</span> '
        for key in ends["key"]
    ]
    notes = _beside(
        ends, [mark + name for mark, name in zip(marks, names, strict=True)], tallest * 1.06 + 0.5
    )
    return theme.figure(
        traces,
        HEIGHT,
        margin=margin,
        showlegend=False,
        annotations=notes,
        xaxis=years_axis(rows["year"]),
        yaxis=counts,
    )


def _looks(rows: pd.DataFrame) -> dict[str, tuple[str, str, str]]:
    """Colour, dash and marker of each pair: its own, else the next that is free."""
    free = iter(theme.SPARE)
    return {
        key: theme.PAIRS[key] if key in theme.PAIRS else next(free) for key in rows["key"].unique()
    }


def _line(part: pd.DataFrame, look: tuple[str, str, str]) -> theme.Trace:
    """One pair's line: a point in each year in which something begins, and one at the end of the years."""
    colour, dash, symbol = look
    points = part[part["new"].gt(0) | part["year"].eq(part["year"].max())]
    told = zip(points["pair"], points["year"], points["new"], points["total"], strict=True)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": escaped(str(part["pair"].iloc[0])),
        "x": points["year"].tolist(),
        "y": points["total"].tolist(),
        "cliponaxis": False,
        "line": {"color": colour, "width": 2, "dash": dash, "shape": "hv"},
        "marker": {"color": colour, "symbol": symbol, "size": 7},
        "hovertext": [
            f"<b>{escaped(pair)}</b><br>{year}: {number(new)} more, {number(total)} in all"
            for pair, year, new, total in told
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _beside(ends: pd.DataFrame, names: list[str], top: float) -> list[dict[str, object]]:
    """The names beside the ends of the lines, moved apart where they would touch one another."""
    order = sorted(range(len(names)), key=lambda at: ends["total"].iloc[at])
    gap = GAP / INSIDE * top
    height, placed = -gap, {}
    for at in order:
        height = max(height + gap, float(ends["total"].iloc[at]))
        placed[at] = height
    return [
        {
            "text": name,
            "xref": "paper",
            "x": 1,
            "xanchor": "left",
            "xshift": 8,
            "yref": "y",
            "y": placed[at],
            "yanchor": "middle",
            "showarrow": False,
            "align": "left",
            "font": {"size": 12},
        }
        for at, name in enumerate(names)
    ]


def takeaway(rows: pd.DataFrame, context: Context[CourseOptions]) -> str:
    """What the chart shows, in a sentence."""
    if rows.empty:
        return "Transfers begun until each year: none in view."
    ends = rows.groupby("key", sort=False).tail(1)
    each = ", ".join(
        f"{pair} {number(total)}" for pair, total in zip(ends["pair"], ends["total"], strict=True)
    )
    undated, apart = int(rows["undated"].iloc[0]), int(rows["apart"].iloc[0])
    notes = [f"in no line: {undated} without a date"] if undated else []
    notes += (
        [f"{'' if undated else 'in no line: '}{apart} projected, cancelled or denied"]
        if apart
        else []
    )
    years = f"{rows['year'].min()} to {rows['year'].max()}"
    left_out = f"; {' and '.join(notes)}" if notes else ""
    return f"Transfers begun, summed up over the years {years}: {each}{left_out}."
