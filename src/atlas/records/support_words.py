"""On how many sources a record rests, as a sentence."""

from typing import Any

import pandas as pd

from atlas.values.words import agreeing, counted, number


def rests_on(row: "pd.Series[Any]") -> str:
    """On how many sources a record rests, of which somebody says anything."""
    stating = row["stating"].split(";")
    supporting = [name for name in row["supporting"].split(";") if name]
    expecting = len(stating) - len(supporting)
    if not supporting:
        return f"All that is said of it was said beforehand, by {counted(expecting, 'sources')}."
    recorded = _recorded(len(supporting), int(row["n_independent"]))
    return f"{recorded} {number(expecting)} more only expected it." if expecting else recorded


def _recorded(speaking: int, origins: int) -> str:
    if speaking == 1:
        return "Recorded by 1 source."
    if origins == speaking:
        return f"Recorded by {number(speaking)} independent sources."
    return f"Recorded by {number(speaking)} sources, {_of_them(origins)}."


def _of_them(origins: int) -> str:
    return agreeing(
        origins, "which count as one independent source", f"{number(origins)} of them independent"
    )


def mentioned(row: "pd.Series[Any]") -> str:
    """How many sources name a record of which nobody says more."""
    sources = len(row["mentions"].split(";"))
    noun = agreeing(sources, "source mentions", "sources mention")
    return f"{number(sources)} {noun} it, and no chosen source says more of it."
