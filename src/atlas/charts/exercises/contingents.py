"""How many persons China and Russia sent to an exercise, in classes."""

from enum import StrEnum

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.evidence import shown_plans

PERSONNEL = ["personnel_china", "personnel_russia"]


class Contingents(StrEnum):
    """How many persons China and Russia are stated to have sent, the two together.

    Where one of them alone is stated, it is that one's.
    """

    NOT_STATED = "not stated"
    UNDER_1000 = "under 1,000"
    FROM_1000 = "1,000 to 2,999"
    FROM_3000 = "3,000 to 9,999"
    FROM_10000 = "10,000 and more"


LIMITS = [0, 1_000, 3_000, 10_000, float("inf")]


def persons_sent(dataset: Dataset, frame: pd.DataFrame) -> pd.DataFrame:
    """How many persons each side sent; of what took place not how many it was to send."""
    plans = shown_plans(dataset.evidence, "exercises")
    ids = frame.index.to_series()
    persons = frame[PERSONNEL].copy()
    for column in PERSONNEL:
        planned = {identifier for identifier, field in plans if field == column}
        is_plan = ids.isin(planned) & ~frame["projected"]
        persons[column] = persons[column].mask(is_plan)
    return persons


def size_classes(persons: pd.DataFrame) -> pd.Series:
    """The `Contingents` of each exercise by what both sides sent together."""
    in_all = persons.sum(axis=1, min_count=1)
    classes = pd.cut(in_all, LIMITS, right=False, labels=list(Contingents)[1:])
    return classes.astype("str").fillna(Contingents.NOT_STATED)
