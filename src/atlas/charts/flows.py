"""The flow chart of transfers (Sankey)."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme
from atlas.views.listing import escaped, number, wrapped
from atlas.views.transfers import UNITS, FlowOptions

LIGHT = "rgba({0}, {1}, {2}, 0.45)"
LISTED = 6
FAINT = "rgba({0}, {1}, {2}, 0.22)"


def flows(bands: pd.DataFrame, options: FlowOptions) -> go.Figure:
    """Draw `views.transfers.flows`: suppliers left, domains or categories in the middle, recipients right.

    A country may stand on both sides, so that two-way trade makes no cycle; what is projected, ended, cancelled or denied
    goes through middle nodes of its own, and paler.
    """
    names = [("supplier", name) for name in bands["supplier"].unique()]
    names += [("middle", name) for name in bands["middle"].unique()]
    names += [("recipient", name) for name in bands["recipient"].unique()]
    index = {name: position for position, name in enumerate(names)}
    tints = dict(zip(bands["middle"], bands["key"].map(theme.DOMAINS if options.by == "domain" else theme.CATEGORIES), strict=True))
    halves = [(band, left, right) for band in bands.to_dict("records") for left, right in (("supplier", "middle"), ("middle", "recipient"))]
    sankey = {
        "type": "sankey",
        "arrangement": "snap",
        "node": {
            "label": [escaped(name) for _, name in names],
            "color": [tints[name] if side == "middle" else theme.NEUTRAL for side, name in names],
            "pad": 18,
            "thickness": 16,
            "line": {"width": 0},
            "hovertemplate": f"%{{label}}: %{{value:,}}<br>{UNITS[options.unit]}<extra></extra>",
        },
        "link": {
            "source": [index[left, band[left]] for band, left, _ in halves],
            "target": [index[right, band[right]] for band, _, right in halves],
            "value": [band["value"] for band, _, _ in halves],
            "color": [_tint(tints[band["middle"]], LIGHT if not band["state"] else FAINT) for band, _, _ in halves],
            "customdata": [_hover(band, options) for band, _, _ in halves],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
    }
    tallest = max(bands[side].nunique() for side in ("supplier", "middle", "recipient"))
    return theme.figure([sankey], max(380, 46 * tallest + 80), margin={"l": 8, "r": 8, "t": 24, "b": 24})


def _tint(colour: str, form: str) -> str:
    return form.format(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))


def _hover(band: Mapping[Hashable, Any], options: FlowOptions) -> str:
    names: list[str] = band["labels"]
    listed = [wrapped(f"· {name}") for name in names[:LISTED]]
    more = [f"and {len(names) - LISTED} more, in the table"] if len(names) > LISTED else []
    return "<br>".join([f"<b>{escaped(str(band['band']))}</b>", f"{UNITS[options.unit]}: {number(band['value'])}", *listed, *more])


def takeaway(bands: pd.DataFrame, options: FlowOptions) -> str:
    """What the flow chart shows, in a sentence."""
    if bands.empty:
        return "Flow chart of transfers: none in view."
    pairs = (bands["supplier"] + " to " + bands["recipient"]).pipe(lambda pair: bands.groupby(pair)["value"].sum()).sort_values(ascending=False)
    largest = ", ".join(f"{pair} {number(value)}" for pair, value in pairs.head(3).items())
    unit = UNITS[options.unit]
    return f"Flow chart of {int(bands['n'].sum())} transfers in {len(bands)} bands by {options.by}, {unit[0].lower()}{unit[1:]}: {largest}."
