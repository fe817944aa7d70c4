"""How central each node of the network is: neighbours, ties, and how many shortest paths run through it."""

import pandas as pd

from atlas.charts.network.edges import table_of, ties_of
from atlas.charts.network.network_view import KINDS
from atlas.charts.network.node_countries import home_name, homes
from atlas.charts.network.routes import simple
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset

NOTE = (
    "Degree: distinct neighbours. Ties: how many rows of the network's table name the node. Betweenness (Freeman 1977): the share of shortest "
    "paths between pairs of other nodes that run through it, from 0 to 1; of several equally short ones each counts in part. Every tie is one "
    "step, either way, projected or not; parallel ones count once. The whole network under these filters is counted, whatever the focus. Who is "
    "much written about has many ties: this measures the records, not power."
)


@once_a_dataset
def centrality(dataset: Dataset) -> pd.DataFrame:
    """Every node of the network in view: Record, Type, Country, Degree, Ties, Betweenness, Id; the most central first.

    Betweenness is that of L. C. Freeman, “A set of measures of centrality based on betweenness”, Sociometry 40 (1977), 35–41, on the
    undirected graph without parallel edges, divided by the (n − 1)(n − 2)/2 pairs of other nodes; of igraph. With fewer than three
    nodes there is no such pair, and no value.
    """
    network, ties, home = simple(dataset), ties_of(dataset), homes(dataset)
    pairs = (len(network.ids) - 1) * (len(network.ids) - 2) / 2
    between = (
        [value / pairs if pairs else None for value in network.graph.betweenness(directed=False)]
        if network.ids
        else []
    )
    counts = pd.concat([ties["source"], ties["target"]]).value_counts()
    kinds = table_of(dataset)
    columns = {
        "Record": pd.Series([dataset.label(node) for node in network.ids], dtype="str"),
        "Type": pd.Series([KINDS[kinds[node]] for node in network.ids], dtype="str"),
        "Country": pd.Series([home_name(dataset, home[node]) for node in network.ids], dtype="str"),
        "Degree": pd.Series(network.graph.degree(), dtype="int64"),
        "Ties": pd.Series([int(counts[node]) for node in network.ids], dtype="int64"),
        "Betweenness": pd.Series(between, dtype="float64").round(6),
        "Id": pd.Series(network.ids, dtype="str"),
    }
    return pd.DataFrame(columns).sort_values(
        ["Betweenness", "Degree", "Record"], ascending=[False, False, True], ignore_index=True
    )
