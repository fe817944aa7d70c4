"""Months and years: when in the year exercises are held."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme
from atlas.charts.chart import Context, NoOptions
from atlas.charts.exercises import cell_texts
from atlas.charts.exercises.held import with_expected
from atlas.charts.exercises.marks import pointing
from atlas.charts.exercises.seasons_view import MONTH_UNKNOWN, UNDATED
from atlas.dataset.dataset import Dataset
from atlas.values.dates import MONTHS
from atlas.values.words import counted, number

NAMES = {MONTH_UNKNOWN: "month unknown", **dict(enumerate(MONTHS, start=1))}
SHORT_NAMES = [*(month[:3] for month in MONTHS), "year<br>only"]
SUMS = "All"
# Pixels.
ROW, HEAD = 22, 34
# How low a row may be in a picture of a fixed height.
LEAST_ROW = 17
# In columns and rows: what is known to the year only stands a little apart, and so do the sums.
YEAR_ONLY_AT = 12.35
SUMS_BELOW = 1.2
BOX_WIDTH, BOX_HEIGHT = 0.92, 0.88


def calendar(cells: pd.DataFrame, context: Context[NoOptions]) -> go.Figure:
    """Draw `seasons_view.calendar`: a row a year, a column a month, the count in each cell.

    The darker, the more. What is known to the year only stands in a column of its own, hatched;
    the sums of the columns in a row of their own.
    """
    drawn = cells[cells["month"].ne(UNDATED)]
    if drawn.empty:
        return theme.empty("No exercise in view has a date")
    first, last = int(drawn["year"].min()), int(drawn["year"].max())
    has_month = drawn["month"].ne(MONTH_UNKNOWN)
    traces = []
    if has_month.any():
        traces.append(_months(drawn[has_month], context.dataset))
    if not has_month.all():
        traces.append(_years_only(drawn[~has_month], context.dataset))
    traces.append(_sums(drawn, last + SUMS_BELOW))
    rows = last - first + 2
    return theme.figure(
        traces,
        HEAD + ROW * (rows + 1),
        barmode="overlay",
        showlegend=False,
        xaxis=_month_axis(),
        yaxis=_year_axis(first, last),
        shapes=_rules(first, last),
    )


def fitted(cells: pd.DataFrame, context: Context[NoOptions], room: int) -> tuple[pd.DataFrame, str]:
    """The last years, as many as have a row in so many pixels; the sums are then theirs."""
    dated = cells.loc[cells["month"].ne(UNDATED), "year"]
    first, last = int(dated.min()), int(dated.max())
    years, rows = last - first + 1, (room - HEAD) // LEAST_ROW - 2
    if years <= rows:
        return cells, ""
    kept = cells[cells["year"].gt(last - rows)]
    return kept, f"Drawn and summed up: the last {rows:,} of {years:,} years."


def _month_axis() -> dict[str, Any]:
    ticks = {"tickvals": [*range(12), YEAR_ONLY_AT], "ticktext": SHORT_NAMES}
    lines = {"range": [-0.5, YEAR_ONLY_AT + 0.5], "showgrid": False, "zeroline": False}
    look = {"tickfont": {"size": 12}, "side": "top", "fixedrange": True, "tickangle": 0}
    return {**ticks, **lines, **look}


def _year_axis(first: int, last: int) -> dict[str, Any]:
    years = range(first, last + 1)
    ticks = {"tickvals": [*years, last + SUMS_BELOW], "ticktext": [*map(str, years), SUMS]}
    lines = {"zeroline": False, "showgrid": False}
    bottom = last + SUMS_BELOW + 0.55
    return {**ticks, "range": [bottom, first - 0.5], **lines, "fixedrange": True}


def _rules(first: int, last: int) -> list[dict[str, Any]]:
    """A hair line beneath every fifth year, so that the eye keeps the row."""
    across = {"type": "line", "xref": "x domain", "x0": 0, "x1": 1}
    line = {"width": 1, "color": theme.NEUTRAL, "dash": "dot"}
    look = {"line": line, "opacity": 0.5, "layer": "below"}
    heights = [year + 0.5 for year in range(first, last) if year % 5 == 4]
    return [{**across, "y0": height, "y1": height, **look} for height in heights]


def _months(cells: pd.DataFrame, dataset: Dataset) -> theme.Trace:
    most = cells["n"].max()
    shades = [theme.shade(n / most) for n in cells["n"]]
    return {
        **_cells(cells, dataset),
        "name": "Months",
        "insidetextfont": {"color": theme.ON_SHADE, "size": 12},
        "marker": {"color": shades, "line": {"width": 0}},
    }


def _years_only(cells: pd.DataFrame, dataset: Dataset) -> theme.Trace:
    hatch = theme.pattern(theme.HATCH) | {"solidity": 0.12}
    line = {"width": 1, "color": theme.NEUTRAL}
    return {
        **_cells(cells, dataset),
        "name": "Year only",
        "insidetextfont": {"size": 12},
        "marker": {"color": theme.NEUTRAL, "pattern": hatch, "line": line},
    }


def _cells(cells: pd.DataFrame, dataset: Dataset) -> theme.Trace:
    titles = cells["month"].map(NAMES) + " " + cells["year"].astype("str")
    hovers = cell_texts.hovers(dataset, titles, cells["ids"])
    heights = cells["year"].astype(float).tolist()
    return _boxes(cells, heights) | pointing(cell_texts.joined(cells["ids"]), hovers)


def _sums(drawn: pd.DataFrame, height: float) -> theme.Trace:
    sums = drawn.groupby("month")["n"].sum().reset_index()
    hovers = []
    for month, n in zip(sums["month"], sums["n"], strict=True):
        hovers.append(f"<b>All years, {NAMES[month]}</b><br>{n:,}")
    return {
        **_boxes(sums, [height] * len(sums)),
        "name": SUMS,
        "insidetextfont": {"size": 12},
        "marker": {"color": theme.CLEAR, "line": {"width": 1, "color": theme.NEUTRAL}},
        "hovertext": hovers,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _boxes(cells: pd.DataFrame, heights: list[float]) -> theme.Trace:
    """Boxes of one size in the columns of their months, each with its number inside."""
    columns = cells["month"].sub(1).mask(cells["month"].eq(MONTH_UNKNOWN), YEAR_ONLY_AT)
    texts = {
        "text": [number(n) for n in cells["n"].tolist()],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
    }
    return {
        **texts,
        "type": "bar",
        "orientation": "h",
        "base": (columns - BOX_WIDTH / 2).tolist(),
        "x": [BOX_WIDTH] * len(cells),
        "y": heights,
        "width": [BOX_HEIGHT] * len(cells),
    }


def takeaway(cells: pd.DataFrame, context: Context[NoOptions]) -> str:
    """What the calendar shows, in a sentence."""
    if cells.empty:
        return "Exercises by month and year: none in view."
    sums = cells.groupby("month")["n"].sum()
    unknown, undated = int(sums.get(MONTH_UNKNOWN, 0)), int(sums.get(UNDATED, 0))
    months = cells[cells["month"].gt(0)]
    exercises = months["ids"].explode().nunique()
    in_months = int(months["n"].sum())
    clauses = []
    if len(months):
        clauses.append(usual_months(months))
    if in_months > exercises:
        clauses.append(
            f"an exercise counts in each of its months, so the months add up to {in_months:,}"
        )
    if unknown:
        clauses.append(f"{unknown:,} known to the year only, in a column of their own")
    if undated:
        clauses.append(f"{undated:,} without a date, not drawn")
    dated = f"{counted(exercises, 'exercises')} dated to the month"
    sentence = f"Exercises by month and year: {dated}; {'; '.join(clauses)}."
    return with_expected(sentence, context.dataset)


def usual_months(months: pd.DataFrame) -> str:
    """The two months with the most exercises, and all that have as many as these.

    Where no month has more than another, none of them is a usual one.
    """
    sums = months.groupby("month")["n"].sum().sort_values(ascending=False, kind="stable")
    second = sums.iloc[:2].min()
    most = sums[sums.ge(second)]
    if len(most) > 3:
        return f"spread over {len(sums)} months"
    months_with_number = zip(most.index.tolist(), most, strict=True)
    *others, last = [f"{NAMES[month]} ({n:,})" for month, n in months_with_number]
    named = f"{', '.join(others)} and {last}" if others else last
    return f"in {named}" if sums.nunique() == 1 else f"most often in {named}"
