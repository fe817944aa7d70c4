"""What a chart is: its view, its drawing, its table, its sentence, its options, and the facts that
others ask of it.
"""

from collections.abc import Callable, Mapping, Sized
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import pandas as pd

from atlas.datapackage.schema import Schema
from atlas.dataset.dataset import Dataset
from atlas.dataset.filter_contract import Years
from atlas.dataset.filter_registry import UNCLASSIFIED
from atlas.dataset.filters import Filters
from atlas.dataset.ranges import Texts

if TYPE_CHECKING:
    # For types alone: what has rows and no drawing need not wait for it.
    import plotly.graph_objects as go


@dataclass(frozen=True)
class NoOptions:
    """The options of a chart that has none."""


NO_OPTIONS = NoOptions()
NOT_TRIED = "whether two of it can be measured by one scale is not known"
View = TypeVar("View", bound=Sized)
Options = TypeVar("Options")


@dataclass(frozen=True)
class Context(Generic[Options]):
    """What a view was made of: words for its ids, and who says what, come from the dataset.

    `years` are those of the filter; None: all.
    """

    dataset: Dataset
    options: Options
    years: Years | None = None

    @property
    def schema(self) -> Schema:
        """Titles, labels and units."""
        return self.dataset.schema

    def reaching_in(self, first: int) -> str:
        """Where what began before the years of the filter is counted, as a sentence.

        `first` is the first year that is drawn; blank where none lies before those of the filter.
        """
        if self.years is None or first >= self.years[0]:
            return ""
        began = f"What began before {self.years[0]} and reaches into the years of the filter"
        return f" {began} is counted where it began."


def as_asked(
    dataset: Dataset, query: Texts, span: Years, filters: Filters, options: Any
) -> tuple[Filters, Any]:
    """No value that brings others with it."""
    return filters, options


def every_record(dataset: Dataset, options: Any) -> pd.Index | None:
    """No choice among the records of a chart's tables."""
    return None


def no_sources(view: Any, context: Any) -> pd.Series:
    """No source of anything that is drawn and not counted."""
    return pd.Series(dtype="str")


def no_note(context: Any) -> str:
    """Nothing that depends on dataset or options."""
    return ""


def no_headline(view: Any, context: Any) -> str:
    """No sentence for the title of a picture."""
    return ""


def whole(view: Any, context: Any) -> str:
    """No part: all of a view is drawn."""
    return ""


def whole_view(view: View, context: Any, room: int) -> tuple[View, str]:
    """All of a view, however much height its drawing takes."""
    return view, ""


def as_they_are(first: View, second: View, options: Any) -> tuple[View, View]:
    """Two views that need nothing to be drawn side by side."""
    return first, second


def no_columns(view: Any, context: Any) -> dict[str, str]:
    """No column that depends on what is in view."""
    return {}


@dataclass(frozen=True, eq=False)
class Chart(Generic[View, Options]):
    """A chart and all that pages, routes, files and tests have to know of it.

    `view` makes a frame of ids and facts (or a graph) from a dataset, `draw` the figure from that,
    `table` the rows beneath it, `takeaway` the sentence of all that is in view, `part` which part
    of it `draw` shows where that is not all (blank: all), `headline` a shorter sentence that names
    China and Russia, for the title of a picture, `says_domains` whether it names those that are
    chosen too; the dataset and the options stand in their `Context`. `fitted` is the part of a view
    that can be drawn in so many pixels of height, and which part that is in words (blank: all of
    it). `alike` gives two views what they fold the same way and equal places, where they are drawn
    side by side. `rows` counts the table's rows from the view alone. `tables` are those whose
    records it counts, `among` the ids of theirs that its options choose, whatever the filters
    (None: all); `beside` are the sources of what it draws and does not count; `noun` is what its
    records are called, in the plural (blank: as their table is). `choices` narrow the values of an
    option to those that a dataset has, and `completed` are the filters and options of an address of
    which one value brings others with it. `note` and `note_on` explain what a reader has to know;
    `outlines` is what a picture says of drawings of others that are in it. `columns` say what the
    columns of its table hold, where no table of the data package declares them, and `columns_in`
    what those hold whose names depend on what is in view. `page` is the address of its page,
    without the slash. Of the charts of one `group` a page shows one at a time, by its `tab`; the
    group's name is the key of the choice in the address. Its marks are `clickable` where they carry
    ids, and `soft` where some of them stand for what is uncertain or projected; years can be chosen
    on it by a `brush`. `own_page` writes it as an HTML page of its own, where Plotly does not draw
    it on pages, and `is_graph` where it can be taken away as one. `alone` says why two of it cannot
    stand side by side on one scale (blank: they can).
    """

    name: str
    title: str
    page: str
    tables: tuple[str, ...]
    view: Callable[[Dataset, Options], View]
    draw: "Callable[[View, Context[Options]], go.Figure]"
    table: Callable[[View, Context[Options]], pd.DataFrame]
    takeaway: Callable[[View, Context[Options]], str]
    part: Callable[[View, Context[Options]], str] = whole
    headline: Callable[[View, Context[Options]], str] = no_headline
    says_domains: bool = False
    fitted: Callable[[View, Context[Options], int], tuple[View, str]] = whole_view
    alike: Callable[[View, View, Options], tuple[View, View]] = as_they_are
    rows: Callable[[View], int] = len
    options: type[Options] = NoOptions  # type: ignore[assignment]
    choices: Mapping[str, Callable[[Dataset], Mapping[str, str]]] = field(default_factory=dict)
    completed: Callable[[Dataset, Texts, Years, Filters, Options], tuple[Filters, Options]] = (
        as_asked
    )
    among: Callable[[Dataset, Options], pd.Index | None] = every_record
    beside: Callable[[View, Context[Options]], pd.Series] = no_sources
    noun: str = ""
    note: str = ""
    outlines: str = ""
    note_on: Callable[[Context[Options]], str] = no_note
    columns: Mapping[str, str] = field(default_factory=dict)
    columns_in: Callable[[View, Context[Options]], Mapping[str, str]] = no_columns
    group: str = ""
    tab: str = ""
    clickable: bool = False
    brush: bool = False
    soft: bool = False
    # (view, context, title, sentence, *, script, script_url, evidence, dark, nonce, credit) → HTML
    own_page: Callable[..., str] | None = None
    is_graph: bool = False
    alone: str = NOT_TRIED

    def seen(self, view: View, context: Context[Options]) -> str:
        """What is in view, and which part of it is drawn."""
        sentences = [self.takeaway(view, context), self.part(view, context)]
        return " ".join(filter(None, sentences))


def years_in(view: pd.DataFrame) -> int:
    """How many years a view has rows of."""
    return int(view["year"].nunique())


def records_in(view: pd.DataFrame) -> int:
    """How many records the `n` of a view's rows add up to."""
    return int(view["n"].sum())


def domains(schema: Schema) -> dict[str, str]:
    """Value → label of the domains, and of none."""
    return {**schema.labels("domain"), UNCLASSIFIED: "Unclassified"}
