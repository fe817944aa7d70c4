"""What SIPRI has published of shares and changes, and what each edition held here says of them."""

from typing import Any, NamedTuple

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.transfers.edition_sums import (
    EXPORTS,
    IMPORTS,
    Volumes,
    all_volumes,
    change,
    share,
    volumes_in_view,
)
from atlas.charts.transfers.shares_view import (
    period_years,
    published_figures,
    sources_of_counts,
)
from atlas.charts.transfers.volumes_view import editions, measured
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.values.pair import TO_CHINA

# Why an edition says nothing: it has no such series, not all of its years, or a filter hides them.
NO_SERIES, NOT_ALL_YEARS, HIDDEN = "series", "years", "hidden"
COLUMNS = ["count", "counted", "first", "year", "edition", "value", "lacks"]


class Figure(NamedTuple):
    """What is measured: the pair by its key, and of a share the total; without one, a change."""

    key: str
    whole: str = ""

    def value(self, volumes: Volumes, edition: str, years: range) -> float | None:
        """What an edition says, in per cent; None where it lacks a year."""
        if self.whole:
            return share(volumes, edition, self.key, self.whole, years)
        return change(volumes, edition, self.key, years)

    @property
    def keys(self) -> list[str]:
        """All series that it needs."""
        return [key for key in self if key]


FIGURES = {
    "share of imports": Figure(TO_CHINA.id, IMPORTS),
    "share of exports": Figure(TO_CHINA.id, EXPORTS),
    "change of imports": Figure(IMPORTS),
    "change of exports": Figure(TO_CHINA.id),
}


@once_a_build
def editions_with_figures(dataset: Dataset) -> list[str]:
    """The editions that have a series of any figure, the newest first, whatever the filters."""
    volumes = all_volumes(dataset)
    wanted = {key for figure in FIGURES.values() for key in figure.keys}
    with_series = {edition for edition, key in volumes if key in wanted}
    return [edition for edition in editions(dataset) if edition in with_series]


@once_a_build
def ids(dataset: Dataset, options: object) -> pd.Index:
    """The ids of the volumes of these series, in every edition."""
    frame = measured(dataset.volumes)
    wanted = {key for figure in FIGURES.values() for key in figure.keys}
    return frame.index[frame["key"].isin(wanted)]


def then_and_now(dataset: Dataset, options: object) -> pd.DataFrame:
    """Every published figure whose years are in view, and what each edition says of it.

    Columns: count (id), counted (what, a value of the vocabulary), first, year (the last), edition
    (blank: as published), value (per cent; NA where the edition does not have it), lacks (why not;
    else blank). The figures stand as they were published, the newest last.
    """
    rows = []
    for identifier, row in published_figures(dataset, FIGURES).iterrows():
        years = period_years(row)
        fixed = {
            "count": str(identifier),
            "counted": row["counted"],
            "first": years.start,
            "year": years[-1],
        }
        rows.append({**fixed, "edition": "", "value": float(row["number"]), "lacks": ""})
        for edition in reversed(editions_with_figures(dataset)):
            rows.append({**fixed, "edition": edition, **_now(dataset, row, edition, years)})
    return pd.DataFrame(rows, columns=COLUMNS)


def _now(
    dataset: Dataset, row: "pd.Series[Any]", edition: str, years: range
) -> dict[str, float | str | None]:
    figure = FIGURES[row["counted"]]
    value = figure.value(volumes_in_view(dataset), edition, years)
    if value is not None:
        return {"value": value, "lacks": ""}
    every = all_volumes(dataset)
    if figure.value(every, edition, years) is not None:
        return {"value": None, "lacks": HIDDEN}
    has_series = all((edition, key) in every for key in figure.keys)
    return {"value": None, "lacks": NOT_ALL_YEARS if has_series else NO_SERIES}


def figures_in(view: pd.DataFrame) -> int:
    """How many published figures there are."""
    return int(view["count"].nunique())


def published(view: pd.DataFrame) -> pd.DataFrame:
    """The figures as they were published."""
    return view[view["edition"].eq("")]


def known_now(view: pd.DataFrame, identifier: str) -> pd.DataFrame:
    """What editions say of a figure, without those that do not have it."""
    own = view[view["count"].eq(identifier) & view["edition"].ne("")]
    return own[own["value"].notna()]


def is_hidden(view: pd.DataFrame, identifier: str) -> bool:
    """Whether an edition has a figure, and the filters hide what it is worked out of."""
    own = view[view["count"].eq(identifier)]
    return bool(own["lacks"].eq(HIDDEN).any())


def beside(view: pd.DataFrame, context: Context[Any]) -> pd.Series:
    """The sources of the published figures, by id of the count."""
    return sources_of_counts(context.dataset, view["count"])
