"""Exercises by domain: one small panel each, so that a domain is read from one line of its own."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme
from atlas.charts.chart import Context, NoOptions, domains
from atlas.charts.year_columns import WIDTH, years_axis

PANEL, BETWEEN, FOOT = 84, 30, 40


def by_domain(counts: pd.DataFrame, context: Context[NoOptions]) -> go.Figure:
    """Draw `seasons_view.by_domain`: a panel a domain, the same years and the same heights in all; hatched: mentioned without a date."""
    labels = domains(context.schema)
    drawn_domains = [domain for domain in labels if counts["domain"].eq(domain).any()]
    tallest = int(counts.groupby(["domain", "year"])["n"].sum().max())
    plot = len(drawn_domains) * (PANEL + BETWEEN)
    traces, layout, names = [], {}, []
    for place, domain in enumerate(drawn_domains):
        part = counts[counts["domain"].eq(domain)]
        axis = "" if place == 0 else str(place + 1)
        bottom = 1 - ((place + 1) * (PANEL + BETWEEN)) / plot
        layout[f"yaxis{axis}"] = _heights(tallest, [max(0, bottom), bottom + PANEL / plot])
        traces += [
            _columns(part[part["dated"].eq(dated)], labels[domain], domain, dated, f"y{axis}")
            for dated in (True, False)
        ]
        names.append(_name(_counted(labels[domain], int(part["n"].sum())), bottom + PANEL / plot))
    years = {
        **years_axis(counts["year"]),
        "anchor": f"y{len(drawn_domains)}" if len(drawn_domains) > 1 else "y",
    }
    drawn = [trace for trace in traces if trace["x"]]
    return theme.figure(
        drawn,
        plot + FOOT,
        barmode="stack",
        showlegend=False,
        xaxis=years,
        annotations=names,
        **layout,
    )


def _heights(tallest: int, domain: list[float]) -> dict[str, Any]:
    step = max(1, theme.whole_numbers(tallest) * 2 if tallest > 2 else 1)
    return {
        "range": [0, tallest * 1.04],
        "domain": domain,
        "dtick": step,
        "tickformat": ",d",
        "anchor": "x",
        "fixedrange": True,
    }


def _counted(name: str, n: int) -> str:
    return f"{name}: {n:,} {'exercise' if n == 1 else 'exercises'}"


def _name(text: str, height: float) -> dict[str, Any]:
    at = {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "yref": "paper",
        "y": height,
        "yanchor": "bottom",
        "showarrow": False,
    }
    return {**at, "text": text, "font": {"size": 13}}


def _columns(part: pd.DataFrame, name: str, domain: str, dated: bool, axis: str) -> theme.Trace:
    colour = theme.DOMAINS[domain]
    return {
        "type": "bar",
        "name": name,
        "x": part["year"].tolist(),
        "y": part["n"].tolist(),
        "width": WIDTH,
        "xaxis": "x",
        "yaxis": axis,
        "marker": {
            "color": colour,
            "line": {"width": 1, "color": colour},
            "pattern": theme.pattern("" if dated else theme.HATCH),
        },
        "customdata": part["ids"].tolist(),
        "hovertext": part["hover"].tolist(),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def takeaway(counts: pd.DataFrame, context: Context[NoOptions]) -> str:
    """What the panels show, in a sentence."""
    labels = domains(context.schema)
    if counts.empty:
        return "Exercises by domain and year: none in view."
    sums = counts.groupby("domain")["n"].sum().sort_values(ascending=False, kind="stable")
    each = [
        _told(counts[counts["domain"].eq(domain)], labels[str(domain)]) for domain in sums.index
    ]
    undated = int(counts.loc[~counts["dated"], "n"].sum())
    mentioned = (
        f"; {undated:,} of them hatched: mentioned without a date, at the year of the source that mentions them"
        if undated
        else ""
    )
    first, last = counts["year"].min(), counts["year"].max()
    years = f"{first} to {last}" if first < last else str(first)
    return f"Exercises by main domain, {years}: {int(sums.sum()):,} in all; {', '.join(each)}{mentioned}."


def _told(part: pd.DataFrame, name: str) -> str:
    return f"{name.lower()} {int(part['n'].sum()):,} (since {part['year'].min()})"
