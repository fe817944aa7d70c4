"""Rows of named tuples and the frame of them: a view is a frame, made of rows and drawn from rows.

With some hundred rows, what a frame takes to begin each of its steps is most of what they cost.
"""

from collections.abc import Sequence

import pandas as pd


def as_frame(rows: Sequence[tuple[object, ...]], fields: Sequence[str]) -> pd.DataFrame:
    """The rows as a frame, a column a field."""
    columns = zip(*rows, strict=True) if rows else ((),) * len(fields)
    return pd.DataFrame(dict(zip(fields, map(list, columns), strict=True)))


def cells_of(frame: pd.DataFrame, fields: Sequence[str]) -> list[tuple[object, ...]]:
    """The rows of a frame as plain values, in the order of the fields."""
    columns = [frame[name].tolist() for name in fields]
    return list(zip(*columns, strict=True))
