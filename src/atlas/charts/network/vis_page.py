"""The network as a page of vis-network, for reading; `picture` has it as a Plotly figure."""

import json
from importlib import import_module
from typing import Any

from jinja2 import Environment, PackageLoader

from atlas.charts import labels, theme
from atlas.charts.network import legend
from atlas.charts.network.network_view import Graph
from atlas.charts.network.picture import unit

_templates = Environment(
    loader=PackageLoader("atlas.charts", "network"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
PAGE_TYPE = 11


def page(
    graph: Graph,
    title: str,
    sentence: str,
    *,
    script: str = "",
    script_url: str = "",
    dark: bool = False,
    nonce: str = "",
    credit: str = "",
) -> str:
    """The network as an HTML page: `script` is vis-network itself (a file to take away), or `script_url` leads to it.

    `nonce` is what the page's content security policy knows its script by. Text from data reaches the page as JSON in
    which `<` is escaped, and is shown as text alone.
    """
    nodes, edges, _, _, _, _ = _pyvis(graph).get_network_data()
    years = _years(graph)
    marks = {
        value: {"sign": sign, "dashes": dashes, "width": width}
        for value, (sign, dashes, width) in theme.STANDINGS.items()
    }
    told: dict[str, Any] = {
        "years": years,
        "route": bool(graph.path.nodes),
        "heads": legend.heads(graph),
        "standings": marks,
    }
    told |= {
        "faint": theme.FAINT,
        "undated": theme.UNDATED,
        "projected": theme.PROJECTED,
        "unit": round(unit(graph.nodes), 1),
    }
    data = json.dumps({"nodes": nodes, "edges": edges, **told}, ensure_ascii=False).replace(
        "<", "\\u003c"
    )
    dashes = set(legend.dash(graph.edges))
    entries = {
        "kinds": legend.kinds(graph),
        "countries": legend.countries(graph),
        "ties": legend.ties(graph),
        "standings": legend.standings(graph),
    }
    entries |= {
        "dashes": dashes,
        "route": bool(graph.path.nodes),
        "undated": theme.UNDATED,
        "projected": theme.PROJECTED,
    }
    look = {
        **entries,
        "years": years,
        "dark": dark,
        "page": theme.PAGE["dark" if dark else "light"],
        "accent": theme.ACCENT,
        "edge": theme.EDGE,
    }
    template = _templates.get_template("vis_page.html")
    return template.render(
        title=title,
        sentence=sentence,
        credit=credit,
        data=data,
        script=script,
        script_url=script_url,
        nonce=nonce,
        **look,
    )


def _years(graph: Graph) -> tuple[int, int] | None:
    """First and last year of the dated ties; nothing where they are fewer than two."""
    spans = [span for spans in graph.edges["years"] for span in spans]
    low, high = (
        min((low for low, _ in spans), default=0),
        max((high for _, high in spans), default=0),
    )
    return (low, high) if low < high else None


def _pyvis(graph: Graph) -> Any:
    """The graph as pyvis holds it; imported here, because pyvis takes longer to import than any page without a network to draw."""
    network = import_module("pyvis.network").Network(directed=False)
    size = PAGE_TYPE * unit(graph.nodes)
    named = labels.fitting(graph.nodes, size)
    for node, colour, fits in zip(
        graph.nodes.to_dict("records"), legend.colours(graph), named, strict=True
    ):
        degree = min(node["degree"], 14)
        # Whole numbers: a coordinate's decimals would be a third of all that travels when a filter changes.
        look: dict[str, Any] = {
            "shape": theme.KINDS[node["kind"]][1],
            "color": colour,
            "size": 12 + degree * 3 // 2,
        }
        look |= {"x": round(node["x"]), "y": round(node["y"])}
        look |= (
            {"font": {"size": round(max(size, 14) * (1.3 if node["route"] else 1))}}
            if fits or node["route"]
            else {}
        )
        look |= {"standing": node["standing"]} if node["standing"] in theme.STANDINGS else {}
        look |= {"route": 1} if node["route"] else {}
        network.add_node(
            node["id"],
            label="\n".join(labels.lines(node["label"])),
            title=_rest(node["hover"]),
            **look,
        )
    for edge, dash in zip(graph.edges.to_dict("records"), legend.dash(graph.edges), strict=True):
        look = {
            "color": theme.TIES[edge["tie"]],
            "width": round(1 + min(edge["n"], 5) * 0.6 + 9 * edge["route"], 1),
        }
        look |= {"dash": dash} if dash else {}
        look |= {"years": edge["years"]} if edge["years"] else {}
        look |= {"undated": edge["undated"]} if edge["undated"] else {}
        look |= {"route": 1} if edge["route"] else {}
        network.add_edge(edge["source"], edge["target"], title=_rest(edge["hover"]), **look)
    return network


def _rest(hover: str) -> str:
    """A hover text without its first line, the name or names, which the page knows and puts there again."""
    return hover.partition("\n")[2]
