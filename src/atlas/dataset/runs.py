"""Runs of equal keys in rows that stand in order: a group-by without the sort."""

import numpy as np


def starts(*keys: "np.ndarray") -> "np.ndarray":
    """The places at which a new run begins: where any of the keys is another one than before."""
    is_new = np.zeros(len(keys[0]), dtype=bool)
    is_new[:1] = True
    for key in keys:
        is_new[1:] |= key[1:] != key[:-1]
    return np.flatnonzero(is_new)


def sizes(first: "np.ndarray", length: int) -> "np.ndarray":
    """How long each run is, of so many rows in all; `first` are the places where they begin."""
    return np.diff(np.append(first, length))
