"""Findings as tiles: shallower to the left, deeper to the right, mixed in a panel beside them."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme, traces
from atlas.charts.axes import titled, whole_numbers
from atlas.charts.chart import Context
from atlas.charts.findings.findings_view import FindingOptions, Stance, by_stance
from atlas.records.hovers import hover
from atlas.values.words import wrapped

ROW, AROUND = 30, 130
# Of a tile, the share of its place that it fills.
FILLED = 0.86
NAME_WIDTH = 24
# Where the panel of those that decide nothing begins, and the other one ends.
PARTED, BETWEEN = 0.8, 0.04
TITLE = "Shallower | deeper"
SIDES = {Stance.SHALLOWER: -1, Stance.DEEPER: 1, Stance.MIXED: 1}
FIELDS = ("statement",)


def findings(rows: pd.DataFrame, context: Context[FindingOptions]) -> go.Figure:
    """Draw `findings_view.findings`: a row a criterion, a tile a finding."""
    labels = context.schema.labels("criterion")
    names = {value: wrapped(labels[value], NAME_WIDTH) for value in rows["criterion"].unique()}
    hovers = hover(context.dataset, "findings", pd.Index(rows["id"]), FIELDS)
    rows = rows.assign(name=rows["criterion"].map(names), hover=hovers.tolist())
    drawn = []
    for stance in Stance:
        own = rows[rows["stance"].eq(stance.value)]
        for is_expected, part in own.groupby("projected"):
            drawn.append(_tiles(part, stance, is_expected=bool(is_expected)))
        if len(own):
            drawn.append(_totals(own, stance))
    drawn += _keys(rows, context.schema.labels("stance"))
    down = {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(names.values()),
        "range": [len(names) - 0.5, -0.5],
        "showgrid": False,
    }
    height = ROW * len(names) + AROUND
    return theme.figure(drawn, height, barmode="overlay", bargap=0.25, yaxis=down, **_axes(rows))


def _tiles(part: pd.DataFrame, stance: Stance, *, is_expected: bool) -> theme.Trace:
    side = SIDES[stance]
    inset = (1 - FILLED) / 2
    panel = {"xaxis": "x2"} if stance is Stance.MIXED else {}
    return {
        "type": "bar",
        "orientation": "h",
        "name": stance.value,
        "showlegend": False,
        "base": (side * (part["place"] + inset)).tolist(),
        "x": [side * FILLED] * len(part),
        "y": part["name"].tolist(),
        "marker": traces.marker(theme.STANCES[stance], theme.HATCH if is_expected else ""),
        "customdata": part["id"].tolist(),
        **traces.pointed_at(part["hover"]),
        **panel,
    }


def _totals(own: pd.DataFrame, stance: Stance) -> theme.Trace:
    """How many findings a row has, at the end of its tiles."""
    totals = own.groupby("name", sort=False).size()
    side = SIDES[stance]
    panel = {"xaxis": "x2"} if stance is Stance.MIXED else {}
    return {
        "type": "scatter",
        "mode": "text",
        "x": [side * (total + 0.2) for total in totals],
        "y": totals.index.tolist(),
        "text": [f"{total:,}" for total in totals],
        "textposition": "middle left" if side < 0 else "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
        **panel,
    }


def _keys(rows: pd.DataFrame, labels: Mapping[str, str]) -> list[theme.Trace]:
    """The legend: the stances that are in view, and hatching."""
    keys = []
    for stance, count in by_stance(rows).items():
        if count:
            keys.append(traces.key(labels[stance], traces.marker(theme.STANCES[stance], "")))
    if rows["projected"].any():
        hatched = traces.marker(theme.NEUTRAL, theme.HATCH)
        keys.append(traces.key("Hatched: only expected", hatched))
    return keys


def _axes(rows: pd.DataFrame) -> dict[str, Any]:
    """The scales of both panels, of one unit: a tile is as wide in the one as in the other."""
    most = rows.groupby("stance")["place"].max() + 1
    longest = {stance: int(most.get(stance.value, 0)) for stance in Stance}
    # A phone needs more tiles' room for the number at their end than a desk does.
    room = 3 + sum(longest.values()) // 16
    left = longest[Stance.SHALLOWER] + room
    right = longest[Stance.DEEPER] + room
    mixed = longest[Stance.MIXED]
    if not mixed:
        return {"xaxis": _counted(left, right, TITLE) | _whole(0, 1)}
    share = max((left + right) / (left + right + mixed + 2), 1 - PARTED)
    parted = min(share, PARTED)
    beside = _counted(0, mixed + 2, "Mixed") | _whole(parted + BETWEEN, 1)
    return {
        "xaxis": _counted(left, right, TITLE) | _whole(0, parted),
        "xaxis2": beside,
    }


def _whole(first: float, last: float) -> dict[str, Any]:
    return {"domain": [first, last]}


def _counted(left: int, right: int, title: str) -> dict[str, Any]:
    """An axis that counts to both sides of its middle."""
    step = whole_numbers(max(left, right))
    ticks = [0]
    for tick in range(step, max(left, right), step):
        ticks += [at for at in (tick, -tick) if -left < at < right]
    return {
        "range": [-left if left else -0.3, right],
        "tickvals": sorted(ticks),
        "ticktext": [str(abs(tick)) for tick in sorted(ticks)],
        "title": titled(title, font={"size": 13}),
        "zeroline": True,
        "fixedrange": True,
    }
