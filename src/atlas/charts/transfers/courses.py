"""The course of each transfer, from the day it was made known or ordered to the last delivery."""

from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme, traces
from atlas.charts.chart import Context
from atlas.charts.transfers.course_hovers import course_hovers
from atlas.charts.transfers.course_lanes import in_lines, lane_height, middles_of
from atlas.charts.transfers.course_pieces import MOMENTS, Piece, Sign
from atlas.charts.transfers.courses_view import LABELS, CourseOptions
from atlas.charts.transfers.directed import Certainty
from atlas.charts.transfers.sides import OTHER
from atlas.values.words import counted, escaped


class Look(NamedTuple):
    """A sign: its symbol, what it is called, and how the legend explains it further."""

    symbol: str
    name: str
    explanation: str = ""


# Pixels: the years, and the legend with what parts it from them.
HEAD, AROUND = 44, 130
COLOURS = {**theme.DIRECTIONS, OTHER: theme.NEUTRAL}
# Of the bars, in pixels.
WIDTHS = {
    Piece.MADE_KNOWN: 9,
    Piece.ORDERED: 9,
    Piece.BETWEEN: 2,
    Piece.DELIVERIES: 18,
    Piece.MENTIONED: 9,
}
HATCHES = {Certainty.DATED: "", Certainty.APPROXIMATE: theme.HATCH, Certainty.APART: "."}
MENTION = ": the year of the mention"
# Drawn as an outline alone: nothing was ordered or handed over in that time.
OUTLINED = (Piece.MADE_KNOWN, Piece.MENTIONED)
SIGNS = {
    Sign.BEGUN: Look("triangle-left-open", "Deliveries began at a time not known"),
    Sign.DELIVERED: Look("circle", "Delivered"),
    Sign.DELIVERED_UNDATED: Look("circle-open", "Delivered at a time not known"),
    Sign.OPEN: Look("triangle-right-open", "Open", ": no end is known"),
    Sign.ENDED: Look("square", "Ended"),
    Sign.NOT_CARRIED_OUT: Look("x", "Cancelled or denied"),
    Sign.DISCUSSED: Look("triangle-up-open", "Announced or under discussion"),
    Sign.PROJECTED: Look("diamond-open", "Projected"),
    Sign.PROJECTED_UNDATED: Look("diamond-open-dot", "Projected without a date", MENTION),
    Sign.UNDATED: Look("circle-open-dot", "Without a date", MENTION),
}
# A sign stands after the end of its lane, by this share of the whole time, unless it has a place of
# its own here: before the lane, or in the middle of the year of the mention.
ASIDE = 0.014
STEPS = {Sign.BEGUN: -1, Sign.PROJECTED_UNDATED: 0, Sign.UNDATED: 0}


def courses(rows: pd.DataFrame, context: Context[CourseOptions]) -> go.Figure:
    """Draw `courses_view.course`: a lane a transfer, and a sign at its end.

    A lane is narrow from when it was ordered and wide while it was delivered.
    """
    drawn = rows[rows["drawn"]]
    ids = pd.Index(drawn["id"].unique())
    hovers = course_hovers(context.dataset, ids)
    names = {identifier: in_lines(context.dataset.label(identifier)) for identifier in ids}
    middles, height = middles_of(names)
    placed = drawn.assign(y=drawn["id"].map(middles), hover=drawn["id"].map(hovers))
    first = placed["start"].min()
    last = placed["end"].max()
    time = {
        "type": "date",
        "side": "top",
        "showgrid": True,
        "range": [f"{first.year}-01-01", f"{last.year + 1}-07-01"],
        "hoverformat": "%Y",
    }
    lanes = {
        "tickvals": list(middles.values()),
        "ticktext": ["<br>".join(map(escaped, lines)) for lines in names.values()],
        "range": [height, 0],
        "showgrid": True,
        "zeroline": False,
        "tickfont": {"size": 12},
    }
    return theme.figure(
        [*_lane_traces(placed), *_keys(placed), *_sign_traces(placed, (last - first) * ASIDE)],
        height + HEAD + AROUND,
        barmode="overlay",
        legend={"y": 1 + HEAD / height, "x": theme.LEGEND_LEFT, "itemsizing": "trace"},
        xaxis=time,
        yaxis=lanes,
    )


def fitted(
    rows: pd.DataFrame, context: Context[CourseOptions], room: int
) -> tuple[pd.DataFrame, str]:
    """The first lanes, as many as there is room for in so many pixels, one at least."""
    ids = rows.loc[rows["drawn"], "id"].unique()
    names = [in_lines(context.dataset.label(identifier)) for identifier in ids]
    ends = pd.Series([lane_height(name) for name in names]).cumsum()
    fitting = int(ends.le(room - HEAD).sum())
    kept = rows.assign(drawn=rows["id"].isin(ids[: max(1, fitting)]))
    return kept, part(kept, context)


def _lane_traces(placed: pd.DataFrame) -> list[theme.Trace]:
    """The bars of the lanes, and the legend's word for each of their colours."""
    bars = placed[~placed["piece"].isin(MOMENTS)]
    drawn = []
    for pair, colour in COLOURS.items():
        part = bars[bars["pair"].eq(pair)]
        if len(part):
            drawn += [_bar_key(LABELS[pair], colour, edge=colour), _bars(part, colour)]
    return drawn


def _bars(part: pd.DataFrame, colour: str) -> theme.Trace:
    length = part["end"] - part["start"]
    is_outlined = part["piece"].isin(OUTLINED) & part["certainty"].eq(Certainty.DATED)
    hatches = part["certainty"].map(HATCHES).tolist()
    look = {
        "color": is_outlined.map({True: theme.CLEAR, False: colour}).tolist(),
        "line": {"width": 1.5, "color": colour},
        "pattern": theme.pattern(hatches) | {"size": 5},
    }
    return {
        "type": "bar",
        "orientation": "h",
        "showlegend": False,
        "base": part["start"].dt.strftime("%Y-%m-%d").tolist(),
        "x": (length.dt.total_seconds() * 1000).tolist(),
        "y": part["y"].tolist(),
        "width": part["piece"].map(WIDTHS).tolist(),
        "marker": look,
        **_pointed_at(part),
    }


def _keys(placed: pd.DataFrame) -> list[theme.Trace]:
    """The legend's words for the widths and the hatching that are drawn."""
    keys = {
        Piece.MADE_KNOWN: _bar_key("Outlined: made known", theme.CLEAR),
        Piece.ORDERED: _line_key("Narrow: ordered", 3),
        Piece.DELIVERIES: _line_key("Wide: deliveries", 10),
        Certainty.APPROXIMATE: _bar_key(
            "Hatched: uncertain or approximate", theme.NEUTRAL, theme.HATCH
        ),
        Certainty.APART: _bar_key("Dotted: not carried out", theme.NEUTRAL, "."),
    }
    drawn = {*placed["piece"], *placed["certainty"]}
    return [key for what, key in keys.items() if what in drawn]


def _bar_key(name: str, colour: str, hatch: str = "", *, edge: str = theme.NEUTRAL) -> theme.Trace:
    look = traces.marker(colour, hatch, edge=edge, width=1.5)
    return traces.key(name, look)


def _line_key(name: str, width: int) -> theme.Trace:
    look = {"width": width, "color": theme.NEUTRAL}
    return {"type": "scatter", "mode": "lines", "name": name, "line": look, **traces.NOWHERE}


def _sign_traces(placed: pd.DataFrame, aside: pd.Timedelta) -> list[theme.Trace]:
    """The signs for how far transfers have got, and the legend's word for each."""
    drawn = []
    for sign, look in SIGNS.items():
        part = placed[placed["sign"].eq(sign)]
        if len(part):
            name = {"name": look.name + look.explanation}
            moments = part["end"] + aside * STEPS.get(sign, 1)
            key = {**_symbols(look.symbol, theme.NEUTRAL), **name, **traces.NOWHERE}
            drawn += [key, {**_signs(part, look.symbol, moments), **name}]
    return drawn


def _signs(part: pd.DataFrame, symbol: str, moments: pd.Series) -> theme.Trace:
    return {
        **_symbols(symbol, part["pair"].map(COLOURS).tolist()),
        "showlegend": False,
        "x": moments.dt.strftime("%Y-%m-%d").tolist(),
        "y": part["y"].tolist(),
        "cliponaxis": False,
        **_pointed_at(part),
    }


def _symbols(symbol: str, colour: str | list[str]) -> theme.Trace:
    line = {"width": 2, "color": colour}
    look = {"color": colour, "symbol": symbol, "size": 11, "line": line}
    return {"type": "scatter", "mode": "markers", "marker": look}


def _pointed_at(part: pd.DataFrame) -> theme.Trace:
    """Which transfer each mark is of, and what it says when pointed at."""
    return {"customdata": part["id"].tolist(), **traces.pointed_at(part["hover"])}


def takeaway(rows: pd.DataFrame, context: Context[CourseOptions]) -> str:
    """What the lanes show, in a sentence."""
    if rows.empty:
        return "Course of each transfer: none in view."
    lanes = rows[rows["piece"].eq(Piece.END)]
    return f"Course of {counted(len(lanes), 'transfers')}: {', '.join(_ends(lanes))}."


def part(rows: pd.DataFrame, context: Context[CourseOptions]) -> str:
    """Which transfers are drawn; blank where all are."""
    lanes = rows[rows["piece"].eq(Piece.END)]
    if lanes["drawn"].all():
        return ""
    begun = "those that begin last"
    if lanes["pair"].eq(OTHER).any():
        begun = "those of Russia and China, and of the others those that begin last"
    drawn = int(lanes["drawn"].sum())
    return f"Drawn: {drawn:,} of {len(lanes):,} transfers, {begun}."


def _ends(lanes: pd.DataFrame) -> list[str]:
    """How many have got how far; all that are delivered are one number, as in the title."""
    numbers = {str(sign): int(n) for sign, n in lanes["sign"].value_counts().items()}
    undated = numbers.pop(Sign.DELIVERED_UNDATED, 0)
    if undated:
        numbers[Sign.DELIVERED] = numbers.get(Sign.DELIVERED, 0) + undated
    ends = []
    for sign, look in SIGNS.items():
        if sign not in numbers:
            continue
        ends.append(f"{numbers[sign]:,} {look.name.lower()}")
        if sign == Sign.DELIVERED and undated:
            ends[-1] += f" (of {undated:,} it is not known when)"
    return ends
