"""Kinds of source as one bar."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme, traces
from atlas.charts.axes import titled, whole_numbers
from atlas.charts.chart import Context, NoOptions
from atlas.charts.margins import LEAST
from atlas.values.words import agreeing, counted, escaped, listed, wrapped

HEIGHT = 110
# A piece of this share of the bar has room for its name, on a phone too.
ROOM = 0.2
# Names of smaller pieces: letters in a line, which a phone has room for; the size of their type;
# the pixels that a line of them takes, and that stand beneath.
LETTERS, TYPE, LINE, BENEATH = 42, 12, 16, 6


def source_kinds(counts: pd.DataFrame, context: Context[NoOptions]) -> go.Figure:
    """Draw `source_kinds_view.source_kinds`: a piece for each kind, the largest first and fullest.

    Small pieces are named together above the end of the bar, and each when it is pointed at.
    """
    labels = context.schema.labels("source-kind")
    total = int(counts["n"].sum())
    begins = counts["n"].cumsum() - counts["n"]
    names = [escaped(labels[kind]) for kind in counts["kind"]]
    texts, hovers = [], []
    for name, n in zip(names, counts["n"], strict=True):
        texts.append(f"{name}<br>{n:,}" if n >= ROOM * total else "")
        hovers.append(f"<b>{name}</b><br>{counted(n, 'sources')}, {n / total:.0%} of {total:,}")
    fullest = len(counts)
    colours = [theme.shade((fullest - place) / fullest) for place in range(fullest)]
    bar = {
        "type": "bar",
        "orientation": "h",
        "base": begins.tolist(),
        "x": counts["n"].tolist(),
        "y": [0] * len(counts),
        "showlegend": False,
        "marker": {"color": colours, "line": {"width": 1, "color": theme.EDGE}},
        "text": texts,
        "textfont": {"color": theme.ON_SHADE, "size": 13},
        **traces.IN_CELLS,
        **traces.pointed_at(hovers),
    }
    across = {
        "range": [0, total],
        "dtick": whole_numbers(total),
        "title": titled("Sources"),
        "fixedrange": True,
    }
    down = {"visible": False, "fixedrange": True}
    axes = {"xaxis": across, "yaxis": down}
    small = counts["n"].lt(ROOM * total)
    if not small.any():
        return theme.figure([bar], HEIGHT, **axes)
    lines = _together(labels, counts[small])
    above = lines.count("<br>") * LINE + LINE + BENEATH
    return theme.figure(
        [bar],
        HEIGHT + above,
        **axes,
        margin={"t": LEAST["t"] + above},
        annotations=[_at_the_end(lines, total)],
        shapes=[_over(int(begins[small].min()), total)],
    )


def _together(labels: Mapping[str, str], counts: pd.DataFrame) -> str:
    """The kinds of small pieces with their numbers, in as many lines as they need."""
    pairs = zip(counts["kind"], counts["n"], strict=True)
    # A name and its number stay in one line.
    parts = [f"{labels[kind]} {n:,}".replace(" ", "\u00a0") for kind, n in pairs]
    return wrapped(", ".join(parts), LETTERS)


def _at_the_end(lines: str, total: int) -> dict[str, Any]:
    """The names of the small pieces, above the end of the bar."""
    across = {"x": total, "xanchor": "right", "align": "right", "showarrow": False}
    height = {"yref": "paper", "y": 1, "yanchor": "bottom", "yshift": BENEATH - 3}
    return {"text": lines, "font": {"size": TYPE}, **across, **height}


def _over(first: int, total: int) -> dict[str, Any]:
    """A line over the small pieces, beneath their names."""
    height = {"yref": "paper", "y0": 1, "y1": 1}
    line = {"width": 1, "color": theme.NEUTRAL}
    return {"type": "line", "x0": first, "x1": total, **height, "line": line}


def headline(counts: pd.DataFrame, context: Context[NoOptions]) -> str:
    """Of which kind most sources are, or of which kinds equally many."""
    if counts.empty:
        return ""
    labels = context.schema.labels("source-kind")
    total = int(counts["n"].sum())
    most = int(counts["n"].max())
    kinds = [labels[kind].lower() for kind in counts.loc[counts["n"].eq(most), "kind"]]
    known = "These sources on China and Russia"
    if len(counts) == 1:
        return f"{known}: {agreeing(total, 'the one is', f'all {total:,} are')} {kinds[0]}"
    if len(kinds) > 1:
        return f"{known}: {most:,} each of {listed(kinds)}"
    return f"{known}: {most:,} of {total:,} {agreeing(most, 'is', 'are')} {listed(kinds)}"


def takeaway(counts: pd.DataFrame, context: Context[NoOptions]) -> str:
    """How many sources of which kind speak, in a sentence."""
    if counts.empty:
        return "Kinds of source: none in view."
    labels = context.schema.labels("source-kind")
    pairs = zip(counts["kind"], counts["n"], strict=True)
    parts = [f"{labels[kind].lower()} {n:,}" for kind, n in pairs]
    total = int(counts["n"].sum())
    speak = agreeing(total, "speaks", "speak")
    return f"{counted(total, 'sources')} {speak} of the entries in view: {', '.join(parts)}."
