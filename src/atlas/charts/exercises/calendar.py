"""Months and years: when in the year exercises are held."""

from itertools import chain

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme
from atlas.charts.chart import Context, NoOptions
from atlas.charts.exercises.seasons_view import MONTH_UNKNOWN, NAMES, UNDATED
from atlas.values.words import number

ROW, HEAD = 24, 34
SHORT = [*(NAMES[month][:3] for month in range(1, 13)), "year<br>only"]
SUMS = "All"
LAST = 12.35


def calendar(cells: pd.DataFrame, context: Context[NoOptions]) -> go.Figure:
    """Draw `seasons_view.calendar`: a row a year, a column a month, the count written in each cell; darker: more.

    What is known to the year only stands in a column of its own, hatched; the sums of the columns in a row of their own.
    """
    drawn = cells[cells["month"].ne(UNDATED)]
    if drawn.empty:
        return theme.empty("No exercise in view has a date")
    first, last = int(drawn["year"].min()), int(drawn["year"].max())
    known = drawn["month"].ne(MONTH_UNKNOWN)
    traces = [
        _cells(part, hatched)
        for part, hatched in ((drawn[known], False), (drawn[~known], True))
        if len(part)
    ]
    sums = drawn.groupby("month")["n"].sum().reset_index()
    traces.append(_sums(sums, last + 1.2))
    years = [*range(first, last + 1), last + 1.2]
    at = [*range(12), LAST]
    side = {
        "tickvals": at,
        "ticktext": SHORT,
        "range": [-0.5, LAST + 0.5],
        "showgrid": False,
        "zeroline": False,
        "tickfont": {"size": 11},
    }
    down = {
        "tickvals": years,
        "ticktext": [*map(str, years[:-1]), SUMS],
        "range": [last + 1.75, first - 0.5],
        "zeroline": False,
        "showgrid": False,
    }
    return theme.figure(
        traces,
        HEAD + ROW * (len(years) + 1),
        barmode="overlay",
        showlegend=False,
        xaxis={**side, "side": "top", "fixedrange": True, "tickangle": 0},
        yaxis={**down, "fixedrange": True},
        shapes=_rules(first, last),
    )


def _rules(first: int, last: int) -> list[dict[str, object]]:
    """A hair line beneath every fifth year, so that the eye keeps the row."""
    line = {"width": 1, "color": theme.NEUTRAL, "dash": "dot"}
    years = [year + 0.5 for year in range(first, last) if year % 5 == 4]
    return [
        {
            "type": "line",
            "xref": "x domain",
            "x0": 0,
            "x1": 1,
            "y0": y,
            "y1": y,
            "line": line,
            "opacity": 0.5,
            "layer": "below",
        }
        for y in years
    ]


def _boxes(months: "pd.Series[int]") -> list[float]:
    return [(LAST if month == MONTH_UNKNOWN else month - 1) - 0.46 for month in months]


def _cells(part: pd.DataFrame, hatched: bool) -> theme.Trace:
    most = int(part["n"].max())
    look = {
        "color": theme.NEUTRAL,
        "pattern": theme.pattern(theme.HATCH) | {"solidity": 0.12},
        "line": {"width": 1, "color": theme.NEUTRAL},
    }
    return {
        **_row(part, part["year"].astype(float).tolist()),
        "name": "Year only" if hatched else "Months",
        "textfont": {"color": theme.NEUTRAL if hatched else theme.ON_SHADE, "size": 12},
        "marker": look
        if hatched
        else {"color": [theme.shade(n / most) for n in part["n"]], "line": {"width": 0}},
        "customdata": part["ids"].tolist(),
        "hovertext": part["hover"].tolist(),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _sums(sums: pd.DataFrame, height: float) -> theme.Trace:
    told = [
        f"<b>All years, {NAMES[month]}</b><br>{n:,}"
        for month, n in zip(sums["month"], sums["n"], strict=True)
    ]
    return {
        **_row(sums, [height] * len(sums)),
        "name": SUMS,
        "textfont": {"color": theme.NEUTRAL, "size": 12},
        "marker": {"color": theme.CLEAR, "line": {"width": 1, "color": theme.NEUTRAL}},
        "hovertext": told,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _row(part: pd.DataFrame, heights: list[float]) -> theme.Trace:
    """Boxes of one width, each with its number inside."""
    return {
        "type": "bar",
        "orientation": "h",
        "base": _boxes(part["month"]),
        "x": [0.92] * len(part),
        "y": heights,
        "width": [0.88] * len(part),
        "text": [number(n) for n in part["n"].tolist()],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
    }


def takeaway(cells: pd.DataFrame, context: Context[NoOptions]) -> str:
    """What the calendar shows, in a sentence."""
    if cells.empty:
        return "Exercises by month and year: none in view."
    months = cells[cells["month"].gt(0)]
    held = [*chain.from_iterable(ids.split(";") for ids in months["ids"])]
    parts = [_usual(months)] if len(months) else []
    several = len(held) - len(set(held))
    parts += (
        [f"an exercise counts in each of its months, so the months add up to {len(held):,}"]
        if several
        else []
    )
    unknown, undated = (
        int(cells.loc[cells["month"].eq(month), "n"].sum()) for month in (MONTH_UNKNOWN, UNDATED)
    )
    parts += [f"{unknown:,} known to the year only, in a column of their own"] if unknown else []
    parts += [f"{undated:,} without a date, not drawn"] if undated else []
    noun = "exercise" if len(set(held)) == 1 else "exercises"
    return f"Exercises by month and year: {len(set(held)):,} {noun} dated to the month; {'; '.join(parts)}."


def _usual(months: pd.DataFrame) -> str:
    """The two months with the most exercises, and all that have as many as these."""
    sums = months.groupby("month")["n"].sum().sort_values(ascending=False, kind="stable")
    most = sums[sums.ge(sums.iloc[:2].min())] if len(sums) > 1 else sums
    if len(most) > 3:
        return f"spread over {len(sums)} months"
    named = [f"{NAMES[month]} ({n:,})" for month, n in zip(most.index.tolist(), most, strict=True)]
    return f"most often in {' and '.join([', '.join(named[:-1]), named[-1]] if len(named) > 1 else named)}"
