"""The country of a node of the network, as far as the records in view say it."""

from collections.abc import Iterable
from enum import StrEnum

from atlas.charts.network.ties import ends, table_of, ties_of
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset


class Home(StrEnum):
    """What stands where a node has no one country."""

    SEVERAL = "several"
    NOT_STATED = ""


HOME_LABELS = {Home.SEVERAL: "Several countries", Home.NOT_STATED: "Country not stated"}
MAKING = ("makes", "designs")
UNKNOWN_COUNTRY = "XXX"
COUNTRY_FIELDS = {
    "organisations": ("country",),
    "agreements": ("parties",),
    "context": ("parties",),
    "exercises": ("participants",),
    "transfers": ("supplier", "recipient", "partners"),
}


def homes(dataset: Dataset) -> dict[str, str]:
    """Node → code of its country, or a `Home`, for every node of the network in view."""
    return {node: _home(codes) for node, codes in countries_by_node(dataset).items()}


@once_a_dataset
def countries_by_node(dataset: Dataset) -> dict[str, set[str]]:
    """Node → codes of its countries, for every node of the network in view.

    A country is its own; a place lies in one; organisations, agreements, exercises and the like
    have those that their record names; a system those of the organisations that make or design it.
    """
    ties = ties_of(dataset)
    nodes = sorted(ends(ties))
    countries = _own_countries(dataset, nodes)
    makers = ties[ties["relation"].isin(MAKING)]
    countries_by_system: dict[str, set[str]] = {}
    for maker, system in zip(makers["source"], makers["target"], strict=True):
        countries_by_system.setdefault(system, set()).update(countries[maker])
    return {node: countries[node] or countries_by_system.get(node, set()) for node in nodes}


def _own_countries(dataset: Dataset, nodes: list[str]) -> dict[str, set[str]]:
    """The countries that each node's own record, or its row of the register, names."""
    tables = table_of(dataset)
    stated = _stated_countries(dataset, {tables[node] for node in nodes})
    within = dataset.records["country"].reindex(nodes).to_dict()
    countries: dict[str, set[str]] = {}
    for node in nodes:
        if tables[node] == "countries":
            countries[node] = {node}
        else:
            countries[node] = stated.get(node) or _codes([within[node]])
    return countries


def _stated_countries(dataset: Dataset, tables: set[str]) -> dict[str, set[str]]:
    """The countries that the records of these tables name, by record."""
    countries: dict[str, set[str]] = {}
    for table in tables & COUNTRY_FIELDS.keys():
        cells = dataset[table][list(COUNTRY_FIELDS[table])]
        for row in cells.itertuples():
            countries[str(row.Index)] = _codes(row[1:])
    return countries


def _codes(cells: Iterable[object]) -> set[str]:
    """The codes in some cells, lists among them; what is unknown is none."""
    codes: set[str] = set()
    for cell in cells:
        if isinstance(cell, str):
            codes.update(cell.split(";"))
    return codes - {UNKNOWN_COUNTRY}


def _home(codes: set[str]) -> str:
    if len(codes) > 1:
        return Home.SEVERAL
    return next(iter(codes), Home.NOT_STATED)


def home_name(dataset: Dataset, home: str) -> str:
    """A node's country in words."""
    return HOME_LABELS[Home(home)] if home in HOME_LABELS else dataset.label(home)
