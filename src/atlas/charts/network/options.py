"""What a reader chooses of the network, beside the filters."""

from dataclasses import dataclass, field
from enum import StrEnum


class Nodes(StrEnum):
    """What is drawn as a node: countries are a background, or nodes like all others."""

    CORE = "core"
    ALL = "all"


class Through(StrEnum):
    """Whether paths may lead through countries and by “based in”."""

    AVOIDED = "avoided"
    ALLOWED = "allowed"


class Layout(StrEnum):
    """How nodes stand."""

    FORCE = "force"
    BY_TYPE = "type"


class Colour(StrEnum):
    """What the colour of a node says."""

    TYPE = "type"
    COUNTRY = "country"


class Apart(StrEnum):
    """What becomes of ties that did not come about."""

    HIDDEN = "hidden"
    DASHED = "dashed"
    ON_PATHS = "paths"


DEPTHS = {"1": "1 step", "2": "2 steps", "3": "3 steps"}
NODES = {Nodes.CORE: "Firms, systems, agreements", Nodes.ALL: "With the countries"}
THROUGH = {Through.AVOIDED: "Avoid countries", Through.ALLOWED: "Any way"}
LAYOUTS = {Layout.FORCE: "Force", Layout.BY_TYPE: "By type"}
APART = {
    Apart.HIDDEN: "Excluded",
    Apart.DASHED: "Dashed",
    Apart.ON_PATHS: "Dashed, and on paths",
}
COLOURS = {Colour.TYPE: "Type", Colour.COUNTRY: "Country"}


@dataclass(frozen=True)
class NetworkOptions:
    """The node in the middle, the ends of a path, and what is drawn in which way.

    Without a focus the whole network is shown; where there is a path, it alone is.
    """

    focus: str = field(default="", metadata={"title": "Focus on", "choices": {}, "whole": ""})
    path_from: str = field(default="", metadata={"title": "Path from", "choices": {}, "whole": ""})
    path_to: str = field(default="", metadata={"title": "Path to", "choices": {}, "whole": ""})
    depth: str = field(default="1", metadata={"title": "Depth", "choices": DEPTHS, "folded": True})
    nodes: str = field(
        default=Nodes.CORE,
        metadata={"title": "Nodes", "choices": NODES, "whole": Nodes.ALL, "folded": True},
    )
    through: str = field(
        default=Through.AVOIDED, metadata={"title": "Paths", "choices": THROUGH, "folded": True}
    )
    apart: str = field(
        default=Apart.HIDDEN,
        metadata={
            "title": "Not carried out",
            "choices": APART,
            "whole": Apart.DASHED,
            "folded": True,
        },
    )
    layout: str = field(
        default=Layout.FORCE, metadata={"title": "Layout", "choices": LAYOUTS, "folded": True}
    )
    colour: str = field(
        default=Colour.TYPE, metadata={"title": "Colour", "choices": COLOURS, "folded": True}
    )
