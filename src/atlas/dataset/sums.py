"""Totals that cannot be true together with their parts: what both sides sent, and all of it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from atlas.dataset.evidence import shown_plans
from atlas.values.pair import are_only_in

# What is counted of an exercise, for each side and in all.
EXERCISES = "exercises"
NOUNS = ("personnel", "ships", "aircraft", "equipment")
SIDES = ("china", "russia")


class Mismatch(NamedTuple):
    """A record whose shown `total` cannot be true together with the `sum` of its shown `sides`.

    `sides` are the fields that are added up.
    """

    id: str
    field: str
    total: float
    sum: float
    sides: list[str]


def mismatches(exercises: pd.DataFrame, lines: pd.DataFrame) -> Iterator[Mismatch]:
    """Shown totals that are less than both sides together, or more although no third takes part.

    `exercises` is a built frame, `lines` are the evidence. What a side was only expected to send
    is not compared with how many there were, nor the reverse.
    """
    planned = shown_plans(lines, EXERCISES)
    columns = [f"{noun}_{side}" for noun in NOUNS for side in (*SIDES, "total")]
    is_bilateral = exercises["participants"].map(are_only_in).astype(bool)
    rows = zip(
        exercises.index.tolist(),
        is_bilateral.tolist(),
        exercises[columns].to_dict("records"),
        strict=True,
    )
    for identifier, bilateral, row in rows:
        known = {name: value for name, value in row.items() if pd.notna(value)}
        happened = {name: known[name] for name in known if (identifier, name) not in planned}
        expected = {name: known[name] for name in known if (identifier, name) in planned}
        for noun in NOUNS:
            for figures in (happened, expected):
                mismatch = _mismatch(identifier, noun, figures, bilateral=bilateral)
                if mismatch is not None:
                    yield mismatch


def _mismatch(
    identifier: str, noun: str, figures: Mapping[object, float], *, bilateral: bool
) -> Mismatch | None:
    total = figures.get(f"{noun}_total")
    names = [f"{noun}_{side}" for side in SIDES]
    sides = [name for name in names if name in figures]
    if total is None or not sides:
        return None
    together = sum(figures[name] for name in sides)
    is_less = total < together
    is_more = bilateral and sides == names and total > together
    if is_less or is_more:
        return Mismatch(identifier, f"{noun}_total", total, together, sides)
    return None
