"""How nodes and ties of the network look, in the image as on the page, and what the legend says of it."""

import pandas as pd

from atlas.charts import theme
from atlas.charts.network.edges import TIES
from atlas.charts.network.network_view import COLUMNS, KINDS, Graph
from atlas.charts.network.node_countries import SEVERAL, UNKNOWN
from atlas.records.corroboration import ONE_ORIGIN, STATE_MEDIA

STANDINGS = {ONE_ORIGIN: "One origin alone", STATE_MEDIA: "State media of one country alone"}
OTHER = "Other countries"
HEAD = 70.0


def colours(graph: Graph) -> list[str]:
    """The colour of each node: of its type, or of its country."""
    if graph.options.colour == "type":
        return [theme.KINDS[kind][0] for kind in graph.nodes["kind"]]
    return [country_colour(code) for code in graph.nodes["country"]]


def country_colour(code: str) -> str:
    """The colour of a country; grey where none is stated."""
    fixed = {**theme.COUNTRIES, SEVERAL: theme.SEVERAL_COUNTRIES, UNKNOWN: theme.NEUTRAL}
    return fixed.get(code, theme.OTHER_COUNTRY)


def countries(graph: Graph) -> list[tuple[str, str]]:
    """Names and colours of the countries in view, none where colours mean something else: those with a colour of their own by number of
    nodes, then the others as one, several, and none."""
    if graph.options.colour != "country" or graph.nodes.empty:
        return []
    names = dict(zip(graph.nodes["country"], graph.nodes["home"], strict=True))
    counts = (
        graph.nodes["country"]
        .value_counts()
        .sort_index()
        .sort_values(ascending=False, kind="stable")
    )
    own = [(names[code], theme.COUNTRIES[code]) for code in counts.index if code in theme.COUNTRIES]
    others = (
        [(OTHER, theme.OTHER_COUNTRY)]
        if names.keys() - theme.COUNTRIES.keys() - {SEVERAL, UNKNOWN}
        else []
    )
    return (
        own
        + others
        + [(names[code], country_colour(code)) for code in (SEVERAL, UNKNOWN) if code in names]
    )


def kinds(graph: Graph) -> list[tuple[str, str, str]]:
    """Name, colour (grey where it tells the country) and shape of each type in view."""
    plain = graph.options.colour == "country"
    return [
        (KINDS[kind], theme.NEUTRAL if plain else colour, shape)
        for kind, (colour, shape) in theme.KINDS.items()
        if graph.nodes["kind"].eq(kind).any()
    ]


def ties(graph: Graph) -> list[tuple[str, str]]:
    """Name and colour of each sort of tie in view."""
    return [
        (TIES[tie], colour)
        for tie, colour in theme.TIES.items()
        if graph.edges["tie"].eq(tie).any()
    ]


def standings(graph: Graph) -> list[tuple[str, str, tuple[int, int], int]]:
    """Name, sign, dashes and width of the border of each standing that is marked and in view."""
    return [
        (name, *theme.STANDINGS[value])
        for value, name in STANDINGS.items()
        if graph.nodes["standing"].eq(value).any()
    ]


def dash(edges: pd.DataFrame) -> "pd.Series[str]":
    """`projected`, `undated` (none of its ties has a date) or nothing, for each edge."""
    undated = edges["undated"].eq(edges["n"]).map({True: "undated", False: ""})
    return undated.mask(edges["projected"].astype(bool), "projected").astype("str")


def heads(graph: Graph) -> list[tuple[str, float, float]]:
    """The name of each type and where it stands above its columns; none where the layout is another."""
    if graph.options.layout != "type" or graph.nodes.empty:
        return []
    top = float(graph.nodes["y"].min()) - HEAD
    middle = graph.nodes.groupby("kind")["x"].agg(lambda x: float(x.min() + x.max()) / 2)
    return [
        (KINDS[kind], round(float(middle[kind])), round(top)) for kind in COLUMNS if kind in middle
    ]
