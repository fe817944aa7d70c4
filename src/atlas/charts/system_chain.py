"""One system as a drawing in four columns: makers, the system, its transfers, who receives it."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from atlas.charts import theme, traces
from atlas.dataset.dataset import Dataset
from atlas.records.outcome import NOT_CARRIED_OUT
from atlas.records.system_chain import Layer, Node, Step
from atlas.values.words import counted, escaped, listed, wrapped

ROW, AROUND = 80, 60
# Of a mark, and of each line of the name beneath it.
MARK, LINE = 12, 16
LEGEND, EDGE = 28, 8
PALE = 0.6
LETTERS, HEAD_LETTERS = 15, 14
# More transfers than these are no picture any more; the table has them all.
MOST = 8
MOST_NAMED = 4
LOOKS = {False: ("solid", "Carried out, or a tie"), True: ("dash", "Dashed: not carried out")}
Places = dict[Node, tuple[int, float]]


def drawn(chain: Sequence[Step]) -> list[Step]:
    """The steps that the drawing has room for: of many transfers, those that begin last."""
    transfers = _transfers(chain)
    kept = set(transfers[-MOST:])
    return [step for step in chain if not _of_transfer(step) or _of_transfer(step) <= kept]


def _transfers(chain: Sequence[Step]) -> list[str]:
    ids = [node.id for step in chain for node in (step.start, step.end) if _is_transfer(node)]
    return list(dict.fromkeys(ids))


def _is_transfer(node: Node) -> bool:
    return node.layer is Layer.TRANSFERS


def _of_transfer(step: Step) -> set[str]:
    return {node.id for node in (step.start, step.end) if _is_transfer(node)}


def system_chain(dataset: Dataset, system: str, chain: Sequence[Step]) -> go.Figure:
    """Draw the steps of `records.system_chain`: a mark for each record, a line for each step."""
    own = drawn(chain)
    places = _places(own)
    depth = max(_end(dataset, node, row) for node, (_, row) in places.items())
    lines = [_lines(own, places, is_apart=is_apart) for is_apart in LOOKS]
    marks = _marks(dataset, system, own, places)
    hidden = {"visible": False, "fixedrange": True}
    has_legend = any(_is_apart(step) for step in own)
    beneath = LEGEND if has_legend else EDGE
    return theme.figure(
        [*(line for line in lines if line), *marks],
        round(ROW / 2 + depth) + AROUND + beneath,
        showlegend=has_legend,
        legend={"y": 0, "yanchor": "top"},
        margin={"l": EDGE, "r": EDGE, "t": AROUND, "b": beneath},
        xaxis={**hidden, "range": [-0.5, len(Layer) - 0.5]},
        yaxis={**hidden, "range": [depth / ROW, -0.5]},
        annotations=_heads(),
    )


def _end(dataset: Dataset, node: Node, row: float) -> float:
    """Where the name beneath a mark ends, in pixels beneath the first row."""
    lines = wrapped(dataset.label(node.id), LETTERS).split("<br>")
    return row * ROW + MARK + len(lines) * LINE


def _places(chain: Sequence[Step]) -> Places:
    """Column and row of each node: in the order in which they come, each column in the middle."""
    columns: dict[Layer, dict[Node, None]] = {layer: {} for layer in Layer}
    for step in chain:
        for node in (step.start, step.end):
            columns[node.layer][node] = None
    longest = max(len(nodes) for nodes in columns.values())
    places: Places = {}
    for column, nodes in enumerate(columns.values()):
        stretch = longest / len(nodes) if nodes else 1
        for row, node in enumerate(nodes):
            places[node] = (column, (row + 0.5) * stretch - 0.5)
    return places


def _is_apart(step: Step) -> bool:
    return step.state in NOT_CARRIED_OUT


def _lines(chain: Sequence[Step], places: Places, *, is_apart: bool) -> theme.Trace | None:
    """The lines of what was carried out, or of what was not."""
    dash, name = LOOKS[is_apart]
    across: list[float | None] = []
    down: list[float | None] = []
    for step in chain:
        if _is_apart(step) == is_apart:
            (left, top), (right, bottom) = places[step.start], places[step.end]
            across += [left, right, None]
            down += [top, bottom, None]
    if not across:
        return None
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": across,
        "y": down,
        "line": {"color": theme.see_through(theme.NEUTRAL, PALE), "width": 1.5, "dash": dash},
        "hoverinfo": "skip",
    }


def _marks(
    dataset: Dataset, system: str, chain: Sequence[Step], places: Places
) -> list[theme.Trace]:
    """A mark for each record with its name beneath, and what leads to it and from it."""
    tables = dataset.records["table"].to_dict()
    hovers: dict[Node, list[str]] = {node: [] for node in places}
    for step in chain:
        words = ", ".join(part for part in (step.when, step.state) if part)
        ending = f" ({words})" if words else ""
        start = dataset.label(step.start.id)
        end = dataset.label(step.end.id)
        line = wrapped(f"· {start} – {step.how} – {end}{ending}")
        hovers[step.start].append(line)
        hovers[step.end].append(line)
    nodes = list(places)
    looks = [theme.KINDS[tables[node.id]] for node in nodes]
    colours = [look[0] for look in looks]
    for place, node in enumerate(nodes):
        if node.id == system:
            colours[place] = theme.OWN_RECORD
    return [
        {
            "type": "scatter",
            "mode": "markers+text",
            "showlegend": False,
            "x": [places[node][0] for node in nodes],
            "y": [places[node][1] for node in nodes],
            "text": [wrapped(dataset.label(node.id), LETTERS) for node in nodes],
            "textposition": "bottom center",
            "textfont": {"size": 12, "shadow": "auto"},
            "cliponaxis": False,
            "customdata": [node.id for node in nodes],
            "marker": {
                "color": colours,
                "size": MARK,
                "symbol": [theme.SYMBOLS[look[1]] for look in looks],
            },
            **traces.pointed_at(_hover(dataset, node, lines) for node, lines in hovers.items()),
        }
    ]


def _hover(dataset: Dataset, node: Node, lines: Sequence[str]) -> str:
    shown = list(dict.fromkeys(lines))
    more = len(shown) - MOST_NAMED
    ending = [f"and {more:,} more, in the table"] if more > 0 else []
    return "<br>".join([f"<b>{escaped(dataset.label(node.id))}</b>", *shown[:MOST_NAMED], *ending])


def takeaway(dataset: Dataset, system: str, chain: Sequence[Step]) -> str:
    """What the chain shows, in a sentence; of many transfers, how many are drawn."""
    makers = _named(dataset, chain, Layer.MAKERS)
    users = _named(dataset, chain, Layer.USERS)
    transfers = _transfers(chain)
    parts = [f"makers, suppliers and parts: {makers}"] if makers else []
    if transfers:
        parts.append(counted(len(transfers), "transfers"))
    if users:
        parts.append(f"recipients and users: {users}")
    name = f"{dataset.label(system)} with its variants and engines"
    sentence = f"Recorded of {name} in these sources: {'; '.join(parts)}."
    if len(transfers) > MOST:
        sentence += f" Drawn are the {MOST} of {len(transfers):,} transfers that begin last."
    return sentence


def _named(dataset: Dataset, chain: Sequence[Step], layer: Layer) -> str:
    ids = [node.id for step in chain for node in (step.start, step.end) if node.layer is layer]
    names = [dataset.label(identifier) for identifier in dict.fromkeys(ids)]
    more = len(names) - MOST_NAMED
    if more > 0:
        return f"{', '.join(names[:MOST_NAMED])} and {more:,} more"
    return listed(names)


def _heads() -> list[dict[str, Any]]:
    names = [wrapped(layer.value, HEAD_LETTERS) for layer in Layer]
    return [traces.column_head(place, name) for place, name in enumerate(names)]
