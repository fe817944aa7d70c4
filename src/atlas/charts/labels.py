"""Which node labels fit without touching one another."""

import pandas as pd

from atlas.values.words import escaped

ROOM = 24
LETTER, LINE = 0.56, 1.25
FINE = 400
HUBS = 10
Box = tuple[float, float, float, float]


def lines(label: str) -> list[str]:
    """A label in lines of about `ROOM` characters."""
    told = [""]
    for word in label.split():
        if told[-1] and len(told[-1]) + len(word) >= ROOM:
            told.append(word)
        else:
            told[-1] = f"{told[-1]} {word}".strip()
    return told


def broken(label: str) -> str:
    """These lines as Plotly writes them."""
    return "<br>".join(map(escaped, lines(label)))


def fitting(nodes: pd.DataFrame, size: float) -> list[bool]:
    """Whether each node's label, `size` high in the units of x and y and set beneath the node, has room of its own.

    Nodes with more neighbours come first; the names of the few that hold the graph together may lie over other nodes, but not
    over names. In large graphs only those that stand out are asked.
    """
    order = nodes.sort_values(["degree", "label"], ascending=[False, True]).head(FINE)
    marks: list[Box] = [
        (x - size, y - size, x + size, y + size) for x, y in nodes[["x", "y"]].to_numpy()
    ]
    names: list[Box] = []
    fits: set[str] = set()
    for node in order.to_dict("records"):
        text, x, top = lines(node["label"]), node["x"], node["y"] + 1.1 * size
        half = max(map(len, text)) * LETTER * size / 2
        box = (x - half, top, x + half, top + len(text) * LINE * size)
        others = names if len(names) < HUBS else [*names, *marks]
        if not any(
            box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
            for other in others
        ):
            names.append(box)
            fits.add(node["id"])
    return nodes["id"].isin(fits).tolist()
