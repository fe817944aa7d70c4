"""On which side of the network a node stands: China's, Russia's, between them, or beneath."""

from atlas.charts.network.halves import Side
from atlas.charts.network.node_countries import countries_by_node
from atlas.charts.network.tie_kinds import TieKind
from atlas.charts.network.ties import carried_out, table_of, ties_of
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.values.pair import CHINA, RUSSIA

SOVIET_UNION = "SUN"
NOTE = (
    "Chinese nodes stand on the left, Russian ones on the right, those of both between them, all "
    "others beneath. A system stands where its maker or designer does or, where these sources "
    "name none, its only supplier."
)


@once_a_build
def unfiltered(dataset: Dataset) -> Dataset:
    """The whole evidence: nodes keep their places whatever filters leave."""
    return dataset.only(dataset.built)


@once_a_build
def sides(dataset: Dataset) -> dict[str, Side]:
    """The side of everything that could be a node, whatever the filters."""
    whole = unfiltered(dataset)
    suppliers = _supplying_countries(whole)
    sides_by_node: dict[str, Side] = {}
    for node, codes in countries_by_node(whole).items():
        sides_by_node[node] = _side(codes or suppliers.get(node, set()))
    return sides_by_node


def _supplying_countries(dataset: Dataset) -> dict[str, set[str]]:
    """The countries that supplied each system; nothing where several did."""
    ties, tables = carried_out(ties_of(dataset)), table_of(dataset)
    supplies = ties[ties["tie"].eq(TieKind.SUPPLY)]
    countries: dict[str, set[str]] = {}
    for source, target in zip(supplies["source"], supplies["target"], strict=True):
        if tables[source] == "countries":
            countries.setdefault(target, set()).add(source)
    return {node: codes for node, codes in countries.items() if len(codes) == 1}


def _side(codes: set[str]) -> Side:
    is_russian = bool(codes & {RUSSIA, SOVIET_UNION})
    if CHINA in codes and is_russian:
        return Side.BOTH
    if codes == {CHINA}:
        return Side.CHINA
    return Side.RUSSIA if codes and codes <= {RUSSIA, SOVIET_UNION} else Side.OTHERS
