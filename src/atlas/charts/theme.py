"""Colours, fonts and marks of every chart, the same on every page and in every file."""

from typing import Any

import plotly.graph_objects as go

Trace = dict[str, Any]
DOMAINS = {
    "land": "#9a6b00",
    "air": "#2f7fd1",
    "naval": "#0b8587",
    "air-missile-defence": "#d0455a",
    "space": "#8a63d2",
    "cyber": "#3c8f40",
    "nuclear": "#c45a10",
    "internal-security": "#b34d93",
    "dual-use": "#66788a",
    "unclassified": "#7d7d7d",
}
TABLES = {
    "exercises": "#2f7fd1",
    "transfers": "#d0455a",
    "systems": "#8a63d2",
    "organisations": "#0b8587",
    "agreements": "#9a6b00",
    "context": "#b34d93",
    "links": "#66788a",
    "findings": "#3c8f40",
}
DIRECTIONS = {"Russia → China": "#d0455a", "China → Russia": "#2f7fd1"}
# A pair of supplier and recipient: colour, dash and marker, so that grey print and every eye tell them apart.
PAIRS = {
    "RUS-CHN": ("#d0455a", "solid", "circle"),
    "CHN-RUS": ("#2f7fd1", "dash", "square"),
    "RUS-IND": ("#8a63d2", "dot", "diamond"),
    "RUS-VNM": ("#0b8587", "dashdot", "triangle-up"),
}
KINDS = {
    "countries": ("#c45a10", "star"),
    "organisations": ("#0b8587", "square"),
    "systems": ("#8a63d2", "dot"),
    "agreements": ("#9a6b00", "diamond"),
    "places": ("#66788a", "triangle"),
    "context": ("#b34d93", "triangleDown"),
    "exercises": ("#2f7fd1", "hexagon"),
    "transfers": ("#d0455a", "hexagon"),
}
SYMBOLS = {
    "star": "star", "square": "square", "dot": "circle", "diamond": "diamond", "triangle": "triangle-up", "triangleDown": "triangle-down",
    "hexagon": "hexagon",
}  # fmt: skip
TIES = {"supply": "#d0455a", "programme": "#8a63d2", "agreement": "#9a6b00", "link": "#2f7fd1", "membership": "#8b949e"}
NEUTRAL = "#7d7d7d"
CATEGORIES = {
    "aircraft": "#2f7fd1",
    "drones": "#4f6bd6",
    "missiles": "#c45a10",
    "air defence": "#d0455a",
    "ships": "#0b8587",
    "naval weapons": "#3f7f9f",
    "armoured vehicles": "#9a6b00",
    "artillery": "#a0522d",
    "engines": "#8a63d2",
    "sensors": "#b34d93",
    "satellites": "#7a5fa8",
    "electronics": "#3c8f40",
    "materials": "#5a7d2a",
    "information technology": "#66788a",
    "other": "#7d7d7d",
}
# A map's ground lets the page through, so that it is as quiet on a light page as on a dark one.
GROUND = {"sea": "rgba(47, 127, 209, 0.09)", "land": "rgba(125, 125, 125, 0.24)", "border": "rgba(125, 125, 125, 0.55)"}
HATCH = "/"
FONT = '"Source Sans", "Source Sans Pro", "Source Sans 3", system-ui, sans-serif'
# Plotly's own buttons: none that uploads a chart, none that saves an image without its sources.
CONFIG = {"displaylogo": False, "plotlyServerURL": "", "modeBarButtonsToRemove": ["sendChartToCloud", "toImage", "select2d", "lasso2d"]}
PAGE = {"light": {"back": "#ffffff", "ink": "#262a33", "grid": "#e3e5ea"}, "dark": {"back": "#11141b", "ink": "#e8e8e8", "grid": "#363a44"}}


def pattern(shape: "str | list[str]") -> dict[str, object]:
    """How hatching is drawn: the colour on the page's ground."""
    return {"shape": shape, "fillmode": "replace", "size": 7}


def _template(look: dict[str, str]) -> go.layout.Template:
    """The house's margins, fonts, legend and grid on a ground of one colour."""
    ink, grid = look["ink"], look["grid"]
    line = {"automargin": True, "gridcolor": grid, "zerolinecolor": grid, "linecolor": grid, "tickcolor": grid}
    axis = {**line, "tickfont": {"color": ink}, "title": {"font": {"color": ink}, "standoff": 8}}
    layout = {
        "font": {"family": FONT, "size": 13, "color": ink},
        "paper_bgcolor": look["back"],
        "plot_bgcolor": look["back"],
        "margin": {"l": 8, "r": 8, "t": 16, "b": 8},
        "hoverlabel": {"align": "left", "font": {"family": FONT, "size": 13}},
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": NEUTRAL, "activecolor": ink},
        "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.0, "xanchor": "left", "x": 0, "title": {"text": ""}},
        "bargap": 0.15,
        "xaxis": axis,
        "yaxis": axis,
    }
    text = {"textfont": {"color": ink, "family": FONT}}
    return go.layout.Template(layout=layout, data={"sankey": [text], "scatter": [text]})


TEMPLATES = {name: _template(look) for name, look in PAGE.items()}


def figure(traces: list[Trace], height: int, **layout: Any) -> go.Figure:
    """A figure of these traces on a light ground, in the house's style, with what `layout` adds to it.

    Everything is said in one go: each later update of a Plotly figure costs as much time as making it. Plotly's own check of every
    property, nine tenths of that time, is left to the tests, which hold every chart against it.
    """
    return go.Figure(data=traces, layout={"template": TEMPLATES["light"], "height": height, **layout}, _validate=False)


def on_ground(figure: go.Figure, *, dark: bool) -> go.Figure:
    """The figure on a dark or a light page, which the page alone knows."""
    if dark:
        figure.layout.template = TEMPLATES["dark"]
    return figure


def whole_numbers(tallest: int) -> int:
    """The step of a count axis: 1, 2, 5, 10, 20 …, so that about five steps reach the tallest column."""
    step = 1
    while step * 5 < tallest:
        step = step * 2 if str(step)[0] != "2" else step * 5 // 2
    return step


def empty(text: str) -> go.Figure:
    """A figure without marks that says why."""
    note = {"text": text, "showarrow": False, "xref": "paper", "yref": "paper", "x": 0.5, "y": 0.5}
    return figure([], 160, annotations=[note], xaxis={"visible": False}, yaxis={"visible": False})
