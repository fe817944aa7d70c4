"""Published figures as hollow marks, and beside each what the editions held here say today."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme, traces
from atlas.charts.axes import titled
from atlas.charts.chart import Context
from atlas.charts.transfers.shares_words import said_in
from atlas.charts.transfers.then_now_view import published
from atlas.charts.transfers.then_now_words import now_in_short, percent, reason, then, title_of
from atlas.dataset.dataset import Dataset
from atlas.dataset.names import with_ids
from atlas.values.words import escaped, wrapped

# In pixels: a figure with its two lines of words, and what stands above and beneath all.
ROW, LEAST_ROW, AROUND = 80, 56, 70
AS_PUBLISHED = "As published"
# Editions that say the same would hide one another: each stands a little lower than the one before.
STEP = 0.13
SYMBOLS = ("circle", "square", "triangle-up", "star", "cross", "hexagon")
OF_EDITIONS = "What this edition gives for the same years, in per cent, or why it gives nothing."


def then_and_now(view: pd.DataFrame, context: Context[Any]) -> go.Figure:
    """Draw `then_now_view.then_and_now`."""
    figures = published(view)
    places = {identifier: place for place, identifier in enumerate(figures["count"])}
    rows = view.assign(place=view["count"].map(places))
    drawn = []
    for number, (edition, part) in enumerate(rows.groupby("edition", sort=False)):
        known = part[part["value"].notna()]
        if len(known):
            drawn.append(_marks(str(edition), known, number, context.dataset))
    lines = []
    for _, row in figures.iterrows():
        words = f"{then(row, context.dataset)} · {now_in_short(view, row['count'])}"
        title = escaped(title_of(row, context.dataset))
        lines.append(_line(places[row["count"]], f"{title}<br><b>{escaped(words)}</b>"))
    down = {"visible": False, "range": [len(places) - 0.3, -0.75], "fixedrange": True}
    across = {"title": titled("Share, or change"), "zeroline": True, "ticksuffix": " %"}
    height = ROW * len(places) + AROUND
    return theme.figure(drawn, height, xaxis=across, yaxis=down, annotations=lines)


def fitted(view: pd.DataFrame, context: Context[Any], room: int) -> tuple[pd.DataFrame, str]:
    """The figures of which editions differ most, as many as have their words in so many pixels."""
    figures = published(view).set_index("count")
    most = max(1, (room - AROUND) // LEAST_ROW)
    if len(figures) <= most:
        return view, ""
    apart = (view["value"] - view["count"].map(figures["value"])).abs()
    largest = apart.groupby(view["count"]).max().nlargest(most).index
    words = f"Drawn: {most:,} of {len(figures):,} percentages, those that have changed most."
    return view[view["count"].isin(largest)], words


def _marks(edition: str, rows: pd.DataFrame, number: int, dataset: Dataset) -> theme.Trace:
    """The figures of one edition, or as they were published: those are hollow."""
    hovers = []
    for _, row in rows.iterrows():
        own = f"{percent(row['value'], row['counted'])} by the {edition}"
        words = [own] if edition else [then(row, dataset), said_in(dataset, row["count"])]
        title = title_of(row, dataset)
        lines = [wrapped(text) for text in (title, *words)]
        hovers.append("<br>".join(lines))
    look: dict[str, Any] = {"symbol": "diamond-open", "size": 14, "color": theme.OWN_RECORD}
    look["line"] = {"width": 2}
    if edition:
        colour = theme.SPARE[(number - 1) % len(theme.SPARE)][0]
        symbol = SYMBOLS[(number - 1) % len(SYMBOLS)]
        look = {"symbol": symbol, "size": 9, "color": colour}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": escaped(edition or AS_PUBLISHED),
        "x": rows["value"].tolist(),
        "y": (rows["place"] + STEP * max(0, number - 1)).tolist(),
        "cliponaxis": False,
        "marker": look,
        **traces.pointed_at(hovers),
    }


def _line(place: int, text: str) -> dict[str, Any]:
    """The words of a figure, above its marks."""
    return {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "yref": "y",
        "y": place - 0.2,
        "yanchor": "bottom",
        "align": "left",
        "showarrow": False,
        "font": {"size": 12},
        "text": text,
    }


def then_now_table(view: pd.DataFrame, context: Context[Any]) -> pd.DataFrame:
    """A row for each published figure: who says it where, and what each edition says."""
    dataset, rows = context.dataset, []
    for _, row in published(view).iterrows():
        own = view[view["count"].eq(row["count"]) & view["edition"].ne("")]
        count = dataset.counts.loc[row["count"]]
        cells = {"Figure": title_of(row, dataset), "Published": then(row, dataset)}
        for _, now in own.iterrows():
            cells[now["edition"]] = _cell(now)
        source = {"Source": count["source"], "Paragraph": count["locator"]}
        rows.append({**cells, **source})
    columns = ["Figure", "Published", *_editions(view), "Source", "Paragraph"]
    table = pd.DataFrame(rows, columns=columns)
    sources = table["Source"].astype("str")
    return with_ids(table.assign(Source=sources.map(dataset.sources["short"])), {"Source": sources})


def _editions(view: pd.DataFrame) -> list[str]:
    return list(dict.fromkeys(view.loc[view["edition"].ne(""), "edition"]))


def _cell(row: "pd.Series[Any]") -> str:
    if pd.isna(row["value"]):
        return reason(row["lacks"])
    return percent(row["value"], row["counted"])


def column_notes(view: pd.DataFrame, context: Context[Any]) -> dict[str, str]:
    """What the columns of the editions hold."""
    return dict.fromkeys(_editions(view), OF_EDITIONS)


COLUMN_NOTES = {
    "Figure": "What was published: a share or a change, and of which years.",
    "Published": "The figure as published, and when, in per cent.",
}
