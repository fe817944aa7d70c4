"""How nodes and ties of the network look, in the image as on the page, and the legend of that."""

from typing import NamedTuple

import pandas as pd

from atlas.charts import theme
from atlas.charts.network.edges import Dash
from atlas.charts.network.halves import Side
from atlas.charts.network.network_view import Graph
from atlas.charts.network.node_countries import Home, home_name
from atlas.charts.network.options import Colour, Layout, NetworkOptions
from atlas.charts.network.places import KINDS_IN_COLUMNS
from atlas.charts.network.tie_kinds import TIE_LABELS
from atlas.charts.network.ties import KINDS
from atlas.dataset.dataset import Dataset
from atlas.records.corroboration import Standing
from atlas.values.pair import CHINA, RUSSIA

STANDINGS = {
    Standing.ONE_ORIGIN: "One independent source alone",
    Standing.STATE_MEDIA: "State media of one country alone",
}
OTHER_COUNTRIES = "Other countries"
APART_LABEL = "Not carried out: offered, discussed, announced, cancelled, denied"
SIDES = {
    Side.CHINA: ("China", theme.COUNTRIES[CHINA]),
    Side.BOTH: ("Both", theme.NEUTRAL),
    Side.RUSSIA: ("Russia", theme.COUNTRIES[RUSSIA]),
    Side.OTHERS: ("Others, or not stated", theme.NEUTRAL),
}
# How much of a ground's colour covers the page, and pixels from its nodes to its edge.
GROUND_SHARE, MARGIN = 0.07, 18.0
# Pixels from the topmost nodes to the names of the types.
HEAD_ROOM = 70.0


class KindEntry(NamedTuple):
    """A type of node in the legend; its colour is grey where colours tell the country."""

    kind: str
    name: str
    colour: str
    shape: str


class StandingEntry(NamedTuple):
    """A standing in the legend, with the dashes and the width of its nodes' borders."""

    name: str
    sign: str
    dashes: tuple[int, int]
    width: int


class GroundEntry(NamedTuple):
    """The ground of a side with its name and colour, with some room around its nodes."""

    name: str
    colour: str
    left: float
    top: float
    right: float
    bottom: float


class Head(NamedTuple):
    """The name of a type and where it stands above its columns."""

    name: str
    x: int
    y: int


def colours(nodes: pd.DataFrame, options: NetworkOptions) -> list[str]:
    """The colour of each node: of its type, or of its country."""
    if options.colour == Colour.COUNTRY:
        return [country_colour(code) for code in nodes["country"]]
    return [theme.KINDS[kind][0] for kind in nodes["kind"]]


def country_colour(code: str) -> str:
    """The colour of a country; grey where none is stated."""
    match code:
        case Home.SEVERAL:
            return theme.SEVERAL_COUNTRIES
        case Home.NOT_STATED:
            return theme.NEUTRAL
    return theme.COUNTRIES.get(code, theme.OTHER_COUNTRY)


def countries(graph: Graph, options: NetworkOptions, dataset: Dataset) -> list[tuple[str, str]]:
    """Names and colours of the countries in view, none where colours mean something else.

    First those with a colour of their own by number of nodes, then the others as one, several
    countries, and none.
    """
    if options.colour != Colour.COUNTRY or graph.nodes.empty:
        return []
    counts = graph.nodes["country"].value_counts().sort_index()
    codes = counts.sort_values(ascending=False, kind="stable").index
    own = [code for code in codes if code in theme.COUNTRIES]
    homes = [home for home in Home if home in codes]
    entries = [(home_name(dataset, code), theme.COUNTRIES[code]) for code in own]
    if len(own) + len(homes) < len(codes):
        entries.append((OTHER_COUNTRIES, theme.OTHER_COUNTRY))
    entries += [(home_name(dataset, home), country_colour(home)) for home in homes]
    return entries


def kinds(graph: Graph, options: NetworkOptions) -> list[KindEntry]:
    """The types of nodes in view."""
    in_view = set(graph.nodes["kind"])
    entries = []
    for kind, (colour, shape) in theme.KINDS.items():
        if kind in in_view:
            shown = theme.NEUTRAL if options.colour == Colour.COUNTRY else colour
            entries.append(KindEntry(kind, KINDS[kind], shown, shape))
    return entries


def ties(graph: Graph) -> list[tuple[str, str]]:
    """Name and colour of each kind of tie in view."""
    in_view = set(graph.edges.loc[graph.edges["dash"].ne(Dash.APART), "tie"])
    return [(TIE_LABELS[tie], theme.TIES[tie]) for tie in TIE_LABELS if tie in in_view]


def tie_colour(tie: str, dash: str) -> str:
    """The colour of a kind of tie; grey where none of it came about."""
    return theme.NEUTRAL if dash == Dash.APART else theme.TIES[tie]


def standings(graph: Graph) -> list[StandingEntry]:
    """The standings that are marked and in view."""
    in_view = set(graph.nodes["standing"])
    return [
        StandingEntry(name, *theme.STANDINGS[standing])
        for standing, name in STANDINGS.items()
        if standing in in_view
    ]


def heads(graph: Graph, options: NetworkOptions) -> list[Head]:
    """The names of the types above their columns; none where the layout is another."""
    if options.layout != Layout.BY_TYPE or graph.nodes.empty:
        return []
    top = round(float(graph.nodes["y"].min()) - HEAD_ROOM)
    reach = graph.nodes.groupby("kind")["x"].agg(["min", "max"])
    entries = []
    for kind in KINDS_IN_COLUMNS:
        if kind in reach.index:
            middle = round(float(reach["min"][kind] + reach["max"][kind]) / 2)
            entries.append(Head(KINDS[kind], middle, top))
    return entries


def grounds(graph: Graph) -> list[GroundEntry]:
    """The grounds of the countries; none where the picture has none."""
    entries = []
    for side, left, top, right, bottom in graph.grounds:
        # Grounds that stand side by side share an edge.
        reach = (left, top - MARGIN * 2, right, bottom + MARGIN)
        bounds = [float(round(bound)) for bound in reach]
        entries.append(GroundEntry(*SIDES[side], *bounds))
    return entries
