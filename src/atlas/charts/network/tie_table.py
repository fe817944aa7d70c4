"""The ties of the network as a table: each with its status, and with what it rests on."""

from typing import Any

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.network.hovers import record_words
from atlas.charts.network.network_view import Graph
from atlas.charts.network.options import NetworkOptions
from atlas.charts.network.part import in_picture
from atlas.charts.network.tie_basis import basis_in_words, evidence_in_words, places
from atlas.charts.network.tie_kinds import TIE_LABELS
from atlas.charts.network.ties import status_in_words
from atlas.dataset.citations import citation
from atlas.dataset.dataset import Dataset
from atlas.dataset.names import with_ids

WHAT_TIES = ["source", "target", "relation", "record"]


def network_table(graph: Graph, context: Context[NetworkOptions]) -> pd.DataFrame:
    """Every tie behind the picture, those that it has no room for too; none that it leaves out.

    Columns: From, Relation, To, Tie, When, Status, Basis (of the values that name the two ends),
    Sources (those that say the tie, its time or its status, with their paragraphs), Evidence (which
    of them says what), Id (of the record that says so); and the ids behind names.
    """
    dataset = context.dataset
    ties, _ = in_picture(dataset, context.options, graph.path)
    resting = _resting(ties, dataset)
    rows = {
        **tie_columns(ties, dataset),
        "Basis": resting["basis"],
        "Sources": resting["cited"],
        "Evidence": resting["evidence"],
        "Id": ties["record"],
    }
    ids_behind = {"From": ties["source"], "To": ties["target"], "Sources": resting["sources"]}
    table = with_ids(pd.DataFrame(rows), ids_behind)
    return table.sort_values(["From", "To", "Relation"], ignore_index=True)


def tie_columns(ties: pd.DataFrame, dataset: Dataset) -> dict[str, Any]:
    """What each tie is, as a reader sees it: From, Relation, To, Tie, When, Status."""
    words = record_words(dataset)
    return {
        "From": ties["source"].map(dataset.label),
        "Relation": ties["relation"],
        "To": ties["target"].map(dataset.label),
        "Tie": ties["tie"].map(TIE_LABELS),
        "When": [words[record].when for record in ties["record"]],
        "Status": status_in_words(ties, dataset),
    }


def _resting(ties: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """What each tie rests on: basis, sources with paragraphs, their ids, which says what."""
    names = dict(zip(dataset.sources.index, dataset.sources["short"], strict=True))
    rows = []
    for source, target, relation, record in ties[WHAT_TIES].itertuples(index=False, name=None):
        own = places(source, target, record, dataset)
        sources = ";".join(name for name, _ in own)
        basis = basis_in_words(source, target, record, dataset)
        evidence = evidence_in_words(source, target, relation, record, dataset)
        rows.append((basis, citation(own, names), sources or None, evidence))
    columns = ["basis", "cited", "sources", "evidence"]
    return pd.DataFrame(rows, columns=columns, index=ties.index, dtype="str")
