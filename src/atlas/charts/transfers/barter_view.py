"""Barter: transfers that are given in exchange for others, as chains."""

from collections.abc import Iterable

import pandas as pd

from atlas.charts.chart import Context, NoOptions
from atlas.charts.transfers.directed import DIRECTION_LABELS
from atlas.dataset.dataset import Dataset
from atlas.dataset.homes import SIDES, party
from atlas.dataset.memo import once_a_build
from atlas.dataset.names import with_ids
from atlas.records.facts import facts, in_words
from atlas.records.outcome import state_of
from atlas.values.words import listed

FIELD, STATUS = "in_exchange_for", "status"
OTHERS = "Others"
VIEW = ["chain", "id", "direction", "state", "exchanged_for"]


def chains(dataset: Dataset) -> list[list[str]]:
    """The transfers in view that are tied by an exchange, each chain in order of time and label."""
    frame = dataset["transfers"]
    known = _pairs_in_view(dataset)
    order = frame.sort_values(["year_first", "label"], kind="stable").index
    places = {str(identifier): place for place, identifier in enumerate(order)}
    joined = [sorted(chain, key=places.__getitem__) for chain in _joined(known)]
    return sorted(joined, key=lambda chain: places[chain[0]])


def has_chains(dataset: Dataset) -> bool:
    """Whether any are."""
    return bool(_pairs_in_view(dataset))


def _pairs_in_view(dataset: Dataset) -> list[tuple[str, str]]:
    """Each transfer with what it is given for, where both are in view."""
    in_view = set(dataset.ids("transfers"))
    return [pair for pair in _pairs(dataset) if in_view.issuperset(pair)]


@once_a_build
def _pairs(dataset: Dataset) -> list[tuple[str, str]]:
    given = dataset.built["transfers"][FIELD].dropna()
    return [(str(key), other) for key, ids in given.items() for other in ids.split(";")]


def _joined(pairs: Iterable[tuple[str, str]]) -> list[set[str]]:
    """Pairs that share a transfer, as one chain."""
    chains_so_far: list[set[str]] = []
    for pair in pairs:
        own = set(pair)
        others = []
        for chain in chains_so_far:
            if chain & own:
                own |= chain
            else:
                others.append(chain)
        chains_so_far = [*others, own]
    return chains_so_far


def among(dataset: Dataset, options: NoOptions) -> pd.Index:
    """The transfers that are given for others or others for them, whatever the filters."""
    built = dataset.built["transfers"]
    given = built[FIELD].dropna()
    ids = {*given.index, *given.str.split(";").explode()}
    return built.index[built.index.isin(ids)]


def barter(dataset: Dataset, options: NoOptions) -> pd.DataFrame:
    """The transfers that are given for others, in the order of their chains.

    Columns: chain (from 1), id, direction (an id of the pair's, else `OTHERS`), state (what became
    of it), exchanged_for (a list of the ids in the same chain that it is given for).
    """
    frame = dataset["transfers"]
    supplier, recipient = (party(frame, side).fillna("") for side in SIDES)
    ways = (supplier + "-" + recipient).to_dict()
    states = state_of(frame).to_dict()
    rows = []
    for number, chain in enumerate(chains(dataset), start=1):
        for identifier in chain:
            way = ways[identifier] if ways[identifier] in DIRECTION_LABELS else OTHERS
            given_for = _items(frame.at[identifier, FIELD])
            others = [other for other in given_for if other in chain]
            rows.append([number, identifier, way, states[identifier], others])
    return pd.DataFrame(rows, columns=VIEW)


def _items(cell: object) -> list[str]:
    return cell.split(";") if isinstance(cell, str) else []


def ties(rows: pd.DataFrame) -> list[tuple[str, str]]:
    """The pairs that are given for one another, each once, whichever of the two names the other."""
    pairs: dict[frozenset[str], tuple[str, str]] = {}
    for identifier, others in zip(rows["id"], rows["exchanged_for"], strict=True):
        for other in others:
            pairs.setdefault(frozenset((identifier, other)), (identifier, other))
    return list(pairs.values())


def barter_table(rows: pd.DataFrame, context: Context[NoOptions]) -> pd.DataFrame:
    """The chains as a reader sees them, a row for each transfer that is given for another.

    Columns: Chain, Given, Direction, When, What became of it, Who says what became of it, In
    exchange for, Who says so.
    """
    dataset = context.dataset
    frame = dataset["transfers"].loc[rows["id"]]
    # Of what it is given for, a part may be out of view.
    given_for = [_items(cell) for cell in frame[FIELD]]
    names = [listed([dataset.label(key) for key in ids]) or None for ids in given_for]
    speakers = [in_words(dataset, facts(dataset, "transfers", key, FIELD)) for key in rows["id"]]
    outcomes = [in_words(dataset, facts(dataset, "transfers", key, STATUS)) for key in rows["id"]]
    columns = {
        "Chain": rows["chain"].to_numpy(),
        "Given": frame["label"].to_numpy(),
        "Direction": [DIRECTION_LABELS.get(way, OTHERS) for way in rows["direction"]],
        "When": frame["when"].to_numpy(),
        "What became of it": rows["state"].to_numpy(),
        "Who says what became of it": outcomes,
        "In exchange for": pd.array(names, dtype="str"),
        "Who says so": speakers,
    }
    table = pd.DataFrame(columns, index=rows.index)
    in_exchange = pd.Series([";".join(ids) or None for ids in given_for], index=rows.index)
    return with_ids(table, {"Given": rows["id"], "In exchange for": in_exchange.astype("str")})
