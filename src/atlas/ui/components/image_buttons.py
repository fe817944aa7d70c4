"""PNG and SVG, made in the reader's browser; PDF, made by the server."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

import streamlit as st

from atlas.export import assets

HTML = '<div class="row"></div><p role="status" aria-live="polite"></p>'
CSS = """
.row { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
button {
  font: inherit; color: var(--st-text-color); background: var(--st-background-color); cursor: pointer;
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius); padding: 0.25rem 0.75rem; min-height: 2.5rem;
}
button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
button[aria-busy=true] { cursor: progress; border-style: dashed; }
p { margin: 0.25rem 0 0; min-height: 1.25rem; font-size: 0.875rem; overflow-wrap: anywhere; }
"""

_buttons = st.components.v2.component(
    "atlas_image_buttons",
    html=HTML,
    css=CSS,
    js=Path(__file__).with_name("image_buttons.js").read_text(encoding="utf-8"),
)


class Picture(TypedDict):
    """A button: what stands on it, the file it saves, the address of our own server that it asks, and how wide a PNG is (pixels)."""

    label: str
    name: str
    format: str
    address: str
    width: int


def image_buttons(pictures: Sequence[Picture], *, key: str) -> None:
    """Buttons that save pictures, and a line beneath them that says what is being made."""
    _buttons(key=key, data={"buttons": list(pictures), "plotly": assets.url(assets.PLOTLY)})
