"""Volumes of deliveries by year, a line for each pair of supplier and recipient."""

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme
from atlas.charts.chart import Context
from atlas.charts.transfers.volumes_view import VolumeOptions
from atlas.charts.year_columns import years_axis
from atlas.values.words import escaped, number


def volumes(rows: pd.DataFrame, context: Context[VolumeOptions]) -> go.Figure:
    """Draw `volumes_view.volumes`: the rows that show, in lines that break where a year has none."""
    drawn = rows[rows["shown"]]
    traces = [_line(part, key) for key in theme.PAIRS if len(part := drawn[drawn["key"].eq(key)])]
    unit = f"million SIPRI TIV ({escaped(str(drawn['vintage'].iloc[0]))})"
    axis = {"title": {"text": unit}, "rangemode": "tozero", "tickformat": ",d"}
    return theme.figure(traces, 380, xaxis=years_axis(drawn["year"]), yaxis=axis)


def _line(part: pd.DataFrame, key: str) -> theme.Trace:
    colour, dash, symbol = theme.PAIRS[key]
    at = part.set_index("year")
    years = range(int(at.index.min()), int(at.index.max()) + 1)
    known = set(at.index)
    volume, identifier, hover = (at[name].to_dict() for name in ("tiv", "id", "hover"))
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": escaped(str(part["pair"].iloc[0])),
        "x": list(years),
        "y": [volume[year] if year in known else None for year in years],
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": colour, "width": 2, "dash": dash},
        "marker": {"color": colour, "symbol": symbol, "size": 7},
        "customdata": [identifier.get(year) for year in years],
        "hovertext": [hover.get(year, "") for year in years],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def takeaway(rows: pd.DataFrame, context: Context[VolumeOptions]) -> str:
    """What the chart shows, in a sentence."""
    drawn = rows[rows["shown"]]
    if drawn.empty:
        return "Volumes of deliveries by year: none in view."
    each = "; ".join(_told(part) for _, part in drawn.groupby("key", sort=False))
    years = f"{drawn['year'].min()} to {drawn['year'].max()}"
    return (
        f"Volume of deliveries in million TIV, {years}, by the {drawn['vintage'].iloc[0]}: {each}."
    )


def _told(part: pd.DataFrame) -> str:
    years, volume = part["year"].tolist(), part["tiv"].tolist()
    most = volume.index(max(volume))
    return f"{part['pair'].iloc[0]} most in {years[most]} ({number(volume[most])}), last in {years[-1]} ({number(volume[-1])})"
