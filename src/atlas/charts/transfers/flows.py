"""The flow chart of transfers (Sankey)."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme
from atlas.charts.chart import Context
from atlas.charts.transfers.flow_rows import (
    BY,
    Band,
    FlowOptions,
    as_bands,
    band_labels,
    middle_labels,
)
from atlas.charts.transfers.sides import (
    is_third,
    selection_note,
    side_label,
    transfer_lines,
)
from atlas.charts.transfers.units import described, short, size
from atlas.dataset.homes import SIDES
from atlas.records.corroboration import Standing
from atlas.values.words import escaped, wrapped

LIGHT = 0.45
# With third countries or without: characters of a name in the middle (a phone has no room for a
# long one beside theirs), pixels between nodes, and pixels of all bands beside one another.
WIDTHS, PADS, BANDS = {False: 24, True: 14}, {False: 13, True: 36}, {False: 240, True: 110}
AROUND, LEAST_HEIGHT = 60, 380
MARGIN = {"l": 8, "r": 8, "t": 34, "b": 30}
# The height of a further line above the middle.
LINE = 18
WEAK: dict[str, str] = {
    Standing.ONE_ORIGIN: "Each of these transfers rests on one independent source alone",
    Standing.STATE_MEDIA: "Each of these transfers rests on the state media of one country alone",
}
SIGNS: dict[str, str] = {Standing.ONE_ORIGIN: " *", Standing.STATE_MEDIA: " ▼"}
MEANINGS = {" *": "* one source alone", " ▼": "▼ state media alone"}
COLUMNS = ("supplier", "middle", "recipient")


@dataclass
class Node:
    """A node of one column, and what its bands have; `third`: a third country; `rough`: a value in
    its sum is rounded or uncertain.
    """

    column: str
    label: str
    colour: str
    third: bool
    value: float = 0.0
    rough: bool = False
    standings: set[str] = field(default_factory=set)


# A node by its column, and by its id in the column.
End = tuple[str, Hashable]
Nodes = dict[End, Node]


def flows(bands: pd.DataFrame, context: Context[FlowOptions]) -> go.Figure:
    """Draw `flows_view.flows`: suppliers left, categories or domains middle, recipients right.

    A country may stand on both sides, so that two-way trade makes no cycle. Each node has its sum
    beside its name. A sign behind the name of a middle node: every transfer through it rests on one
    origin, or on the state media of one country, alone.
    """
    rows = as_bands(bands)
    nodes = _nodes(rows, context)
    has_third = any(node.third for node in nodes.values())
    on_each_side = Counter(column for column, _ in nodes)
    tallest = max(on_each_side.values())
    meanings = _meanings(nodes)
    margin = MARGIN | {"t": MARGIN["t"] + (LINE if meanings else 0)}
    least = max(LEAST_HEIGHT, PADS[has_third] * tallest + BANDS[has_third] + AROUND)
    height = least + margin["t"] - MARGIN["t"]
    drawn_nodes = _drawn_nodes(nodes, has_third, context)
    if all(band.lane for band in rows):
        drawn_nodes |= _places(nodes, PADS[has_third], height - margin["t"] - margin["b"])
    sankey = {
        "type": "sankey",
        "arrangement": "snap",
        "node": drawn_nodes,
        "link": _drawn_links(rows, nodes, context),
    }
    notes = [*_heads(context, meanings), *selection_note(bands)]
    return theme.figure([sankey], height, margin=margin, annotations=notes)


def _meanings(nodes: Nodes) -> str:
    """What the signs mean that stand behind names of the middle, in a line; blank without any."""
    signs = {SIGNS.get(_standing(node), "") for node in nodes.values()}
    return " · ".join(meaning for sign, meaning in MEANINGS.items() if sign in signs)


def _standing(node: Node) -> str:
    """That of all that goes through a node; blank where bands have several, or at a side."""
    return next(iter(node.standings)) if len(node.standings) == 1 else ""


def _heads(context: Context[FlowOptions], meanings: str) -> list[dict[str, Any]]:
    """What stands in each column, above it; in the middle also what its signs mean."""
    options = context.options
    what = f"What: {described(options.unit).noun} by {BY[options.by].lower()}"
    middle = "<br>".join(filter(None, [what, meanings]))
    places = {"left": (0, "From"), "center": (0.5, middle), "right": (1, "To")}
    heads = []
    for side, (place, text) in places.items():
        across = {"xref": "paper", "x": place, "xanchor": side}
        above = {"yref": "paper", "y": 1, "yanchor": "bottom", "yshift": 8}
        heads.append({"text": text, **across, **above, "showarrow": False})
    return heads


def _colours(context: Context[FlowOptions]) -> dict[str, str]:
    """The colours of the bands by key."""
    return theme.DOMAINS if context.options.by == "domain" else theme.CATEGORIES


def _ends(band: Band) -> list[End]:
    """The nodes of a band from left to right."""
    middle = (band.lane, band.key)
    return list(zip(COLUMNS, (band.supplier, middle, band.recipient), strict=True))


def _nodes(bands: Sequence[Band], context: Context[FlowOptions]) -> Nodes:
    """The nodes from left to right."""
    middles, colours = middle_labels(context), _colours(context)
    nodes: Nodes = {}
    for column in COLUMNS:
        for band in bands:
            end = dict(_ends(band))[column]
            if column == "middle":
                label = middles.get(band.key, band.key)
                new = Node(column, label, colours[band.key], third=False)
            else:
                number = band.n_suppliers if column == "supplier" else band.n_recipients
                label = side_label(str(end), number, context.dataset)
                new = Node(column, label, theme.NEUTRAL, is_third(str(end)))
            node = nodes.setdefault((column, end), new)
            node.value += band.value
            node.rough |= band.rough
            if column == "middle":
                node.standings.add(band.standing)
    return nodes


def _drawn_nodes(nodes: Nodes, has_third: bool, context: Context[FlowOptions]) -> theme.Trace:
    labels, hovers = [], []
    for node in nodes.values():
        standing = _standing(node)
        unit = context.options.unit
        sum_in_words = short(node.value, unit, rough=node.rough)
        labels.append(_label(node, sum_in_words, WIDTHS[has_third]) + SIGNS.get(standing, ""))
        hovers.append(_hover(node.label, size(node.value, unit, rough=node.rough), standing, []))
    return {
        "label": labels,
        "color": [node.colour for node in nodes.values()],
        "pad": PADS[has_third],
        "thickness": 16,
        "line": {"width": 0},
        "customdata": hovers,
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _places(nodes: Nodes, pad: int, room: int) -> theme.Trace:
    """Where the nodes of the middle stand in so many pixels, as shares: in the order of the bands.

    Left to itself Plotly mixes the last of one lane with the first of the next. What has no place
    here it places beside what it is tied to.
    """
    values = [node.value for node in nodes.values() if node.column == "middle"]
    scale = (room - pad * (len(values) - 1)) / sum(values)
    across: list[float | None] = []
    down: list[float | None] = []
    top = 0.0
    for node in nodes.values():
        if node.column != "middle":
            across.append(None)
            down.append(None)
            continue
        height = node.value * scale
        across.append(0.5)
        down.append((top + height / 2) / room)
        top += height + pad
    return {"x": across, "y": down}


def _label(node: Node, sum_in_words: str, width: int) -> str:
    """The name of a node with its sum; of a third country, that it is of a selection."""
    name = wrapped(node.label, width)
    if node.column in SIDES and not node.third:
        return f"<b>{name} {sum_in_words}</b>"
    label = f"{name} <b>{sum_in_words}</b>"
    if not node.third:
        return label
    # On the right a narrow screen has no room for both beside the names of the middle.
    between = ", " if node.column == "supplier" else "<br>"
    return f"{label}{between}selection"


def _drawn_links(bands: Sequence[Band], nodes: Nodes, context: Context[FlowOptions]) -> theme.Trace:
    """Two links a band: from its supplier to the middle, and from there to its recipient."""
    places = {end: place for place, end in enumerate(nodes)}
    palette = _colours(context)
    ends: list[tuple[int, int]] = []
    colours: list[str] = []
    values: list[float] = []
    hovers: list[str] = []
    for label, band in zip(band_labels(bands, context), bands, strict=True):
        ends += pairwise(places[end] for end in _ends(band))
        colours += [theme.see_through(palette[band.key], LIGHT)] * 2
        values += [band.value] * 2
        transfers = transfer_lines(context.dataset, band.transfers)
        in_words = size(band.value, context.options.unit, rough=band.rough)
        hovers += [_hover(label, in_words, band.standing, transfers)] * 2
    return {
        "source": [source for source, _ in ends],
        "target": [target for _, target in ends],
        "value": values,
        "color": colours,
        "customdata": hovers,
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _hover(label: str, size_in_words: str, standing: str, lines: list[str]) -> str:
    """What a node or a band says: its name, its size, on whom all of it rests, further lines."""
    head = [f"<b>{escaped(label)}</b>", size_in_words]
    if standing in WEAK:
        head.append(WEAK[standing])
    return "<br>".join([*head, *lines])
