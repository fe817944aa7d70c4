"""Shares of arms imports and exports, a panel for each total, and China's suppliers beneath."""

from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme, traces
from atlas.charts.axes import titled
from atlas.charts.chart import Context
from atlas.charts.transfers.edition_sums import EXPORTS, IMPORTS
from atlas.charts.transfers.shares_view import ShareOptions, edition_of, ours, theirs
from atlas.charts.transfers.shares_words import (
    bounds_in_words,
    cited,
    said_in,
    span,
    theirs_and_ours,
    title_of,
)
from atlas.charts.transfers.sides import pair_labels
from atlas.charts.year_columns import years_axis
from atlas.dataset.dataset import Dataset
from atlas.values.pair import TO_CHINA
from atlas.values.words import escaped, number, wrapped

CONCENTRATION = "concentration"
# In pixels: each panel, the title above it, what stands above and beneath all.
HEIGHTS = {IMPORTS: 170, EXPORTS: 210, CONCENTRATION: 90}
TITLE, AROUND, LINE = 34, 70, 16
TITLES = {
    IMPORTS: "Share of China's arms imports, in per cent",
    EXPORTS: "Shares of Russia's arms exports, in per cent",
    CONCENTRATION: "Concentration of China's suppliers (Herfindahl index)",
}
LOOKS = {
    TO_CHINA.id: theme.PAIRS[TO_CHINA.id],
    "RUS-IND": (theme.EDGE, *theme.PAIRS["RUS-IND"][1:]),
    "RUS-VNM": (theme.NEUTRAL, *theme.PAIRS["RUS-VNM"][1:]),
}
PUBLISHED, BOUNDS = "Published", "Herfindahl index, lower to upper bound"
LEAST = "Herfindahl index, lower bound"


class Panel(NamedTuple):
    """A panel: what it shows, the name of its axis, and which share of the height it has."""

    name: str
    axis: str
    low: float
    high: float


def shares(view: pd.DataFrame, context: Context[ShareOptions]) -> go.Figure:
    """Draw `shares_view.shares`."""
    panels = _panels(view)
    drawn: list[theme.Trace] = []
    for panel in panels:
        drawn += _in_panel(panel, view, context)
    height = sum(HEIGHTS[panel.name] + TITLE for panel in panels) + AROUND
    axes = {f"yaxis{panel.axis[1:]}": _down(panel, view) for panel in panels}
    years = {**years_axis(view["year"]), "anchor": panels[-1].axis}
    notes = [_title(panel) for panel in panels]
    for panel in panels:
        notes += _published_lines(panel, view, context.dataset)
    legend = {"y": 1 + TITLE / height}
    return theme.figure(drawn, height, xaxis=years, annotations=notes, legend=legend, **axes)


def _panels(view: pd.DataFrame) -> list[Panel]:
    """The panels of what is in view, from the top."""
    names = [whole for whole in (IMPORTS, EXPORTS) if view["whole"].eq(whole).any()]
    if view["least"].notna().any():
        names.append(CONCENTRATION)
    whole_height = sum(HEIGHTS[name] + TITLE for name in names)
    panels, top = [], 1.0
    for place, name in enumerate(names, start=1):
        high = top - TITLE / whole_height
        low = max(0.0, high - HEIGHTS[name] / whole_height)
        panels.append(Panel(name, f"y{place if place > 1 else ''}", low, high))
        top = low
    return panels


def _in_panel(
    panel: Panel, view: pd.DataFrame, context: Context[ShareOptions]
) -> list[theme.Trace]:
    axis = {"xaxis": "x", "yaxis": panel.axis}
    if panel.name == CONCENTRATION:
        return [trace | axis for trace in _bounds(ours(view), context)]
    own = view[view["whole"].eq(panel.name)]
    drawn = _lines(ours(own), context)
    if len(theirs(own)):
        drawn.append(_published(theirs(own), context))
    return [trace | axis for trace in drawn]


def _lines(rows: pd.DataFrame, context: Context[ShareOptions]) -> list[theme.Trace]:
    """A line for each pair; a time without a share breaks it.

    None where a filter hides the total, and only what others have published is left.
    """
    if rows.empty:
        return []
    rows = rows.assign(label=_labels(rows, context.dataset), hover=_hovers(rows, context))
    drawn = []
    for key, part in rows.groupby("key", sort=False):
        by_year = {row["year"]: row for row in part.to_dict("records")}
        years = range(min(by_year), max(by_year) + 1)
        points = [by_year.get(year, {}) for year in years]
        values = [point.get("value") for point in points]
        hovers = [point.get("hover", "") for point in points]
        label = escaped(part["label"].iloc[0])
        line = traces.line(label, LOOKS[str(key)], years, values, hovers)
        is_first = part["whole"].iloc[0] == IMPORTS or key != TO_CHINA.id
        legend = {"legendgroup": str(key), "showlegend": is_first}
        drawn.append({**line, "connectgaps": False, **legend})
    return drawn


def _labels(rows: pd.DataFrame, dataset: Dataset) -> pd.Series:
    sides = rows["key"].str.split("-", expand=True)
    return pair_labels(rows.assign(supplier=sides[0], recipient=sides[1]), dataset)


def _hovers(rows: pd.DataFrame, context: Context[ShareOptions]) -> list[str]:
    """What is shared, when, how much, by which edition, and by whom."""
    edition = edition_of(context.dataset, context.options)
    dataset = context.dataset
    hovers = []
    for _, row in rows.iterrows():
        size = f"{number(row['part'])} of {number(row['total'])} million SIPRI TIV"
        parts = [
            f"{title_of(row, dataset)}, {span(row['first'], row['year'])}",
            f"{number(round(row['value'], 1))} %: {size}",
            f"Both by the {edition}",
            f"Sources: {cited(row['ids'], dataset)}",
        ]
        hovers.append("<br>".join(map(wrapped, parts)))
    return hovers


def _published(rows: pd.DataFrame, context: Context[ShareOptions]) -> theme.Trace:
    """Hollow marks, because nothing that is counted here stands behind them."""
    dataset, hovers = context.dataset, []
    for _, row in rows.iterrows():
        parts = [
            f"{title_of(row, dataset)}, {span(row['first'], row['year'])}",
            theirs_and_ours(row, dataset),
            f"This edition: {edition_of(dataset, context.options)}",
            said_in(dataset, row["count"]),
        ]
        hovers.append("<br>".join(map(wrapped, parts)))
    look = {"symbol": "diamond-open", "size": 13, "color": theme.OWN_RECORD, "line": {"width": 2}}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": PUBLISHED,
        "legendgroup": PUBLISHED,
        "showlegend": bool(rows["whole"].iloc[0] == IMPORTS),
        "x": rows["year"].tolist(),
        "y": rows["value"].tolist(),
        "cliponaxis": False,
        "marker": look,
        **traces.pointed_at(hovers),
    }


def _bounds(rows: pd.DataFrame, context: Context[ShareOptions]) -> list[theme.Trace]:
    """The room between the lower and the upper bound of the index."""
    rows = rows.dropna(subset="least")
    edition = edition_of(context.dataset, context.options)
    hovers = []
    for _, row in rows.iterrows():
        index = bounds_in_words(row["least"], row["most"])
        parts = [
            f"China's suppliers, {span(row['first'], row['year'])}",
            f"Herfindahl index: {index} ({edition})",
        ]
        hovers.append("<br>".join(map(wrapped, parts)))
    colour = theme.NEUTRAL
    line = {"type": "scatter", "x": rows["year"].tolist(), "legendgroup": BOUNDS}
    fill = {"fill": "tonexty", "fillcolor": theme.see_through(colour, 0.25)}
    marks = {"mode": "lines+markers", "marker": {"size": 5, "color": colour}}
    thin = {"color": colour, "width": 1.5}
    lower = {**line, "name": LEAST, "y": rows["least"].tolist(), "mode": "lines", "line": thin}
    upper = {**line, **marks, "y": rows["most"].tolist(), "line": thin, **fill}
    return [
        {**lower, "showlegend": False, "hoverinfo": "skip"},
        {**upper, "name": BOUNDS, **traces.pointed_at(hovers)},
    ]


def _down(panel: Panel, view: pd.DataFrame) -> dict[str, Any]:
    own = view[view["whole"].eq(panel.name)]
    top = 1.0 if panel.name == CONCENTRATION else 100.0
    if panel.name == EXPORTS:
        # What others have published stands in words above the lines.
        room = LINE * len(theirs(own)) / HEIGHTS[EXPORTS]
        top = min(100.0, float(own["value"].max()) * 1.1) / (1 - room)
    ticks = 3 if panel.name == CONCENTRATION else 6
    return {
        "title": titled("Index" if panel.name == CONCENTRATION else "Share, %"),
        "domain": [panel.low, panel.high],
        "range": [0, top],
        "nticks": ticks,
        "anchor": "x",
    }


def _title(panel: Panel) -> dict[str, Any]:
    return {
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "xanchor": "left",
        "y": panel.high,
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 13},
        "text": TITLES[panel.name],
    }


def _published_lines(panel: Panel, view: pd.DataFrame, dataset: Dataset) -> list[dict[str, Any]]:
    """What others have published and what it is in this edition, where the panel has room."""
    rows = theirs(view[view["whole"].eq(panel.name)])
    at_top = panel.name == EXPORTS
    notes = []
    for place, (_, row) in enumerate(rows.iterrows()):
        words = f"{span(row['first'], row['year'])}: {theirs_and_ours(row, dataset)}"
        beneath = -LINE * place if at_top else LINE * (len(rows) - 1 - place)
        notes.append(
            {
                "xref": "paper",
                "yref": "paper",
                "x": 1,
                "xanchor": "right",
                "y": panel.high if at_top else panel.low,
                "yanchor": "top" if at_top else "bottom",
                "yshift": beneath,
                "showarrow": False,
                "font": {"size": 12},
                "text": escaped(words),
            }
        )
    return notes
