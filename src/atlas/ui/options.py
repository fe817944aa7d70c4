"""A chart's own options as widgets bound to the address."""

from collections.abc import Mapping
from dataclasses import Field, fields
from typing import Any

import streamlit as st

from atlas.charts.chart import Chart
from atlas.charts.choices import chart_choices, options_of
from atlas.dataset.dataset import Dataset
from atlas.dataset.ranges import within
from atlas.ui.state import asked, notes, take_over

# More choices than these stand in a list that opens.
MOST_SEGMENTS = 5


def options(chart: Chart[Any, Any], dataset: Dataset) -> Any:
    """The chart's options as the reader sets them; what only one value is left of is not asked."""
    choices = chart_choices(dataset, chart)
    query, put_right = within(asked(), choices)
    _, ignored = options_of(chart, dataset, query)
    notes(ignored, put_right)
    for key, labels in choices.items():
        take_over(key, labels, query)
    offered = [option for option in fields(chart.options) if len(choices[option.name]) > 1]
    chosen = {}
    for row in _rows(offered):
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            for option in row:
                chosen[option.name] = _choice(option, choices[option.name])
    return chart.options(**chosen)


def _rows(offered: list[Field[Any]]) -> list[list[Field[Any]]]:
    """The options by the row that their field names; those that name none stand together."""
    rows: dict[str, list[Field[Any]]] = {}
    for option in offered:
        rows.setdefault(option.metadata.get("row", ""), []).append(option)
    return list(rows.values())


def _choice(option: "Field[Any]", labels: Mapping[str, str]) -> str:
    """The widget of one option, and what is chosen."""
    title, values = option.metadata["title"], list(labels)
    default = str(option.default)
    if default not in labels:
        default = values[0]
    if len(values) > MOST_SEGMENTS:
        return st.selectbox(
            title,
            values,
            index=values.index(default),
            format_func=labels.__getitem__,
            key=option.name,
            bind="query-params",
        )
    return one_of(title, labels, option.name, default)


def one_of(title: str, labels: Mapping[str, str], key: str, default: str) -> str:
    """Few choices side by side, of which one is always chosen."""
    chosen = st.segmented_control(
        title,
        list(labels),
        format_func=labels.__getitem__,
        key=key,
        default=default,
        required=True,
        bind="query-params",
    )
    return chosen or default
