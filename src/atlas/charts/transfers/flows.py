"""The flow chart of transfers (Sankey)."""

import re
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme
from atlas.charts.chart import Context
from atlas.charts.transfers.flows_view import FlowOptions
from atlas.records.corroboration import ONE_ORIGIN, STATE_MEDIA
from atlas.values.words import amount, counted, escaped, number, wrapped

LIGHT, FAINT = 0.45, 0.22
LISTED, NAMED = 6, 3
ALONE = {
    ONE_ORIGIN: "rests on one origin alone",
    STATE_MEDIA: "rests on the state media of one country alone",
}
SIGNS = {ONE_ORIGIN: "*", STATE_MEDIA: "▾"}
OTHERS = re.compile(r"Other \((\d+)\)")
SIDES = ("supplier", "middle", "recipient")
MEASURES = {
    "records": "",
    "pieces": ", in pieces delivered",
    "usd": ", in US dollars",
    "tiv": ", in SIPRI TIV delivered",
}


def flows(bands: pd.DataFrame, context: Context[FlowOptions]) -> go.Figure:
    """Draw `flows_view.flows`: suppliers left, domains or categories in the middle, recipients right.

    A country may stand on both sides, so that two-way trade makes no cycle; what is projected, ended, cancelled or denied
    goes through middle nodes of its own, and paler. A sign behind the name of a middle node: every transfer through it rests on
    one origin, or on the state media of one country, alone.
    """
    options = context.options
    names = [("supplier", name) for name in bands["supplier"].unique()]
    names += [("middle", name) for name in bands["middle"].unique()]
    names += [("recipient", name) for name in bands["recipient"].unique()]
    totals = _totals(bands)
    signs = _alone(bands)
    index = {name: position for position, name in enumerate(names)}
    tints = dict(
        zip(
            bands["middle"],
            bands["key"].map(theme.DOMAINS if options.by == "domain" else theme.CATEGORIES),
            strict=True,
        )
    )
    halves = [
        (band, left, right)
        for band in bands.to_dict("records")
        for left, right in (("supplier", "middle"), ("middle", "recipient"))
    ]
    sankey = {
        "type": "sankey",
        "arrangement": "snap",
        "node": {
            "label": [escaped(name) + _sign(signs, side, name) for side, name in names],
            "color": [tints[name] if side == "middle" else theme.NEUTRAL for side, name in names],
            "pad": 18,
            "thickness": 16,
            "line": {"width": 0},
            "customdata": [
                _node(
                    name,
                    totals[side, name],
                    signs.get(name, "") if side == "middle" else "",
                    options,
                )
                for side, name in names
            ],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
        "link": {
            "source": [index[left, band[left]] for band, left, _ in halves],
            "target": [index[right, band[right]] for band, _, right in halves],
            "value": [band["value"] for band, _, _ in halves],
            "color": [
                theme.see_through(tints[band["middle"]], FAINT if band["state"] else LIGHT)
                for band, _, _ in halves
            ],
            "customdata": [_hover(band, options) for band, _, _ in halves],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
    }
    tallest = max(bands[side].nunique() for side in SIDES)
    return theme.figure(
        [sankey], max(380, 46 * tallest + 80), margin={"l": 8, "r": 8, "t": 24, "b": 24}
    )


def _totals(bands: pd.DataFrame) -> dict[tuple[str, str], float]:
    """What passes through each node, by side and name."""
    totals: dict[tuple[str, str], float] = {}
    for side in SIDES:
        for name, value in zip(bands[side], bands["value"], strict=True):
            totals[side, name] = totals.get((side, name), 0) + value
    return totals


def _alone(bands: pd.DataFrame) -> dict[str, str]:
    """The middle nodes all of whose transfers have one and the same weak standing, with that standing."""
    found: dict[str, set[str]] = {}
    for middle, stands in zip(bands["middle"], bands["stands"], strict=True):
        found.setdefault(middle, set()).add(stands)
    return {
        middle: next(iter(stands))
        for middle, stands in found.items()
        if len(stands) == 1 and stands <= SIGNS.keys()
    }


def _sign(signs: Mapping[str, str], side: str, name: str) -> str:
    return f" {SIGNS[signs[name]]}" if side == "middle" and name in signs else ""


def _node(name: str, value: float, stands: str, options: FlowOptions) -> str:
    alone = [f"Each of these transfers {ALONE[stands]}"] if stands else []
    return "<br>".join([f"<b>{escaped(name)}</b>", amount(value, options.unit), *alone])


def _hover(band: Mapping[Hashable, Any], options: FlowOptions) -> str:
    names: list[str] = band["labels"]
    listed = [wrapped(f"· {name}") for name in names[:LISTED]]
    more = [f"and {len(names) - LISTED:,} more, in the table"] if len(names) > LISTED else []
    alone = [f"Each of these transfers {ALONE[band['stands']]}"] if band["stands"] in ALONE else []
    return "<br>".join(
        [
            f"<b>{escaped(str(band['band']))}</b>",
            amount(band["value"], options.unit),
            *alone,
            *listed,
            *more,
        ]
    )


def takeaway(bands: pd.DataFrame, context: Context[FlowOptions]) -> str:
    """What the flow chart shows, in a sentence."""
    options = context.options
    if bands.empty:
        return "Flow chart of transfers: none in view."
    pairs = (
        (bands["supplier"] + " to " + bands["recipient"])
        .pipe(lambda pair: bands.groupby(pair)["value"].sum())
        .sort_values(ascending=False)
    )
    largest = ", ".join(
        f"{pair} ({number(value) if options.unit == 'records' else amount(value, options.unit)})"
        for pair, value in pairs.head(NAMED).items()
    )
    size = f"{counted(bands['n'].sum(), 'transfers')}{MEASURES[options.unit]}"
    lead = ", most from" if len(pairs) > NAMED else ":"
    return "; ".join([f"Flow chart of {size}{lead} {largest}", *_folds(bands)]) + "."


def _folds(bands: pd.DataFrame) -> list[str]:
    """Of a side that is too long to draw whole, how many are shown by name."""
    said = []
    for side in ("supplier", "recipient"):
        names = bands[side].unique()
        rest = sum(int(found[1]) for name in names if (found := OTHERS.fullmatch(name)))
        said += (
            [f"{len(names) - 1} of {len(names) - 1 + rest} {side}s shown by name, the rest as one"]
            if rest
            else []
        )
    return said
