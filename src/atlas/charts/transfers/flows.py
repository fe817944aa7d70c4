"""The flow chart of transfers (Sankey)."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme
from atlas.charts.chart import Context
from atlas.charts.transfers.flows_view import FlowOptions, band_labels, middle_labels
from atlas.charts.transfers.sides import (
    OTHER,
    largest_pairs,
    selection_note,
    side_labels,
    transfer_lines,
)
from atlas.charts.transfers.units import MEASURES
from atlas.dataset.homes import SIDES
from atlas.records.corroboration import Standing
from atlas.records.outcome import State
from atlas.values.words import amount, counted, escaped, number, wrapped

LIGHT, FAINT = 0.45, 0.22
NAME_WIDTH = 18
ROW, HEAD, LEAST_HEIGHT = 46, 80, 380
WEAK: dict[str, str] = {
    Standing.ONE_ORIGIN: "Each of these transfers rests on one origin alone",
    Standing.STATE_MEDIA: "Each of these transfers rests on the state media of one country alone",
}
SIGNS: dict[str, str] = {Standing.ONE_ORIGIN: " *", Standing.STATE_MEDIA: " ▾"}
COLUMNS = ("supplier", "middle", "recipient")


@dataclass
class Node:
    """A node of one column, and what its bands have."""

    label: str
    colour: str
    value: float = 0.0
    standings: set[str] = field(default_factory=set)


Nodes = dict[tuple[str, Hashable], Node]


def flows(bands: pd.DataFrame, context: Context[FlowOptions]) -> go.Figure:
    """Draw `flows_view.flows`: suppliers left, domains or categories middle, recipients right.

    A country may stand on both sides, so that two-way trade makes no cycle; what is projected,
    ended, cancelled or denied goes through middle nodes of its own, and paler. A sign behind the
    name of a middle node: every transfer through it rests on one origin, or on the state media
    of one country, alone.
    """
    colours = theme.DOMAINS if context.options.by == "domain" else theme.CATEGORIES
    middle = pd.MultiIndex.from_frame(bands[["key", "state"]])
    bands = bands.assign(middle=middle.to_flat_index(), colour=bands["key"].map(colours))
    nodes = _nodes(bands, context)
    sankey = {
        "type": "sankey",
        "arrangement": "snap",
        "node": _drawn_nodes(nodes, context),
        "link": _drawn_links(bands, nodes, context),
    }
    tallest = max(bands[column].nunique() for column in COLUMNS)
    height = max(LEAST_HEIGHT, ROW * tallest + HEAD)
    margin = {"l": 8, "r": 8, "t": 24, "b": 34}
    return theme.figure([sankey], height, margin=margin, annotations=selection_note(bands))


def _nodes(bands: pd.DataFrame, context: Context[FlowOptions]) -> Nodes:
    """The nodes from left to right, by column and by id in the column."""
    labels = {side: side_labels(bands, side, context.dataset) for side in SIDES}
    labels["middle"] = middle_labels(bands, context)
    nodes: Nodes = {}
    for column in COLUMNS:
        is_middle = column == "middle"
        ends = bands.assign(label=labels[column], id=bands[column])
        for end in ends.to_dict("records"):
            colour = end["colour"] if is_middle else theme.NEUTRAL
            node = nodes.setdefault((column, end["id"]), Node(end["label"], colour))
            node.value += end["value"]
            if is_middle:
                node.standings.add(end["standing"])
    return nodes


def _drawn_nodes(nodes: Nodes, context: Context[FlowOptions]) -> theme.Trace:
    labels, hovers = [], []
    for node in nodes.values():
        # Bands of several standings say nothing of all transfers through a node.
        standing = next(iter(node.standings)) if len(node.standings) == 1 else ""
        # A phone has no room for a long name beside a node of the middle.
        labels.append(wrapped(node.label, NAME_WIDTH) + SIGNS.get(standing, ""))
        hovers.append(_hover(node.label, node.value, standing, [], context))
    return {
        "label": labels,
        "color": [node.colour for node in nodes.values()],
        "pad": 18,
        "thickness": 16,
        "line": {"width": 0},
        "customdata": hovers,
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _drawn_links(bands: pd.DataFrame, nodes: Nodes, context: Context[FlowOptions]) -> theme.Trace:
    """Two links a band: from its supplier to the middle, and from there to its recipient."""
    places = {key: place for place, key in enumerate(nodes)}
    labels = band_labels(bands, context)
    ends: list[tuple[int, int]] = []
    colours: list[str] = []
    hovers: list[str] = []
    for label, band in zip(labels, bands.to_dict("records"), strict=True):
        ends += pairwise(places[column, band[column]] for column in COLUMNS)
        share = LIGHT if band["state"] == State.CARRIED_OUT else FAINT
        colours += [theme.see_through(band["colour"], share)] * 2
        transfers = transfer_lines(context.dataset, band["transfers"])
        hovers += [_hover(label, band["value"], band["standing"], transfers, context)] * 2
    return {
        "source": [source for source, _ in ends],
        "target": [target for _, target in ends],
        "value": bands["value"].repeat(2).tolist(),
        "color": colours,
        "customdata": hovers,
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _hover(
    label: str, value: float, standing: str, lines: list[str], context: Context[FlowOptions]
) -> str:
    """What a node or a band says: its name, its size, on whom all of it rests, further lines."""
    head = [f"<b>{escaped(label)}</b>", amount(value, context.options.unit)]
    if standing in WEAK:
        head.append(WEAK[standing])
    return "<br>".join([*head, *lines])


def takeaway(bands: pd.DataFrame, context: Context[FlowOptions]) -> str:
    """What the flow chart shows, in a sentence."""
    if bands.empty:
        return "Flow chart of transfers: none in view."
    unit = context.options.unit
    pairs = _pairs(bands, context)
    sizes = []
    for value in pairs["value"].tolist():
        sizes.append(number(value) if unit == "records" else amount(value, unit))
    transfers = counted(int(bands["n"].sum()), "transfers")
    sentence = f"Flow chart of {transfers}{MEASURES[unit]}: {largest_pairs(pairs, sizes)}"
    return "; ".join([sentence, *_folds(bands)]) + "."


def _pairs(bands: pd.DataFrame, context: Context[FlowOptions]) -> pd.DataFrame:
    """Each pair of supplier and recipient with its label and its value, the largest first."""
    supplier, recipient = (side_labels(bands, side, context.dataset) for side in SIDES)
    bands = bands.assign(label=supplier + " to " + recipient)
    pairs = bands.groupby(list(SIDES), as_index=False).agg(
        label=("label", "first"), value=("value", "sum")
    )
    return pairs.sort_values(["value", "label"], ascending=[False, True])


def _folds(bands: pd.DataFrame) -> list[str]:
    """Of each side that is too long to draw whole, how many are shown by name."""
    phrases = []
    for side in SIDES:
        rest = bands.loc[bands[side].eq(OTHER), f"n_{side}s"]
        if len(rest):
            by_name = bands[side].nunique() - 1
            every = by_name + rest.iloc[0]
            phrases.append(f"{by_name:,} of {every:,} {side}s shown by name, the rest as one")
    return phrases
