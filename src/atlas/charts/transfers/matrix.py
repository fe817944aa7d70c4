"""Who supplies whom, as a matrix."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme, traces
from atlas.charts.chart import Context, domains
from atlas.charts.transfers.matrix_view import MatrixOptions
from atlas.charts.transfers.sides import (
    SummedPair,
    largest_pairs,
    pair_labels,
    selection_note,
    side_labels,
    transfer_lines,
)
from atlas.charts.transfers.units import described, short, size
from atlas.values.words import counted, escaped, number, wrapped

ROW, HEAD, AROUND = 64, 40, 110
HALF = 0.47
# The number stands in the upper part of a cell, the strip of domains along its lower edge.
UPPER, STRIP = (-0.11, 0.68), (0.35, 0.2)
PALE, FULL = 0xEE, 0xA9
# How many letters of a name a narrow screen has room for.
LETTERS = {"recipient": 11, "supplier": 13}
APART = "Dotted, +: not carried out"
APART_ENDING = ", not carried out"


def matrix(parts: pd.DataFrame, context: Context[MatrixOptions]) -> go.Figure:
    """Draw `matrix_view.matrix`: suppliers down, recipients across, a number in each cell.

    Beneath the number stand the shares of the domains. The darker a cell, the more was or is
    carried out; what was not stands after a plus, and dotted.
    """
    labels = pair_labels(parts, context.dataset)
    parts = parts.assign(pair=labels)
    cells = _cells(parts)
    bars = [_grounds(cells, _cell_hovers(parts, context), context)]
    for key, colour in theme.DOMAINS.items():
        part = parts[parts["key"].eq(key) & parts["n"].gt(0)]
        if len(part):
            bars.append(_strip(part, key, colour, context))
    if not parts["carried"].all():
        bars.append(traces.key(APART, traces.marker(theme.NEUTRAL, ".")))
    across = _names(cells, "column", "recipient", context)
    down = _names(cells, "row", "supplier", context)
    columns = len(across["tickvals"])
    rows = len(down["tickvals"])
    height = ROW * rows
    return theme.figure(
        bars,
        height + HEAD + AROUND,
        barmode="overlay",
        legend={"y": 1 + HEAD / height, "itemsizing": "constant"},
        xaxis={**across, "side": "top", "range": [-0.5, columns - 0.5]},
        yaxis={**down, "range": [rows - 0.5, -0.5]},
        annotations=selection_note(cells),
        margin={"r": 8, "t": 16, "b": 26},
    )


def _cells(parts: pd.DataFrame) -> pd.DataFrame:
    """A row a cell, and whether its two sums have a rounded or uncertain value in them.

    These are the columns `total_rough` and `apart_rough`.
    """
    place = ["row", "column"]
    roughness = {
        "total_rough": parts["rough"] & parts["carried"],
        "apart_rough": parts["rough"] & ~parts["carried"],
    }
    marked = parts.assign(**roughness)
    any_in_cell = marked.groupby(place)[list(roughness)].transform("any")
    return marked.assign(**any_in_cell).drop_duplicates(place)


def _names(
    cells: pd.DataFrame, place: str, side: str, context: Context[MatrixOptions]
) -> dict[str, Any]:
    """An axis with the names of one side, in lines that a narrow screen has room for."""
    ends = cells.drop_duplicates(place).sort_values(place)
    labels = side_labels(ends, side, context.dataset)
    return {
        "tickvals": ends[place].tolist(),
        "ticktext": [wrapped(label, LETTERS[side]) for label in labels],
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "tickangle": 0,
    }


def _bars(start: pd.Series, width: pd.Series, middle: pd.Series, hovers: list[str]) -> theme.Trace:
    """Bars from left to right, in units of a cell."""
    return {
        "type": "bar",
        "orientation": "h",
        "base": start.tolist(),
        "x": width.tolist(),
        "y": middle.tolist(),
        **traces.pointed_at(hovers),
    }


def _grounds(
    cells: pd.DataFrame, hovers: list[str], context: Context[MatrixOptions]
) -> theme.Trace:
    """The cells with their numbers: what was or is carried out, and after a plus what was not."""
    middle, height = UPPER
    width = pd.Series(2 * HALF, index=cells.index)
    bars = _bars(cells["column"] - HALF, width, cells["row"] + middle, hovers)
    most = max(cells["total"].max(), 1)
    columns = (cells[name] for name in ("total", "total_rough", "apart", "apart_rough"))
    unit = context.options.measure
    texts = []
    for total, total_rough, amount, apart_rough in zip(*columns, strict=True):
        carried = short(total, unit, rough=total_rough) if total else ""
        apart = f"+{short(amount, unit, rough=apart_rough)}" if amount else ""
        texts.append("<br>".join(filter(None, (carried, apart))) or "unknown")
    text = {
        "text": texts,
        "insidetextfont": {"color": theme.ON_SHADE, "size": 12},
        **traces.IN_CELLS,
    }
    look = {"color": [_grey(total / most) for total in cells["total"]], "line": {"width": 0}}
    return {**bars, **text, "width": height, "marker": look, "showlegend": False}


def _strip(
    part: pd.DataFrame, key: str, colour: str, context: Context[MatrixOptions]
) -> theme.Trace:
    """One domain's share of each cell, along the lower edge."""
    middle, height = STRIP
    # The legend looks like the first piece: full, where any of the domain was carried out.
    part = part.sort_values("carried", ascending=False, kind="stable")
    start = part["column"] - HALF + 2 * HALF * part["start"]
    bars = _bars(start, 2 * HALF * part["share"], part["row"] + middle, _hovers(part, context))
    hatches = part["carried"].map({True: "", False: "."}).tolist()
    look = {
        "color": colour,
        "line": {"width": 0},
        "pattern": theme.pattern(hatches) | {"size": 4},
    }
    name = escaped(domains(context.schema)[key])
    return {**bars, "name": name, "width": height, "marker": look}


def _grey(share: float) -> str:
    """From pale to full, by the root of the share: one and two differ beside a hundred."""
    tone = round(PALE + (FULL - PALE) * float(share) ** 0.5)
    return f"#{tone:02x}{tone:02x}{min(tone + 6, 255):02x}"


def _part_line(part: Any, context: Context[MatrixOptions]) -> str:
    """“Naval, not carried out: 2 transfers”."""
    domain = domains(context.schema)[part.key]
    ending = "" if part.carried else APART_ENDING
    return f"{domain}{ending}: {size(part.value, context.options.measure, rough=part.rough)}"


def _hovers(parts: pd.DataFrame, context: Context[MatrixOptions]) -> list[str]:
    """What each part says when pointed at: its cell, its sum, the transfers that it is of."""
    hovers = []
    lines = [escaped(_part_line(part, context)) for part in parts.itertuples()]
    for pair, line, ids in zip(parts["pair"], lines, parts["transfers"], strict=True):
        transfers = transfer_lines(context.dataset, ids)
        hovers.append("<br>".join([f"<b>{escaped(pair)}</b>", line, *transfers]))
    return hovers


def _cell_hovers(parts: pd.DataFrame, context: Context[MatrixOptions]) -> list[str]:
    """What each cell says when pointed at: its sums, and how many transfers have a value."""
    hovers = []
    for _, cell in parts.groupby(["row", "column"], sort=False):
        lines = [_part_line(part, context) for part in cell.itertuples() if part.n]
        n_valued = cell["n"].sum()
        n_in_cell = cell["n_in_cell"].iloc[0]
        if n_valued < n_in_cell:
            lines.append(f"{n_valued:,} of {n_in_cell:,} transfers have a value in this unit")
        head = f"<b>{escaped(cell['pair'].iloc[0])}</b>"
        hovers.append("<br>".join([head, *map(wrapped, lines)]))
    return hovers


def takeaway(parts: pd.DataFrame, context: Context[MatrixOptions]) -> str:
    """What the matrix shows, in a sentence."""
    if parts.empty:
        return "Matrix of transfers by supplier and recipient: none in view."
    unit = context.options.measure
    cells = _cells(parts)
    cells = cells[cells["total"].gt(0)].sort_values("total", ascending=False, kind="stable")
    sentence = f"Matrix of {counted(int(parts['n'].sum()), 'transfers')}{described(unit).measure}"
    if len(cells):
        sentence += f": {_largest(cells, context)}"
    apart = parts[~parts["carried"]]
    if len(apart):
        amount = size(apart["value"].sum(), unit, rough=bool(apart["rough"].any()))
        sentence += f"; not carried out, after a plus: {amount}"
    return f"{sentence}."


def _largest(cells: pd.DataFrame, context: Context[MatrixOptions]) -> str:
    """“Russia to China (120); of other pairs, a selection: Russia to India (97)”."""
    unit = context.options.measure
    supplier = side_labels(cells, "supplier", context.dataset)
    recipient = side_labels(cells, "recipient", context.dataset)
    in_words = []
    for total, rough in zip(cells["total"], cells["total_rough"], strict=True):
        in_words.append(number(total) if unit == "records" else size(total, unit, rough=rough))
    columns = [cells["supplier"], cells["recipient"], supplier + " to " + recipient, in_words]
    return largest_pairs([SummedPair(*pair) for pair in zip(*columns, strict=True)])
