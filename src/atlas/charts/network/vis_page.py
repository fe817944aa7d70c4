"""The network as a page of vis-network, for reading; `picture` has it as a Plotly figure."""

from typing import Any

import orjson
from jinja2 import Environment, PackageLoader

from atlas.charts import labels, theme
from atlas.charts.chart import Context
from atlas.charts.network import legend
from atlas.charts.network.hovers import edge_lines, node_texts
from atlas.charts.network.network_view import Graph
from atlas.charts.network.options import NetworkOptions
from atlas.charts.network.room import unit

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
    font_url: str = "",
    evidence: str = "",
    dark: bool = False,
    nonce: str = "",
    credit: str = "",
) -> str:
    """The network as an HTML page.

    `script` is vis-network itself (a file to take away), or `script_url` leads to it; `font_url` to
    the type of the pages around it. `evidence` is the address of a record before its id, where
    nodes lead to it. `nonce` is what the page's
    content security policy knows its script by. Text from data reaches the page as
    JSON in which `<` is escaped, and is shown as text alone.
    """
    text = orjson.dumps(_data(graph, context)).decode()
    data = text.replace("<", "\\u003c")
    template = _templates.get_template("vis_page.html")
    return template.render(
        title=title,
        sentence=sentence,
        credit=credit,
        data=data,
        script=script,
        script_url=script_url,
        font_url=font_url,
        evidence=evidence,
        nonce=nonce,
        **_legend(graph, context),
        **_look(dark=dark),
    )


def _look(*, dark: bool) -> Options:
    """Colours and type of the page itself."""
    ground = theme.PAGE["dark" if dark else "light"]
    own = {"accent": theme.ACCENT, "edge": theme.EDGE, "font": theme.FONT}
    return {"dark": dark, "page": ground, **own}


def _legend(graph: Graph, context: Context[NetworkOptions]) -> Options:
    """The entries of the legend, none of something that is not in view."""
    return {
        "kinds": legend.kinds(graph, context.options),
        "countries": legend.countries(graph, context.options, context.dataset),
        "ties": legend.ties(graph),
        "standings": legend.standings(graph),
        "dashes": set(graph.edges["dash"]),
        "has_leaders": bool(graph.nodes["leads"].any()),
        "has_ways": bool(graph.path.ways),
        "route": len(graph.path.ways) > 1,
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
        marks[str(standing)] = {"sign": sign, "dashes": dashes, "width": width}
    return {
        "nodes": nodes,
        "edges": edges,
        "ways": graph.path.ways,
        "focus": context.options.focus,
        "grounds": [_ground(ground) for ground in legend.grounds(graph)],
        "heads": [tuple(head) for head in legend.heads(graph, context.options)],
        "standings": marks,
        "faint": theme.FAINT,
        "undated": theme.UNDATED,
        "apart": theme.APART,
        "unit": round(unit(graph.nodes), 1),
    }


def _ground(ground: legend.GroundEntry) -> tuple[str | float, ...]:
    """Name, colour and bounds of a ground."""
    name, colour, *bounds = ground
    return (name, theme.see_through(colour, legend.GROUND_SHARE), *bounds)


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
    """The arguments of pyvis for each node; the page sets their names where they have room."""
    texts = node_texts(graph.nodes, context)
    colours = legend.colours(graph.nodes, context.options)
    nodes = []
    rows = graph.nodes.to_dict("records")
    for node, text, colour in zip(rows, texts, colours, strict=True):
        look: Options = {
            "shape": theme.KINDS[node["kind"]][1],
            "color": colour,
            "size": 6 + min(node["degree"], 14) // 2,
            # Decimals of coordinates would be a third of all that travels when a filter changes.
            "x": round(node["x"]),
            "y": round(node["y"]),
            "kind": node["kind"],
            "degree": node["degree"],
        }
        if node["leads"]:
            look["leads"] = node["leads"]
        if node["standing"] in theme.STANDINGS:
            look["standing"] = node["standing"]
        label = "\n".join(labels.lines(context.dataset.label(node["id"])))
        nodes.append({"id": node["id"], "label": label, "title": text, **look})
    return nodes


def _edges(graph: Graph, context: Context[NetworkOptions]) -> list[Options]:
    """The arguments of pyvis for each edge; the page makes its text of the lines of its ties."""
    lines_by_edge = edge_lines(graph.edges, context.dataset)
    edges = []
    for edge, lines in zip(graph.edges.to_dict("records"), lines_by_edge, strict=True):
        look: Options = {
            "color": legend.tie_colour(edge["tie"], edge["dash"]),
            "width": round(1 + min(edge["n"], 5) * 0.4, 1),
            "lines": [tuple(line) for line in lines],
        }
        if edge["dash"]:
            look["dash"] = str(edge["dash"])
        edges.append({"source": edge["source"], "dest": edge["target"], **look})
    return edges
