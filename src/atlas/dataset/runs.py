"""Runs of equal keys in rows that stand in order: a group-by without the sort."""

import numpy as np


def starts(*keys: "np.ndarray") -> "np.ndarray":
    """The places at which a new run begins: where any of the keys is another one than before."""
    is_new = np.zeros(len(keys[0]), dtype=bool)
    is_new[:1] = True
    for key in keys:
        is_new[1:] |= key[1:] != key[:-1]
    return np.flatnonzero(is_new)
