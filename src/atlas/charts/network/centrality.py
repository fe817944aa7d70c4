"""How central each node of the network is: neighbours, ties, and shortest paths through it."""

import pandas as pd

from atlas.charts.network.node_countries import home_name, homes
from atlas.charts.network.routes import Simple, simple
from atlas.charts.network.ties import KINDS, carried_out, table_of, ties_of
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset
from atlas.dataset.names import with_ids

NOTE = (
    "Degree: distinct neighbours. Ties: how many rows of the network's table name the node. "
    "Betweenness (Freeman 1977): the share of shortest paths between pairs of other nodes that run "
    "through it, from 0 to 1; of several equally short ones each counts in part. Every tie is one "
    "step, either way; parallel ones count once, and what was not carried out does not count. The "
    "whole network under these filters is counted, whatever the focus. Who is much written about "
    "has many ties: this measures what is recorded, not power."
)


@once_a_dataset
def centrality(dataset: Dataset) -> pd.DataFrame:
    """Every node of the network in view, the most central first.

    Columns: Record, Type, Country, Degree, Ties, Betweenness, Id; and the ids behind names.
    """
    network, ties = simple(dataset), carried_out(ties_of(dataset))
    tables, countries = table_of(dataset), homes(dataset)
    labels = [dataset.label(node) for node in network.ids]
    types = [KINDS[tables[node]] for node in network.ids]
    homes_in_words = [home_name(dataset, countries[node]) for node in network.ids]
    nodes = pd.Series(network.ids, dtype="str")
    degrees = [network.graph.degree(number) for number in range(len(network.ids))]
    counts = pd.concat([ties["source"], ties["target"]]).value_counts()
    columns = {
        "Record": pd.Series(labels, dtype="str"),
        "Type": pd.Series(types, dtype="str"),
        "Country": pd.Series(homes_in_words, dtype="str"),
        "Degree": pd.Series(degrees, dtype="int64"),
        "Ties": nodes.map(counts).astype("int64"),
        "Betweenness": _betweenness(network).round(6),
        "Id": nodes,
    }
    own_countries = nodes.map(countries)
    has_country = own_countries.isin(dataset.labels.keys())
    ids_behind = {"Record": nodes, "Country": own_countries.where(has_country)}
    order = ["Betweenness", "Degree", "Record"]
    return with_ids(pd.DataFrame(columns), ids_behind).sort_values(
        order, ascending=[False, False, True], ignore_index=True
    )


def _betweenness(network: Simple) -> pd.Series:
    """The share of shortest paths that run through each node; none where there are no other pairs.

    L. C. Freeman, “A set of measures of centrality based on betweenness”, Sociometry 40 (1977),
    35–41, on the undirected graph without parallel edges, divided by the (n − 1)(n − 2)/2 pairs of
    other nodes.
    """
    # Imported here: pages without a network do not wait for it.
    import rustworkx

    n_nodes = len(network.ids)
    if n_nodes < 3:
        return pd.Series([None] * n_nodes, dtype="float64")
    shares = rustworkx.betweenness_centrality(network.graph, normalized=True)
    return pd.Series([shares[number] for number in range(n_nodes)], dtype="float64")
