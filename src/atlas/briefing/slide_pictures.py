"""Vector pictures on slides: SVG, with pixels for programs that do not know it."""

import io
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from atlas.briefing.office import DRAWING_SPACE, svg_extension
from atlas.briefing.pictures import Picture

BLIP = f"{{{DRAWING_SPACE}}}blip"
Place = tuple[int, int, int, int]


def add_picture(slide: Any, picture: Picture, alt: str, place: Place) -> None:
    """Put a picture as large as it fits into a place (left, top, width, height), centred."""
    left, top, width, height = place
    scale = min(width / picture.width, height / picture.height)
    own_width = int(picture.width * scale)
    own_height = int(picture.height * scale)
    left += (width - own_width) // 2
    shape = slide.shapes.add_picture(io.BytesIO(picture.png), left, top, own_width, own_height)
    shape.name = "Chart"
    shape._element.nvPicPr.cNvPr.set("descr", alt)
    name = PackURI(f"/ppt/media/vectors{slide.slide_id}.svg")
    part = Part(name, "image/svg+xml", slide.part.package, picture.svg)
    relation = slide.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    # All that stands in it is ours: an address of the standard and an id that was just made.
    extension = etree.fromstring(svg_extension(relation))
    blip = shape._element.find(f".//{BLIP}")
    blip.append(extension)
