"""What a cell that counts exercises says when pointed at."""

from collections.abc import Iterable

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.values.words import counted, escaped, wrapped

LISTED = 8


def hovers(dataset: Dataset, titles: Iterable[str], ids: Iterable[list[str]]) -> list[str]:
    """A title with the number of exercises, then the first of them with date and sources.

    `titles` and `ids` have one entry for each cell.
    """
    frame = dataset["exercises"]
    descriptions = frame["label"] + ", " + frame["when"] + " · " + frame["cited"]
    texts = dict(zip(frame.index, descriptions, strict=True))
    return [
        _hover(title, [texts[identifier] for identifier in cell])
        for title, cell in zip(titles, ids, strict=True)
    ]


def _hover(title: str, descriptions: list[str]) -> str:
    number = counted(len(descriptions), "exercises")
    lines = [f"<b>{escaped(title)}: {number}</b>"]
    lines += map(wrapped, descriptions[:LISTED])
    more = len(descriptions) - LISTED
    if more > 0:
        lines.append(f"and {more:,} more, in the table")
    return "<br>".join(lines)


def joined(ids: "pd.Series[list[str]]") -> list[str]:
    """The ids of each cell as marks carry them."""
    return ids.str.join(";").tolist()
