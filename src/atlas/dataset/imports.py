"""Sources that an import added, told apart from those that were ranked by hand."""

import pandas as pd

# Every source has a rank of its own; those of imports come after all that are ranked by hand.
FIRST_RANK = 100_000


def imported(sources: pd.DataFrame) -> "pd.Series[bool]":
    """Which sources of a dataset's register an import added."""
    return sources["rank"] >= FIRST_RANK
