"""What each option of a chart can be, and what an address asks of them."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from atlas.charts.chart import Chart
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import understood
from atlas.dataset.memo import once_a_dataset


@once_a_dataset
def chart_choices(dataset: Dataset, chart: Chart[Any, Any]) -> dict[str, Mapping[str, str]]:
    """Value → label of each of the chart's options, as the dataset has them."""
    choices: dict[str, Mapping[str, str]] = {}
    for option in fields(chart.options):
        offered = chart.choices.get(option.name)
        choices[option.name] = offered(dataset) if offered else option.metadata["choices"]
    return choices


def options_of(
    chart: Chart[Any, Any], dataset: Dataset, query: Mapping[str, Sequence[str]]
) -> tuple[Any, list[str]]:
    """The chart's options in an address, and what of it was left out (as `key=value`)."""
    options: dict[str, str] = {}
    ignored = []
    for key, labels in chart_choices(dataset, chart).items():
        texts = query.get(key, ())
        if not any(texts):
            continue
        value = understood(texts[-1], labels)
        if value is None:
            ignored.append(f"{key}={texts[-1]}")
        else:
            options[key] = value
    return chart.options(**options), ignored


def options_in_words(dataset: Dataset, chart: Chart[Any, Any], own: Mapping[str, str]) -> list[str]:
    """“colour: By kind” for each option that `own` has a value of, by name."""
    labels = chart_choices(dataset, chart)
    parts = []
    for option in fields(chart.options):
        value = own.get(option.name)
        if value:
            title = option.metadata["title"].lower()
            parts.append(f"{title}: {labels[option.name].get(value, value)}")
    return parts
