"""What a chart is: its view, its drawing, its table, its options and its words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.datapackage.schema import Schema
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import UNCLASSIFIED

Choices = dict[str, dict[str, str]]


@dataclass(frozen=True)
class NoOptions:
    """The options of a chart that has none."""


@dataclass(frozen=True)
class Chart:
    """A chart: `view` makes the frame (or graph) from a dataset, `draw` the figure from that, `table` the rows beneath it.

    `rows` counts these rows from the view; `takeaway` says in a sentence what is seen; `choices` narrows the values of
    an option to those that the view has; `tables` are those whose records it counts, `among` the ids of theirs that its
    options choose, whatever the filters (none: all); `beside` are the sources of what it draws and does not count; `noun` is what one of
    them is; `note` explains what a reader of this chart has to know.
    `page` is the address of the page that it stands on, without the slash. Of the charts of one `group` a page shows one at a
    time, by its `tab`; the group's name is the key of the choice in the address.
    """

    name: str
    title: str
    page: str
    tables: tuple[str, ...]
    view: Callable[[Dataset, Any], Any]
    draw: Callable[[Any, Schema, Any], go.Figure]
    table: Callable[[Dataset, Any], pd.DataFrame]
    rows: Callable[[Any], int]
    takeaway: Callable[[Any, Schema, Any], str]
    options: type = NoOptions
    choices: Callable[[Dataset], Choices] = lambda dataset: {}
    among: Callable[[Dataset, Any], pd.Index | None] = lambda dataset, options: None
    beside: Callable[[Dataset, Any], pd.Series] = lambda dataset, options: pd.Series(dtype="str")
    noun: str = "record"
    note: Callable[[Any], str] = lambda options: ""
    group: str = ""
    tab: str = ""


def domains(schema: Schema) -> dict[str, str]:
    """Value → label of the domains, and of none."""
    return {**schema.labels("domain"), UNCLASSIFIED: "Unclassified"}
