"""The look of the page where no theme reaches: motion, and paper."""

from pathlib import Path

import streamlit as st

from atlas.charts.theme import PAGE
from atlas.ui.components.component import component

SHEET = Path(__file__).with_name("style.css")
PAPER = ":root {{ --paper: {back}; --paper-ink: {ink}; --paper-grid: {grid}; }}".format(
    **PAGE["light"]
)

_printing = component("printing")


def style() -> None:
    """Draw it once on every page."""
    # What is chosen in a list stands on the colour of the theme, which is pale in the dark.
    ground = PAGE["dark" if st.context.theme.type == "dark" else "light"]["back"]
    inks = f":root {{ --chosen-ink: {ground}; }}"
    st.html(f"<style>{SHEET.read_text(encoding='utf-8')}\n{PAPER}\n{inks}</style>")
    with st.sidebar:
        _printing(key="printing")
