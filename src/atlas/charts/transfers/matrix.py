"""Who supplies whom, as a matrix."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme
from atlas.charts.chart import Context, domains
from atlas.charts.transfers.matrix_view import MatrixOptions
from atlas.values.words import amount, counted, escaped, number, wrapped

ROW, HEAD = 64, 40
HALF = 0.47
NAMED = 3
# The number stands in the upper part of a cell, the strip of domains along its lower edge.
UPPER, STRIP = (-0.11, 0.68), (0.35, 0.2)
PALE, FULL = 0xEE, 0xA9
MEASURES = {
    "records": "",
    "pieces": ", in pieces delivered",
    "usd": ", in US dollars",
    "tiv": ", in SIPRI TIV delivered",
}
APART = "Dotted, +: projected, cancelled or denied"


def matrix(parts: pd.DataFrame, context: Context[MatrixOptions]) -> go.Figure:
    """Draw `matrix_view.matrix`: suppliers down, recipients across, a number in each cell and beneath it the shares of the domains.

    The darker a cell, the more was or is carried out; what was not stands after a plus, and dotted.
    """
    names = domains(context.schema)
    cells = parts.drop_duplicates(["row", "column"])
    traces = [_grounds(cells)]
    for key, colour in theme.DOMAINS.items():
        part = parts[parts["key"].eq(key) & parts["n"].gt(0)]
        if len(part):
            traces.append(_strip(part, names[key], colour))
    if not parts["carried"].all():
        look = {
            "color": theme.NEUTRAL,
            "line": {"width": 1, "color": theme.NEUTRAL},
            "pattern": theme.pattern("."),
        }
        traces.append(
            {
                "type": "bar",
                "name": APART,
                "x": [None],
                "y": [None],
                "marker": look,
                "hoverinfo": "skip",
            }
        )
    across, down = (
        _names(cells, *side) for side in (("column", "recipient", 11), ("row", "supplier", 13))
    )
    height = ROW * len(down["tickvals"])
    return theme.figure(
        traces,
        height + HEAD + 110,
        barmode="overlay",
        legend={"y": 1 + HEAD / height, "itemsizing": "constant"},
        xaxis={**across, "side": "top", "range": [-0.5, len(across["tickvals"]) - 0.5]},
        yaxis={**down, "range": [len(down["tickvals"]) - 0.5, -0.5]},
    )


def _names(cells: pd.DataFrame, place: str, name: str, width: int) -> dict[str, Any]:
    """Where the names of one side stand, in lines that a narrow screen has room for."""
    names = cells.drop_duplicates(place).sort_values(place)
    fixed = {
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "tickangle": 0,
    }
    return {
        "tickvals": names[place].tolist(),
        "ticktext": [wrapped(text, width) for text in names[name]],
        **fixed,
    }


def _grounds(cells: pd.DataFrame) -> theme.Trace:
    """The cells with their numbers."""
    most = max(cells["total"].max(), 1)
    known = cells["n"].gt(0)
    return {
        "type": "bar",
        "orientation": "h",
        "showlegend": False,
        "base": (cells["column"] - HALF).tolist(),
        "x": [2 * HALF] * len(cells),
        "y": (cells["row"] + UPPER[0]).tolist(),
        "width": UPPER[1],
        "text": cells["text"].tolist(),
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"color": theme.ON_SHADE, "size": known.map({True: 12, False: 10}).tolist()},
        "marker": {
            "color": [_grey(total / most) for total in cells["total"]],
            "line": {"width": 0},
        },
        "hovertext": cells["told"].tolist(),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _strip(part: pd.DataFrame, name: str, colour: str) -> theme.Trace:
    """One domain's share of each cell, along the lower edge."""
    return {
        "type": "bar",
        "orientation": "h",
        "name": escaped(name),
        "base": (part["column"] - HALF + 2 * HALF * part["start"]).tolist(),
        "x": (2 * HALF * part["share"]).tolist(),
        "y": (part["row"] + STRIP[0]).tolist(),
        "width": STRIP[1],
        "marker": {
            "color": colour,
            "line": {"width": 0},
            "pattern": theme.pattern(part["carried"].map({True: "", False: "."}).tolist())
            | {"size": 4},
        },
        "hovertext": part["hover"].tolist(),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _grey(share: float) -> str:
    """From pale to full, by the root of the share, so that one and two are told apart beside a hundred."""
    tone = round(PALE + (FULL - PALE) * float(share) ** 0.5)
    return f"#{tone:02x}{tone:02x}{min(tone + 6, 255):02x}"


def takeaway(parts: pd.DataFrame, context: Context[MatrixOptions]) -> str:
    """What the matrix shows, in a sentence."""
    options = context.options
    if parts.empty:
        return "Matrix of transfers by supplier and recipient: none in view."
    cells = parts.drop_duplicates(["row", "column"]).sort_values(
        "total", ascending=False, kind="stable"
    )
    unit = options.unit
    largest = ", ".join(
        f"{supplier} to {recipient} ({number(total) if unit == 'records' else amount(total, unit)})"
        for supplier, recipient, total in zip(
            *(cells[name].head(NAMED) for name in ("supplier", "recipient", "total")), strict=True
        )
        if total
    )
    apart = parts[~parts["carried"]]
    others = (
        f"; projected, cancelled or denied, after a plus: {amount(apart['value'].sum(), unit)}"
        if len(apart)
        else ""
    )
    most = (
        f"{', most from' if cells['total'].gt(0).sum() > NAMED else ':'} {largest}"
        if largest
        else ""
    )
    return f"Matrix of {counted(parts['n'].sum(), 'transfers')}{MEASURES[unit]}{most}{others}."
