"""What bears on a criterion of alignment: findings on it, and entries of the kinds it is about."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

import pandas as pd

from atlas.charts.findings.findings_view import Stance
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build, once_a_dataset
from atlas.records.listing import singles
from atlas.records.outcome import is_carried_out
from atlas.values.pair import CHINA, RUSSIA, are_both_in

TABLES = ("findings", "exercises", "transfers", "agreements")
# The seven criteria of the later scale, and the treaty, which an earlier version has.
CRITERIA = (
    "confidence-building",
    "consultations",
    "military-technical cooperation and exchange",
    "regular exercises",
    "integrated command",
    "joint placement",
    "common defence policy",
    "alliance treaty",
)
# Agreements that bear on a criterion by their kind. Others, treaties above all, are named one by
# one where the scale says what a grade rests on.
AGREEMENT_KINDS = {
    "confidence-building": ("confidence-building measure",),
    "consultations": ("consultation mechanism", "road map"),
    "military-technical cooperation and exchange": ("contract",),
    "common defence policy": ("joint statement",),
}
STAFF_EXERCISES = "command-post"
COLUMNS = ["criterion", "id", "table", "weight", "projected", "dated", "first", "last"]


class Weight(StrEnum):
    """How something bears on a criterion: a finding by its stance, an entry by what became of it.

    An entry is there, whatever it speaks for.
    """

    DEEPER = Stance.DEEPER.value
    SHALLOWER = Stance.SHALLOWER.value
    MIXED = Stance.MIXED.value
    ENTRY = "entry"
    APART = "not carried out"


@once_a_dataset
def bearing(dataset: Dataset) -> pd.DataFrame:
    """What filters leave of all that bears on the criteria.

    Columns: criterion, id, table, weight (of `Weight`), projected, dated, first and last (years; of
    what has no date that of its first mention).
    """
    return _bearing(dataset, {table: dataset[table] for table in TABLES})


@once_a_build
def all_bearing(dataset: Dataset) -> pd.DataFrame:
    """The same whatever the filters."""
    return _bearing(dataset, {table: dataset.built[table] for table in TABLES})


def _bearing(dataset: Dataset, frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    frames = {table: singles(frame) for table, frame in frames.items()}
    parts = [_findings(frames["findings"])]
    for criterion, table, ids in _entries(dataset, frames):
        parts.append(_rows(frames[table].loc[ids], criterion, table))
    rows = pd.concat(parts, ignore_index=True)
    return rows.drop_duplicates(["criterion", "id"], ignore_index=True)


def _findings(frame: pd.DataFrame) -> pd.DataFrame:
    own = frame[frame["criterion"].isin(CRITERIA)]
    rows = _timed(own).assign(criterion=own["criterion"].tolist(), weight=own["stance"].tolist())
    return rows.assign(table="findings")[COLUMNS]


def _rows(frame: pd.DataFrame, criterion: str, table: str) -> pd.DataFrame:
    carried_out = is_carried_out(frame).map({True: Weight.ENTRY.value, False: Weight.APART.value})
    rows = _timed(frame).assign(weight=carried_out.tolist())
    return rows.assign(criterion=criterion, table=table)[COLUMNS]


def _timed(frame: pd.DataFrame) -> pd.DataFrame:
    columns = ["projected", "dated", "year_first", "year_last"]
    named = {"year_first": "first", "year_last": "last"}
    return frame[columns].rename(columns=named).rename_axis("id").reset_index()


def _entries(
    dataset: Dataset, frames: Mapping[str, pd.DataFrame]
) -> Iterator[tuple[str, str, pd.Index]]:
    """Criterion, table and ids of the entries that bear on it."""
    exercises = frames["exercises"]
    agreements = frames["agreements"]
    are_of_both = _are_of_both(exercises["participants"])
    held_together = exercises[are_of_both]
    yield "regular exercises", "exercises", held_together.index
    of_staffs = held_together[held_together["kind"].eq(STAFF_EXERCISES)]
    yield "integrated command", "exercises", of_staffs.index
    transfers = frames["transfers"]
    yield CRITERIA[2], "transfers", transfers.index[_are_between_both(transfers)]
    for criterion, kinds in AGREEMENT_KINDS.items():
        yield criterion, "agreements", agreements.index[agreements["kind"].isin(kinds)]
    for criterion, ids in _named(dataset).items():
        for table in TABLES[1:]:
            yield criterion, table, frames[table].index.intersection(ids)


def _are_between_both(transfers: pd.DataFrame) -> "pd.Series[bool]":
    """Whether each transfer is from one of the two to the other, or a programme of both."""
    sides = transfers[["supplier", "recipient"]]
    is_between = sides["supplier"].isin([CHINA, RUSSIA]) & sides["recipient"].isin([CHINA, RUSSIA])
    return is_between | _are_of_both(transfers["partners"])


def _are_of_both(parties: "pd.Series[str]") -> "pd.Series[bool]":
    lists = parties.fillna("").astype("str").str.split(";")
    return lists.map(are_both_in).astype(bool)


@once_a_build
def _named(dataset: Dataset) -> dict[str, list[str]]:
    """The entries on which the grades of each criterion rest."""
    rests_on = dataset.scale.dropna(subset="about")
    named: dict[str, dict[str, None]] = {}
    for criterion, ids in zip(rests_on["criterion"], rests_on["about"], strict=True):
        named.setdefault(criterion, {}).update(dict.fromkeys(ids.split(";")))
    return {criterion: list(ids) for criterion, ids in named.items()}
