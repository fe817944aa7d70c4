"""What a query asks for, with the names and values of the dashboard's own address.

`query` maps each key to its values, spelled as on screen or as in the data. A counting rule
(`rule`) stands for the filters that it decides. Keys of other things are not looked at.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from atlas.charts.chart import Chart
from atlas.charts.chart_view import ChartView, selected, span
from atlas.charts.choices import chart_choices, options_of
from atlas.charts.exercises.rules import RULE, RULES, spelled_out
from atlas.dataset.filters import Filters, choices, from_query
from atlas.dataset.ranges import Texts, within
from atlas.dataset.selection import Selection
from atlas.dataset.store import dataset
from atlas.values.words import few


class NoSuchError(LookupError):
    """Something of that name is not there; the text says what is."""


class NotUnderstoodError(ValueError):
    """Settings that are not understood; the text names them."""


@dataclass(frozen=True)
class AskedFilters:
    """Filters of a query, and which settings were out of range and how they are read, in words."""

    filters: Filters
    put_right: tuple[str, ...]

    @property
    def selection(self) -> Selection:
        """What the filters leave."""
        return selected(self.filters)


@dataclass(frozen=True)
class AskedChart:
    """A chart of a query, and which settings were out of range and how they are read, in words."""

    shown: ChartView
    put_right: tuple[str, ...]


def filters_asked(query: Texts) -> AskedFilters:
    """The filters of a query.

    NotUnderstoodError for a value that a filter does not have, DataProblemsError without valid
    data.
    """
    asked, ignored = _filters(*_spelled_out(query))
    _refuse(ignored, _allowed())
    return asked


def chart_named(name: str) -> Chart[Any, Any]:
    """The chart of a name, of an earlier one too; NoSuchError where there is none."""
    # Imported now: all drawings take longer to import than a table to write.
    from atlas.charts.registry import CHARTS, FORMER_NAMES

    present_name = FORMER_NAMES.get(name, name)
    chart = CHARTS.get(present_name)
    if chart is None:
        raise NoSuchError(f"There is no chart {few([repr(name)])}; there are: {', '.join(CHARTS)}.")
    return chart


def chart_asked(name: str, query: Texts) -> AskedChart:
    """The chart of a name under the filters and options of a query.

    NoSuchError for an unknown chart, NotUnderstoodError for a value that a filter or an option
    does not have, DataProblemsError without valid data.
    """
    chart = chart_named(name)
    query, no_rule = _spelled_out(query)
    asked, ignored = _filters(query, no_rule)
    chosen = asked.selection.dataset
    near, also_put_right = within(query, chart_choices(chosen, chart))
    options, unknown = options_of(chart, chosen, near)
    _refuse([*ignored, *unknown], {**_allowed(), **chart_choices(chosen, chart)})
    filters, options = chart.completed(chosen, near, span(), asked.filters, options)
    shown = ChartView(chart, filters, options)
    return AskedChart(shown, (*asked.put_right, *also_put_right))


def _spelled_out(query: Texts) -> tuple[Texts, list[str]]:
    return spelled_out(query, dataset().schema)


def _filters(query: Texts, no_rule: Sequence[str]) -> tuple[AskedFilters, list[str]]:
    """The filters of a query without a rule, and what is not understood (as `key=value`)."""
    schema = dataset().schema
    near, put_right = within(query, choices(schema), span())
    filters, ignored = from_query(near, schema, span())
    return AskedFilters(filters, tuple(put_right)), [*no_rule, *ignored]


def _allowed() -> dict[str, Collection[str]]:
    """The values of each filter and the rules; of years the first and the last."""
    labels: dict[str, Collection[str]] = dict(choices(dataset().schema))
    return {**labels, "years": [str(year) for year in span()], RULE: RULES}


def _refuse(unknown: Sequence[str], allowed: Mapping[str, Collection[str]]) -> None:
    """NotUnderstoodError that names the unknown settings (`key=value`) and what their keys take."""
    if unknown:
        takes = what_they_take(unknown, allowed)
        raise NotUnderstoodError(f"Not understood: {few(unknown)}. {takes}")


def what_they_take(unknown: Sequence[str], allowed: Mapping[str, Collection[str]]) -> str:
    """A sentence for each key of the settings (`key=value`) whose values are known.

    Of years, the values are the first and the last.
    """
    keys = dict.fromkeys(setting.partition("=")[0] for setting in unknown)
    return " ".join(_taken(key, allowed[key]) for key in keys if key in allowed)


def _taken(key: str, values: Collection[str]) -> str:
    if key.endswith("years"):
        first, last = values
        return f"{key} takes two years from {first} to {last}, as {key}={first}&{key}={last}."
    return f"{key} takes: {', '.join(filter(None, values))}."
