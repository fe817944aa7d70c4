"""The two sides that an address asks for; what it does not say is as at first."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from atlas.charts.chart import Chart
from atlas.charts.chart_view import selected, span
from atlas.charts.choices import chart_choices, options_of
from atlas.charts.compare import sides
from atlas.charts.compare.pair import BY, CHART, PREFIXES, pair
from atlas.charts.compare.sides import By, Value, Values
from atlas.charts.registry import CHARTS, FORMER_NAMES
from atlas.dataset.filter_contract import Choices
from atlas.dataset.filters import Filters, understood
from atlas.dataset.ranges import YEARS, Texts, within

FIRST = "exercise-timeline"


class Asked(NamedTuple):
    """Something of an address, what of it was not understood (as `key=value`), and what was put
    right, in words.
    """

    value: Any
    ignored: list[str]
    put_right: list[str]


def pair_of(query: Texts, filters: Filters) -> Asked:
    """The pair of an address under filters that are known."""
    chart = chart_of(query)
    declared = CHARTS[chart.value]
    by = by_of(query, declared)
    values = values_of(query, declared, by.value)
    dataset = selected(filters).dataset
    near, put_right = within(query, chart_choices(dataset, declared))
    options, unknown = options_of(declared, dataset, near)
    ignored = [*chart.ignored, *by.ignored, *values.ignored, *unknown]
    shown = pair(declared, options, filters, by.value, values.value)
    return Asked(shown, ignored, [*values.put_right, *put_right])


def chart_of(query: Texts) -> Asked:
    """The name of the chart that is shown twice."""
    texts = [FORMER_NAMES.get(text, text) for text in query.get(CHART, ())]
    return _of_choices(CHART, texts, sides.comparable(), FIRST)


def by_of(query: Texts, chart: Chart[Any, Any]) -> Asked:
    """What the sides differ in."""
    return _of_choices(BY, query.get(BY, ()), sides.dimensions(chart), By.YEARS.value)


def values_of(query: Texts, chart: Chart[Any, Any], by: str) -> Asked:
    """What each of the sides is: a pair of values."""
    labels = sides.choices(by, chart)
    values: list[Value] = []
    ignored: list[str] = []
    put_right: list[str] = []
    for prefix, first in zip(PREFIXES, sides.first_values(by, chart), strict=True):
        key = f"{prefix}{by}"
        texts = query.get(key, ())
        is_years = by == By.YEARS
        side = _years(key, texts, first) if is_years else _of_choices(key, texts, labels, first)
        values.append(side.value)
        ignored += side.ignored
        put_right += side.put_right
    both: Values = (values[0], values[1])
    return Asked(both, ignored, put_right)


def allowed(chart: Chart[Any, Any], by: str) -> dict[str, Collection[str]]:
    """The values that each setting of a comparison takes; of years the first and the last."""
    years = [str(year) for year in span()]
    of_a_side = years if by == By.YEARS else sides.choices(by, chart)
    own = {f"{prefix}{by}": of_a_side for prefix in PREFIXES}
    return {CHART: sides.comparable(), BY: sides.dimensions(chart), **own}


def _of_choices(key: str, texts: Sequence[str], labels: Choices, first: str) -> Asked:
    """The last text that is there, as one of the choices."""
    given = [text for text in texts if text]
    if not given:
        return Asked(first, [], [])
    value = understood(given[-1], labels)
    if value is None:
        return Asked(first, [f"{key}={given[-1]}"], [])
    return Asked(value, [], [])


def _years(key: str, texts: Sequence[str], first: Value) -> Asked:
    """First and last year; those in the wrong order or out of range are put right."""
    query, changed = within({YEARS: texts}, {}, span())
    right = query[YEARS]
    if len(right) != 2 or not all(text.isascii() and text.isdigit() for text in right):
        return Asked(first, [f"{key}={text}" for text in texts if text], [])
    low, high = map(int, right)
    if not span()[0] <= low <= high <= span()[1]:
        return Asked(first, [f"{key}={text}" for text in texts], [])
    put_right = [f"{_written(key, texts)} is read as {_written(key, right)}"] if changed else []
    return Asked((low, high), [], put_right)


def _written(key: str, texts: Sequence[str]) -> str:
    return urlencode([(key, text) for text in texts])
