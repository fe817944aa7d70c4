"""The course of each transfer, from the day it was made known or ordered to the last delivery."""

import textwrap

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme
from atlas.charts.chart import Context
from atlas.charts.transfers.courses_view import (
    BEGUN,
    BETWEEN,
    DELIVERIES,
    END,
    MADE_KNOWN,
    MENTIONED,
    ORDERED,
    OTHERS,
    CourseOptions,
)
from atlas.values.words import counted, escaped

LANE, HEAD = 42, 44
COLOURS = {**theme.DIRECTIONS, OTHERS: theme.NEUTRAL}
WIDTHS = {MADE_KNOWN: 0.26, ORDERED: 0.26, BETWEEN: 0.05, DELIVERIES: 0.54, MENTIONED: 0.26}
HATCHES = {"dated": "", "approximate": theme.HATCH, "projected": "."}
MOMENTS = {BEGUN, END}
# Drawn as an outline alone: nothing was ordered or handed over in that time.
OUTLINED = {MADE_KNOWN, MENTIONED}
SIGNS = {
    "begun": ("triangle-left-open", "Deliveries began at a time not known"),
    "delivered": ("circle", "Delivered"),
    "delivered, when is not known": ("circle-open", "Delivered, when is not known"),
    "open": ("triangle-right-open", "Open: no end is known"),
    "ended": ("square", "Ended"),
    "not carried out": ("x", "Cancelled or denied"),
    "projected": ("diamond-open", "Projected"),
    "projected, no date": ("diamond-open-dot", "Projected without a date: the year of the mention"),
    "no date": ("circle-open-dot", "Without a date: the year of the mention"),
}
KEYS: dict[str, tuple[str, str, str] | tuple[str, int]] = {
    MADE_KNOWN: ("Outlined: made known", theme.CLEAR, ""),
    ORDERED: ("Narrow: ordered", 3),
    DELIVERIES: ("Wide: deliveries", 10),
    "approximate": ("Hatched: uncertain or approximate", theme.NEUTRAL, theme.HATCH),
    "projected": ("Dotted: projected", theme.NEUTRAL, "."),
}
LINES, LETTERS = 3, 25
ASIDE = 0.014


def courses(pieces: pd.DataFrame, context: Context[CourseOptions]) -> go.Figure:
    """Draw `courses_view.course`: a lane a transfer, narrow from when it was ordered, wide while it was delivered, a sign at its end."""
    drawn = pieces[pieces["shown"]]
    heights = {lane: height for height, lane in enumerate(drawn["lane"].unique())}
    placed = drawn.assign(y=drawn["lane"].map(heights))
    traces: list[theme.Trace] = []
    for pair, colour in COLOURS.items():
        part = placed[placed["pair"].eq(pair) & ~placed["piece"].isin(MOMENTS)]
        if len(part):
            traces += [_key(pair, colour, "", colour), _bars(part, colour)]
    there = {*placed["piece"], *placed["certainty"]}
    traces += [
        _key(*look) if len(look) == 3 else _width_key(*look)
        for what, look in KEYS.items()
        if what in there
    ]
    ends = placed[placed["piece"].isin(MOMENTS)]
    aside = (placed["end"].max() - placed["start"].min()) * ASIDE
    for sign, (symbol, name) in SIGNS.items():
        part = ends[ends["sign"].eq(sign)]
        if len(part):
            traces += [_sign_key(symbol, name), _signs(part, symbol, name, aside)]
    names = [_short(label) for label in placed.drop_duplicates("lane")["label"]]
    lanes = {
        "tickvals": list(heights.values()),
        "ticktext": names,
        "range": [len(heights) - 0.4, -0.6],
        "showgrid": True,
        "zeroline": False,
        "tickfont": {"size": 11},
    }
    first, last = placed["start"].min().year, placed["end"].max().year
    time = {
        "type": "date",
        "side": "top",
        "showgrid": True,
        "range": [f"{first}-01-01", f"{last + 1}-07-01"],
        "hoverformat": "%Y",
    }
    height = LANE * len(heights)
    return theme.figure(
        traces,
        height + HEAD + 130,
        barmode="overlay",
        legend={"y": 1 + HEAD / height, "itemsizing": "trace"},
        xaxis=time,
        yaxis=lanes,
    )


def _short(label: str) -> str:
    """A label in three lines at most; the whole one is said when a lane is pointed at."""
    lines = textwrap.wrap(label, LETTERS)
    return "<br>".join(
        escaped(line)
        for line in (
            lines
            if len(lines) <= LINES
            else [*lines[: LINES - 1], lines[LINES - 1][: LETTERS - 1] + "…"]
        )
    )


def _bars(part: pd.DataFrame, colour: str) -> theme.Trace:
    outlined = part["piece"].isin(OUTLINED) & part["certainty"].eq("dated")
    return {
        "type": "bar",
        "orientation": "h",
        "showlegend": False,
        "base": part["start"].dt.strftime("%Y-%m-%d").tolist(),
        "x": ((part["end"] - part["start"]).dt.total_seconds() * 1000).tolist(),
        "y": part["y"].tolist(),
        "width": part["piece"].map(WIDTHS).tolist(),
        "marker": {
            "color": outlined.map({True: theme.CLEAR, False: colour}).tolist(),
            "line": {"width": 1.5, "color": colour},
            "pattern": theme.pattern(part["certainty"].map(HATCHES).tolist()) | {"size": 5},
        },
        **_said(part),
    }


def _key(name: str, colour: str, hatch: str, edge: str = theme.NEUTRAL) -> theme.Trace:
    """The legend's word for a look of the bars."""
    look = {"color": colour, "line": {"width": 1.5, "color": edge}, "pattern": theme.pattern(hatch)}
    return {
        "type": "bar",
        "name": name,
        "x": [None],
        "y": [None],
        "marker": look,
        "hoverinfo": "skip",
    }


def _width_key(name: str, width: int) -> theme.Trace:
    """The legend's word for how high a bar is."""
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [None],
        "y": [None],
        "line": {"width": width, "color": theme.NEUTRAL},
        "hoverinfo": "skip",
    }


def _sign_key(symbol: str, name: str) -> theme.Trace:
    """The legend's word for a sign."""
    look = {
        "color": theme.NEUTRAL,
        "symbol": symbol,
        "size": 11,
        "line": {"width": 2, "color": theme.NEUTRAL},
    }
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [None],
        "y": [None],
        "marker": look,
        "hoverinfo": "skip",
    }


def _signs(part: pd.DataFrame, symbol: str, name: str, aside: pd.Timedelta) -> theme.Trace:
    """How far the transfers have got, just beyond the end of their lanes; in the year of the mention where there is no date."""
    colours = part["pair"].map(COLOURS).tolist()
    away = part["sign"].map(
        lambda sign: aside * (-1 if sign == "begun" else 0 if sign.endswith("no date") else 1)
    )
    moment = part["end"] + away
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "showlegend": False,
        "x": moment.dt.strftime("%Y-%m-%d").tolist(),
        "y": part["y"].tolist(),
        "cliponaxis": False,
        "marker": {
            "color": colours,
            "symbol": symbol,
            "size": 11,
            "line": {"width": 2, "color": colours},
        },
        **_said(part),
    }


def _said(part: pd.DataFrame) -> theme.Trace:
    """Which transfer each piece is of, and what it says when pointed at."""
    return {
        "customdata": part["id"].tolist(),
        "hovertext": part["hover"].tolist(),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def takeaway(pieces: pd.DataFrame, context: Context[CourseOptions]) -> str:
    """What the lanes show, in a sentence."""
    if pieces.empty:
        return "Course of each transfer: none in view."
    lanes = pieces[pieces["piece"].eq(END)]
    drawn = lanes["shown"].sum()
    begun = (
        "those that begin last"
        if lanes["pair"].ne(OTHERS).all()
        else "those of Russia and China, and of the others those that begin last"
    )
    part = f" ({drawn} drawn: {begun})" if drawn < len(lanes) else ""
    signs = lanes["sign"].value_counts().to_dict()
    told = ", ".join(
        f"{signs[sign]} {name.split(':')[0].lower()}"
        for sign, (_, name) in SIGNS.items()
        if sign in signs
    )
    return f"Course of {counted(len(lanes), 'transfers')}{part}: {told}."
