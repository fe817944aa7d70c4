"""Questions that readers come with, each with the view that answers it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from atlas.charts.chart_view import ChartView
from atlas.charts.choices import chart_choices
from atlas.charts.overview.often_view import TURNS
from atlas.charts.registry import CHARTS
from atlas.dataset import store
from atlas.dataset.filter_contract import Years
from atlas.dataset.filters import Filters

# As many years before the last turn as there are between the turns, so that there is a before.
BEFORE = TURNS[0]
SOURCES = "sources"


@dataclass(frozen=True)
class Question:
    """A question, and the chart with its options that answers it, of some years or of all.

    `name` stands in its address; `since` and `until` are the first and last year that it is about,
    `narrowed` the values of other filters. A question without a chart is answered by a section of
    the page of sources.
    """

    name: str
    words: str
    chart: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    since: int | None = None
    until: int | None = None
    narrowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    section: str = ""


QUESTIONS = (
    Question(
        "after-2022",
        f"How did exercises change after February {TURNS[-1]}?",
        chart="exercise-timeline",
        since=BEFORE,
    ),
    Question(
        "patrols",
        f"Is the rise since {TURNS[-1]} one of patrols?",
        chart="exercise-timeline",
        options={"coloured": "kind"},
        since=BEFORE,
        narrowed={"scope": ("competitions",)},
    ),
    Question(
        "supplies-to-russia",
        "What does China supply to Russia?",
        chart="two-way-street",
        since=BEFORE,
    ),
    Question(
        "supplies-before-2022",
        f"What did China supply to Russia before {TURNS[-1]}?",
        chart="transfer-flows",
        until=TURNS[-1] - 1,
        narrowed={"supplier": ("CHN",), "recipient": ("RUS",)},
    ),
    Question(
        "henan-diesel",
        "What ties Henan Diesel to the Russian navy?",
        chart="network",
        options={"path_from": "henan-diesel", "path_to": "russian-navy"},
    ),
    Question("disagreement", "Where do sources disagree?", section="conflicts"),
    Question(
        "alliance", "Is it an alliance?", chart="findings", options={"criterion": "alliance treaty"}
    ),
    Question(
        "state-media",
        "What rests on one side's state media?",
        section="standing",
        options={"rests": "state media"},
    ),
)


def answer(question: Question, filters: Filters) -> ChartView | None:
    """The view of a question, with the reader's sources and no other filter.

    None where these sources have nothing to answer it with: a record that it names is not in them,
    or nothing is left to draw.
    """
    chart = CHARTS[question.chart]
    choices = chart_choices(store.dataset(filters.evidence, filters.kind), chart)
    for key, value in question.options.items():
        if value not in choices[key]:
            return None
    shown = ChartView(chart, own_filters(question, filters), chart.options(**question.options))
    return None if shown.empty else shown


def own_filters(question: Question, filters: Filters) -> Filters:
    """The reader's evidence base, with the years and the other filters of the question."""
    chosen: dict[str, Any] = dict(question.narrowed)
    return Filters(evidence=filters.evidence, kind=filters.kind, years=_years(question), **chosen)


def _years(question: Question) -> Years | None:
    """The years of a question as far as the data have them; None for all, or where they have none
    of them.
    """
    first, last = store.dataset().years
    low = max(question.since or first, first)
    high = min(question.until or last, last)
    return (low, high) if low <= high and (low, high) != (first, last) else None
