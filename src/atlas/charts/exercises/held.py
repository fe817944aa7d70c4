"""Which exercises are counted: what is but expected has not been held."""

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset
from atlas.records.listing import singles
from atlas.records.outcome import is_carried_out
from atlas.values.words import agreeing


@once_a_dataset
def held(dataset: Dataset) -> pd.DataFrame:
    """The single exercises of which a source says more than that they are expected."""
    frame = singles(dataset["exercises"])
    return frame[is_carried_out(frame)]


def with_expected(sentence: str, dataset: Dataset) -> str:
    """A sentence on the exercises that are held, and how many are in view that are not."""
    expected = len(singles(dataset["exercises"])) - len(held(dataset))
    if not expected:
        return sentence
    verb = agreeing(expected, "is", "are")
    return f"{sentence.removesuffix('.')}; {expected:,} more {verb} only expected, and not counted."
