"""The look of the page where no theme reaches: motion, and paper."""

from pathlib import Path

import streamlit as st

from atlas.charts.theme import PAGE

SHEET = Path(__file__).with_name("style.css")
PAPER = ":root {{ --paper: {back}; --paper-ink: {ink}; --paper-grid: {grid}; }}".format(
    **PAGE["light"]
)
HTML = """
<span hidden></span>
"""
# A chart has the width of its window; on paper, in either direction, it is as wide as an upright page leaves room for.
JS = """
export default function () {
  if (window.atlasPrinting) return;
  window.atlasPrinting = true;
  const wide = 700;
  const plots = () => document.querySelectorAll(".js-plotly-plot");
  addEventListener("beforeprint", () => { for (const plot of plots()) plot.style.zoom = Math.min(1, wide / plot.offsetWidth); });
  addEventListener("afterprint", () => { for (const plot of plots()) plot.style.zoom = ""; });
}
"""

_printing = st.components.v2.component("atlas_printing", html=HTML, js=JS)


def style() -> None:
    """Draw it once on every page."""
    st.html(f"<style>{PAPER}\n{SHEET.read_text(encoding='utf-8')}</style>")
    with st.sidebar:
        _printing(key="printing")
