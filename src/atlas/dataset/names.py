"""The ids behind the names in a table, in columns beside those that a reader sees.

Two records may have the same name, so a name cannot tell which of them is meant. A table with a
column `Record` or `Sources` therefore has a second column with the ids of what its cells name,
joined with `;`. As a column it stays beside its names through every filter, sort and concat.
"""

from collections.abc import Mapping

import pandas as pd

# No heading of a column that is read begins with a small letter.
PREFIX = "ids of "
# The columns of a table that name sources; all others name records.
SOURCE_COLUMNS = ("Source", "Sources")


def ids_column(names: str) -> str:
    """The column that has the ids behind a column of names."""
    return f"{PREFIX}{names}"


def with_ids(frame: pd.DataFrame, ids: Mapping[str, pd.Series]) -> pd.DataFrame:
    """The frame with the ids behind some of its columns, by column of names, at its end.

    A cell without an id is NA: what it names leads nowhere.
    """
    return frame.assign(**{ids_column(names): values for names, values in ids.items()})


def without_ids(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns that a reader sees."""
    hidden = [name for name in frame if str(name).startswith(PREFIX)]
    return frame.drop(columns=hidden)


def record_columns(frame: pd.DataFrame) -> list[str]:
    """The columns of a table that name records, and have the ids behind the names."""
    columns = [str(name) for name in frame if ids_column(str(name)) in frame]
    return [name for name in columns if name not in SOURCE_COLUMNS]
