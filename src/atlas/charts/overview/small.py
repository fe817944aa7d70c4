"""The drawings of the front page's cards: the views of full charts at the size of a hand."""

from textwrap import shorten
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme, traces
from atlas.charts.axes import whole_numbers
from atlas.charts.findings.findings_view import Stance
from atlas.charts.overview.exchange_view import Exchange
from atlas.charts.overview.often_view import TURNS, Era, Often
from atlas.charts.year_columns import WIDTH, years_axis
from atlas.values.pair import TO_CHINA, TO_RUSSIA, Direction
from atlas.values.words import escaped, number, rate

HEIGHT = 215
TYPE = 12
# Years that are not over are drawn so pale.
PALE = 0.45
NAME_WIDTH = 22
# Of the height: the panel of supplies beneath the volumes, and the space between.
STRIP, BETWEEN = 0.38, 0.14
# One direction of the supplies runs up, the other down.
WAYS = {TO_CHINA: 1, TO_RUSSIA: -1}
MARGIN = {"r": 4, "t": 22}
SIDES = {Stance.SHALLOWER: -1, Stance.DEEPER: 1}


def often(answer: Often) -> go.Figure:
    """Columns a year, a line at the rate of each era with its number, the turns dotted."""
    years = [int(year) for year in answer.counts.index]
    colour = theme.TABLES["exercises"]
    pale = theme.see_through(colour, PALE)
    colours = [pale if year in answer.unfinished else colour for year in years]
    values = answer.counts.tolist()
    columns = {
        "type": "bar",
        "x": years,
        "y": values,
        "width": WIDTH,
        "marker": {"color": colours},
        **traces.pointed_at(
            [f"<b>{year}</b>: {n:,}" for year, n in zip(years, values, strict=True)]
        ),
    }
    turns = [turn for turn in TURNS if years[0] < turn <= years[-1]]
    notes = [_rate(era, answer.counts) for era in answer.eras]
    notes += [_turn(turn) for turn in turns]
    step = whole_numbers(max(values))
    upright = {"range": [0, max(values) * 1.12 + 1], "tickformat": ",d", "dtick": step}
    return _small(
        [columns],
        shapes=[_level(era) for era in answer.eras] + [_upright(turn) for turn in turns],
        annotations=notes,
        xaxis=years_axis(pd.Series(years)) | {"nticks": 6},
        yaxis=upright,
    )


def _level(era: Era) -> dict[str, Any]:
    line = {"width": 3, "color": theme.NEUTRAL}
    ends = {"x0": era.first - 0.5, "x1": era.last + 0.5}
    return {"type": "line", **ends, "y0": era.a_year, "y1": era.a_year, "line": line}


def _rate(era: Era, counts: "pd.Series[int]") -> dict[str, Any]:
    """The number of an era, above its line and its columns."""
    return {
        "x": (era.first + era.last) / 2,
        "y": int(counts.loc[era.first : era.last].max()),
        "yanchor": "bottom",
        "showarrow": False,
        "text": f"<b>{rate(era.a_year)}</b>",
        "font": {"size": TYPE},
    }


def _upright(turn: int) -> dict[str, Any]:
    line = {"width": 1, "color": theme.NEUTRAL, "dash": "dot"}
    place = {"x0": turn - 0.5, "x1": turn - 0.5, "yref": "paper", "y0": 0, "y1": 1}
    return {"type": "line", **place, "line": line}


def _turn(turn: int) -> dict[str, Any]:
    """The year of a turn, at the top of its line."""
    place = {"x": turn - 0.5, "yref": "paper", "y": 1, "yanchor": "bottom"}
    return {**place, "showarrow": False, "text": f"{turn}", "font": {"size": TYPE}}


def exchange(answer: Exchange) -> go.Figure:
    """Volumes each way side by side; beneath them supplies, one way up and the other down.

    Where there are no volumes, supplies have the whole height.
    """
    drawn = []
    for way, side in WAYS.items():
        volume = answer.volume(way)
        begun = answer.begun(way)
        if len(volume):
            hovers = [f"<b>{way.label}, {year}</b>: {number(n)}" for year, n in volume.items()]
            drawn.append(_columns(volume, volume, way, hovers))
        if len(begun):
            hovers = [f"<b>{way.label}, {year}</b>: {n:,} begun" for year, n in begun.items()]
            drawn.append(_columns(begun, side * begun, way, hovers) | {"yaxis": "y2"})
    years = pd.concat([answer.volumes["year"], answer.supplies["year"]])
    most = max([int(answer.begun(way).max()) for way in WAYS if len(answer.begun(way))], default=1)
    ticks = [-most, 0, most]
    has_volumes = len(answer.volumes) > 0
    strip = STRIP if has_volumes else 1
    return _small(
        drawn,
        barmode="overlay",
        annotations=_panel_names(has_volumes),
        xaxis=years_axis(years) | {"nticks": 6, "anchor": "y2"},
        yaxis={"domain": [min(strip + BETWEEN, 1), 1], "tickformat": ",d", "nticks": 4},
        yaxis2={
            "domain": [0, strip],
            "tickvals": ticks,
            "ticktext": [f"{abs(tick):,}" for tick in ticks],
        },
    )


def _panel_names(has_volumes: bool) -> list[dict[str, Any]]:
    """What each panel shows, above it; the first one says which colour is which direction."""
    place = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "yanchor": "bottom"}
    ways = _in_colour(*WAYS)
    names = [(1.0, f"Supplies begun: {ways}")]
    if has_volumes:
        names = [(1.0, f"Million TIV: {ways}"), (STRIP, "Supplies begun, in the same colours")]
    look = {"showarrow": False, "font": {"size": TYPE}}
    return [place | look | {"y": height, "text": text} for height, text in names]


def _in_colour(*ways: Direction) -> str:
    """Directions with their colours: a legend in one line."""
    names = [f'<span style="color:{theme.DIRECTIONS[way.id]}">■</span> {way.label}' for way in ways]
    return "  ".join(names)


def _columns(
    counts: "pd.Series[Any]", heights: "pd.Series[Any]", way: Direction, hovers: list[str]
) -> theme.Trace:
    return {
        "type": "bar",
        "name": way.label,
        "x": counts.index.tolist(),
        "y": heights.tolist(),
        "width": WIDTH,
        "marker": {"color": theme.DIRECTIONS[way.id]},
        **traces.pointed_at(hovers),
    }


def depth(rows: pd.DataFrame, labels: dict[str, str]) -> go.Figure:
    """Draw `findings_view.findings`: a row a criterion, shallower to the left, deeper to the right.

    Criteria of which every finding is mixed have no row.
    """
    decided = rows[rows["stance"].isin([stance.value for stance in SIDES])]
    names = {value: _short(labels[value]) for value in decided["criterion"].unique()}
    drawn = []
    longest = {}
    for stance, side in SIDES.items():
        own = decided[decided["stance"].eq(stance.value)]
        counts = own.groupby("criterion", sort=False).size()
        longest[side] = int(counts.max()) if len(counts) else 0
        if len(counts):
            drawn.append(_bars(counts, names, labels, stance))
    room = 0.18 * (longest[-1] + longest[1]) + 1
    across = {"range": [-longest[-1] - room, longest[1] + room], "visible": False}
    down = {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(names.values()),
        "range": [len(names) - 0.5, -0.5],
        "showgrid": False,
        "tickfont": {"size": TYPE},
        "dtick": 1,
    }
    place = {"xref": "x", "yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False}
    ends = {-1: ("right", "◂ shallower "), 1: ("left", " deeper ▸")}
    notes = [
        {**place, "x": 0, "xanchor": anchor, "text": text, "font": {"size": TYPE}}
        for anchor, text in ends.values()
    ]
    return _small(drawn, barmode="overlay", bargap=0.3, annotations=notes, xaxis=across, yaxis=down)


def _short(label: str) -> str:
    return escaped(shorten(label, NAME_WIDTH, placeholder="…"))


def _bars(
    counts: "pd.Series[int]", names: dict[str, str], labels: dict[str, str], stance: Stance
) -> theme.Trace:
    side = SIDES[stance]
    keys = [str(key) for key in counts.index]
    texts = [f"{count:,}" for count in counts]
    hovers = []
    for key, text in zip(keys, texts, strict=True):
        hovers.append(f"<b>{escaped(labels[key])}</b><br>{text} {stance.value}")
    return {
        "type": "bar",
        "orientation": "h",
        "name": stance.value,
        "x": [side * count for count in counts.tolist()],
        "y": [names[key] for key in keys],
        "marker": {"color": theme.STANCES[stance]},
        "text": texts,
        "textposition": "outside",
        "constraintext": "none",
        "textfont": {"size": TYPE},
        "cliponaxis": False,
        **traces.pointed_at(hovers),
    }


def _small(drawn: list[theme.Trace], **layout: Any) -> go.Figure:
    """A figure of a card, without a legend."""
    for name in ("xaxis", "yaxis", "yaxis2"):
        if name in layout:
            layout[name] = {"tickfont": {"size": TYPE}, "fixedrange": True} | layout[name]
    return theme.figure(drawn, HEIGHT, margin=MARGIN, showlegend=False, **layout)
