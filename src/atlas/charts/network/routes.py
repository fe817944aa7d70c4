"""The evidence of the hops of a path, and the network as a graph to measure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from atlas.charts.network.tie_basis import GROUPED, sayings
from atlas.charts.network.tie_table import tie_columns
from atlas.charts.network.ties import carried_out, ends, ties_of
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
    "Says",
    "Source",
    "Paragraph",
    "Basis",
    "Said by",
    "Note",
    "Id",
]
# What tells the rows of a sheet apart.
ROW = ["id", "source", "locator", "basis"]
BEHIND = ["source_of_row", "locator", "basis", "said_by", "says", "note"]


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

    A row is a tie between the two nodes of a hop and one row of a source that says it, its time or
    its status; what did not come about has a status that says so. A tie runs as its relation does,
    which may be against the path. The note is the coder's on that row, which may say how weak it
    is; a tie that the register alone has says so there.
    """
    ties = ties_of(dataset)
    parts = []
    for way_number, way in enumerate(ways, start=1):
        for number, pair in enumerate(pairwise(way), start=1):
            is_between = ties["source"].isin(pair) & ties["target"].isin(pair)
            parts.append(ties[is_between].assign(Path=way_number, Hop=number))
    if not parts:
        return pd.DataFrame(columns=HOPS)
    rows = _with_rows_behind(pd.concat(parts), dataset)
    columns = {
        "Path": rows["Path"],
        "Hop": rows["Hop"],
        **tie_columns(rows, dataset),
        "Says": rows["says"],
        "Source": rows["source_of_row"].map(dataset.sources["short"]),
        "Paragraph": rows["locator"],
        "Basis": rows["basis"].map(dataset.schema.labels("basis")),
        "Said by": rows["said_by"],
        "Note": rows["note"].fillna(""),
        "Id": rows["record"],
    }
    ids_behind = {"From": rows["source"], "To": rows["target"], "Source": rows["source_of_row"]}
    return with_ids(pd.DataFrame(columns), ids_behind).reset_index(drop=True)


def _with_rows_behind(ties: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Each tie with every row that says it, and what that row says (`BEHIND`)."""
    notes = _notes(dataset)
    behind: list[tuple[object, ...]] = []
    for place, (source, target, record) in enumerate(_ends(ties)):
        says: dict[tuple[str, ...], dict[str, None]] = {}
        for saying in sayings(source, target, record, dataset):
            own = saying.fact
            row = (own.source, own.locator, own.basis, own.said_by)
            says.setdefault(row, {})[saying.title] = None
        for cited, titles in says.items():
            note = notes.get((record, *cited[:3]), "")
            behind.append((place, *cited, ", ".join(titles), note))
        if not says:
            behind.append((place, None, None, None, None, None, GROUPED))
    rows = pd.DataFrame(behind, columns=["place", *BEHIND], dtype="object").set_index("place")
    return ties.reset_index(drop=True).join(rows).reset_index(drop=True)


def _ends(ties: pd.DataFrame) -> list[tuple[str, str, str]]:
    columns = (ties[name].tolist() for name in ("source", "target", "record"))
    return list(zip(*columns, strict=True))


def _notes(dataset: Dataset) -> dict[tuple[str, ...], str]:
    """The coder's note on each row that has one, by what tells rows apart."""
    lines = dataset.evidence[dataset.evidence["field"].eq("note")]
    keys = lines[ROW].itertuples(index=False, name=None)
    return dict(zip(keys, lines["value"].tolist(), strict=True))
