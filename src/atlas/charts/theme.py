"""Colours, fonts and marks of every chart, the same on every page and in every file."""

from typing import Any

import plotly.graph_objects as go

from atlas.charts.margins import LEAST, margins
from atlas.charts.styled import StyledFigure
from atlas.records.corroboration import Standing
from atlas.values.pair import TO_CHINA, TO_RUSSIA

Trace = dict[str, Any]
# A hue of a domain stands for that domain and for nothing else, on all pages and in all files.
DOMAINS = {
    "land": "#906300",
    "air": "#0063cf",
    "naval": "#12755a",
    "air-missile-defence": "#bd2d51",
    "space": "#906399",
    "cyber": "#48a263",
    "nuclear": "#cf752d",
    "internal-security": "#bd7eab",
    "dual-use": "#7e7ed8",
    "unclassified": "#7d7d7d",
}
# What is practised.
EXERCISE_KINDS = {
    "field": "#406d7d",
    "command-post": "#776140",
    "patrol": "#a754ec",
    "competition": "#7b9b37",
    "not-stated": "#7d7d7d",
}
TABLES = {
    "exercises": "#4887cf",
    "transfers": "#e43060",
    "systems": "#6c51c6",
    "organisations": "#54846c",
    "agreements": "#ab7509",
    "context": "#6c6084",
    "links": "#757e87",
    "findings": "#516c36",
}
# China is warm and Russia cool, and so is what either of them supplies.
WARM, COOL = "#90603c", "#4890b4"
DIRECTIONS = {TO_CHINA.id: COOL, TO_RUSSIA.id: WARM}
# What a finding speaks for: deeper cooperation, against it, or neither.
STANCES = {"deeper": "#635aa2", "shallower": "#b47824", "mixed": "#7d7d7d"}
# A pair of supplier and recipient: colour, dash and marker, so that grey print and every eye tell
# them apart.
PAIRS = {
    "RUS-CHN": (COOL, "solid", "circle"),
    "CHN-RUS": (WARM, "dash", "square"),
    "RUS-IND": ("#6c5a90", "dot", "diamond"),
    "RUS-VNM": ("#8460e4", "dashdot", "triangle-up"),
}
# The looks of further pairs, in the order in which a chart needs them.
SPARE = [
    ("#b46000", "longdash", "cross"),
    ("#fc6000", "longdashdot", "x"),
    ("#488460", "dash", "hexagon"),
    ("#cf5aa2", "dot", "triangle-down"),
    ("#637587", "solid", "star"),
    ("#7d7d7d", "dashdot", "bowtie"),
]
KINDS = {
    "countries": ("#99511b", "star"),
    "organisations": (TABLES["organisations"], "square"),
    "systems": (TABLES["systems"], "dot"),
    "agreements": (TABLES["agreements"], "diamond"),
    "places": ("#757e87", "triangle"),
    "context": (TABLES["context"], "triangleDown"),
    "exercises": (TABLES["exercises"], "hexagon"),
    "transfers": (TABLES["transfers"], "hexagon"),
}
SYMBOLS = {
    "star": "star",
    "square": "square",
    "dot": "circle",
    "diamond": "diamond",
    "triangle": "triangle-up",
    "triangleDown": "triangle-down",
    "hexagon": "hexagon",
}
TIES = {
    "supply": "#d8486c",
    "programme": "#6c51c6",
    "agreement": "#9c780c",
    "link": "#5a90cf",
    "membership": "#879099",
}
NEUTRAL = "#7d7d7d"
OWN_RECORD = "#d0455a"  # What a page is about, among what is around it.
# Countries of the network's nodes. Those without a colour of their own share one: pointing at a
# node names its country.
COUNTRIES = {
    "CHN": WARM,
    "RUS": COOL,
    "SUN": "#635aa2",
    "IND": "#d87854",
    "PAK": "#5478b4",
    "VNM": "#84909c",
    "UKR": "#ab7e09",
    "BLR": "#c06060",
    "KAZ": "#486c87",
    "IRN": "#b43f12",
    "PRK": "#ab3675",
    "USA": "#0054fc",
    "FRA": "#997efc",
    "DEU": "#99907e",
    "ISR": "#786060",
}
OTHER_COUNTRY, SEVERAL_COUNTRIES = "#488763", "#6c7e99"
# The sign above a node that rests on little, in an image, and its name in the legend.
SIGNS = {
    Standing.ONE_ORIGIN: ("asterisk-open", "One independent source alone"),
    Standing.STATE_MEDIA: ("triangle-down", "One side's state media"),
}
# On the page: the sign after its name, the dashes of its border and their width, in pixels.
STANDINGS = {Standing.ONE_ORIGIN: ("*", (5, 3), 3), Standing.STATE_MEDIA: ("▼", (2, 3), 4)}
UNDATED, APART = (1.5, 3), (6, 4)
FAINT = 0.13
# What a transfer brings.
EXCHANGED = {
    "platform": "#8460e4",
    "engine": "#637587",
    "component": "#b46000",
    "technology": "#cf5aa2",
    "service": "#488460",
    "training": "#fc6000",
    "not-stated": NEUTRAL,
}
CATEGORIES = {
    "aircraft": "#5190f3",
    "drones": "#516cf3",
    "missiles": "#995112",
    "air defence": "#f06060",
    "ships": "#3fa299",
    "naval weapons": "#366c87",
    "armoured vehicles": "#a27512",
    "artillery": "#7e6c63",
    "engines": "#6c7e90",
    "sensors": "#bd5ab4",
    "satellites": "#6c51bd",
    "electronics": "#789c78",
    "materials": "#516c3f",
    "information technology": "#63636c",
    "other": "#7d7d7d",
}
# What a reader takes hold of; the edge of what lies on the page; words under a picture; pale bars.
ACCENT, EDGE, QUIET, STEP = "#2f7fd1", "#8b949e", "#444444", "#c4c9d0"
# A map's ground lets the page through: it is as quiet on a light page as on a dark one.
GROUND = {
    "sea": "rgba(47, 127, 209, 0.09)",
    "land": "rgba(125, 125, 125, 0.24)",
    "border": "rgba(125, 125, 125, 0.55)",
}
HATCH = "/"
CLEAR = "rgba(0,0,0,0)"
# One hue from pale to full for counts in cells, and the ink that is read on it on any page.
PALE, FULL, ON_SHADE = (0xD4, 0xE5, 0xF7), (0x4A, 0x93, 0xDE), "#11141b"
FONT = '"Source Sans", "Source Sans Pro", "Source Sans 3", system-ui, sans-serif'
# What is saved does not have the page's fonts with it: letters of these widths are everywhere.
FILE_FONT = 'Arial, Helvetica, "Liberation Sans", Arimo, sans-serif'
# Plotly's own buttons: none that uploads a chart, none that saves an image without its sources.
UNWANTED = ["sendChartToCloud", "toImage", "select2d", "lasso2d"]
CONFIG = {"displaylogo": False, "plotlyServerURL": "", "modeBarButtonsToRemove": UNWANTED}
# Margins grow with names. To hide what does not fit, Plotly measures all names for each of them.
FIT = {"automargin": True, "ticklabeloverflow": "allow"}
# Left of the plot, be it by this little, a legend has the whole width of the chart.
LEGEND_LEFT = -0.01
PAGE = {
    "light": {"back": "#ffffff", "ink": "#262a33", "grid": "#e3e5ea"},
    "dark": {"back": "#11141b", "ink": "#e8e8e8", "grid": "#363a44"},
}


def pattern(shape: "str | list[str]") -> dict[str, object]:
    """How hatching is drawn: the colour on the page's ground."""
    return {"shape": shape, "fillmode": "replace", "size": 7}


def _template(look: dict[str, str], family: str = FONT) -> go.layout.Template:
    """The house's margins, fonts, legend and grid on a ground of one colour."""
    ink, back = look["ink"], look["back"]
    lines = dict.fromkeys(("gridcolor", "zerolinecolor", "linecolor", "tickcolor"), look["grid"])
    inked = {"font": {"color": ink}}
    axis = {**FIT, **lines, "tickfont": inked["font"], "title": inked}
    above = {"orientation": "h", "yanchor": "bottom", "y": 1.0, "xanchor": "left", "x": 0}
    font = {"family": family, "size": 13}
    layout = {
        "font": {**font, "color": ink},
        "paper_bgcolor": back,
        "plot_bgcolor": back,
        "margin": LEAST,
        "hoverlabel": {"align": "left", "font": font},
        "modebar": {"bgcolor": CLEAR, "color": NEUTRAL, "activecolor": ink},
        "legend": {**above, "title": {"text": ""}},
        "bargap": 0.15,
        "xaxis": axis,
        "yaxis": axis,
    }
    in_ink = {"color": ink, "family": family}
    text, inside = {"textfont": in_ink}, {"insidetextfont": in_ink}
    data = {"sankey": [text], "scatter": [text], "bar": [inside]}
    return go.layout.Template(layout=layout, data=data)


TEMPLATES = {name: _template(look) for name, look in PAGE.items()}
IN_FILES = _template(PAGE["light"], FILE_FONT)


def figure(traces: list[Trace], height: int, **layout: Any) -> go.Figure:
    """A figure of these traces on a light ground, in the house's style, with this layout.

    Each later update of a Plotly figure costs as much time as making it, so everything is given at
    once. Plotly's own check of every property, nine tenths of that time, is left to the tests,
    which hold every chart against it.
    """
    whole_layout = {"template": TEMPLATES["light"], "height": height, **layout}
    return StyledFigure(data=traces, layout=whole_layout, _validate=False)


def on_ground(figure: StyledFigure, *, dark: bool) -> StyledFigure:
    """The figure on a dark or a light page, which the page alone knows, with room for its names."""
    figure.style = TEMPLATES["dark" if dark else "light"]
    figure.layout.margin = margins(figure)
    return figure


def see_through(colour: str, share: float) -> str:
    """The colour, of which so much covers what lies beneath it."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {share})"


def shade(share: float) -> str:
    """From pale to full, by the root of the share: one and two are told apart beside fifty."""
    channels = []
    for pale, full in zip(PALE, FULL, strict=True):
        channels.append(f"{round(pale + (full - pale) * share**0.5):02x}")
    return "#" + "".join(channels)


def empty(text: str) -> go.Figure:
    """A figure without marks that says why."""
    note = {"text": text, "showarrow": False, "xref": "paper", "yref": "paper", "x": 0.5, "y": 0.5}
    return figure([], 160, annotations=[note], xaxis={"visible": False}, yaxis={"visible": False})
