"""The network as a page of vis-network, for reading; `picture` has it as a Plotly figure."""

import json
from typing import Any

from jinja2 import Environment, PackageLoader

from atlas.charts import labels, theme
from atlas.charts.chart import Context
from atlas.charts.network import legend
from atlas.charts.network.hovers import edge_texts, node_texts
from atlas.charts.network.network_view import Graph
from atlas.charts.network.options import NetworkOptions
from atlas.charts.network.picture import named, unit

TYPE_SIZE = 11
# What vis-network takes a name's size for where none is given.
USUAL_SIZE = 14
Options = dict[str, Any]
_templates = Environment(
    loader=PackageLoader("atlas.charts", "network"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(
    graph: Graph,
    context: Context[NetworkOptions],
    title: str,
    sentence: str,
    *,
    script: str = "",
    script_url: str = "",
    evidence: str = "",
    dark: bool = False,
    nonce: str = "",
    credit: str = "",
) -> str:
    """The network as an HTML page.

    `script` is vis-network itself (a file to take away), or `script_url` leads to it. `evidence` is
    the address of a record before its id, where nodes lead to it. `nonce` is what the page's
    content security policy knows its script by. Text from data reaches the page as
    JSON in which `<` is escaped, and is shown as text alone.
    """
    data = json.dumps(_data(graph, context), ensure_ascii=False).replace("<", "\\u003c")
    template = _templates.get_template("vis_page.html")
    return template.render(
        title=title,
        sentence=sentence,
        credit=credit,
        data=data,
        script=script,
        script_url=script_url,
        evidence=evidence,
        nonce=nonce,
        years=_years(graph),
        **_legend(graph, context),
        **_look(dark=dark),
    )


def _look(*, dark: bool) -> Options:
    """Colours of the page itself."""
    ground = theme.PAGE["dark" if dark else "light"]
    return {"dark": dark, "page": ground, "accent": theme.ACCENT, "edge": theme.EDGE}


def _legend(graph: Graph, context: Context[NetworkOptions]) -> Options:
    """The entries of the legend, none of something that is not in view."""
    return {
        "kinds": legend.kinds(graph, context.options),
        "countries": legend.countries(graph, context.options, context.dataset),
        "ties": legend.ties(graph),
        "standings": legend.standings(graph),
        "dashes": set(graph.edges["dash"]),
        "route": bool(graph.path.nodes),
        "undated": theme.UNDATED,
        "apart": theme.APART,
        "apart_colour": theme.NEUTRAL,
        "apart_label": legend.APART_LABEL,
    }


def _data(graph: Graph, context: Context[NetworkOptions]) -> Options:
    """What the script of the page draws."""
    network = _network(graph, context)
    nodes, edges, *_ = network.get_network_data()
    marks = {}
    for standing, (sign, dashes, width) in theme.STANDINGS.items():
        marks[standing] = {"sign": sign, "dashes": dashes, "width": width}
    return {
        "nodes": nodes,
        "edges": edges,
        "years": _years(graph),
        "route": bool(graph.path.nodes),
        "heads": legend.heads(graph, context.options),
        "standings": marks,
        "faint": theme.FAINT,
        "undated": theme.UNDATED,
        "apart": theme.APART,
        "unit": round(unit(graph.nodes), 1),
    }


def _years(graph: Graph) -> tuple[int, int] | None:
    """First and last year of the dated ties; nothing where they are fewer than two."""
    years: set[int] = set()
    for spans in graph.edges["years"]:
        for span in spans:
            years.update(span)
    return (min(years), max(years)) if len(years) > 1 else None


def _network(graph: Graph, context: Context[NetworkOptions]) -> Any:
    """The graph as pyvis holds it."""
    # Imported here: pyvis takes longer to import than any page without a network to draw.
    from pyvis.edge import Edge
    from pyvis.network import Network

    network = Network(directed=False)
    for node in _nodes(graph, context):
        network.add_node(node.pop("id"), **node)
    # Not by `add_edge`, which looks through all edges for a parallel one: ours are merged already.
    network.edges = [Edge(**edge).options for edge in _edges(graph, context)]
    return network


def _nodes(graph: Graph, context: Context[NetworkOptions]) -> list[Options]:
    """The arguments of pyvis for each node."""
    texts = node_texts(graph.nodes, context)
    colours = legend.colours(graph.nodes, context.options)
    size = TYPE_SIZE * unit(graph.nodes)
    fits = named(graph, context, size)
    nodes = []
    for node, text, colour, has_room in zip(
        graph.nodes.to_dict("records"), texts, colours, fits, strict=True
    ):
        look: Options = {
            "shape": theme.KINDS[node["kind"]][1],
            "color": colour,
            "size": 12 + min(node["degree"], 14) * 3 // 2,
            # Decimals of coordinates would be a third of all that travels when a filter changes.
            "x": round(node["x"]),
            "y": round(node["y"]),
        }
        if has_room or node["route"]:
            larger = 1.3 if node["route"] else 1
            look["font"] = {"size": round(max(size, USUAL_SIZE) * larger)}
        if node["standing"] in theme.STANDINGS:
            look["standing"] = node["standing"]
        if node["route"]:
            look["route"] = 1
        label = "\n".join(labels.lines(context.dataset.label(node["id"])))
        nodes.append({"id": node["id"], "label": label, "title": text, **look})
    return nodes


def _edges(graph: Graph, context: Context[NetworkOptions]) -> list[Options]:
    """The arguments of pyvis for each edge; the page puts the names of the ends before its text."""
    texts = edge_texts(graph.edges, context.dataset)
    edges = []
    for edge, text in zip(graph.edges.to_dict("records"), texts, strict=True):
        width = 1 + min(edge["n"], 5) * 0.6 + 9 * edge["route"]
        colour = legend.tie_colour(edge["tie"], edge["dash"])
        look: Options = {"color": colour, "width": round(width, 1)}
        for fact in ("dash", "years", "undated"):
            if edge[fact]:
                look[fact] = edge[fact]
        if edge["route"]:
            look["route"] = 1
        edges.append({"source": edge["source"], "dest": edge["target"], "title": text, **look})
    return edges
