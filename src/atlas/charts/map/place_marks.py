"""The marks of the map, what they say when pointed at, and the key to their colours and forms."""

import pandas as pd

from atlas.charts import labels, theme
from atlas.charts.chart import domains
from atlas.charts.map.located import TABLES, Mark
from atlas.charts.map.places_view import TITLES
from atlas.dataset.dataset import Dataset
from atlas.values.words import wrapped

# A ring is an approximate place, a full mark an exact one; the shape says what is there.
SHAPES: dict[str, str] = {
    Mark.EXERCISES: "circle",
    Mark.CENTRES: "square",
    Mark.OTHER: "diamond",
    Mark.SEVERAL: "hexagon",
}
NAMES: dict[str, str] = {**TITLES, Mark.SEVERAL: "Several of these"}
# From so many records on a mark has room for their number.
COUNTED = 8
# Where marks are so few, they are named in place of counted.
NAMED = 8
# Records that a mark names when pointed at.
LISTED = 10
# Statements that a mark cites for its place.
PLACED = 3


def diameters(counts: "pd.Series[int]") -> "pd.Series[float]":
    """How wide a mark of so many records is, in pixels."""
    # What is only expected at a place is as small as a single record, and has a dot within.
    return 4 + 5 * counts.astype(float).clip(lower=1).pow(0.5)


def traces(marks: pd.DataFrame, dataset: Dataset) -> list[theme.Trace]:
    """The marks of `places_view.marks` by domain."""
    names = domains(dataset.schema)
    drawn = marks.assign(text=_texts(marks, dataset), hover=_hovers(marks, dataset))
    look = {"textposition": "middle center", "textfont": {"size": 12}}
    if len(marks) <= NAMED:
        look = {"textposition": "bottom center", "textfont": {"size": 12}}
    points = []
    for domain, colour in theme.DOMAINS.items():
        part = drawn[drawn["domain"].eq(domain)]
        if len(part):
            points.append(_points(part, names[domain], colour) | look)
    return points


def _texts(marks: pd.DataFrame, dataset: Dataset) -> list[str]:
    """What stands at each mark: its name where there are few, else its number if it has room."""
    if len(marks) <= NAMED:
        return [labels.broken(dataset.label(place)) for place in marks["place"]]
    return marks["n"].map("{:,}".format).where(marks["n"].ge(COUNTED), "").tolist()


def _points(part: pd.DataFrame, name: str, colour: str) -> theme.Trace:
    hollow = part["approximate"].map({True: "-open", False: ""})
    dot = part["projected"].map({True: "-dot", False: ""})
    symbols = part["mark"].map(SHAPES) + hollow + dot
    marker = {
        "color": colour,
        "symbol": symbols.tolist(),
        "size": diameters(part["n"]).tolist(),
        "opacity": 1,
        "line": {"width": 2, "color": colour},
    }
    pointing = {
        "customdata": part["ids"].str.join(";").tolist(),
        "hovertext": part["hover"].tolist(),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": name,
        "legendgroup": name,
        "showlegend": False,
        "x": part["x"].round(1).tolist(),
        "y": part["y"].round(1).tolist(),
        "text": part["text"].tolist(),
        "marker": marker,
        **pointing,
    }


def _hovers(marks: pd.DataFrame, dataset: Dataset) -> list[str]:
    """For each mark the place, how exact it is, its records, who says so, and on whom they rest.

    Who says so is who places a record there; other sources of the record say other things of it.
    """
    frames = [dataset[table][["label", "when"]] for table in TABLES]
    records = pd.concat(frames)
    dated = dict(zip(records.index, records["label"] + ", " + records["when"], strict=True))
    hovers = []
    columns = marks[["place", "approximate", "ids", "expected", "evidence", "n_alone"]]
    for place, approximate, ids, expected, evidence, n_alone in columns.itertuples(
        index=False, name=None
    ):
        lines = [f"<b>{wrapped(dataset.label(place))}</b>"]
        if approximate:
            lines[0] += " (approximate)"
        for identifier, is_expected in list(zip(ids, expected, strict=True))[:LISTED]:
            ending = ", only expected here" if is_expected else ""
            lines.append(wrapped(dated[identifier] + ending))
        if len(ids) > LISTED:
            lines.append(f"and {len(ids) - LISTED:,} more")
        lines += _placing(evidence)
        if n_alone:
            lines.append(wrapped(_resting(n_alone, len(ids))))
        hovers.append("<br>".join(lines))
    return hovers


def _placing(evidence: list[str]) -> list[str]:
    """Who places the records there; of many the first."""
    notes = list(dict.fromkeys(note for note in evidence if note))
    lines = [wrapped(f"Place: {note}") for note in notes[:PLACED]]
    if len(notes) > PLACED:
        lines.append(f"and {len(notes) - PLACED:,} more that place entries here, in the table")
    return lines


def _resting(n_alone: int, n: int) -> str:
    who = "Rests" if n == 1 else f"{n_alone:,} of {n:,} rest"
    return f"{who} on one independent source, or on the state media of one country"


def keys(marks: pd.DataFrame, names: dict[str, str]) -> list[theme.Trace]:
    """The legend: colours of the domains in view, then shapes and forms where marks differ."""
    entries = []
    for domain, colour in theme.DOMAINS.items():
        if marks["domain"].eq(domain).any():
            name = names[domain]
            entries.append(_key("circle", name, colour) | {"legendgroup": name})
    in_view = set(marks["mark"])
    for mark, shape in SHAPES.items():
        if mark in in_view and len(in_view) > 1:
            entries.append(_key(f"{shape}-open", NAMES[mark]))
    if marks["approximate"].any():
        entries.append(_key("circle-open", "Hollow: place approximate"))
    if not marks["approximate"].all():
        entries.append(_key("circle", "Filled: place exact"))
    if marks["projected"].any():
        entries.append(_key("circle-open-dot", "Dot within: projected"))
    return entries


def _key(symbol: str, name: str, colour: str = theme.NEUTRAL) -> theme.Trace:
    """An entry of the legend, for which nothing is drawn."""
    line = {"width": 2, "color": colour}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [None],
        "y": [None],
        "marker": {"color": colour, "symbol": symbol, "size": 10, "line": line},
        "hoverinfo": "skip",
    }
