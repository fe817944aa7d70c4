"""Filters applied to a dataset: what is left, and what each filter hides."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.filters import Filters

SHOWN, SEVERAL = "", "several"
GROUP = "is_group"
Value = TypeVar("Value")


@dataclass(frozen=True)
class Coverage:
    """How many records there are, how many are shown, and how many each filter hides.

    What several filters hide at once counts as `several`. `noun` is what one record is called.
    """

    total: int
    shown: int
    hidden: dict[str, int]
    noun: str = "record"

    def sentence(self) -> str:
        """“12 of 40 records shown; hidden by Years 20, by several filters 8.”"""
        noun = self.noun if self.total == 1 else f"{self.noun}s"
        if not self.total:
            return f"There are no {noun} in the chosen sources."
        if not self.hidden:
            return f"All {self.total:,} {noun} shown."
        reasons = [f"by {_title(key)} {number:,}" for key, number in self.hidden.items()]
        return f"{self.shown:,} of {self.total:,} {noun} shown; hidden {', '.join(reasons)}."


def _title(reason: str) -> str:
    return "several filters" if reason == SEVERAL else FILTERS[reason].title


class PerTable(Mapping[str, Value]):
    """Something of each table, made when it is asked for.

    A page that shows two tables does not pay for eight.
    """

    def __init__(self, tables: Iterable[str], make: Callable[[str], Value]) -> None:
        self._tables, self._make = tuple(tables), make
        self._results: dict[str, Value] = {}

    def __getitem__(self, table: str) -> Value:
        if table not in self._tables:
            raise KeyError(table)
        if table not in self._results:
            self._results[table] = self._make(table)
        return self._results[table]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


@dataclass(frozen=True)
class Selection:
    """A filtered dataset, and why the other records are not in it.

    `reasons[table]` names for every record of the table, by id, the filter that hides it; it is
    blank where the record is shown.
    """

    dataset: Dataset
    reasons: Mapping[str, pd.Series]

    def coverage(
        self, tables: Iterable[str], among: pd.Index | None = None, noun: str = "record"
    ) -> Coverage:
        """Counts over some tables, or over the ids `among` theirs.

        Groups are counted by their parts, as in every chart. Shown and hidden add up to all.
        """
        counts: Counter[str] = Counter()
        for table in tables:
            reasons = self.reasons[table]
            built = self.dataset.built[table]
            if GROUP in built:
                reasons = reasons[~built[GROUP].to_numpy()]
            if among is not None:
                reasons = reasons[reasons.index.isin(among)]
            counts.update(reasons.tolist())
        hidden = {key: counts[key] for key in (*FILTERS, SEVERAL) if key in counts}
        return Coverage(counts.total(), counts[SHOWN], hidden, noun)


def apply(dataset: Dataset, filters: Filters) -> Selection:
    """Narrow a dataset by every filter that hides records; the evidence base decided the build."""
    tables = list(dataset.frames)

    def reasons_of(table: str) -> pd.Series:
        return _reasons(table, dataset[table], filters)

    def frame_of(table: str) -> pd.DataFrame:
        is_shown = reasons[table].to_numpy() == SHOWN
        return dataset[table].take(np.flatnonzero(is_shown))

    reasons = PerTable(tables, reasons_of)
    return Selection(dataset.only(PerTable(tables, frame_of)), reasons)


def _reasons(table: str, frame: pd.DataFrame, filters: Filters) -> pd.Series:
    """The key of the filter that hides each record, `several`, or nothing."""
    names = np.full(len(frame), SHOWN, dtype=object)
    for key in filters.narrowing:
        declared = FILTERS[key]
        if declared.hides is None or not declared.acts_on(table, frame):
            continue
        is_hidden = declared.hides(frame, filters[key]).to_numpy(dtype=bool)
        names[is_hidden] = np.where(names[is_hidden] == SHOWN, key, SEVERAL)
    return pd.Series(names, index=frame.index)
