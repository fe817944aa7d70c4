"""Ready-made briefings: questions that readers come with, as baskets of items."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from atlas.briefing.basket import Basket
from atlas.briefing.items import COUNTS, Item, of_chart, of_count, of_record, of_sourcing
from atlas.charts.chart_view import ChartView, span
from atlas.charts.choices import chart_choices
from atlas.charts.exercises.rules import RULES
from atlas.charts.registry import CHARTS
from atlas.dataset.filters import Filters
from atlas.dataset.store import dataset
from atlas.values.pair import TURN

# What a link to a ready-made briefing begins with.
PREFIX = "briefing-"
S_400 = ("rus-chn-s-400-2015", "s-400-contract", "us-caatsa-2018")
SYSTEM = "s-400"
TREATY = ("treaty-2001", "treaty-2001-article-9")


@dataclass(frozen=True)
class Ready:
    """A ready-made briefing: its title, and what makes the items that the data have for it."""

    title: str
    make: Callable[[Filters], Iterator[Item]]


def basket(name: str, filters: Filters) -> Basket | None:
    """The ready-made briefing of a name, from the reader's sources; None where there is none."""
    ready = READY.get(name.removeprefix(PREFIX))
    if ready is None or not name.startswith(PREFIX):
        return None
    own = Filters(evidence=filters.evidence, kind=filters.kind)
    return Basket(tuple(ready.make(own)), ready.title)


def _since(filters: Filters) -> Iterator[Item]:
    first, last = span()
    recent = _with(filters, years=(min(max(TURN, first), last), last))
    timeline = _chart("exercise-timeline", recent, coloured="kind")
    if timeline:
        yield of_chart(timeline)
    for rule in ("every", "no-patrols"):
        ruled = _chart(COUNTS, RULES[rule].under(recent))
        if ruled:
            yield of_count(ruled)
    places = _chart("exercise-map", recent)
    if places:
        yield of_chart(places)
    if timeline:
        yield of_sourcing(timeline)


def _s_400(filters: Filters) -> Iterator[Item]:
    yield from _records(S_400, filters)
    network = _chart("network", filters, focus=SYSTEM)
    if network:
        yield of_chart(network)
    volumes = _chart("sipri-volumes", filters)
    if volumes:
        yield of_chart(volumes)


def _alliance(filters: Filters) -> Iterator[Item]:
    of_treaty = _chart("findings", filters, criterion="alliance treaty")
    every = _chart("findings", filters)
    for shown in (every, of_treaty):
        if shown:
            yield of_chart(shown)
    yield from _records(TREATY, filters)
    if every:
        yield of_sourcing(every)


def _with(filters: Filters, years: tuple[int, int]) -> Filters:
    return Filters(evidence=filters.evidence, kind=filters.kind, years=years)


def _chart(name: str, filters: Filters, **options: str) -> ChartView | None:
    """A chart that has something to draw; None where a choice is not in the data, or nothing is."""
    chart = CHARTS[name]
    choices = chart_choices(dataset(filters.evidence, filters.kind), chart)
    if any(value not in choices[key] for key, value in options.items()):
        return None
    own_options = chart.options(**options)
    shown = ChartView(chart, filters, own_options)
    return None if shown.empty else shown


def _records(ids: tuple[str, ...], filters: Filters) -> Iterator[Item]:
    known = dataset(filters.evidence, filters.kind).records.index
    for identifier in ids:
        if identifier in known:
            yield of_record(identifier, filters)


READY = {
    "since-2022": Ready(f"Exercises since {TURN}", _since),
    "s-400": Ready("S-400", _s_400),
    "alliance": Ready("Is it an alliance?", _alliance),
}
