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
    st.html(f"<style>{PAPER}\n{SHEET.read_text(encoding='utf-8')}</style>")
    with st.sidebar:
        _printing(key="printing")
