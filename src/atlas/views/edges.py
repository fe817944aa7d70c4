"""Ties of the network, and the edges that they are merged into."""

from typing import Any

import pandas as pd

Tie = tuple[Any, ...]
EDGE = ["source", "target", "tie", "relation", "when", "year_first", "year_last", "projected", "cited", "record"]
EDGES = ["source", "target", "tie", "relation", "when", "projected", "n", "hover"]
MOST = 500


def busiest(ties: pd.DataFrame, focus: str) -> pd.DataFrame:
    """The ties between the nodes with the most ties, as many as a picture can hold; the focus stays."""
    counts = pd.concat([ties["source"], ties["target"]]).value_counts().sort_index().sort_values(ascending=False, kind="stable")
    kept = {*counts.index[:MOST], focus}
    return ties[ties["source"].isin(kept) & ties["target"].isin(kept)]


def merged(ties: pd.DataFrame) -> pd.DataFrame:
    """One edge for each pair of nodes, whichever way its ties run; every tie stays in its text."""
    pairs: dict[tuple[str, str], list[Tie]] = {}
    for tie in ties[EDGE].itertuples(index=False, name=None):
        pairs.setdefault((min(tie[:2]), max(tie[:2])), []).append(tie)
    return pd.DataFrame([_edge(pairs[pair]) for pair in sorted(pairs)], columns=EDGES)


def _edge(ties: list[Tie]) -> tuple[Any, ...]:
    """The ties of one pair as one edge: the columns of `EDGES`."""
    relations, times, lines = (dict.fromkeys(texts) for texts in zip(*map(_said, ties), strict=True))
    source, target, kind = ties[0][:3]
    return source, target, kind, "; ".join(relations), "; ".join(times), all(tie[7] for tie in ties), len(ties), "\n".join(lines)


def _said(tie: Tie) -> tuple[str, str, str]:
    _, _, _, relation, when, _, _, projected, cited, _ = tie
    return relation, when, f"{relation}, {when}{', projected' if projected else ''} · {cited}"
