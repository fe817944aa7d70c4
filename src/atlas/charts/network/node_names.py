"""The nodes of the network by name, as a reader chooses one."""

from collections import Counter

from atlas.charts.network.ties import KINDS, ends, every_tie, table_of, ties_of
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build, once_a_dataset

WHOLE_NETWORK, NO_NODE = "The whole network", "Not chosen"


def focus_choices(dataset: Dataset) -> dict[str, str]:
    """Every node in view, by label; the first choice is none."""
    return {"": WHOLE_NETWORK, **_nodes_in_view(dataset)}


def end_choices(dataset: Dataset) -> dict[str, str]:
    """The same for the ends of a path."""
    return {"": NO_NODE, **_nodes_in_view(dataset)}


@once_a_dataset
def _nodes_in_view(dataset: Dataset) -> dict[str, str]:
    in_view = ends(ties_of(dataset))
    return {node: name for node, name in _names(dataset).items() if node in in_view}


@once_a_build
def _names(dataset: Dataset) -> dict[str, str]:
    """Id → label and type of everything that could be a node, in the order of labels.

    Addresses spell a node by this name: where two records share it, their ids tell them apart.
    """
    tables = table_of(dataset)
    names: dict[str, str] = {}
    for node in ends(every_tie(dataset)):
        names[node] = f"{dataset.label(node)} ({KINDS[tables[node]].lower()})"
    counts = Counter(names.values())
    for node, name in names.items():
        if counts[name] > 1:
            names[node] = f"{name}: {node}"
    return dict(sorted(names.items(), key=lambda named: (named[1].casefold(), named[0])))
