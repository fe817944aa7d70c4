"""Kinds of source as one bar."""

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme, traces
from atlas.charts.axes import titled, whole_numbers
from atlas.charts.chart import Context, NoOptions
from atlas.values.words import agreeing, counted, escaped, listed

# Pixels of the bar and its axis, and of the legend over it.
HEIGHT, LEGEND = 110, 90
# A piece of this share of the bar has room for its name, on a phone too.
ROOM = 0.2


def source_kinds(counts: pd.DataFrame, context: Context[NoOptions]) -> go.Figure:
    """Draw `source_kinds_view.source_kinds`: a piece for each kind, the largest first and fullest.

    Small pieces are named in the legend, in their order.
    """
    labels = context.schema.labels("source-kind")
    total = int(counts["n"].sum())
    begins = counts["n"].cumsum() - counts["n"]
    names = [escaped(labels[kind]) for kind in counts["kind"]]
    fullest = len(counts)
    colours = [theme.shade((fullest - place) / fullest) for place in range(fullest)]
    texts, hovers, keys = [], [], []
    for name, n, colour in zip(names, counts["n"], colours, strict=True):
        has_room = n >= ROOM * total
        texts.append(f"{name}<br>{n:,}" if has_room else "")
        hovers.append(f"<b>{name}</b><br>{counted(n, 'sources')}, {n / total:.0%} of {total:,}")
        if not has_room:
            look = traces.marker(colour, "", edge=theme.EDGE)
            keys.append(traces.key(f"{name}: {n:,}", look) | {"showlegend": True})
    bar = {
        "type": "bar",
        "orientation": "h",
        "base": begins.tolist(),
        "x": counts["n"].tolist(),
        "y": [0] * len(counts),
        "showlegend": False,
        "marker": {"color": colours, "line": {"width": 1, "color": theme.EDGE}},
        "text": texts,
        "insidetextfont": {"color": theme.ON_SHADE, "size": 13},
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
    height = HEIGHT + (LEGEND if keys else 0)
    return theme.figure([bar, *keys], height, xaxis=across, yaxis=down)


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
