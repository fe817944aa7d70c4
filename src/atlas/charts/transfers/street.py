"""The two-way street: transfers between Russia and China by year, SIPRI's volumes beneath them."""

from collections import Counter
from collections.abc import Sequence
from itertools import product
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme, traces
from atlas.charts.axes import titled, whole_numbers
from atlas.charts.chart import Context
from atlas.charts.transfers import volumes
from atlas.charts.transfers.directed import DIRECTION_LABELS, Certainty
from atlas.charts.transfers.exchanged import LABELS
from atlas.charts.transfers.street_rows import (
    EXCHANGED,
    OTHER,
    StreetOptions,
    StreetRow,
    as_rows,
    numbers,
)
from atlas.charts.transfers.street_view import street_volumes
from atlas.charts.year_columns import WIDTH, years_axis
from atlas.records.hovers import hover
from atlas.values.pair import TO_CHINA, TO_RUSSIA
from atlas.values.words import number, wrapped

# Pixels: with the panel of volumes, and without.
HEIGHT, COLUMNS_ALONE = 600, 400
# Of an entry of the legend: pixels, so that two stand beside one another on a phone, and characters
# of a line.
ENTRY, ENTRY_LETTERS = 92, 16
# Of the height: the panel of volumes, and where the columns begin.
VOLUMES_END, COLUMNS_START = 0.255, 0.36
# One direction runs up from the line in the middle, the other down.
SIGNS = {TO_CHINA.id: 1, TO_RUSSIA.id: -1}
PALE = 0.3
LEFT = {"xref": "paper", "x": 0.01, "xanchor": "left", "showarrow": False, "font": {"size": 14}}


class Look(NamedTuple):
    """A fill: how much of it is colour, its hatching, and what it means."""

    share: float
    hatch: str
    meaning: str


class Piece(NamedTuple):
    """A transfer as a piece of a column, whose middle is at a year or between two."""

    year: float
    id: str
    hover: str


# By direction, category and fill.
Pieces = dict[tuple[str, ...], list[Piece]]
DONE, OPEN = "done", "open"
LOOKS = {
    DONE: Look(1, "", "Full: delivered"),
    OPEN: Look(PALE, "", "Pale: open"),
    Certainty.MENTIONED.value: Look(1, theme.HATCH, "Hatched: no date"),
    Certainty.APART.value: Look(1, ".", "Dotted: not done"),
}
FIELDS = ("system", "category", "kind", "status", "supplier_org", "recipient_org")


def street(rows: pd.DataFrame, context: Context[StreetOptions]) -> go.Figure:
    """Draw `street_view.street`: Russia → China above the line, China → Russia below.

    The colour is the category or what was exchanged, the fill how far a transfer has got. Beneath
    stand SIPRI's volumes of both directions, where there are any, over the same years.
    """
    transfers = as_rows(rows)
    measured = street_volumes(context.dataset)
    pieces, width = _pieces(transfers, context), WIDTH * context.options.years
    drawn = [*_columns(pieces, _palette(context), width), *_keys(transfers, context)]
    years = [*rows["year"].tolist(), *measured["year"].tolist()]
    layout: dict[str, Any] = {
        "barmode": "relative",
        "xaxis": years_axis(pd.Series(years)),
        "yaxis": _counts(transfers),
        "shapes": [_middle()],
        "annotations": _names(transfers),
        "legend": {"itemsizing": "constant", "entrywidth": ENTRY},
    }
    if measured.empty:
        return theme.figure(drawn, COLUMNS_ALONE, **layout)
    panel = {"yaxis": "y2", "showlegend": False}
    lines = [line | panel for line in volumes.lines(measured, context.dataset)]
    layout["xaxis"] |= {"anchor": "y2"}
    layout["yaxis"] |= {"domain": [COLUMNS_START, 1]}
    layout["yaxis2"] = _volumes_axis()
    layout["annotations"].append(_volumes_title(measured))
    return theme.figure([*drawn, *lines], HEIGHT, **layout)


def _look(row: StreetRow) -> str:
    """The fill of a transfer, a key of `LOOKS`."""
    if row.certainty != Certainty.DATED:
        return row.certainty
    return DONE if row.done else OPEN


def _palette(context: Context[StreetOptions]) -> dict[str, str]:
    """The colours, in the order of the legend."""
    return theme.EXCHANGED if context.options.split == EXCHANGED else theme.CATEGORIES


def _pieces(rows: Sequence[StreetRow], context: Context[StreetOptions]) -> Pieces:
    """The transfers of each direction, colour and fill."""
    half = (context.options.years - 1) / 2
    ids = pd.Index([row.id for row in rows])
    hovers = hover(context.dataset, "transfers", ids, FIELDS).tolist()
    pieces: Pieces = {}
    for row, text in zip(rows, hovers, strict=True):
        piece = Piece(row.column + half, row.id, text)
        pieces.setdefault((row.direction, row.colour, _look(row)), []).append(piece)
    return pieces


def _columns(pieces: Pieces, palette: dict[str, str], width: float) -> list[theme.Trace]:
    """A trace for each direction, colour and fill, in the order of the legend."""
    drawn = []
    for key in product(SIGNS, palette, LOOKS):
        direction, colour, name = key
        if key in pieces:
            marker = _marker(palette[colour], LOOKS[name])
            drawn.append(_trace(pieces[key], SIGNS[direction], marker) | {"width": width})
    return drawn


def _trace(part: list[Piece], sign: int, marker: theme.Trace) -> theme.Trace:
    return {
        "type": "bar",
        "showlegend": False,
        "x": [piece.year for piece in part],
        "y": [sign] * len(part),
        "marker": marker,
        "customdata": [piece.id for piece in part],
        **traces.pointed_at(piece.hover for piece in part),
    }


def _marker(colour: str, look: Look) -> theme.Trace:
    fill = theme.see_through(colour, look.share) if look.share < 1 else colour
    return traces.marker(fill, look.hatch, edge=colour, width=1)


def _keys(rows: Sequence[StreetRow], context: Context[StreetOptions]) -> list[theme.Trace]:
    """The legend's words for the colours, then for the fills that are in view."""
    labels = context.schema.labels("category") | {OTHER: "Other categories"} | LABELS
    keys = []
    drawn, looks = {row.colour for row in rows}, {_look(row) for row in rows}
    for name, colour in _palette(context).items():
        if name in drawn:
            keys.append(_key(labels[name], _marker(colour, LOOKS[DONE])))
    for name, look in LOOKS.items():
        if name in looks:
            keys.append(_key(look.meaning, _marker(theme.NEUTRAL, look)))
    return keys


def _key(name: str, marker: theme.Trace) -> theme.Trace:
    return traces.key(wrapped(name, ENTRY_LETTERS), marker)


def _middle() -> dict[str, Any]:
    across = {"xref": "x domain", "x0": 0, "x1": 1, "y0": 0, "y1": 0}
    return {"type": "line", **across, "line": {"width": 1, "color": theme.NEUTRAL}}


def _names(rows: Sequence[StreetRow]) -> list[dict[str, Any]]:
    """Which direction in view runs which way, and how many of it were or are carried out."""
    counts = numbers(row for row in rows if not row.is_apart)
    in_view = {row.direction for row in rows}
    names = []
    for direction, sign in SIGNS.items():
        if direction not in in_view:
            continue
        edge, arrow = ("top", "↑") if sign > 0 else ("bottom", "↓")
        height = {"yref": "y domain", "y": (sign + 1) / 2, "yanchor": edge}
        text = f"{arrow} <b>{DIRECTION_LABELS[direction]}: {number(counts[direction])}</b>"
        names.append({"text": text, **LEFT, **height})
    return names


def _counts(rows: Sequence[StreetRow]) -> dict[str, Any]:
    """An axis that counts upwards on both sides of its middle."""
    heights = dict.fromkeys(SIGNS, 0)
    for (direction, _), height in Counter((row.direction, row.column) for row in rows).items():
        heights[direction] = max(heights[direction], height)
    tallest = max(heights.values())
    ticks = [0]
    for tick in range(0, tallest + 1, whole_numbers(tallest))[1:]:
        ticks += [tick, -tick]
    # The names of the directions have room above and beneath the columns.
    up, down = heights.values()
    room = 1 + tallest * 0.12
    return {
        "tickvals": ticks,
        "ticktext": [str(abs(tick)) for tick in ticks],
        "title": titled("Transfers"),
        "range": [-down - room, up + room],
        "zeroline": False,
    }


def _volumes_axis() -> dict[str, Any]:
    return {
        "domain": [0, VOLUMES_END],
        "anchor": "x",
        "title": titled("Million SIPRI TIV"),
        "rangemode": "tozero",
        "tickformat": ",d",
        "nticks": 4,
    }


def _volumes_title(measured: pd.DataFrame) -> dict[str, Any]:
    """The title of the lower panel, which names its lines; a volume has no domain."""
    names = []
    for key in measured["key"].unique():
        colour, _, symbol = theme.PAIRS[key]
        mark = f'<span style="color: {colour}">{traces.GLYPHS[symbol]}</span>'
        names.append(f"{mark} {DIRECTION_LABELS[key]}")
    title = f"Volume delivered in the year ({volumes.edition(measured)})"
    height = {"yref": "paper", "y": VOLUMES_END, "yanchor": "bottom", "yshift": 2}
    text = f"{title}<br>All domains: {'   '.join(names)}"
    return {"text": text, **LEFT, **height, "align": "left", "font": {"size": 13}}
