"""Ready comparisons: two sides that readers ask for, each by a name that a link can carry."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from atlas.charts.compare import sides
from atlas.charts.compare.pair import BY, CHART, PREFIXES
from atlas.charts.compare.sides import By, Values
from atlas.charts.registry import CHARTS
from atlas.dataset.filter_registry import NO_STATE_MEDIA


@dataclass(frozen=True)
class Ready:
    """A comparison: its `name` in an address, what it is of, and its sides.

    Without `values` the sides are those that a page begins with.
    """

    name: str
    words: str
    chart: str
    by: By
    values: Values | None = None


TURN = "exercises-around-2022"
READY = (
    Ready(TURN, "Exercises", "exercise-timeline", By.YEARS),
    Ready("supplies-around-2022", "Transfers", "two-way-street", By.YEARS),
    Ready("articles", "Exercises", "exercise-timeline", By.SOURCES, ("all", "articles")),
    Ready("state-media", "Exercises", "exercises-by-domain", By.SOURCES, ("all", NO_STATE_MEDIA)),
    Ready("forces", "Exercises", "how-many", By.RULE, ("every", "field-forces")),
    Ready("versions", "Entries", "records-by-year", By.VERSION),
)


def values_of(ready: Ready) -> Values:
    """The two sides of a comparison."""
    return ready.values or sides.first_values(ready.by, CHARTS[ready.chart])


def offered() -> dict[str, str]:
    """Name → “Exercises: 2017–2021 vs. 2022–2025” of those that the data have both sides of."""
    labels = {}
    for ready in READY:
        chart = CHARTS[ready.chart]
        if ready.by in sides.dimensions(chart):
            labels[ready.name] = f"{ready.words}: {' vs. '.join(_names(ready))}"
    return labels


def _names(ready: Ready) -> list[str]:
    """What each side is called."""
    choices = sides.choices(ready.by, CHARTS[ready.chart])
    return [sides.name(ready.by, value, choices) for value in values_of(ready)]


def question_on_turn() -> str:
    """The comparison around 2022 as a question."""
    (turn,) = [ready for ready in READY if ready.name == TURN]
    first, second = _names(turn)
    return f"{turn.words} in {first} and in {second}: what differs?"


def settings(name: str) -> Mapping[str, Any]:
    """The choices of the page of comparisons, by key; nothing for a name that there is not."""
    for ready in READY:
        if ready.name == name and name in offered():
            chosen: dict[str, Any] = {CHART: ready.chart, BY: str(ready.by)}
            for prefix, value in zip(PREFIXES, values_of(ready), strict=True):
                chosen[f"{prefix}{ready.by}"] = value
            return chosen
    return {}
