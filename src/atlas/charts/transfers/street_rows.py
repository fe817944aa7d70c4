"""The transfers of the two-way street as plain rows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

from atlas.charts.plain_rows import cells_of
from atlas.charts.transfers.directed import (
    DIRECTION_LABELS,
    Certainty,
    every_directed,
    pair_ids,
)
from atlas.charts.transfers.exchanged import exchanged
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.records.outcome import is_carried_out

# Of each direction so many categories have a colour of their own; the others share one.
NAMED = 5
OTHER = "other"
DONE = ("delivered", "ended")
CATEGORY, EXCHANGED = "category", "exchanged"
YEARS_OF_A_COLUMN = {"year": 1, "five-years": 5, "decade": 10}


@dataclass(frozen=True)
class StreetOptions:
    """What the colours are, and how many years a column is."""

    split: str = field(
        default=CATEGORY,
        metadata={
            "title": "Split by",
            "choices": {CATEGORY: "Category", EXCHANGED: "What was exchanged"},
        },
    )
    column: str = field(
        default="year",
        metadata={
            "title": "A column is",
            "choices": {"year": "A year", "five-years": "Five years", "decade": "A decade"},
        },
    )

    @property
    def years(self) -> int:
        """How many years a column is."""
        return YEARS_OF_A_COLUMN[self.column]


EVERY = StreetOptions()


class StreetRow(NamedTuple):
    """A row of `street_view.street`, where its columns are described."""

    id: str
    year: int
    column: int
    direction: str
    category: str
    exchanged: str
    colour: str
    certainty: str
    done: bool

    @property
    def is_apart(self) -> bool:
        """Whether it was not carried out, and is in no sum."""
        return self.certainty == Certainty.APART


def rows_of(dataset: Dataset, options: StreetOptions) -> list[StreetRow]:
    """Transfers between the two by the year in which they begin, and by label."""
    in_view = set(dataset.ids("transfers"))
    rows = [row for row in _every(dataset) if row.id in in_view]
    largest = _largest(rows)
    years = options.years
    coloured = []
    for row in rows:
        colour = row.category if row.category in largest else OTHER
        if options.split == EXCHANGED:
            colour = row.exchanged
        coloured.append(row._replace(column=row.year // years * years, colour=colour))
    return coloured


@once_a_build
def _every(dataset: Dataset) -> list[StreetRow]:
    """What no filter changes of them; without colour."""
    frame = every_directed(dataset)
    direction = pair_ids(frame)
    frame = frame[direction.isin(list(DIRECTION_LABELS))].sort_values(["year_first", "label"])
    certainty = pd.Series(Certainty.DATED, index=frame.index, dtype="str")
    certainty = certainty.mask(~frame["dated"], Certainty.MENTIONED)
    certainty = certainty.mask(~is_carried_out(frame), Certainty.APART)
    columns = {
        "id": frame.index,
        "year": frame["year_first"],
        "column": frame["year_first"],
        "direction": direction[frame.index],
        "category": frame["category"].fillna(OTHER),
        "exchanged": exchanged(frame),
        "colour": [""] * len(frame),
        "certainty": certainty,
        "done": frame["status"].isin(DONE),
    }
    return [StreetRow(*cells) for cells in zip(*columns.values(), strict=True)]


def _largest(rows: Iterable[StreetRow]) -> set[str]:
    """The categories with most transfers of each direction."""
    numbers: dict[str, Counter[str]] = {}
    for row in rows:
        if row.category != OTHER:
            numbers.setdefault(row.direction, Counter())[row.category] += 1
    named: set[str] = set()
    for own in numbers.values():
        order = sorted((-number, name) for name, number in own.items())
        named.update(name for _, name in order[:NAMED])
    return named


def numbers(rows: Iterable[StreetRow]) -> Counter[str]:
    """How many there are of each direction."""
    return Counter(row.direction for row in rows)


def as_rows(frame: pd.DataFrame) -> list[StreetRow]:
    """The rows of a frame of them."""
    return [StreetRow._make(cells) for cells in cells_of(frame, StreetRow._fields)]
