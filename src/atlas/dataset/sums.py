"""Totals that cannot be true together with their parts: what both sides sent, and all of it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from atlas.values.pair import are_only_in

# What is counted of an exercise, for each side and in all.
EXERCISES = "exercises"
NOUNS = ("personnel", "ships", "aircraft", "equipment")
SIDES = ("china", "russia")


class Mismatch(NamedTuple):
    """A record whose shown `total` cannot be true together with the `sum` of its shown sides."""

    id: str
    field: str
    total: float
    sum: float

    @property
    def sides(self) -> list[str]:
        """The fields that are added up."""
        return [self.field.replace("total", side) for side in SIDES]


def mismatches(exercises: pd.DataFrame) -> Iterator[Mismatch]:
    """Shown totals that are less than both sides together, or more although no third takes part.

    `exercises` is a built frame.
    """
    columns = [f"{noun}_{side}" for noun in NOUNS for side in (*SIDES, "total")]
    is_bilateral = exercises["participants"].map(are_only_in).astype(bool)
    rows = zip(
        exercises.index.tolist(),
        is_bilateral.tolist(),
        exercises[columns].to_dict("records"),
        strict=True,
    )
    for identifier, bilateral, row in rows:
        for noun in NOUNS:
            mismatch = _mismatch(identifier, noun, row, bilateral=bilateral)
            if mismatch is not None:
                yield mismatch


def _mismatch(
    identifier: str, noun: str, row: Mapping[object, float], *, bilateral: bool
) -> Mismatch | None:
    sides = [row[f"{noun}_{side}"] for side in SIDES if pd.notna(row[f"{noun}_{side}"])]
    total = row[f"{noun}_total"]
    if pd.isna(total) or not sides:
        return None
    is_less = total < sum(sides)
    is_more = bilateral and len(sides) == len(SIDES) and total > sum(sides)
    if is_less or is_more:
        return Mismatch(identifier, f"{noun}_total", total, sum(sides))
    return None
