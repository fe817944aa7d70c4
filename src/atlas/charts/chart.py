"""What a chart of the registry consists of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.dataset import Dataset
from atlas.schema import Schema

Choices = dict[str, dict[str, str]]


@dataclass(frozen=True)
class NoOptions:
    """The options of a chart that has none."""


@dataclass(frozen=True)
class Chart:
    """A chart: `view` makes the frame (or graph) from a dataset, `draw` the figure from that, `table` the rows beneath it.

    `rows` counts these rows from the view; `takeaway` says in a sentence what is seen; `choices` narrows the values of
    an option to those that the view has; `tables` are those whose records it counts, `among` the ids of theirs that its
    options choose, whatever the filters (none: all); `noun` is what one of them is; `note` explains what a reader of this chart has to know.
    Of the charts of one `group` a page shows one at a time, by its `tab`; the group's name is the key of the choice in the address.
    """

    name: str
    title: str
    tables: tuple[str, ...]
    view: Callable[[Dataset, Any], Any]
    draw: Callable[[Any, Schema, Any], go.Figure]
    table: Callable[[Dataset, Any], pd.DataFrame]
    rows: Callable[[Any], int]
    takeaway: Callable[[Any, Schema, Any], str]
    options: type = NoOptions
    choices: Callable[[Dataset], Choices] = lambda dataset: {}
    among: Callable[[Dataset, Any], pd.Index | None] = lambda dataset, options: None
    noun: str = "record"
    note: Callable[[Any], str] = lambda options: ""
    group: str = ""
    tab: str = ""
