"""Who speaks of each record, where, and how firmly."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from atlas.dataset import runs
from atlas.dataset.citations import Places
from atlas.dataset.evidence import Basis


def record_sources(rows: pd.DataFrame, ids: pd.Index, sources: pd.DataFrame) -> pd.DataFrame:
    """One row per record of `ids`: who speaks in its rows.

    `rows` stand in order of record (`code`, the place in `ids`), rank of the source and locator,
    with the `strength` of their basis; `sources` is the register. Columns: `basis` (the strongest),
    `sources` (ids joined with `;`), `n_sources`, `n_independent` (distinct origins), `places`
    (sources with their locators), `said_by`.
    """
    code = rows["code"].to_numpy()
    source = rows["source"].to_numpy(dtype=object)
    locator = rows["locator"].to_numpy(dtype=object)
    distinct = runs.starts(code, source, locator)
    code, source, locator = code[distinct], source[distinct], locator[distinct]
    first_of_source = runs.starts(code, source)
    # One entry for each record and each source of it.
    code, names = code[first_of_source], source[first_of_source].tolist()
    first_of_record = runs.starts(code)
    locators = _parts(locator.tolist(), first_of_source)
    places: list[Places] = _parts(list(zip(names, locators, strict=True)), first_of_record)
    columns = {
        "basis": pd.array(_strongest(rows), dtype="str"),
        "sources": pd.array([";".join(own) for own in _parts(names, first_of_record)], dtype="str"),
        "n_sources": np.bincount(code, minlength=len(ids)),
        "n_independent": _independent(code, names, sources["origin"].to_dict(), len(ids)),
        "places": pd.Series(places, index=ids, dtype=object),
        "said_by": pd.array(_speakers(rows, len(ids)), dtype="str"),
    }
    return pd.DataFrame(columns, index=ids)


def _parts(items: list[Any], first: "np.ndarray") -> list[tuple[Any, ...]]:
    """The items in parts, which begin at these places."""
    bounds = [*first.tolist(), len(items)]
    return [tuple(items[start:stop]) for start, stop in pairwise(bounds)]


def _strongest(rows: pd.DataFrame) -> list[str]:
    strongest = np.minimum.reduceat(
        rows["strength"].to_numpy(dtype=int), runs.starts(rows["code"].to_numpy())
    )
    names = [str(basis) for basis in Basis]
    return [names[strength] for strength in strongest.tolist()]


def _independent(
    code: "np.ndarray", names: list[str], origins: Mapping[Any, str], size: int
) -> "np.ndarray":
    """How many distinct origins each record has."""
    pairs = {(record, origins[name]) for record, name in zip(code.tolist(), names, strict=True)}
    return np.bincount([record for record, _ in pairs], minlength=size)


def _speakers(rows: pd.DataFrame, size: int) -> list[str | None]:
    """Who speaks inside the sources of each record; None where only their authors do."""
    speakers: list[dict[str, None]] = [{} for _ in range(size)]
    spoken = rows[rows["said_by"].notna()]
    for code, speaker in zip(spoken["code"].tolist(), spoken["said_by"].tolist(), strict=True):
        speakers[code][speaker] = None
    return ["; ".join(names) or None for names in speakers]
