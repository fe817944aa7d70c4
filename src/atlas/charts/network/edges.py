"""Edges of the network: the ties of two nodes as one line, and the ties that a picture can hold."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

import pandas as pd

from atlas.charts.network.ties import Tie, ends, joining
from atlas.records.outcome import NOT_CARRIED_OUT

# More nodes than this are a tangle on any screen, and slow to lay out.
MOST_NODES = 500
EDGES = ["source", "target", "tie", "dash", "status", "undated", "route", "n", "ties"]


class Dash(StrEnum):
    """What an edge's stroke says: none of its ties came about, or none of them has a date."""

    SOLID = ""
    APART = "apart"
    UNDATED = "undated"


def drawable(ties: pd.DataFrame, focus: str) -> pd.DataFrame:
    """The ties between the busiest nodes, as many as a picture holds; the focus stays."""
    if len(ends(ties)) <= MOST_NODES:
        return ties
    counts = pd.concat([ties["source"], ties["target"]]).value_counts().sort_index()
    busiest = counts.sort_values(ascending=False, kind="stable").index[:MOST_NODES]
    return ties[joining(ties, {*busiest, focus})]


def merged(ties: pd.DataFrame, route: Sequence[str] = ()) -> pd.DataFrame:
    """One edge for each pair of nodes, whichever way its ties run (the columns of `EDGES`).

    `tie` is the kind of its first tie, `status` are the statuses of its ties (codes joined with
    `;`, those of what came about first), `undated` counts its ties without a date, `route` says
    whether it is a hop of that route, `n` counts its ties, and `ties` are all of them, each a
    `Tie`; those that came about stand first.
    """
    ties_by_pair: dict[tuple[str, str], list[Tie]] = {}
    for tie in map(Tie._make, zip(*(ties[name].tolist() for name in Tie._fields), strict=True)):
        ties_by_pair.setdefault(_pair(tie.source, tie.target), []).append(tie)
    hops = {_pair(*hop) for hop in pairwise(route)}
    edges = [_edge(ties_by_pair[pair], is_hop=pair in hops) for pair in sorted(ties_by_pair)]
    return pd.DataFrame(edges, columns=EDGES)


def _pair(source: str, target: str) -> tuple[str, str]:
    """Two nodes in an order of their own, so that both directions are the same pair."""
    return (source, target) if source < target else (target, source)


def _edge(ties: list[Tie], *, is_hop: bool) -> tuple[object, ...]:
    """The ties of one pair as one edge."""
    # What came about gives an edge its colour.
    first = min(ties, key=_is_apart)
    undated = sum(not tie.dated for tie in ties)
    dash = Dash.SOLID
    if all(map(_is_apart, ties)):
        dash = Dash.APART
    elif undated == len(ties):
        dash = Dash.UNDATED
    ordered = sorted(ties, key=_is_apart)
    statuses = ";".join(dict.fromkeys(tie.status for tie in ordered if tie.status))
    known = (first.source, first.target, first.tie, dash, statuses, undated)
    return (*known, is_hop, len(ties), tuple(ordered))


def _is_apart(tie: Tie) -> bool:
    return tie.state in NOT_CARRIED_OUT
