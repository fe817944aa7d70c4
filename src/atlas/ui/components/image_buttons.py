"""PNG and SVG, made in the reader's browser; PDF, made by the server."""

from collections.abc import Sequence
from typing import TypedDict

from atlas.export import assets
from atlas.ui.base import base
from atlas.ui.components.component import component

_buttons = component("image_buttons", assets.PLACED, isolated=False)


class Picture(TypedDict):
    """A button that saves a picture.

    What stands on it, the file it saves, the address of our own server that it asks, and how wide a
    PNG is (pixels).
    """

    label: str
    name: str
    format: str
    address: str
    width: int


def image_buttons(pictures: Sequence[Picture], *, key: str) -> None:
    """Buttons that save pictures, and a line beneath them that says what is being made."""
    plotly = base() + assets.url(assets.PLOTLY)
    _buttons(key=key, data={"buttons": list(pictures), "plotly": plotly})
