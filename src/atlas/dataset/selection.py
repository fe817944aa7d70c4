"""Filters applied to a dataset: what is left, and what each filter hides."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.filters import Filters
from atlas.dataset.memo import once_a_dataset
from atlas.values.words import counted, singular

SHOWN, SEVERAL = "", "several"
GROUP = "is_group"
# What the rows of a table are called where its title is not what readers call them, and of several
# tables taken together.
NOUNS = {"context": "context entries"}
ENTRIES = "entries"
Value = TypeVar("Value")


@dataclass(frozen=True)
class Coverage:
    """How many records there are, how many are shown, and how many each filter hides.

    What several filters hide at once counts as `several`. `noun` is what they are called, in the
    plural.
    """

    total: int
    shown: int
    hidden: dict[str, int]
    noun: str = ENTRIES

    def short(self) -> str:
        """“12 of 40 exercises”, or “40 exercises” where all are shown."""
        total = counted(self.total, self.noun)
        return total if self.shown == self.total else f"{self.shown:,} of {total}"

    def sentence(self) -> str:
        """“12 of 40 exercises; hidden: 20 by years, 8 by several filters.”"""
        if not self.total:
            return f"There are no {self.noun} in the chosen sources."
        if self.hidden:
            reasons = [f"{number:,} by {_reason(key)}" for key, number in self.hidden.items()]
            return f"{self.short()}; hidden: {', '.join(reasons)}."
        if self.total == 1:
            return f"The one {singular(self.noun)} in the chosen sources passes the filters."
        lead = f"Both {self.noun}" if self.total == 2 else f"All {self.short()}"
        return f"{lead} pass the filters."


def _reason(key: str) -> str:
    return "several filters" if key == SEVERAL else FILTERS[key].reason


class PerTable(Mapping[str, Value]):
    """Something of each table, made when it is asked for.

    A page that shows two tables does not pay for eight.
    """

    def __init__(self, tables: Iterable[str], make: Callable[[str], Value]) -> None:
        self._tables = tuple(tables)
        self._make = make
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
        self, tables: Sequence[str], among: pd.Index | None = None, noun: str = ""
    ) -> Coverage:
        """Counts over some tables, or over the ids `among` theirs.

        Groups are counted by their parts, as in every chart. Shown and hidden add up to all.
        `noun` is what is counted, in the plural; blank: what the tables are called.
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
        return Coverage(counts.total(), counts[SHOWN], hidden, noun or self._noun(tables))

    def _noun(self, tables: Sequence[str]) -> str:
        if len(tables) > 1:
            return ENTRIES
        name = tables[0]
        return NOUNS.get(name, self.dataset.schema.tables[name].title.lower())


def apply(dataset: Dataset, filters: Filters) -> Selection:
    """Narrow a dataset by every filter that hides records; the evidence base decided the build."""
    tables = list(dataset.frames)

    def reasons_of(table: str) -> pd.Series:
        return _reasons(dataset, table, filters)

    def places_of(table: str) -> "np.ndarray":
        return np.flatnonzero(reasons[table].to_numpy() == SHOWN)

    def ids_of(table: str) -> pd.Index:
        return dataset.frames[table].index.take(places[table])

    def frame_of(table: str) -> pd.DataFrame:
        return dataset.frames[table].take(places[table])

    reasons = PerTable(tables, reasons_of)
    places = PerTable(tables, places_of)
    narrowed = dataset.only(PerTable(tables, frame_of), filters, PerTable(tables, ids_of))
    return Selection(narrowed, reasons)


def _reasons(dataset: Dataset, table: str, filters: Filters) -> pd.Series:
    """The key of the filter that hides each record, `several`, or nothing."""
    frame = dataset.frames[table]
    names = np.full(len(frame), SHOWN, dtype=object)
    for key in filters.narrowing:
        if FILTERS[key].acts_on(table, frame):
            is_hidden = _hidden(dataset, key, filters[key])[table]
            names[is_hidden] = np.where(names[is_hidden] == SHOWN, key, SEVERAL)
    return pd.Series(names, index=frame.index)


@once_a_dataset
def _hidden(dataset: Dataset, key: str, value: Any) -> "PerTable[np.ndarray]":
    """Which records of each table a value of one filter hides: others stay as they are while it
    changes.
    """
    hides = FILTERS[key].hides

    def mask_of(table: str) -> "np.ndarray":
        frame = dataset.frames[table]
        if hides is None:
            return np.zeros(len(frame), dtype=bool)
        return hides(frame, value).to_numpy(dtype=bool)

    return PerTable(dataset.frames, mask_of)
