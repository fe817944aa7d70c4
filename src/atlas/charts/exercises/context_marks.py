"""The context above the exercises: a sign by class, a bar where it lasted, and a war's line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from atlas.charts import theme
from atlas.charts.exercises import marks
from atlas.charts.exercises.context_view import ContextClass
from atlas.charts.exercises.marks import Mark
from atlas.charts.exercises.room import in_lines
from atlas.charts.exercises.timeline_marks import TimelineMark
from atlas.dataset.dataset import Dataset
from atlas.records.hovers import hover
from atlas.values.words import escaped

NAME = "Context"
FACTS = ("kind", "parties", "status")
SYMBOLS: dict[str, str] = {
    ContextClass.AGREEMENT: "diamond",
    ContextClass.WAR: "square",
    ContextClass.SANCTION: "x",
}
TITLES: dict[str, str] = {
    ContextClass.WAR: "Wars, crises",
    ContextClass.AGREEMENT: "Agreements",
    ContextClass.SANCTION: "Sanctions",
}
# Pixels: a row of signs, and of names a line and what stands around its lines.
ROW, LINE, AROUND = 18, 14, 2
BAR, SIGN = 4, 9


@dataclass(frozen=True)
class Strip:
    """Where the rows of the context stand, in pixels from the top.

    `rows` has the middle of each row, `names` height and text of what a row is, `whole` is where
    the last one ends.
    """

    rows: Mapping[int, float]
    names: list[tuple[float, str]]
    whole: float


def strip(context: Iterable[TimelineMark], dataset: Dataset) -> Strip:
    """The rows of `context_view.context`, each as high as its names are."""
    rows: dict[int, float] = {}
    names: list[tuple[float, str]] = []
    top = 0.0
    by_row: dict[int, list[TimelineMark]] = {}
    for mark in context:
        by_row.setdefault(mark.row, []).append(mark)
    for row, part in sorted(by_row.items()):
        lines = in_lines(_title(part, dataset))
        height = max(ROW, LINE * len(lines) + AROUND)
        rows[row] = top + height / 2
        names.append((top + height / 2, "<br>".join(map(escaped, lines))))
        top += height
    return Strip(rows, names, top)


def _title(row: Sequence[TimelineMark], dataset: Dataset) -> str:
    """What stands at the left of a row: the name of the one war in it, else what all of it is."""
    first = row[0]
    if first.context == ContextClass.WAR and {mark.id for mark in row} == {first.id}:
        return dataset.label(first.id)
    return TITLES[first.context]


def traces(context: Sequence[TimelineMark], at: Strip, dataset: Dataset) -> list[theme.Trace]:
    """The context of `context_view.context` at its heights: what lasted as bars, and the signs.

    A sign is hollow where the date is no exact day, or projected.
    """
    if not context:
        return []
    hovers = _hovers(context, dataset)
    all_marks = []
    for mark in context:
        is_certain = mark.exact and not mark.projected
        y, hover = at.rows[mark.row], hovers[mark.id]
        all_marks.append(marks.as_drawn(mark, mark.context, y, hover, is_certain=is_certain))
    return [_spans([mark for mark in all_marks if not mark.is_short]), _signs(all_marks)]


def lines(
    context: Iterable[TimelineMark], at: Strip, plot: float, foot: float
) -> list[dict[str, Any]]:
    """A thin line through all panels beneath each war, dotted where its day is not known.

    `plot` and `foot` are the height of the whole plot, and of what stands beneath the panels
    (pixels).
    """
    drawn = []
    for war in context:
        if war.context != ContextClass.WAR:
            continue
        middle = war.start if war.exact else war.start + (war.end - war.start) / 2
        day = middle.date().isoformat()
        top = 1 - (at.rows[war.row] + ROW / 4) / plot
        dash = "solid" if war.exact else "dot"
        drawn.append(
            {
                "type": "line",
                "xref": "x",
                "yref": "paper",
                "x0": day,
                "x1": day,
                "y0": foot / plot,
                "y1": top,
                "layer": "below",
                "line": {"width": 1, "color": theme.NEUTRAL, "dash": dash},
            }
        )
    return drawn


def _hovers(placed: Iterable[TimelineMark], dataset: Dataset) -> dict[str, str]:
    """What each mark says when pointed at, by id."""
    ids_by_table: dict[str, list[str]] = {}
    for mark in placed:
        ids_by_table.setdefault(mark.table, []).append(mark.id)
    hovers: dict[str, str] = {}
    for table, ids in ids_by_table.items():
        hovers.update(zip(ids, hover(dataset, table, pd.Index(ids), FACTS), strict=True))
    return hovers


def _spans(part: list[Mark]) -> theme.Trace:
    return {
        **marks.spans(part),
        **marks.pointed_at(part),
        "name": NAME,
        "showlegend": False,
        "width": [BAR] * len(part),
        "marker": {"color": theme.NEUTRAL, "opacity": 0.6, "line": {"width": 0}},
    }


def _signs(part: list[Mark]) -> theme.Trace:
    line = {"width": 1.5, "color": theme.NEUTRAL}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": NAME,
        "showlegend": False,
        "x": [mark.first if mark.is_certain else mark.middle for mark in part],
        "y": [mark.y for mark in part],
        "marker": {
            "color": theme.NEUTRAL,
            "symbol": [_symbol(mark) for mark in part],
            "size": SIGN,
            "line": line,
        },
        **marks.pointed_at(part),
    }


def _symbol(mark: Mark) -> str:
    symbol = SYMBOLS[mark.group]
    return symbol if mark.is_certain else f"{symbol}-open"
