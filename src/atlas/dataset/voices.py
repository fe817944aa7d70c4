"""Independent voices: copies of one text are one, and so are the state media of one country."""

from collections.abc import Hashable, Iterable
from typing import Any

import pandas as pd

# The kind of source that is the voice of a state.
VOICE_OF_A_STATE = "state media"


def independent(saying: Iterable[tuple[Hashable, str]], sources: pd.DataFrame) -> dict[Any, int]:
    """How many independent voices there are for each key: a record, say, or a value of a field.

    `saying` are pairs of a key and the id of a source that says it; `sources` is the register.
    Copies of one text or one database have one origin; of the origins of a key, those that are
    heard through the state media of one known country alone are that state's voice.
    """
    columns = zip(sources["origin"], sources["kind"], sources["country"], strict=True)
    states = {
        source: (origin, _state(kind, country))
        for source, (origin, kind, country) in zip(sources.index, columns, strict=True)
    }
    voices: dict[Hashable, dict[str, str]] = {}
    for key, source in saying:
        origin, state = states[source]
        by_origin = voices.setdefault(key, {})
        if by_origin.setdefault(origin, state) != state:
            by_origin[origin] = ""
    counts = {}
    for key, by_origin in voices.items():
        counts[key] = len({state or f"origin {origin}" for origin, state in by_origin.items()})
    return counts


def _state(kind: object, country: object) -> str:
    """The state whose voice a source is; blank for none, or where its country is not known."""
    return f"state {country}" if kind == VOICE_OF_A_STATE and isinstance(country, str) else ""
