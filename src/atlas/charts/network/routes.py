"""The evidence of the hops of a path, and the network as a graph to measure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from atlas.charts.network.hovers import record_words
from atlas.charts.network.tie_kinds import TIE_LABELS
from atlas.charts.network.ties import carried_out, ends, status_in_words, ties_of
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset
from atlas.dataset.names import with_ids

if TYPE_CHECKING:
    import rustworkx

HOPS = [
    "Path",
    "Hop",
    "From",
    "Relation",
    "To",
    "Tie",
    "When",
    "Status",
    "Source",
    "Paragraph",
    "Basis",
    "Note",
    "Id",
]
# What tells the rows of a sheet apart.
ROW = ["id", "source", "locator", "basis"]


@dataclass(frozen=True)
class Simple:
    """A network as an undirected graph without parallel edges; vertex n is the node `ids[n]`."""

    graph: "rustworkx.PyGraph[None, None]"
    ids: tuple[str, ...]


@once_a_dataset
def simple(dataset: Dataset) -> Simple:
    """The whole network of what came about, whatever a picture can hold of it."""
    # Imported here: pages without a network do not wait for it.
    import rustworkx

    ties = carried_out(ties_of(dataset))
    ids = tuple(sorted(ends(ties)))
    places = {node: place for place, node in enumerate(ids)}
    pairs = set()
    for source, target in zip(ties["source"], ties["target"], strict=True):
        first, last = sorted((places[source], places[target]))
        pairs.add((first, last))
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from([None] * len(ids))
    graph.add_edges_from_no_data(sorted(pairs))
    return Simple(graph, ids)


def hops(dataset: Dataset, ways: Sequence[tuple[str, ...]]) -> pd.DataFrame:
    """The evidence of each hop of some ways (the columns of `HOPS`, and the ids behind names).

    A row is a tie between the two nodes of a hop and one row of a source behind that tie; what did
    not come about has a status that says so. A tie runs as its relation does, which may be against
    the path. The note is the coder's on that row, which may say how weak it is.
    """
    ties = ties_of(dataset)
    parts = []
    for way_number, way in enumerate(ways, start=1):
        for number, pair in enumerate(pairwise(way), start=1):
            is_between = ties["source"].isin(pair) & ties["target"].isin(pair)
            parts.append(ties[is_between].assign(Path=way_number, Hop=number))
    if not parts:
        return pd.DataFrame(columns=HOPS)
    along = pd.concat(parts)
    lines = dataset.evidence[dataset.evidence["id"].isin(along["record"])]
    notes = lines.loc[lines["field"].eq("note"), [*ROW, "value"]].rename(columns={"value": "note"})
    evidence = lines[ROW].drop_duplicates().merge(notes, how="left", on=ROW)
    rows = along.merge(evidence, left_on="record", right_on="id", suffixes=("", "_of_row"))
    words = record_words(dataset)
    columns = {
        "Path": rows["Path"],
        "Hop": rows["Hop"],
        "From": rows["source"].map(dataset.label),
        "Relation": rows["relation"],
        "To": rows["target"].map(dataset.label),
        "Tie": rows["tie"].map(TIE_LABELS),
        "When": [words[record].when for record in rows["record"]],
        "Status": status_in_words(rows, dataset),
        "Source": rows["source_of_row"].map(dataset.sources["short"]),
        "Paragraph": rows["locator"],
        "Basis": rows["basis"].map(dataset.schema.labels("basis")),
        "Note": rows["note"].fillna(""),
        "Id": rows["record"],
    }
    ids_behind = {"From": rows["source"], "To": rows["target"], "Source": rows["source_of_row"]}
    return with_ids(pd.DataFrame(columns), ids_behind).reset_index(drop=True)
