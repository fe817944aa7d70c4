"""How many transfers have begun until each year, a step line for each pair of countries."""

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme, traces
from atlas.charts.axes import titled, whole_numbers
from atlas.charts.chart import Context
from atlas.charts.transfers.courses_view import CourseOptions
from atlas.charts.transfers.cumulative_view import pair_names
from atlas.charts.transfers.sides import are_of_the_pair, selection_note
from atlas.charts.year_columns import years_axis
from atlas.values.words import escaped, number, years_in_words

HEIGHT = 420
# Pixels: the mean width of a letter, and the least distance of two names from one another.
LETTER, GAP = 6.6, 17
# Room for the years, and for the note on other pairs beneath them, which begins so far down.
YEARS, YEARS_AND_NOTE, BENEATH_YEARS = 26, 52, 28
INSIDE = HEIGHT - 60


def cumulative(rows: pd.DataFrame, context: Context[CourseOptions]) -> go.Figure:
    """Draw `cumulative_view.cumulative`: a mark where transfers begin, and a step up to it.

    The name and the sum of each line stand at its end.
    """
    names = pair_names(rows, context.dataset)
    looks = _looks(rows)
    lines = []
    for key, part in rows.groupby("key", sort=False):
        lines.append(_line(part, names[str(key)], looks[str(key)]))
    ends = rows.groupby("key", sort=False).tail(1)
    totals = dict(zip(ends["key"], ends["total"].tolist(), strict=True))
    texts = {key: f"{escaped(names[key])}: {number(total)}" for key, total in totals.items()}
    longest = max(len(text) for text in texts.values())
    notes = selection_note(rows, BENEATH_YEARS)
    beneath = YEARS_AND_NOTE if notes else YEARS
    margin = {"r": 30 + round(LETTER * longest), "t": 16, "b": beneath}
    tallest = int(rows["total"].max())
    top = tallest * 1.06 + 0.5
    counts = {
        "title": titled("Transfers"),
        "range": [0, top],
        "tickformat": ",d",
        "dtick": whole_numbers(tallest),
    }
    places = _places(totals, GAP / INSIDE * top)
    names_at_ends = [_name(texts[key], looks[key], places[key]) for key in texts]
    return theme.figure(
        lines,
        HEIGHT,
        margin=margin,
        showlegend=False,
        annotations=[*names_at_ends, *notes],
        xaxis=years_axis(rows["year"]),
        yaxis=counts,
    )


def _looks(rows: pd.DataFrame) -> dict[str, traces.Look]:
    """Colour, dash and marker of each pair: its own, else the next that is free."""
    looks = dict(theme.PAIRS)
    free = iter(theme.SPARE)
    for key in rows["key"].unique():
        if key not in looks:
            looks[key] = next(free)
    return looks


def _line(part: pd.DataFrame, name: str, look: traces.Look) -> theme.Trace:
    """One pair's line: a point in each year in which something begins, and one at the end."""
    points = part[part["new"].gt(0) | part["year"].eq(part["year"].max())]
    hovers = []
    for year, new, total in points[["year", "new", "total"]].itertuples(index=False, name=None):
        sums = f"{year}: {number(new)} more, {number(total)} in all"
        hovers.append(f"<b>{escaped(name)}</b><br>{sums}")
    years = points["year"].tolist()
    totals = points["total"].tolist()
    line = traces.line(escaped(name), look, years, totals, hovers)
    line["line"]["shape"] = "hv"
    return line


def _places(totals: dict[str, int], gap: float) -> dict[str, float]:
    """The height of each line's name: at its end, or higher where names would touch."""
    places: dict[str, float] = {}
    lowest = 0.0
    for key in sorted(totals, key=totals.__getitem__):
        places[key] = max(lowest, float(totals[key]))
        lowest = places[key] + gap
    return places


def _name(text: str, look: traces.Look, height: float) -> dict[str, object]:
    """A line's name to the right of its end, after its marker."""
    colour, _, symbol = look
    mark = f'<span style="color: {colour}">{traces.GLYPHS[symbol]}</span>'
    return {
        "text": f"{mark} {text}",
        "xref": "paper",
        "x": 1,
        "xanchor": "left",
        "xshift": 8,
        "yref": "y",
        "y": height,
        "yanchor": "middle",
        "showarrow": False,
        "align": "left",
        "font": {"size": 12},
    }


def takeaway(rows: pd.DataFrame, context: Context[CourseOptions]) -> str:
    """What the chart shows, in a sentence."""
    if rows.empty:
        return "Transfers begun until each year: none in view."
    names = pair_names(rows, context.dataset)
    ends = rows.groupby("key", sort=False).tail(1)
    totals = zip(ends["key"], ends["total"], strict=True)
    each = ", ".join(f"{names[key]} {number(total)}" for key, total in totals)
    undated = rows["undated"].iloc[0]
    apart = rows["apart"].iloc[0]
    notes = []
    if undated:
        notes.append(f"{undated:,} without a date")
    if apart:
        notes.append(f"{apart:,} not carried out")
    if not are_of_the_pair(rows).all():
        each += "; of other pairs than Russia and China a selection"
    left_out = f"; in no line: {' and '.join(notes)}" if notes else ""
    first, last = rows["year"].min(), rows["year"].max()
    years = years_in_words(first, last)
    sentence = f"Transfers begun, summed up, {years}: {each}{left_out}."
    return sentence + context.reaching_in(first)
