"""Shares of China's arms imports and of Russia's arms exports, from volumes of one edition."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.transfers.edition_sums import (
    EXPORTS,
    IMPORTS,
    Volumes,
    all_volumes,
    concentration,
    editions_with_totals,
    share,
    summed,
    volumes_in_view,
)
from atlas.charts.transfers.volumes_view import editions, measured
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.values import dates
from atlas.values.pair import CHINA, TO_CHINA

FIVE, SINGLE = "five", "single"
LENGTHS = {FIVE: 5, SINGLE: 1}
# What of the counts of others is laid beside a share, by the total that it is a share of.
PUBLISHED = {"share of imports": IMPORTS, "share of exports": EXPORTS}
COLUMNS = [
    "whole",
    "key",
    "first",
    "year",
    "value",
    "part",
    "total",
    "least",
    "most",
    "ids",
    "count",
    "now",
    "hidden",
]


class Share(NamedTuple):
    """A pair as a share of a total, both by their keys."""

    key: str
    whole: str


SHARES = (
    Share(TO_CHINA.id, IMPORTS),
    Share(TO_CHINA.id, EXPORTS),
    Share("RUS-IND", EXPORTS),
    Share("RUS-VNM", EXPORTS),
)


@dataclass(frozen=True)
class ShareOptions:
    """Which edition is drawn (none: the newest with totals), and how many years are added up."""

    share_edition: str = field(default="", metadata={"title": "Edition", "choices": {}})
    window: str = field(
        default=FIVE,
        metadata={"title": "Sums of", "choices": {FIVE: "Five years", SINGLE: "Single years"}},
    )

    @property
    def length(self) -> int:
        """Over how many years is summed."""
        return LENGTHS[self.window]


def share_editions(dataset: Dataset) -> dict[str, str]:
    """The editions that have deliveries and a total to divide them by, the newest first."""
    with_totals = editions_with_totals(dataset)
    return {name: name for name in editions(dataset) if with_totals.get(name)}


def lacking_totals(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """Of each edition that lacks one, the totals that no share of it can be given of."""
    return {
        edition: tuple(whole for whole in (IMPORTS, EXPORTS) if whole not in wholes)
        for edition, wholes in editions_with_totals(dataset).items()
        if len(wholes) < 2
    }


def edition_of(dataset: Dataset, options: ShareOptions) -> str:
    """The edition that is drawn; blank where none has a total."""
    return options.share_edition or next(iter(share_editions(dataset)), "")


@once_a_build
def ids(dataset: Dataset, options: ShareOptions) -> pd.Index:
    """The ids of the volumes that are divided, and of those of China's other suppliers."""
    frame = measured(dataset.volumes)
    keys = {share.key for share in SHARES} | {IMPORTS, EXPORTS}
    is_used = frame["key"].isin(keys) | frame["recipient"].eq(CHINA)
    is_of_edition = frame["edition"].eq(edition_of(dataset, options))
    return frame.index[is_used & is_of_edition]


def shares(dataset: Dataset, options: ShareOptions) -> pd.DataFrame:
    """Shares by year, or by the last of five years, and what others have published beside them.

    Columns: whole (key of the total), key (of the pair), first, year (the last), value (per cent),
    part, total (million TIV), least, most (bounds of the Herfindahl index of China's suppliers; of
    shares of imports), ids (of the volumes, joined with `;`), count (of a published share its id;
    blank for ours), now (beside a published share, ours of the same years), hidden (whether the
    edition has that, and the filters hide it). Numerator and denominator are of one edition; a time
    of which either lacks a year has no share. Published shares are of five years and stand beside
    ours of five years alone.
    """
    volumes = volumes_in_view(dataset)
    edition = edition_of(dataset, options)
    rows = list(_shares(volumes, edition, options.length))
    if rows and options.window == FIVE:
        rows += _published(dataset, volumes, edition)
    return pd.DataFrame(rows, columns=COLUMNS)


def _shares(volumes: Volumes, edition: str, length: int) -> Iterator[dict[str, Any]]:
    for own in SHARES:
        for last in sorted(volumes.get((edition, own.whole), {})):
            row = _share(volumes, edition, own, range(last - length + 1, last + 1))
            if row:
                yield row


def _share(volumes: Volumes, edition: str, own: Share, years: range) -> dict[str, Any]:
    part = summed(volumes, edition, own.key, years)
    total = summed(volumes, edition, own.whole, years)
    if part is None or total is None or not total.value:
        return {}
    bounds = concentration(volumes, edition, years) if own.whole == IMPORTS else None
    least, most = bounds or (None, None)
    return {
        **own._asdict(),
        "first": years.start,
        "year": years[-1],
        "value": 100 * part.value / total.value,
        "part": part.value,
        "total": total.value,
        "least": least,
        "most": most,
        "ids": ";".join([*part.ids, *total.ids]),
        "count": "",
    }


def _published(dataset: Dataset, volumes: Volumes, edition: str) -> Iterator[dict[str, Any]]:
    for identifier, row in published_figures(dataset, PUBLISHED).iterrows():
        years = period_years(row)
        whole = PUBLISHED[row["counted"]]
        if len(years) != LENGTHS[FIVE]:
            continue
        now = share(volumes, edition, TO_CHINA.id, whole, years)
        in_edition = share(all_volumes(dataset), edition, TO_CHINA.id, whole, years)
        yield {
            "whole": whole,
            "key": TO_CHINA.id,
            "first": years.start,
            "year": years[-1],
            "value": float(row["number"]),
            "ids": "",
            "count": str(identifier),
            "now": now,
            "hidden": now is None and in_edition is not None,
        }


def published_figures(dataset: Dataset, counted: "dict[str, Any]") -> pd.DataFrame:
    """The rows of the counts that are of these, in per cent and of whole years in view."""
    rows = dataset.counts
    rows = rows[rows["counted"].isin(counted.keys()) & rows["unit"].eq("%")]
    is_in_view = [_in_view(dataset, period_years(row)) for _, row in rows.iterrows()]
    return rows[pd.Series(is_in_view, index=rows.index, dtype=bool)]


def period_years(row: "pd.Series[Any]") -> range:
    """The years of a published figure; none where its period is open."""
    first, last, _ = dates.parse(str(row["period"]))
    return range(first.year, last.year + 1) if first and last else range(0)


def _in_view(dataset: Dataset, years: range) -> bool:
    """Whether the filter of years leaves all of them."""
    if not len(years):
        return False
    chosen = dataset.filters.years
    return chosen is None or (chosen[0] <= years.start and years[-1] <= chosen[1])


def beside(view: pd.DataFrame, context: Context[Any]) -> pd.Series:
    """The sources of the published figures that are drawn, by id of the count."""
    return sources_of_counts(context.dataset, view.loc[view["count"].ne(""), "count"])


def sources_of_counts(dataset: Dataset, ids: pd.Series) -> pd.Series:
    """The source of each of these published figures, by id."""
    return dataset.counts["source"].reindex(pd.Index(ids.unique()))


def ours(view: pd.DataFrame) -> pd.DataFrame:
    """The shares that are worked out here."""
    return view[view["count"].eq("")]


def theirs(view: pd.DataFrame) -> pd.DataFrame:
    """The published shares."""
    return view[view["count"].ne("")]
