"""Colours, fonts and marks of every chart, the same on every page and in every file."""

import plotly.graph_objects as go

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
HATCH = "/"
# Plotly's own buttons: none that uploads a chart, none that saves an image without its sources.
CONFIG = {"displaylogo": False, "plotlyServerURL": "", "modeBarButtonsToRemove": ["sendChartToCloud", "toImage", "select2d", "lasso2d"]}
PAGE = {"light": {"back": "#ffffff", "ink": "#262a33", "grid": "#e3e5ea"}, "dark": {"back": "#11141b", "ink": "#e8e8e8", "grid": "#363a44"}}


def pattern(shape: "str | list[str]") -> dict[str, object]:
    """How hatching is drawn: the colour on the page's ground."""
    return {"shape": shape, "fillmode": "replace", "size": 7}


def dressed(figure: go.Figure, height: int) -> go.Figure:
    """The figure with the house's margins, fonts, legend and grid."""
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 16, "b": 8},
        font={"size": 13},
        hoverlabel={"align": "left"},
        legend={"orientation": "h", "yanchor": "bottom", "y": 1.0, "xanchor": "left", "x": 0, "title": {"text": ""}},
        bargap=0.15,
    )
    figure.update_xaxes(automargin=True)
    figure.update_yaxes(automargin=True)
    return figure


def legible(figure: go.Figure, *, dark: bool) -> go.Figure:
    """The figure with text that stands out from a dark or a light page, which the page alone knows."""
    page = PAGE["dark" if dark else "light"]
    ink, grid = page["ink"], page["grid"]
    figure.update_layout(font={"color": ink}, legend={"font": {"color": ink}})
    axis = {"tickfont": {"color": ink}, "title": {"font": {"color": ink}}, "gridcolor": grid}
    figure.update_xaxes(**axis)
    figure.update_yaxes(**axis)
    figure.update_traces(textfont={"color": ink}, selector={"type": "sankey"})
    figure.update_traces(textfont={"color": ink}, selector={"mode": "markers+text"})
    return figure


def whole_numbers(tallest: int) -> int:
    """The step of a count axis: 1, 2, 5, 10, 20 …, so that about five steps reach the tallest column."""
    step = 1
    while step * 5 < tallest:
        step = step * 2 if str(step)[0] != "2" else step * 5 // 2
    return step


def empty(text: str) -> go.Figure:
    """A figure without marks that says why."""
    figure = dressed(go.Figure(), 160)
    figure.add_annotation(text=text, showarrow=False, xref="paper", yref="paper", x=0.5, y=0.5)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    return figure
