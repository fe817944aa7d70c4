"""The network: who makes, supplies, agrees and owns what, merged pair by pair with all its evidence."""

from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter

import pandas as pd

from atlas.dataset import Dataset
from atlas.views.edges import EDGE, EDGES, MOST, Tie, busiest, merged
from atlas.views.layout import positions
from atlas.views.listing import singles

KINDS = {
    "countries": "Country",
    "organisations": "Organisation",
    "systems": "System",
    "agreements": "Agreement",
    "places": "Place",
    "context": "Context",
    "exercises": "Exercise",
    "transfers": "Transfer",
}
TIES = {
    "supply": "Supply",
    "programme": "Joint programme",
    "agreement": "Party to an agreement",
    "link": "Other relation",
    "membership": "Part of, or based in",
}
NODES = ["id", "label", "kind", "x", "y", "degree", "hover"]
DEPTHS = {"1": "1 step", "2": "2 steps", "3": "3 steps"}


@dataclass(frozen=True)
class NetworkOptions:
    """The node in the middle (none: the whole network), and how many steps around it are shown."""

    focus: str = field(default="", metadata={"title": "Focus on", "choices": {}})
    depth: str = field(default="1", metadata={"title": "Depth", "choices": DEPTHS})


@dataclass(frozen=True)
class Graph:
    """What the network draws. `nodes`: id, label, kind, x, y, degree, hover. `edges`: source, target, tie, relation (all of
    them, joined), when, projected, n (ties merged), hover. `total`: how many nodes there are, drawn or not."""

    nodes: pd.DataFrame
    edges: pd.DataFrame
    total: int = 0


def network(dataset: Dataset, options: NetworkOptions) -> Graph:
    """The graph of what is in view, around `options.focus` where the view has that node; coordinates are always the same."""
    ties = _in_focus(_ties(dataset), options)
    if ties.empty:
        return Graph(pd.DataFrame(columns=NODES), pd.DataFrame(columns=EDGES))
    total = len(set(ties["source"]) | set(ties["target"]))
    edges = merged(busiest(ties, options.focus) if total > MOST else ties)
    degree = pd.concat([edges["source"], edges["target"]]).value_counts()
    nodes = pd.DataFrame({"id": sorted(degree.index)})
    nodes["label"] = pd.Series([dataset.label(node) for node in nodes["id"]], dtype="str")
    nodes["kind"] = nodes["id"].map(dataset.records["table"].to_dict()).astype("str")
    nodes["degree"] = nodes["id"].map(degree).astype(int)
    nodes[["x", "y"]] = positions(nodes["id"].tolist(), edges[["source", "target"]].itertuples(index=False, name=None))
    nodes["hover"] = _node_text(dataset, nodes)
    texts = edges[["source", "target", "hover"]].itertuples(index=False, name=None)
    edges["hover"] = [f"{dataset.label(source)} – {dataset.label(target)}\n{text}" for source, target, text in texts]
    return Graph(nodes, edges, total)


def focus_choices(dataset: Dataset) -> dict[str, str]:
    """Every node in view, by label; the first choice is the whole network."""
    ties = _ties(dataset)
    ids = sorted(set(ties["source"]) | set(ties["target"]), key=lambda node: dataset.label(node).casefold())
    kinds = dataset.records["table"].to_dict()
    return {"": "The whole network", **{node: f"{dataset.label(node)} ({KINDS[kinds[node]].lower()})" for node in ids}}


def network_table(dataset: Dataset, options: NetworkOptions) -> pd.DataFrame:
    """Every tie behind the picture as a reader sees it: From, Relation, To, Tie, When, Sources, Id of the record that says so."""
    ties = _in_focus(_ties(dataset), options)
    rows = {
        "From": ties["source"].map(dataset.label),
        "Relation": ties["relation"],
        "To": ties["target"].map(dataset.label),
        "Tie": ties["tie"].map(TIES),
        "When": ties["when"],
        "Projected": ties["projected"].map({True: "yes", False: "no"}),
        "Sources": ties["cited"],
        "Id": ties["record"],
    }
    return pd.DataFrame(rows).sort_values(["From", "To", "Relation"], ignore_index=True)


@lru_cache(maxsize=4)
def _ties(dataset: Dataset) -> pd.DataFrame:
    """All ties in view, one row each, before parallel ones are merged; no tie leads from a node to itself."""
    parts = [_links(dataset), _transfers(dataset), _agreements(dataset), _memberships(dataset)]
    ties = sorted((tie for part in parts for tie in part if tie[0] != tie[1]), key=itemgetter(0, 1, -1, 3))
    return pd.DataFrame(ties, columns=EDGE)


def _edges(frame: pd.DataFrame, source: pd.Series, target: pd.Series, tie: str, relation: "pd.Series | str") -> list[Tie]:
    """One tie for each pair of items in `source` and `target` (lists joined with `;`), with what the record says of it."""
    relations = [relation] * len(frame) if isinstance(relation, str) else relation.tolist()
    said = (frame[name].tolist() for name in ("when", "year_first", "year_last", "basis", "cited"))
    ties = []
    for first, last, word, when, low, high, basis, cited, record in zip(
        source.tolist(), target.tolist(), relations, *said, frame.index.tolist(), strict=True
    ):
        if isinstance(first, str) and isinstance(last, str):
            rest = (tie, word, when, low, high, basis == "projected", cited, record)
            ties += [(one, other, *rest) for one in first.split(";") for other in last.split(";")]
    return ties


def _links(dataset: Dataset) -> list[Tie]:
    frame = dataset["links"]
    return _edges(frame, frame["subject"], frame["object"], "link", frame["relation"])


def _transfers(dataset: Dataset) -> list[Tie]:
    frame = singles(dataset["transfers"])
    giving = frame["supplier_org"].fillna(frame["supplier"])
    taking = frame["recipient_org"].fillna(frame["recipient"])
    kind = frame["kind"].fillna("transfer")
    direct, joint = frame["system"].isna(), frame["partners"].notna()
    partners = frame["partners"][joint & direct].str.split(";")
    both = giving[joint & direct].fillna(partners.str[0]), taking[joint & direct].fillna(partners.str[-1])
    parts = [
        _edges(frame[~direct], giving[~direct], frame["system"][~direct], "supply", kind[~direct] + ": supplies"),
        _edges(frame[~direct], frame["system"][~direct], taking[~direct], "supply", kind[~direct] + ": goes to"),
        _edges(frame[direct & ~joint], giving[direct & ~joint], taking[direct & ~joint], "supply", kind[direct & ~joint]),
        _edges(frame[joint & ~direct], frame["partners"][joint & ~direct], frame["system"][joint & ~direct], "programme", kind[joint & ~direct]),
        _edges(frame[joint & direct], *both, "programme", kind[joint & direct]),
    ]
    return [tie for part in parts for tie in part]


def _agreements(dataset: Dataset) -> list[Tie]:
    frame = dataset["agreements"]
    return _edges(frame, frame["parties"], frame.index.to_series(), "agreement", "party to")


def _memberships(dataset: Dataset) -> list[Tie]:
    """Organisations and their countries; systems, organisations and agreements and the group that they are part of."""
    firms = dataset["organisations"]
    parts = [_edges(firms, firms.index.to_series(), firms["country"], "membership", "based in")]
    for table in ("systems", "organisations", "agreements"):
        frame = dataset[table]
        inside = frame[frame["part_of"].isin(frame.index)]
        parts.append(_edges(inside, inside.index.to_series(), inside["part_of"], "membership", "part of"))
    return [tie for part in parts for tie in part]


def _in_focus(ties: pd.DataFrame, options: NetworkOptions) -> pd.DataFrame:
    """The ties between the nodes that lie within the steps around the focus; all where the view has no such node."""
    if not options.focus or options.focus not in set(ties["source"]) | set(ties["target"]):
        return ties
    near = {options.focus}
    for _ in range(int(options.depth)):
        touching = ties[ties["source"].isin(near) | ties["target"].isin(near)]
        near |= set(touching["source"]) | set(touching["target"])
    return ties[ties["source"].isin(near) & ties["target"].isin(near)]


def _node_text(dataset: Dataset, nodes: pd.DataFrame) -> list[str]:
    cited = {key: text for table in dataset.schema.sheets for key, text in dataset[table.name]["cited"].items()}
    lines = []
    for node in nodes.to_dict("records"):
        ties = f"{node['degree']} neighbour" + ("s" if node["degree"] > 1 else "")
        said = cited.get(node["id"], "named by the records it is tied to")
        lines.append(f"{node['label']}\n{KINDS[node['kind']]}, {ties}\n{said}")
    return lines
