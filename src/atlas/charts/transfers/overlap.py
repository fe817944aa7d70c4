"""Transfers that two exports of one register may both hold: sums count them twice."""

import pandas as pd

from atlas.charts.transfers.directed import directed, pair_ids
from atlas.dataset.dataset import Dataset
from atlas.dataset.imports import imported
from atlas.dataset.memo import once_a_dataset
from atlas.values.words import counted


@once_a_dataset
def note(dataset: Dataset) -> str:
    """How many transfers may be counted twice, in a sentence; blank where none may.

    An import takes the ids of the deals that it knows again. Between parties of which it has other
    deals too, a transfer of the same register that it has not taken may be one of these, revised.
    """
    frame = directed(dataset)
    frame = frame[frame["tiv_delivered"].notna()]
    origins = dataset.sources["origin"]
    new_sources = imported(dataset.sources)
    origin = str(origins[new_sources].iloc[0]) if new_sources.any() else ""
    is_imported = _rests_on(frame, origins.index[new_sources])
    others = origins.index[origins.eq(origin) & ~new_sources]
    is_own = _rests_on(frame, others)
    keys = pair_ids(frame)
    new_pairs = keys[is_imported & ~is_own]
    n_doubtful = int((is_own & ~is_imported & keys.isin(new_pairs)).sum())
    if not n_doubtful:
        return ""
    doubtful = counted(n_doubtful, "transfers")
    return (
        f"May be counted twice: {doubtful} of {origin}'s register that the imported export has not "
        "under the same figures; where they have been revised, both are added up."
    )


def _rests_on(frame: pd.DataFrame, sources: pd.Index) -> "pd.Series[bool]":
    """Which records have a row of one of these sources."""
    items = frame["sources"].str.split(";").explode()
    is_of_them = items.isin(sources)
    is_any = is_of_them.groupby(level=0).any()
    return is_any.reindex(frame.index, fill_value=False)
