"""What was given for what: each transfer in the column of its direction, a line for each swap."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme, traces
from atlas.charts.chart import Context, NoOptions
from atlas.charts.transfers.barter_view import OTHERS, ties
from atlas.charts.transfers.directed import DIRECTION_LABELS
from atlas.records.hovers import hover
from atlas.records.outcome import NOT_CARRIED_OUT
from atlas.values.words import agreeing, counted, listed, wrapped

# Pixels: a row of marks with what stands beneath them, the heads above, the edge.
ROW, HEAD, FOOT = 112, 56, 12
# Of a row: the room above its marks.
ABOVE = 0.25
# Characters of a line, so that two columns stand side by side on a phone; of three, fewer.
LETTERS, LETTERS_OF_THREE = 23, 15
SIGNS = {"RUS-CHN": "triangle-right", "CHN-RUS": "triangle-left", OTHERS: "diamond"}
COLOURS = {**theme.DIRECTIONS, OTHERS: theme.NEUTRAL}
DASHES = {False: "solid", True: "dash"}
SWAPPED = "given or offered for one another"
FIELDS = ("system", "category", "kind", "status", "supplier_org", "recipient_org")
# Of a mark: its column and its row.
Places = Mapping[str, tuple[int, float]]


def barter(rows: pd.DataFrame, context: Context[NoOptions]) -> go.Figure:
    """Draw `barter_view.barter`: Russia → China on one side, China → Russia on the other.

    A line joins what was given for one another; it is dashed where one of the two was not carried
    out, and the sign of that is hollow. Another direction has a column of its own, if there is any.
    """
    columns = [*DIRECTION_LABELS, *([OTHERS] if rows["direction"].eq(OTHERS).any() else [])]
    places, height = places_of(rows, columns)
    hidden = {"visible": False, "fixedrange": True}
    return theme.figure(
        [*_lines(rows, places), _marks(rows, places, len(columns), context)],
        round(ROW * height) + HEAD + FOOT,
        showlegend=False,
        margin={"l": 8, "r": 8, "t": HEAD, "b": FOOT},
        xaxis={**hidden, "range": [-0.5, len(columns) - 0.5]},
        yaxis={**hidden, "range": [height - ABOVE, -ABOVE]},
        annotations=_heads(columns),
    )


def places_of(rows: pd.DataFrame, columns: Sequence[str]) -> tuple[Places, int]:
    """Where each mark stands, and how many rows there are: chains beneath one another."""
    places: dict[str, tuple[int, float]] = {}
    top = 0
    for _, chain in rows.groupby("chain"):
        sides = {way: chain.loc[chain["direction"].eq(way), "id"].tolist() for way in columns}
        longest = max(len(ids) for ids in sides.values())
        for column, ids in enumerate(sides.values()):
            # The shorter side stands in the middle of the longer.
            offset = (longest - len(ids)) / 2
            for row, identifier in enumerate(ids):
                places[identifier] = (column, top + offset + row)
        top += longest
    return places, top


def _lines(rows: pd.DataFrame, places: Places) -> list[theme.Trace]:
    """A trace for the swaps that were carried out, and one for those that were not."""
    is_apart = dict(zip(rows["id"], rows["state"].isin(NOT_CARRIED_OUT), strict=True))
    drawn = []
    for is_dashed, dash in DASHES.items():
        across: list[float | None] = []
        down: list[float | None] = []
        for pair in ties(rows):
            if any(is_apart[identifier] for identifier in pair) == is_dashed:
                (left, top), (right, bottom) = (places[identifier] for identifier in pair)
                across += [left, right, None]
                down += [top, bottom, None]
        if across:
            line = {"color": theme.NEUTRAL, "width": 2, "dash": dash}
            own = {"type": "scatter", "mode": "lines", "x": across, "y": down}
            drawn.append({**own, "line": line, "hoverinfo": "skip"})
    return drawn


def _marks(
    rows: pd.DataFrame, places: Places, n_columns: int, context: Context[NoOptions]
) -> theme.Trace:
    """A sign for each transfer, which points the way it goes, and its name, time and state."""
    letters = LETTERS if n_columns < len(SIGNS) else LETTERS_OF_THREE
    frame = context.dataset["transfers"].loc[rows["id"]]
    captions = zip(frame["label"], frame["when"], rows["state"], strict=True)
    hovers = hover(context.dataset, "transfers", pd.Index(rows["id"]), FIELDS)
    at = [places[identifier] for identifier in rows["id"]]
    hollow = rows["state"].isin(NOT_CARRIED_OUT)
    signs = rows["direction"].map(SIGNS) + hollow.map({True: "-open", False: ""})
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [column for column, _ in at],
        "y": [row for _, row in at],
        "text": ["<br>".join(wrapped(str(text), letters) for text in texts) for texts in captions],
        "textposition": "bottom center",
        "textfont": {"size": 12},
        "cliponaxis": False,
        "customdata": rows["id"].tolist(),
        "marker": {
            "color": rows["direction"].map(COLOURS).tolist(),
            "size": 16,
            "symbol": signs.tolist(),
            "line": {"width": 2},
        },
        **traces.pointed_at(hovers),
    }


def _heads(ways: Sequence[str]) -> list[dict[str, Any]]:
    names = [DIRECTION_LABELS.get(way, OTHERS) for way in ways]
    return [traces.column_head(place, name, lift=14, size=13) for place, name in enumerate(names)]


def takeaway(rows: pd.DataFrame, context: Context[NoOptions]) -> str:
    """How many chains there are, what is in the first, and what became of all."""
    if rows.empty:
        return "Transfers given for one another: none in view."
    n_chains = int(rows["chain"].nunique())
    verb = agreeing(n_chains, "is", "are")
    lead = f"{counted(n_chains, 'chains')} of transfers {SWAPPED} {verb} recorded in these sources"
    first = rows[rows["chain"].eq(1)]
    names = listed([context.dataset.label(identifier) for identifier in first["id"]])
    which = names if n_chains == 1 else f"the first is {names}"
    return f"{lead}: {which}; {_outcome(rows)}."


def headline(rows: pd.DataFrame, context: Context[NoOptions]) -> str:
    """How many transfers between Russia and China are given for others, and what became of them."""
    between = rows[rows["direction"].ne(OTHERS)]
    transfers = counted(len(between), "transfers")
    sentence = f"{transfers} between Russia and China recorded in these sources, {SWAPPED}"
    return f"{sentence}: {_outcome(between)}" if len(between) else sentence


def _outcome(rows: pd.DataFrame) -> str:
    n_apart = int(rows["state"].isin(NOT_CARRIED_OUT).sum())
    if not n_apart:
        return "all of them were carried out"
    if n_apart == len(rows):
        return "none of them was carried out"
    verb = agreeing(n_apart, "was", "were")
    return f"{n_apart:,} of {counted(len(rows), 'transfers')} {verb} not carried out"
