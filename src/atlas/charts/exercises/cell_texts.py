"""What a cell that counts exercises says when pointed at."""

from collections.abc import Iterable, Mapping

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.values.words import counted, escaped, wrapped

LISTED = 8


def hovers(dataset: Dataset, titles: Iterable[str], ids: Iterable[list[str]]) -> list[str]:
    """A title with the number of exercises, then the first of them with date and sources.

    `titles` and `ids` have one entry for each cell.
    """
    lines_by_id = _lines_by_id(dataset)
    return [_hover(title, cell, lines_by_id) for title, cell in zip(titles, ids, strict=True)]


@once_a_build
def _lines_by_id(dataset: Dataset) -> dict[str, str]:
    """Name, date and sources of every exercise, whatever the filters."""
    frame = dataset.built["exercises"]
    descriptions = frame["label"] + ", " + frame["when"] + " · " + frame["cited"]
    return dict(zip(frame.index, map(wrapped, descriptions), strict=True))


def _hover(title: str, ids: list[str], lines_by_id: Mapping[str, str]) -> str:
    number = counted(len(ids), "exercises")
    lines = [f"<b>{escaped(title)}: {number}</b>"]
    lines += [lines_by_id[identifier] for identifier in ids[:LISTED]]
    more = len(ids) - LISTED
    if more > 0:
        lines.append(f"and {more:,} more, in the table")
    return "<br>".join(lines)


def joined(ids: "pd.Series[list[str]]") -> list[str]:
    """The ids of each cell as marks carry them."""
    return ids.str.join(";").tolist()
