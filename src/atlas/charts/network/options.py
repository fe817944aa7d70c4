"""What a reader chooses of the network, beside the filters."""

from dataclasses import dataclass, field
from enum import StrEnum


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

    DASHED = "dashed"
    HIDDEN = "hidden"
    ON_PATHS = "paths"


DEPTHS = {"1": "1 step", "2": "2 steps", "3": "3 steps"}
LAYOUTS = {Layout.FORCE: "Force", Layout.BY_TYPE: "By type"}
APART = {
    Apart.DASHED: "Dashed",
    Apart.HIDDEN: "Left out",
    Apart.ON_PATHS: "Dashed, and on paths",
}
COLOURS = {Colour.TYPE: "Type", Colour.COUNTRY: "Country"}


@dataclass(frozen=True)
class NetworkOptions:
    """The node in the middle, the steps around it, the layout, the colours, what did not come
    about, the ends of a path.

    Without a focus the whole network is shown. The ends of the path stand in a row of their own.
    """

    focus: str = field(default="", metadata={"title": "Focus on", "choices": {}, "whole": ""})
    depth: str = field(default="1", metadata={"title": "Depth", "choices": DEPTHS})
    layout: str = field(default=Layout.FORCE, metadata={"title": "Layout", "choices": LAYOUTS})
    colour: str = field(default=Colour.TYPE, metadata={"title": "Colour", "choices": COLOURS})
    apart: str = field(
        default=Apart.DASHED, metadata={"title": "Not carried out", "choices": APART}
    )
    path_from: str = field(
        default="",
        metadata={"title": "Shortest path from", "choices": {}, "whole": "", "row": "path"},
    )
    path_to: str = field(
        default="",
        metadata={"title": "Shortest path to", "choices": {}, "whole": "", "row": "path"},
    )
