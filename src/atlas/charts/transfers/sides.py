"""Supplier and recipient as charts draw them: the largest by name, the rest of a side as one."""

from collections.abc import Mapping, Sequence
from typing import Any

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
        small = _smallest(frame[side], value, dataset, number)
        is_small = frame[side].isin(small)
        columns[side] = frame[side].mask(is_small, OTHER)
        columns[f"n_{side}s"] = np.where(is_small, len(small), 1)
    return pd.DataFrame(columns, index=frame.index)


def _smallest(codes: pd.Series, value: pd.Series, dataset: Dataset, most: int) -> list[str]:
    """The countries that have no room by name; none where all have."""
    sums = value.groupby(codes).sum()
    totals = {str(code): total for code, total in sums.items()}
    if len(totals) <= most:
        return []
    order = sorted(totals, key=lambda code: (-totals[code], dataset.label(code)))
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


def is_third(codes: pd.Series) -> "pd.Series[bool]":
    """Whether each is a country of which the tables hold a selection."""
    return ~codes.isin([CHINA, RUSSIA])


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


def largest_pairs(pairs: pd.DataFrame, sizes: Sequence[str]) -> str:
    """The pairs of a chart in words: Russia and China, and of the others the first ones.

    `pairs` have supplier, recipient (codes, or `OTHER`) and label, the largest first; `sizes` say
    how large. A selection is not ranked against a whole, so the others stand apart.
    """
    phrases = pairs["label"] + " (" + pd.Series(sizes, index=pairs.index, dtype="str") + ")"
    is_own = are_of_the_pair(pairs)
    is_folded = pairs["supplier"].eq(OTHER) | pairs["recipient"].eq(OTHER)
    others = phrases[~is_own & ~is_folded].head(NAMED)
    parts = []
    if is_own.any():
        parts.append(", ".join(phrases[is_own]))
    if len(others):
        parts.append(f"of other pairs, a selection: {', '.join(others)}")
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
