"""Counts by year as stacked columns: all records by table, exercises by domain, transfers both ways."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme


def by_year(counts: pd.DataFrame, column: str, labels: Mapping[str, str], colours: Mapping[str, str], *, height: int) -> go.Figure:
    """Stacked columns of `n` over `year`, one colour per value of `column`; hatched where `dated` is False.

    `labels` gives the order and the names.
    """
    figure = go.Figure()
    for value, label in labels.items():
        parts = [(dated, counts[counts[column].eq(value) & counts["dated"].eq(dated)]) for dated in (True, False)]
        filled = [(dated, part) for dated, part in parts if len(part)]
        for number, (dated, part) in enumerate(filled):
            figure.add_trace(_columns(part, label, colours[value], dated).update(showlegend=number == 0))
    if not counts["dated"].all():
        figure.add_trace(_hatched_key())
    figure.update_layout(barmode="stack")
    _years(figure, counts["year"])
    tallest = int(counts.groupby("year")["n"].sum().max())
    figure.update_yaxes(title={"text": "Records"}, rangemode="tozero", tickformat=",d", dtick=theme.whole_numbers(tallest))
    return theme.dressed(figure, height)


def _columns(part: pd.DataFrame, label: str, colour: str, dated: bool) -> go.Bar:
    name = label if dated else f"{label}, mentioned without a date"
    return go.Bar(
        name=label,
        legendgroup=label,
        x=part["year"].tolist(),
        y=part["n"].tolist(),
        marker={"color": colour, "line": {"width": 1, "color": colour}, "pattern": theme.pattern("" if dated else theme.HATCH)},
        hovertemplate=f"<b>%{{x}}</b><br>{name}: %{{y}}<extra></extra>",
    )


def _hatched_key() -> go.Bar:
    """The legend's word for hatching."""
    look = {"color": theme.NEUTRAL, "line": {"width": 1, "color": theme.NEUTRAL}, "pattern": theme.pattern(theme.HATCH)}
    return go.Bar(name="Hatched: mentioned without a date", x=[None], y=[None], marker=look, hoverinfo="skip")


def _years(figure: go.Figure, years: pd.Series) -> None:
    """A tick for whole years only, the axis a little wider than the years."""
    first, last = int(years.min()), int(years.max())
    step = max(1, -(-(last - first + 1) // 12))
    figure.update_xaxes(tickformat="d", dtick=step, tick0=first, range=[first - 0.75, last + 0.75])


def street(rows: pd.DataFrame) -> go.Figure:
    """Draw `views.transfers.street`: Russia → China above the line, China → Russia below; hatched without a date, dotted if projected."""
    figure = go.Figure()
    looks = {"dated": "", "mentioned": theme.HATCH, "projected": "."}
    for sign, (direction, colour) in zip((1, -1), theme.DIRECTIONS.items(), strict=True):
        for certainty, shape in looks.items():
            part = rows[rows["direction"].eq(direction) & rows["certainty"].eq(certainty)]
            if len(part):
                marker = {"color": colour, "line": {"width": 1.5, "color": colour}, "pattern": theme.pattern(shape)}
                figure.add_trace(
                    go.Bar(
                        name=direction if certainty == "dated" else f"{direction}, {'no date' if certainty == 'mentioned' else 'projected'}",
                        x=part["year"].tolist(),
                        y=[sign] * len(part),
                        marker=marker,
                        customdata=part["id"].tolist(),
                        hovertext=part["hover"].tolist(),
                        hovertemplate="%{hovertext}<extra></extra>",
                    )
                )
    figure.update_layout(barmode="relative")
    _years(figure, rows["year"])
    figure.add_hline(y=0, line={"width": 1, "color": theme.NEUTRAL})
    tallest = int(rows.groupby(["direction", "year"]).size().max())
    step = theme.whole_numbers(tallest)
    ticks = [sign * tick for tick in range(0, tallest + 1, step) for sign in ((1, -1) if tick else (1,))]
    figure.update_yaxes(tickvals=ticks, ticktext=[str(abs(tick)) for tick in ticks], title={"text": "Transfers"}, zeroline=False)
    return theme.dressed(figure, 360)


def years_takeaway(counts: pd.DataFrame, noun: str) -> str:
    """What a chart of counts by year shows, in a sentence."""
    if counts.empty:
        return f"{noun} by year: none in view."
    by = counts.groupby("year")["n"].sum()
    undated = int(counts.loc[~counts["dated"], "n"].sum())
    mentioned = f"; {undated} of them have no date and stand at the year of the source that mentions them" if undated else ""
    return f"{noun} by year, {by.index.min()} to {by.index.max()}: {by.sum()} in all, most in {by.idxmax()} ({by.max()}){mentioned}."


def street_takeaway(rows: pd.DataFrame) -> str:
    """What the two-way street shows, in a sentence."""
    if rows.empty:
        return "Transfers between Russia and China by year: none in view."
    counts = rows["direction"].value_counts()
    each = "; ".join(f"{direction} {int(counts.get(direction, 0))}" for direction in theme.DIRECTIONS)
    projected = int(rows["certainty"].eq("projected").sum())
    return f"Transfers between Russia and China by year, {rows['year'].min()} to {rows['year'].max()}: {each}; {projected} of them projected."
