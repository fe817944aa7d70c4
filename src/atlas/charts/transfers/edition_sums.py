"""Sums of SIPRI's yearly volumes over some years, all of one edition of the register.

SIPRI rewrites history with every edition, so a share of one edition's part in another's total, or a
change from one edition to another, would measure the revision.
"""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from atlas.charts.transfers.volumes_view import measured
from atlas.dataset.dataset import VOLUMES, Dataset
from atlas.dataset.evidence import STRENGTH
from atlas.dataset.memo import once_a_build, once_a_dataset
from atlas.values.countries import OTHERS
from atlas.values.pair import CHINA, RUSSIA, TO_CHINA

# The totals of a country's trade with all others, by the key of a pair.
IMPORTS, EXPORTS = f"{OTHERS}-{CHINA}", f"{RUSSIA}-{OTHERS}"


class Volume(NamedTuple):
    """What was delivered in a year (million TIV), and the row that says so."""

    value: float
    id: str


class Sum(NamedTuple):
    """What was delivered in some years (million TIV), and the rows that say so."""

    value: float
    ids: tuple[str, ...]


# The volumes of each edition and pair by year.
Volumes = Mapping[tuple[str, str], Mapping[int, Volume]]


@once_a_build
def _every(dataset: Dataset) -> pd.DataFrame:
    """One row for each edition, pair and year, whatever the filters.

    Of several sources the stronger basis, then the one that ranks first.
    """
    frame = measured(dataset.volumes)
    frame = frame.assign(strength=frame["basis"].map(STRENGTH))
    frame = frame.sort_values(["strength", "rank", "locator"], kind="stable")
    return frame.drop_duplicates(["edition", "key", "year"])


@once_a_build
def all_volumes(dataset: Dataset) -> Volumes:
    """The volumes of the evidence base, whatever the filters."""
    return _by_edition(_every(dataset))


@once_a_dataset
def volumes_in_view(dataset: Dataset) -> Volumes:
    """The volumes that the filters leave."""
    frame = _every(dataset)
    return _by_edition(frame[frame.index.isin(dataset.ids(VOLUMES))])


def _by_edition(frame: pd.DataFrame) -> Volumes:
    volumes: dict[tuple[str, str], dict[int, Volume]] = {}
    columns = frame[["edition", "key", "year", "value"]]
    for identifier, edition, key, year, value in columns.itertuples(name=None):
        volumes.setdefault((edition, key), {})[int(year)] = Volume(float(value), str(identifier))
    return volumes


def summed(volumes: Volumes, edition: str, key: str, years: range) -> Sum | None:
    """The sum of a pair over these years; None where the edition lacks any of them.

    A year without a row is a gap, not zero.
    """
    own = volumes.get((edition, key), {})
    if any(year not in own for year in years):
        return None
    rows = [own[year] for year in years]
    return Sum(sum(row.value for row in rows), tuple(row.id for row in rows))


def share(volumes: Volumes, edition: str, key: str, whole: str, years: range) -> float | None:
    """How much of a total a pair has in these years, in per cent; None where either is lacking."""
    part, total = (summed(volumes, edition, own, years) for own in (key, whole))
    if part is None or total is None or not total.value:
        return None
    return 100 * part.value / total.value


def change(volumes: Volumes, edition: str, key: str, years: range) -> float | None:
    """How much more was delivered than in as many years before, in per cent.

    None where a year of either time is lacking, or where nothing was delivered before.
    """
    before = range(years.start - len(years), years.start)
    earlier, later = (summed(volumes, edition, key, own) for own in (before, years))
    if earlier is None or later is None or not earlier.value:
        return None
    return 100 * (later.value / earlier.value - 1)


def concentration(volumes: Volumes, edition: str, years: range) -> tuple[float, float] | None:
    """Between which bounds the Herfindahl index of China's suppliers lies, from 0 to 1.

    The index is the sum of the squared shares (Herfindahl 1950). Of the total, what no supplier in
    the data accounts for is taken as very many small suppliers for the lower bound, and as a single
    one for the upper. That may be one of those that lack a year. None where the total is lacking.
    """
    total = summed(volumes, edition, IMPORTS, years)
    if total is None or not total.value:
        return None
    shares, lacking_years = [], [0.0]
    for own_share, is_whole in _supplier_shares(volumes, edition, years, total.value):
        shares.append(own_share)
        if not is_whole:
            lacking_years.append(own_share)
    least = sum(own_share**2 for own_share in shares)
    rest = max(0.0, 1 - sum(shares))
    largest = max(lacking_years)
    # The rest may be all of one supplier, the largest of those that lack a year.
    return least, least + (largest + rest) ** 2 - largest**2


def _supplier_shares(
    volumes: Volumes, edition: str, years: range, total: float
) -> list[tuple[float, bool]]:
    """The share of each supplier of China, and whether the edition has all its years."""
    shares = []
    for (own_edition, key), by_year in volumes.items():
        supplier, _, recipient = key.partition("-")
        if own_edition != edition or recipient != CHINA or supplier == OTHERS:
            continue
        known = [by_year[year].value for year in years if year in by_year]
        shares.append((sum(known) / total, len(known) == len(years)))
    return shares


@once_a_build
def editions_with_totals(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """Of each edition that has deliveries from Russia to China, the totals that it has too.

    In order of the editions' names.
    """
    volumes = all_volumes(dataset)
    with_pair = sorted({edition for edition, key in volumes if key == TO_CHINA.id})
    return {
        edition: tuple(whole for whole in (IMPORTS, EXPORTS) if (edition, whole) in volumes)
        for edition in with_pair
    }
