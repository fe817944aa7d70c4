"""Supplier and recipient as charts draw them: the largest by name, the rest of a side as one."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from atlas.charts.transfers.directed import DIRECTION_LABELS
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.records.listing import coded
from atlas.values.pair import CHINA, RUSSIA
from atlas.values.words import wrapped

OTHER = "other"
LISTED = 6
# What a picture says beneath it where it has other pairs than Russia and China.
SELECTION = "Pairs other than Russia and China: a selection"
NAMED = 3


def folded_sides(
    frame: pd.DataFrame, value: pd.Series, dataset: Dataset, most: Mapping[str, int]
) -> pd.DataFrame:
    """Both sides of the transfers of a frame, each with at most so many countries as `most` says.

    `value` is what each transfer counts for. Returns, on the same index, `supplier` and
    `recipient` (codes, or `OTHER` for the smallest), `n_suppliers` and `n_recipients` (how many
    countries stand behind these).
    """
    columns: dict[str, object] = {}
    for side, number in most.items():
        sums = value.groupby(frame[side]).sum()
        small = smallest(dict(zip(sums.index, sums, strict=True)), dataset, number)
        is_small = frame[side].isin(small)
        columns[side] = frame[side].mask(is_small, OTHER)
        columns[f"n_{side}s"] = np.where(is_small, len(small), 1)
    return pd.DataFrame(columns, index=frame.index)


def smallest(sums: Mapping[str, float], dataset: Dataset, most: int) -> list[str]:
    """The countries that have no room by name, of all by their sums; none where all have."""
    if len(sums) <= most:
        return []
    order = sorted(sums, key=lambda code: (-sums[code], dataset.label(code)))
    # The rest takes a place of its own.
    return order[most - 1 :]


def side_labels(rows: pd.DataFrame, side: str, dataset: Dataset) -> pd.Series:
    """The names of one side (`supplier` or `recipient`) of rows with codes, folded or not."""
    labels = coded(rows[side], dataset.labels)
    number = f"n_{side}s"
    is_folded = rows[side].eq(OTHER)
    if number not in rows or not is_folded.any():
        return labels
    return labels.mask(is_folded, "Other (" + rows[number].astype("str") + ")")


def side_label(code: str, number: int, dataset: Dataset) -> str:
    """The name of one side of a row with such a code, behind which so many countries stand."""
    return f"Other ({number})" if code == OTHER else dataset.label(code)


def is_third(code: str) -> bool:
    """Whether this is a country of which the tables hold a selection."""
    return code not in (CHINA, RUSSIA)


def pair_labels(rows: pd.DataFrame, dataset: Dataset) -> pd.Series:
    """“Russia → India” for each of such rows."""
    return side_labels(rows, "supplier", dataset) + " → " + side_labels(rows, "recipient", dataset)


def are_of_the_pair(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Whether the two sides of each row are Russia and China."""
    pairs = zip(rows["supplier"].tolist(), rows["recipient"].tolist(), strict=True)
    are_own = [f"{supplier}-{recipient}" in DIRECTION_LABELS for supplier, recipient in pairs]
    return pd.Series(are_own, index=rows.index, dtype="bool")


def selection_note(rows: pd.DataFrame, below: int = 6) -> list[dict[str, Any]]:
    """The annotation of a picture that has other pairs; none where it has not.

    It stands `below` the drawing by so many pixels.
    """
    if are_of_the_pair(rows).all():
        return []
    place = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "y": 0}
    look = {"yanchor": "top", "yshift": -below, "showarrow": False, "font": {"size": 12}}
    return [{"text": SELECTION, **place, **look}]


class SummedPair(NamedTuple):
    """A pair of sides (codes, or `OTHER`) with its name, and how large its sum is in words."""

    supplier: str
    recipient: str
    label: str
    size: str


def largest_pairs(pairs: Sequence[SummedPair]) -> str:
    """The pairs of a chart in words: Russia and China, and of the others the first ones.

    `pairs` stand with the largest first. A selection is not ranked against a whole, so the others
    stand apart.
    """
    own, others = [], []
    for pair in pairs:
        phrase = f"{pair.label} ({pair.size})"
        if f"{pair.supplier}-{pair.recipient}" in DIRECTION_LABELS:
            own.append(phrase)
        elif OTHER not in (pair.supplier, pair.recipient):
            others.append(phrase)
    parts = []
    if own:
        parts.append(", ".join(own))
    if others:
        parts.append(f"of other pairs, a selection: {', '.join(others[:NAMED])}")
    return "; ".join(parts)


def transfer_lines(dataset: Dataset, ids: Sequence[str]) -> list[str]:
    """The first few of these transfers with their sources, as lines of what a mark says."""
    lines_by_id = _lines_by_id(dataset)
    lines = [lines_by_id[identifier] for identifier in ids[:LISTED]]
    if len(ids) > LISTED:
        lines.append(f"and {len(ids) - LISTED:,} more, in the table")
    return lines


@once_a_build
def _lines_by_id(dataset: Dataset) -> dict[str, str]:
    """Name and sources of every transfer by id, whatever the filters."""
    frame = dataset.built["transfers"]
    lines = "· " + frame["label"] + " · " + frame["cited"]
    return dict(zip(frame.index, map(wrapped, lines), strict=True))
