"""What two sides of a comparison can differ in, and what each side's filters are then."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from atlas.charts.chart import Chart
from atlas.charts.chart_view import ChartView, span
from atlas.charts.exercises import rules
from atlas.charts.exercises.columns_view import YEARS_BEFORE, last_whole_year
from atlas.charts.registry import CHARTS
from atlas.datapackage.changelog import Entry
from atlas.datapackage.schema import Schema
from atlas.dataset import store
from atlas.dataset.filter_contract import Choices, Years
from atlas.dataset.filter_registry import EVIDENCE
from atlas.dataset.filters import Filters
from atlas.values import dates
from atlas.values.pair import TURN

# First or last year, or a value of `choices`.
Value = Any
Values = tuple[Value, Value]
# An own choice of sources is made in the sidebar; here it is one kind of source alone.
OWN, ONLY = "own", "only-"
TODAY = ""
RULED = "exercises"
PHASES = "phases"


class By(StrEnum):
    """What the sides differ in; all else is the same on both."""

    YEARS = "years"
    SOURCES = "sources"
    RULE = "rule"
    VERSION = "version"


TITLES = {
    By.YEARS: "Years",
    By.SOURCES: "Sources",
    By.RULE: "Counting rules",
    By.VERSION: "Versions",
}


def comparable() -> dict[str, str]:
    """Name → title of the charts of which two can stand side by side."""
    return {name: chart.title for name, chart in CHARTS.items() if not chart.alone}


def dimensions(chart: Chart[Any, Any]) -> dict[str, str]:
    """What two sides of a chart can differ in, with its title.

    Rules count exercises, and versions are known where there is a list of changes.
    """
    offered = dict(TITLES)
    if RULED not in chart.tables:
        del offered[By.RULE]
    if not store.entries():
        del offered[By.VERSION]
    return {str(by): title for by, title in offered.items()}


def choices(by: str, chart: Chart[Any, Any]) -> Choices:
    """Value → label of what one side can be; nothing for years."""
    schema = store.dataset().schema
    if by == By.SOURCES:
        return _evidence(schema)
    if by == By.RULE:
        return _rules(schema, chart)
    return _versions(store.entries()) if by == By.VERSION else {}


def _evidence(schema: Schema) -> dict[str, str]:
    labels = {value: label for value, label in EVIDENCE.items() if value != OWN}
    used = set(store.dataset().sources["kind"])
    for kind, label in schema.labels("source-kind").items():
        if kind in used:
            labels[f"{ONLY}{kind}"] = f"{label[:1].upper()}{label[1:]} alone"
    return labels


def _rules(schema: Schema, chart: Chart[Any, Any]) -> dict[str, str]:
    """The rules; one that counts phases otherwise only where the chart has that option."""
    labels = rules.names(schema)
    if PHASES in vars(chart.options()):
        return labels
    return {name: labels[name] for name in labels if rules.RULES[name].phases == rules.EACH}


def _versions(entries: Sequence[Entry]) -> dict[str, str]:
    """The data as they are, then the versions of the list of changes, the newest first."""
    labels = {TODAY: "As the data are now"}
    for entry in reversed(entries):
        labels[entry.version] = f"{dates.label(entry.date)}, {entry.version}"
    return labels


def first_values(by: str, chart: Chart[Any, Any]) -> Values:
    """What the sides are until a reader chooses."""
    if by == By.YEARS:
        return _around_the_turn(span())
    offered = list(choices(by, chart))
    if by == By.SOURCES:
        return offered[0], offered[1]
    # The oldest version beside today's, every exercise beside the strictest of the rules.
    if by == By.VERSION:
        return offered[-1], TODAY
    return offered[0], "field-forces"


def _around_the_turn(years: Years) -> tuple[Years, Years]:
    """The years before the last turn and the whole years since; halves where it is not inside."""
    low, high = years
    whole_until = last_whole_year(store.dataset())
    last = min(high, whole_until)
    if low < TURN <= last:
        return (max(low, TURN - YEARS_BEFORE), TURN - 1), (TURN, last)
    middle = (low + high + 1) // 2
    return (low, max(low, middle - 1)), (middle, high)


def side(
    chart: Chart[Any, Any], options: Any, filters: Filters, by: str, value: Value
) -> ChartView:
    """One side: the chart under these filters and options, but for what the sides differ in."""
    shown = ChartView(chart, filters, options)
    if by == By.YEARS:
        return replace(shown, filters=_with(filters, years=None if value == span() else value))
    if by == By.VERSION:
        return replace(shown, as_of=value)
    if by == By.SOURCES:
        kinds = (value.removeprefix(ONLY),) if value.startswith(ONLY) else ()
        own = _with(filters, evidence=OWN if kinds else value, kind=kinds)
        return replace(shown, filters=own)
    rule = rules.RULES[value]
    if PHASES in vars(options):
        options = replace(options, phases=rule.phases)
    return ChartView(chart, rule.under(filters), options)


def _with(filters: Filters, **changed: Value) -> Filters:
    return Filters(**{**filters, **changed})


def name(by: str, value: Value, labels: Mapping[str, str]) -> str:
    """What a side is called: “2017–2021”, “The two articles only”."""
    if by == By.YEARS:
        first, last = value
        return f"{first}" if first == last else f"{first}–{last}"
    return labels[value]


def standing_aside(by: str, filters: Filters) -> list[str]:
    """The filters that are set and not used, as each side has its own."""
    decided = {
        By.YEARS: ("years",),
        By.SOURCES: ("evidence", "kind"),
        By.RULE: rules.DECIDED,
        By.VERSION: (),
    }
    return [key for key in decided[By(by)] if key in filters.active]
