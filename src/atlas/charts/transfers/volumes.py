"""Volumes of deliveries by year, a line for each pair of supplier and recipient."""

from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme, traces
from atlas.charts.axes import titled
from atlas.charts.chart import Context
from atlas.charts.transfers.sides import pair_labels
from atlas.charts.transfers.volumes_view import VolumeOptions, measured
from atlas.charts.year_columns import years_axis
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.values.words import escaped, listed, number, wrapped, years_in_words

HEIGHT = 380


def volumes(rows: pd.DataFrame, context: Context[VolumeOptions]) -> go.Figure:
    """Draw `volumes_view.volumes`, in lines that break where a year has no row."""
    drawn = rows[rows["drawn"]]
    unit = f"Million SIPRI TIV ({edition(drawn)})"
    axis = {"title": titled(unit), "rangemode": "tozero", "tickformat": ",d"}
    across = years_axis(drawn["year"])
    return theme.figure(lines(drawn, context.dataset), HEIGHT, xaxis=across, yaxis=axis)


def edition(drawn: pd.DataFrame) -> str:
    """The one edition of the volumes that are drawn."""
    return escaped(drawn["edition"].iloc[0])


def lines(drawn: pd.DataFrame, dataset: Dataset) -> list[theme.Trace]:
    """A line for each pair of the volumes that are drawn."""
    drawn_lines = []
    free = iter(theme.SPARE)
    for key, points in _points_by_pair(drawn).items():
        look = theme.PAIRS.get(key) or next(free)
        drawn_lines.append(_line(_pair_label(key, dataset), points, look, dataset))
    return drawn_lines


class Point(NamedTuple):
    """A pair's volume of a year, by id."""

    id: str
    year: int
    value: float


def _points_by_pair(drawn: pd.DataFrame) -> dict[str, list[Point]]:
    """The volumes that are drawn by the key of their pair, in order."""
    columns = [drawn[name].tolist() for name in ("key", *Point._fields)]
    points_by_pair: dict[str, list[Point]] = {}
    for key, *cells in zip(*columns, strict=True):
        points_by_pair.setdefault(key, []).append(Point(*cells))
    return points_by_pair


def _pair_label(key: str, dataset: Dataset) -> str:
    """“Russia → India” for `RUS-IND`."""
    return " → ".join(dataset.label(code) for code in key.split("-"))


def _line(label: str, points: list[Point], look: traces.Look, dataset: Dataset) -> theme.Trace:
    """One pair's line; a year without a row is a point without a value, so that the line breaks."""
    hovers = _hovers(dataset)
    points_by_year = {point.year: point for point in points}
    years = range(min(points_by_year), max(points_by_year) + 1)
    in_order = [points_by_year.get(year) for year in years]
    values = [point.value if point else None for point in in_order]
    texts = [hovers[point.id] if point else "" for point in in_order]
    line = traces.line(escaped(label), look, years, values, texts)
    ids = [point.id if point else None for point in in_order]
    return {**line, "connectgaps": False, "customdata": ids}


@once_a_build
def _hovers(dataset: Dataset) -> dict[str, str]:
    """Pair, year, volume, and who says so and where, of every volume by id."""
    frame = measured(dataset.volumes)
    basis = frame["basis"].map(dataset.schema.labels("basis"))
    titles = pair_labels(frame, dataset) + ", " + frame["year"].astype("str")
    volume = frame["value"].map(number) + " million SIPRI TIV (" + frame["edition"] + ")"
    parts = zip(titles, volume, basis + ": " + frame["cited"], strict=True)
    texts = ["<br>".join(map(wrapped, lines)) for lines in parts]
    return dict(zip(frame.index, texts, strict=True))


def takeaway(rows: pd.DataFrame, context: Context[Any]) -> str:
    """What the chart shows, in a sentence."""
    drawn = rows[rows["drawn"]]
    if drawn.empty:
        return "Volumes of deliveries by year: none in view."
    each = []
    for key, points in _points_by_pair(drawn).items():
        each.append(_most_and_last(_pair_label(key, context.dataset), points))
    years = years_in_words(drawn["year"].min(), drawn["year"].max())
    by = drawn["edition"].iloc[0]
    return f"Volume of deliveries in million TIV, {years}, by the {by}: {'; '.join(each)}."


def _most_and_last(label: str, points: list[Point]) -> str:
    """“Russia → India most in 2015 (40), last in 2017 (0)”."""
    volumes = [point.value for point in points]
    largest = number(max(volumes))
    last = points[-1]
    if len(set(volumes)) == 1:
        when = f"{last.year}" if len(points) == 1 else f"each of {len(points):,} years"
        return f"{label} {largest} in {when}"
    peaks = [str(point.year) for point in points if point.value == max(volumes)]
    if peaks == [str(last.year)]:
        return f"{label} most and last in {last.year} ({largest})"
    each = " each" if len(peaks) > 1 else ""
    most = f"most in {listed(peaks)} ({largest}{each})"
    return f"{label} {most}, last in {last.year} ({number(last.value)})"
