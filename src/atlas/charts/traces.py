"""Parts of traces that several charts share."""

from collections.abc import Iterable, Sequence

from atlas.charts import theme

# An entry of the legend is a trace of its own, for which nothing is drawn.
NOWHERE: theme.Trace = {"x": [None], "y": [None], "hoverinfo": "skip"}
# What is written in a cell keeps its size, however little room there is.
IN_CELLS: theme.Trace = {
    "textposition": "inside",
    "insidetextanchor": "middle",
    "textangle": 0,
    "constraintext": "none",
}
# Colour, dash and marker of a line.
Look = tuple[str, str, str]
# The signs of the markers of lines, in text.
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


def pointed_at(hovers: Iterable[str]) -> theme.Trace:
    """What each mark says when it is pointed at, and nothing besides."""
    return {"hovertext": list(hovers), "hovertemplate": "%{hovertext}<extra></extra>"}


def marker(colour: str, hatch: str, *, edge: str = "", width: float = 1) -> theme.Trace:
    """Bars of a colour and a hatching; their edge has the same colour unless another is given."""
    line = {"width": width, "color": edge or colour}
    return {"color": colour, "line": line, "pattern": theme.pattern(hatch)}


def key(name: str, look: theme.Trace) -> theme.Trace:
    """The legend's word for a look of bars, given as their marker."""
    return {"type": "bar", "name": name, "marker": look, **NOWHERE}


def column_head(place: int, text: str, *, lift: int = 0, size: int = 12) -> theme.Trace:
    """An annotation in bold above a column of a drawing, `lift` pixels over the upper edge."""
    return {
        "text": f"<b>{text}</b>",
        "x": place,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": lift,
        "showarrow": False,
        "font": {"size": size},
    }


def line(
    name: str,
    look: Look,
    years: Sequence[int],
    values: Sequence[float | None],
    hovers: Sequence[str],
) -> theme.Trace:
    """A line over years with a marker at each value; it runs over the edge rather than be cut."""
    colour, dash, symbol = look
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": list(years),
        "y": list(values),
        "cliponaxis": False,
        "line": {"color": colour, "width": 2, "dash": dash},
        "marker": {"color": colour, "symbol": symbol, "size": 7},
        **pointed_at(hovers),
    }
