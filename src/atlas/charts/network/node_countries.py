"""The country of a node of the network, as far as the records in view say it."""

from collections.abc import Iterable

from atlas.charts.network.edges import ends, table_of, ties_of
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset

SEVERAL, UNKNOWN = "several", ""
MAKING = ("makes", "designs")
NAMING = {
    "organisations": ("country",),
    "agreements": ("parties",),
    "context": ("parties",),
    "exercises": ("participants",),
    "transfers": ("supplier", "recipient", "partners"),
}


@once_a_dataset
def homes(dataset: Dataset) -> dict[str, str]:
    """Node → code of its country, `several`, or nothing where no country is stated, for every node of the network in view.

    A country is its own; a place lies in one; organisations, agreements, exercises and the like have those that their record names; a
    system those of the organisations that make or design it.
    """
    ties = ties_of(dataset)
    kinds = table_of(dataset)
    nodes = sorted(ends(ties))
    named = _named(dataset, {kinds[node] for node in nodes})
    within = dataset.records["country"].reindex(nodes).to_dict()
    own = {
        node: {node} if kinds[node] == "countries" else named.get(node) or _known([within[node]])
        for node in nodes
    }
    making = ties[ties["relation"].isin(MAKING)]
    made: dict[str, set[str]] = {}
    for maker, system in zip(making["source"], making["target"], strict=True):
        made.setdefault(system, set()).update(own[maker])
    return {node: _one(own[node] or made.get(node, set())) for node in nodes}


def _named(dataset: Dataset, tables: set[str]) -> dict[str, set[str]]:
    """The countries that the records of these tables name."""
    found = {}
    for table, fields in NAMING.items():
        if table in tables:
            frame = dataset[table]
            for key, *cells in zip(
                frame.index.tolist(), *(frame[name].tolist() for name in fields), strict=True
            ):
                found[key] = _known(cells)
    return found


def _known(cells: Iterable[object]) -> set[str]:
    return {
        code for cell in cells if isinstance(cell, str) for code in cell.split(";") if code != "XXX"
    }


def _one(codes: set[str]) -> str:
    return SEVERAL if len(codes) > 1 else next(iter(codes), UNKNOWN)


def home_name(dataset: Dataset, home: str) -> str:
    """A node's country in words."""
    return {SEVERAL: "Several countries", UNKNOWN: "Country not stated"}.get(home) or dataset.label(
        home
    )
