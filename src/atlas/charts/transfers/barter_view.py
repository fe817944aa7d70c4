"""Barter: transfers that are given in exchange for others, as chains."""

from collections.abc import Iterable

import pandas as pd

from atlas.charts.transfers.directed import DIRECTION_LABELS
from atlas.dataset.dataset import Dataset
from atlas.dataset.homes import SIDES, party
from atlas.dataset.names import with_ids
from atlas.records.facts import facts, in_words
from atlas.records.outcome import state_of
from atlas.values.words import listed

FIELD = "in_exchange_for"
COLUMNS = [
    "Chain",
    "Given",
    "Direction",
    "When",
    "What became of it",
    "In exchange for",
    "Who says so",
]


def chains(dataset: Dataset) -> list[list[str]]:
    """The transfers in view that are tied by an exchange, each chain in order of time and label."""
    frame = dataset["transfers"]
    given = frame[FIELD].dropna()
    pairs = [(str(key), other) for key, ids in given.items() for other in ids.split(";")]
    known = [pair for pair in pairs if pair[1] in frame.index]
    order = frame.sort_values(["year_first", "label"], kind="stable").index
    places = {str(identifier): place for place, identifier in enumerate(order)}
    joined = [sorted(chain, key=places.__getitem__) for chain in _joined(known)]
    return sorted(joined, key=lambda chain: places[chain[0]])


def _joined(pairs: Iterable[tuple[str, str]]) -> list[set[str]]:
    """Pairs that share a transfer, as one chain."""
    chains_so_far: list[set[str]] = []
    for pair in pairs:
        own, others = set(pair), []
        for chain in chains_so_far:
            if chain & own:
                own |= chain
            else:
                others.append(chain)
        chains_so_far = [*others, own]
    return chains_so_far


def barter_table(dataset: Dataset) -> pd.DataFrame:
    """The chains as a reader sees them, a row for each transfer that is given for another.

    Columns: `COLUMNS`, with the ids behind the names.
    """
    frame = dataset["transfers"]
    sides = {side: party(frame, side) for side in SIDES}
    pairs = sides["supplier"].fillna("") + "-" + sides["recipient"].fillna("")
    states, rows, ids = state_of(frame), [], []
    for number, chain in enumerate(chains(dataset), start=1):
        for identifier in chain:
            own = frame.loc[identifier]
            listed_ids = own[FIELD]
            others = listed_ids.split(";") if isinstance(listed_ids, str) else []
            rows.append(
                [
                    number,
                    own["label"],
                    DIRECTION_LABELS.get(str(pairs[identifier]), "Others"),
                    own["when"],
                    states[identifier],
                    listed([dataset.label(other) for other in others]),
                    in_words(dataset, facts(dataset, "transfers", identifier, FIELD)),
                ]
            )
            ids.append((identifier, ";".join(others) or None))
    table = pd.DataFrame(rows, columns=COLUMNS)
    given = pd.Series([identifier for identifier, _ in ids], dtype="str")
    in_exchange = pd.Series([others for _, others in ids], dtype="str")
    return with_ids(table, {"Given": given, "In exchange for": in_exchange})
