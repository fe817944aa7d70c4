"""Ties of the network: what they are, which of them a picture can hold, and the edges that parallel ones are merged into."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build, once_a_dataset

Tie = tuple[Any, ...]
Frames = Mapping[str, pd.DataFrame]
TIES = {
    "supply": "Supply",
    "programme": "Joint programme",
    "agreement": "Party to an agreement",
    "link": "Other relation",
    "membership": "Part of, or based in",
}
SAID = ["when", "year_first", "year_last", "dated", "basis", "cited"]
EDGE = [
    "source",
    "target",
    "tie",
    "relation",
    "when",
    "year_first",
    "year_last",
    "dated",
    "projected",
    "cited",
    "record",
    "line",
]
EDGES = [
    "source",
    "target",
    "tie",
    "relation",
    "when",
    "projected",
    "years",
    "undated",
    "route",
    "n",
    "hover",
]
MOST = 500
TELLING = ("links", "transfers", "agreements", "organisations", "systems")
PART = "part of"
PLAIN = {"year_first": "int64", "year_last": "int64", "dated": "bool", "projected": "bool"}
_DATED, _RECORD = EDGE.index("dated"), EDGE.index("record")


@once_a_dataset
def ties_of(dataset: Dataset) -> pd.DataFrame:
    """All ties in view, one row each (the columns of `EDGE`), before parallel ones are merged.

    A tie is in view where its record is: of transfers the single ones, of parts those whose whole is in view too.
    """
    in_view = {key for table in TELLING for key in dataset[table].index.tolist()}
    in_view -= {*dataset["transfers"]["part_of"].dropna().tolist()}
    ties = every_tie(dataset)
    places, records = _records_of_ties(dataset)
    wholes = _wholes(dataset)
    is_shown = _among(records, in_view)[places]
    is_shown[wholes] &= _among(ties["target"].iloc[wholes].tolist(), in_view)
    shown: pd.DataFrame = ties[is_shown].reset_index(drop=True)
    return shown


def _among(ids: list[str], wanted: set[str]) -> "np.ndarray":
    return np.fromiter((key in wanted for key in ids), dtype=bool, count=len(ids))


@once_a_build
def every_tie(dataset: Dataset) -> pd.DataFrame:
    """The ties of all records, whatever the filters, in their order; none leads from a node to itself.

    A large register is read once, and its text kept as plain objects, which pandas passes on untouched.
    """
    built = dataset.built
    ties = [*_links(built), *_transfers(built), *_agreements(built), *_memberships(built)]
    ties = [tie for tie in ties if tie[0] != tie[1]]
    ties.sort(key=itemgetter(0, 1, _RECORD, 3))
    rows = [(*tie, _line(tie)) for tie in ties]
    return pd.DataFrame(rows, columns=EDGE, dtype="object").astype(PLAIN)


@once_a_build
def _records_of_ties(dataset: Dataset) -> tuple["np.ndarray", list[str]]:
    """For every tie the place of its record in the list of records, and that list."""
    places, records = pd.factorize(every_tie(dataset)["record"])
    return places, records.tolist()


@once_a_build
def _wholes(dataset: Dataset) -> "np.ndarray":
    """The places of the ties that lead from a part to its whole."""
    ties = every_tie(dataset)
    return np.flatnonzero(ties["tie"].eq("membership") & ties["relation"].eq(PART))


def _ties(
    frame: pd.DataFrame, source: pd.Series, target: pd.Series, tie: str, relation: "pd.Series | str"
) -> list[Tie]:
    """One tie for each pair of items in `source` and `target` (lists joined with `;`), with what the record says of it."""
    relations = [relation] * len(frame) if isinstance(relation, str) else relation.tolist()
    said = (frame[name].tolist() for name in SAID)
    ties = []
    for first, last, word, when, low, high, dated, basis, cited, record in zip(
        source.tolist(), target.tolist(), relations, *said, frame.index.tolist(), strict=True
    ):
        if isinstance(first, str) and isinstance(last, str):
            rest = (tie, word, when, low, high, dated, basis == "projected", cited, record)
            ties += [(one, other, *rest) for one in first.split(";") for other in last.split(";")]
    return ties


def _links(built: Frames) -> list[Tie]:
    frame = built["links"]
    return _ties(frame, frame["subject"], frame["object"], "link", frame["relation"])


def _transfers(built: Frames) -> list[Tie]:
    frame = built["transfers"]
    frame = frame[
        [
            "supplier",
            "supplier_org",
            "recipient",
            "recipient_org",
            "partners",
            "system",
            "kind",
            *SAID,
        ]
    ]
    giving = frame["supplier_org"].fillna(frame["supplier"])
    taking = frame["recipient_org"].fillna(frame["recipient"])
    kind = frame["kind"].fillna("transfer")
    direct, joint = frame["system"].isna(), frame["partners"].notna()
    partners = frame["partners"][joint & direct].str.split(";")
    both = (
        giving[joint & direct].fillna(partners.str[0]),
        taking[joint & direct].fillna(partners.str[-1]),
    )
    parts = [
        _ties(
            frame[~direct],
            giving[~direct],
            frame["system"][~direct],
            "supply",
            kind[~direct] + ": supplies",
        ),
        _ties(
            frame[~direct],
            frame["system"][~direct],
            taking[~direct],
            "supply",
            kind[~direct] + ": goes to",
        ),
        _ties(
            frame[direct & ~joint],
            giving[direct & ~joint],
            taking[direct & ~joint],
            "supply",
            kind[direct & ~joint],
        ),
        _ties(
            frame[joint & ~direct],
            frame["partners"][joint & ~direct],
            frame["system"][joint & ~direct],
            "programme",
            kind[joint & ~direct],
        ),
        _ties(frame[joint & direct], *both, "programme", kind[joint & direct]),
    ]
    return [tie for part in parts for tie in part]


def _agreements(built: Frames) -> list[Tie]:
    frame = built["agreements"]
    return _ties(frame, frame["parties"], frame.index.to_series(), "agreement", "party to")


def _memberships(built: Frames) -> list[Tie]:
    """Organisations and their countries; systems, organisations and agreements and the group that they are part of."""
    firms = built["organisations"]
    parts = [_ties(firms, firms.index.to_series(), firms["country"], "membership", "based in")]
    for table in ("systems", "organisations", "agreements"):
        frame = built[table]
        inside = frame[frame["part_of"].isin(frame.index)]
        parts.append(_ties(inside, inside.index.to_series(), inside["part_of"], "membership", PART))
    return [tie for part in parts for tie in part]


@once_a_build
def table_of(dataset: Dataset) -> dict[str, str]:
    """The table of each record of the register, whatever the filters: a large register is read once."""
    tables = dataset.records["table"]
    return dict(zip(tables.index.tolist(), tables.tolist(), strict=True))


def ends(ties: pd.DataFrame) -> set[str]:
    """The nodes that the ties join."""
    return {*ties["source"].tolist(), *ties["target"].tolist()}


def joining(ties: pd.DataFrame, nodes: Iterable[str]) -> "pd.Series[bool]":
    """Which ties lie between two of these nodes."""
    kept = set(nodes)
    return ties["source"].isin(kept) & ties["target"].isin(kept)


def busiest(ties: pd.DataFrame, focus: str) -> pd.DataFrame:
    """The ties between the nodes with the most ties, as many as a picture can hold; the focus stays."""
    counts = (
        pd.concat([ties["source"], ties["target"]])
        .value_counts()
        .sort_index()
        .sort_values(ascending=False, kind="stable")
    )
    return ties[joining(ties, {*counts.index[:MOST], focus})]


def merged(ties: pd.DataFrame, route: tuple[str, ...] = ()) -> pd.DataFrame:
    """One edge for each pair of nodes, whichever way its ties run (the columns of `EDGES`); every tie stays in its text.

    `years` are the spans of its dated ties, `undated` how many have no date, `route` whether it is a hop of that route.
    """
    pairs: dict[tuple[str, str], list[Tie]] = {}
    for tie in zip(*(ties[name].tolist() for name in EDGE), strict=True):
        source, target = tie[0], tie[1]
        pairs.setdefault((source, target) if source < target else (target, source), []).append(tie)
    hops = {(min(hop), max(hop)) for hop in pairwise(route)}
    return pd.DataFrame([_edge(pairs[pair], pair in hops) for pair in sorted(pairs)], columns=EDGES)


def _edge(ties: list[Tie], hop: bool) -> Tie:
    """The ties of one pair as one edge."""
    source, target, kind = ties[0][:3]
    relations, times, lines = (dict.fromkeys(tie[at] for tie in ties) for at in (3, 4, -1))
    dated = [tie for tie in ties if tie[_DATED]]
    years, undated = _spans(dated) if dated else (), len(ties) - len(dated)
    projected = all(tie[_DATED + 1] for tie in ties)
    return (
        source,
        target,
        kind,
        "; ".join(relations),
        "; ".join(times),
        projected,
        years,
        undated,
        hop,
        len(ties),
        "\n".join(lines),
    )


def _spans(ties: list[Tie]) -> tuple[tuple[int, int], ...]:
    """First and last years of ties, those that overlap as one."""
    spans: list[tuple[int, int]] = []
    for low, high in sorted((int(tie[_DATED - 2]), int(tie[_DATED - 1])) for tie in ties):
        if spans and low <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], max(high, spans[-1][1]))
        else:
            spans.append((low, high))
    return tuple(spans)


def _line(tie: Tie) -> str:
    """What a tie says when its edge is pointed at."""
    _, _, _, relation, when, _, _, _, projected, cited, _ = tie
    return f"{relation}, {when}{', projected' if projected else ''} · {cited}"
