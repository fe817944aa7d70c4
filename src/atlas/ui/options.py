"""A chart's own options as widgets bound to the address."""

from collections.abc import Mapping
from dataclasses import Field, fields
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas.charts.chart import Chart
from atlas.charts.choices import chart_choices, options_of
from atlas.dataset.dataset import Dataset
from atlas.dataset.ranges import within
from atlas.ui.address import asked, notes, take_over

# More choices than these stand in a list that opens.
MOST_SEGMENTS = 5
# The button of the options that are not in sight, and the width of a list with its name, in px.
FOLDED, LIST_WIDTH = "Options", 270


def row_with_notices(key: str | None = None) -> tuple[DeltaGenerator, DeltaGenerator]:
    """A row for options, and the place beneath it for notices, of no height while it has none.

    By its `key` the style sheet keeps a place for the row before its options are there.
    """
    with st.container(gap="xsmall"):
        row = st.container(key=key, horizontal=True, vertical_alignment="center")
        return row, st.container()


def options(chart: Chart[Any, Any], dataset: Dataset, notices: DeltaGenerator) -> Any:
    """The chart's options as the reader sets them; what only one value is left of is not asked.

    What of the link was not understood is said in `notices`: in the row of the options it would
    push them apart.
    """
    choices = chart_choices(dataset, chart)
    query, put_right = within(asked(), choices)
    take_over(choices, query, put_right)
    _, ignored = options_of(chart, dataset, query)
    with notices:
        notes(ignored, put_right, choices)
    offered = [option for option in fields(chart.options) if len(choices[option.name]) > 1]
    in_sight = [option for option in offered if not option.metadata.get("folded")]
    folded = [option for option in offered if option.metadata.get("folded")]
    chosen = {option.name: _choice(option, choices[option.name]) for option in in_sight}
    if folded:
        key = f"options-{chart.name}"
        with st.popover(FOLDED, icon=":material/tune:", key=key, width="content"):
            chosen |= {option.name: _choice(option, choices[option.name]) for option in folded}
    return chart.options(**chosen)


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
            width=LIST_WIDTH,
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
