"""Exercises by domain: one small panel each, so that a domain is read from a line of its own."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme
from atlas.charts.axes import whole_numbers
from atlas.charts.chart import Context, NoOptions, domains
from atlas.charts.exercises import cell_texts
from atlas.charts.exercises.held import with_expected
from atlas.charts.exercises.marks import pointing
from atlas.charts.year_columns import WIDTH, years_axis
from atlas.values.words import counted, years_in_words

# Pixels: a panel, what parts it from the next, and the years beneath all of them.
PANEL, BETWEEN, FOOT = 84, 30, 40


def by_domain(counts: pd.DataFrame, context: Context[NoOptions]) -> go.Figure:
    """Draw `seasons_view.by_domain`: a panel a domain, the same years and heights in all.

    Hatched: mentioned without a date.
    """
    labels = domains(context.schema)
    in_view = [domain for domain in labels if counts["domain"].eq(domain).any()]
    tallest = int(counts.groupby(["domain", "year"])["n"].sum().max())
    plot = len(in_view) * (PANEL + BETWEEN)
    columns = counts.assign(hover=_hovers(counts, context))
    traces, axes, titles = [], {}, []
    for place, domain in enumerate(in_view):
        part = columns[columns["domain"].eq(domain)]
        axis = _axis(place)
        bottom = 1 - ((place + 1) * (PANEL + BETWEEN)) / plot
        top = bottom + PANEL / plot
        for dated in (True, False):
            drawn = part[part["dated"].eq(dated)]
            if len(drawn):
                look = {"name": labels[domain], "yaxis": axis}
                traces.append(_columns(drawn, theme.DOMAINS[domain], dated) | look)
        axes[axis.replace("y", "yaxis")] = _heights(tallest, [max(0, bottom), top])
        number = counted(int(part["n"].sum()), "exercises")
        titles.append(_title(f"{labels[domain]}: {number}", top))
    years = years_axis(counts["year"])
    return theme.figure(
        traces,
        plot + FOOT,
        barmode="stack",
        showlegend=False,
        xaxis={**years, "anchor": _axis(len(in_view) - 1)},
        annotations=titles,
        **axes,
    )


def _axis(place: int) -> str:
    """What Plotly calls the vertical axis of a panel: the first has no number."""
    return "y" if place == 0 else f"y{place + 1}"


def _hovers(counts: pd.DataFrame, context: Context[NoOptions]) -> list[str]:
    labels = counts["domain"].map(domains(context.schema))
    undated = counts["dated"].map({True: "", False: ", mentioned without a date"})
    titles = labels + ", " + counts["year"].astype("str") + undated
    return cell_texts.hovers(context.dataset, titles, counts["ids"])


def _heights(tallest: int, domain: list[float]) -> dict[str, Any]:
    # A panel is low: half the ticks of a whole chart.
    step = 2 * whole_numbers(tallest) if tallest > 2 else 1
    return {
        "range": [0, tallest * 1.04],
        "domain": domain,
        "dtick": step,
        "tickformat": ",d",
        "anchor": "x",
        "fixedrange": True,
    }


def _title(text: str, height: float) -> dict[str, Any]:
    across = {"xref": "paper", "x": 0, "xanchor": "left"}
    above = {"yref": "paper", "y": height, "yanchor": "bottom"}
    return {**across, **above, "showarrow": False, "text": text, "font": {"size": 13}}


def _columns(part: pd.DataFrame, colour: str, dated: bool) -> theme.Trace:
    pattern = theme.pattern("" if dated else theme.HATCH)
    line = {"width": 1, "color": colour}
    return {
        "type": "bar",
        "x": part["year"].tolist(),
        "y": part["n"].tolist(),
        "width": WIDTH,
        "xaxis": "x",
        "marker": {"color": colour, "line": line, "pattern": pattern},
        **pointing(cell_texts.joined(part["ids"]), part["hover"]),
    }


def takeaway(counts: pd.DataFrame, context: Context[NoOptions]) -> str:
    """What the panels show, in a sentence."""
    if counts.empty:
        return "Exercises by domain and year: none in view."
    first, last = counts["year"].min(), counts["year"].max()
    years = years_in_words(first, last)
    labels = domains(context.schema)
    years_by_domain = counts[counts["dated"]].groupby("domain")["year"].agg(["min", "max"])
    spans = {str(domain): years_in_words(*span) for domain, *span in years_by_domain.itertuples()}
    sums = counts.groupby("domain")["n"].sum().sort_values(ascending=False, kind="stable")
    parts = []
    for domain, n in sums.items():
        when = spans.get(str(domain), "without a date")
        parts.append(f"{labels[str(domain)].lower()} {n:,} ({when})")
    total = counts["n"].sum()
    sentence = f"Exercises by main domain, {years}: {total:,} in all; {', '.join(parts)}"
    undated = int(counts.loc[~counts["dated"], "n"].sum())
    if undated:
        mentioned = "mentioned without a date, at the year of the source that mentions them"
        sentence = f"{sentence}; {undated:,} of them hatched: {mentioned}"
    return with_expected(f"{sentence}.", context.dataset)
