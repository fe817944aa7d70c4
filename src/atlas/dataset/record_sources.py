"""Who speaks of each record, where, and how firmly."""

from collections.abc import Iterable
from itertools import compress, pairwise
from typing import Any

import numpy as np
import pandas as pd

from atlas.dataset import runs
from atlas.dataset.evidence import EXISTS, STRENGTH, Basis
from atlas.dataset.voices import independent

# A record by its code, and the name of a source that speaks of it.
Voice = tuple[int, str]
# Fields of a row that tells nothing of its record.
NO_VALUES = (EXISTS, "note")


def record_sources(
    rows: pd.DataFrame, lines: pd.DataFrame, ids: pd.Index, sources: pd.DataFrame
) -> pd.DataFrame:
    """One row per record of `ids`: who speaks in its rows.

    `rows` stand in order of record (`code`, the place in `ids`), rank of the source and locator,
    with the `strength` of their basis; `lines` are their evidence, `sources` is the register.
    Columns:

    - `sources`: ids joined with `;`, of which `stating` say anything of the record, while
      `mentions` only confirm that there is such a record;
    - `supporting`: those of the stating ones that say more than that it is expected. A plan does
      not bear out that something took place; where none of the rows says that, they all do;
    - `n_independent`: how many of the supporting ones are independent of each other;
    - `places`, `mention_places`: those that say anything, and the others, with their locators;
    - `projected`: whether none of the rows says more than that it is expected or offered.
    """
    code = rows["code"].to_numpy()
    source = rows["source"].to_numpy(dtype=object)
    locator = rows["locator"].to_numpy(dtype=object)
    distinct = runs.starts(code, source, locator)
    code = code[distinct]
    source = source[distinct]
    locator = locator[distinct]
    first_of_source = runs.starts(code, source)
    # One entry for each record and each source of it.
    code = code[first_of_source]
    names = source[first_of_source].tolist()
    locators = _parts(locator.tolist(), first_of_source)
    places = list(zip(names, locators, strict=True))
    is_projected = _is_projected(rows)
    saying = list(zip(code.tolist(), names, strict=True))
    says = list(zip(lines["code"].tolist(), lines["source"].tolist(), strict=True))
    is_value = ~lines["field"].isin(NO_VALUES).to_numpy()
    is_firm = is_value & (lines["basis"].to_numpy() != Basis.PROJECTED)
    stated = _are_among(saying, compress(says, is_value))
    mentioned = ~stated
    supports = _are_among(saying, compress(says, is_firm)) | (stated & is_projected[code])
    supporting = _by_record(names, code, len(ids), supports)
    columns = {
        "sources": pd.array(_joined(_by_record(names, code, len(ids))), dtype="str"),
        "stating": pd.array(_joined(_by_record(names, code, len(ids), stated)), dtype="str"),
        "mentions": pd.array(_joined(_by_record(names, code, len(ids), mentioned)), dtype="str"),
        "supporting": pd.array(_joined(supporting), dtype="str"),
        "n_independent": _independent(supporting, sources),
        "places": _by_record(places, code, len(ids), stated),
        "mention_places": _by_record(places, code, len(ids), mentioned),
        "projected": is_projected,
    }
    return pd.DataFrame(columns, index=ids)


def _are_among(saying: list[Voice], wanted: Iterable[Voice]) -> "np.ndarray":
    """Whether each source of a record is one of these."""
    known = set(wanted)
    return np.array([voice in known for voice in saying], dtype=bool)


def _by_record(
    items: list[Any], code: "np.ndarray", size: int, wanted: "np.ndarray | None" = None
) -> list[tuple[Any, ...]]:
    """The items of each record in order: all, or those that are wanted."""
    of_record: list[list[Any]] = [[] for _ in range(size)]
    is_wanted = np.ones(len(code), dtype=bool) if wanted is None else wanted
    for record, item, takes in zip(code.tolist(), items, is_wanted.tolist(), strict=True):
        if takes:
            of_record[record].append(item)
    return [tuple(own) for own in of_record]


def _joined(names: list[tuple[str, ...]]) -> list[str]:
    return [";".join(own) for own in names]


def _parts(items: list[Any], first: "np.ndarray") -> list[tuple[Any, ...]]:
    """The items in parts, which begin at these places."""
    bounds = [*first.tolist(), len(items)]
    return [tuple(items[start:stop]) for start, stop in pairwise(bounds)]


def _is_projected(rows: pd.DataFrame) -> "np.ndarray":
    """Whether the strongest row of each record only projects it."""
    strength = rows["strength"].to_numpy(dtype=int)
    strongest = np.minimum.reduceat(strength, runs.starts(rows["code"].to_numpy()))
    is_projected: np.ndarray = strongest == STRENGTH[Basis.PROJECTED]
    return is_projected


def _independent(supporting: list[tuple[str, ...]], sources: pd.DataFrame) -> "np.ndarray":
    """How many independent voices each record has."""
    saying = [(record, name) for record, names in enumerate(supporting) for name in names]
    counts = independent(saying, sources)
    return np.array([counts.get(record, 0) for record in range(len(supporting))], dtype=np.int64)
