"""Volumes of deliveries by year, a line for each pair of supplier and recipient."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme, traces
from atlas.charts.axes import titled
from atlas.charts.chart import Context
from atlas.charts.transfers.sides import pair_labels
from atlas.charts.transfers.volumes_view import VolumeOptions, peak_years
from atlas.charts.year_columns import years_axis
from atlas.dataset.dataset import VOLUMES, Dataset
from atlas.values.words import escaped, listed, number, wrapped, years_in_words

HEIGHT = 380


def volumes(rows: pd.DataFrame, context: Context[VolumeOptions]) -> go.Figure:
    """Draw `volumes_view.volumes`, in lines that break where a year has no row."""
    drawn = rows[rows["drawn"]]
    unit = f"million SIPRI TIV ({edition(drawn)})"
    axis = {"title": titled(unit), "rangemode": "tozero", "tickformat": ",d"}
    across = years_axis(drawn["year"])
    return theme.figure(lines(drawn, context.dataset), HEIGHT, xaxis=across, yaxis=axis)


def edition(drawn: pd.DataFrame) -> str:
    """The one edition of the volumes that are drawn."""
    return escaped(drawn["edition"].iloc[0])


def lines(drawn: pd.DataFrame, dataset: Dataset) -> list[theme.Trace]:
    """A line for each pair of the volumes that are drawn."""
    labels = pair_labels(drawn, dataset)
    hovers = _hovers(drawn, dataset)
    drawn = drawn.assign(label=labels, hover=hovers)
    drawn_lines = []
    free = iter(theme.SPARE)
    for key, part in drawn.groupby("key", sort=False):
        look = theme.PAIRS.get(str(key)) or next(free)
        drawn_lines.append(_line(part, look))
    return drawn_lines


def _line(part: pd.DataFrame, look: traces.Look) -> theme.Trace:
    """One pair's line; a year without a row is a point without a value, so that the line breaks."""
    rows_by_year = {row["year"]: row for row in part.to_dict("records")}
    years = range(min(rows_by_year), max(rows_by_year) + 1)
    rows = [rows_by_year.get(year, {}) for year in years]
    values = [row.get("value") for row in rows]
    hovers = [row.get("hover", "") for row in rows]
    ids = [row.get("id") for row in rows]
    line = traces.line(escaped(part["label"].iloc[0]), look, years, values, hovers)
    return {**line, "connectgaps": False, "customdata": ids}


def _hovers(rows: pd.DataFrame, dataset: Dataset) -> list[str]:
    """Pair, year, volume, and who says so and where."""
    frame = dataset[VOLUMES].loc[rows["id"]]
    basis = frame["basis"].map(dataset.schema.labels("basis"))
    titles = pair_labels(rows, dataset) + ", " + rows["year"].astype("str")
    volume = rows["value"].map(number) + " million SIPRI TIV (" + rows["edition"] + ")"
    parts = zip(titles, volume, basis + ": " + frame["cited"], strict=True)
    return ["<br>".join(map(wrapped, lines)) for lines in parts]


def takeaway(rows: pd.DataFrame, context: Context[Any]) -> str:
    """What the chart shows, in a sentence."""
    drawn = rows[rows["drawn"]]
    if drawn.empty:
        return "Volumes of deliveries by year: none in view."
    labels = pair_labels(drawn, context.dataset)
    drawn = drawn.assign(label=labels)
    each = "; ".join(_most_and_last(part) for _, part in drawn.groupby("key", sort=False))
    years = years_in_words(drawn["year"].min(), drawn["year"].max())
    edition = drawn["edition"].iloc[0]
    return f"Volume of deliveries in million TIV, {years}, by the {edition}: {each}."


def _most_and_last(part: pd.DataFrame) -> str:
    """“Russia → India most in 2015 (40), last in 2017 (0)”."""
    label, years, volumes = (part[name].tolist() for name in ("label", "year", "value"))
    largest = number(max(volumes))
    last = number(volumes[-1])
    if len(set(volumes)) == 1:
        when = f"{years[0]}" if len(years) == 1 else f"each of {len(years):,} years"
        return f"{label[0]} {largest} in {when}"
    peak_and_last = volumes.index(max(volumes)) == len(volumes) - 1
    if peak_and_last:
        return f"{label[0]} most and last in {years[-1]} ({largest})"
    each = " each" if volumes.count(max(volumes)) > 1 else ""
    peaks = listed(peak_years(part.set_index("year")["value"]))
    return f"{label[0]} most in {peaks} ({largest}{each}), last in {years[-1]} ({last})"
