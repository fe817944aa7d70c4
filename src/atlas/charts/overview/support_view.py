"""How sure an answer is: on how many sources its records rest, and how many values are disputed."""

from dataclasses import dataclass

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.records.conflicts import disputed
from atlas.records.corroboration import Standing, standing


@dataclass(frozen=True)
class Support:
    """Of `records`, `borne_out` rest on two independent sources or more.

    `disputed` is how many values of theirs sources disagree on, `sources` how many speak of them.
    """

    records: int
    borne_out: int
    disputed: int
    sources: int


def support(dataset: Dataset, table: str, ids: pd.Index) -> Support:
    """The support of these records of a table."""
    frame = dataset[table].loc[ids]
    if frame.empty:
        return Support(0, 0, 0, 0)
    values = disputed(dataset)
    is_own = values["table"].eq(table) & values["id"].isin(ids)
    speaking = {source for joined in frame["sources"].unique() for source in joined.split(";")}
    return Support(
        records=len(frame),
        borne_out=int(standing(dataset, frame).eq(Standing.CORROBORATED).sum()),
        disputed=int(is_own.sum()),
        sources=len(speaking),
    )
