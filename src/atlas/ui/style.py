"""The colours of paper and of what is chosen, for `style.css`, which comes with the shell."""

import streamlit as st

from atlas.charts.theme import PAGE

PAPER = ":root {{ --paper: {back}; --paper-ink: {ink}; --paper-grid: {grid}; }}".format(
    **PAGE["light"]
)


def style() -> None:
    """Draw it once on every page."""
    # What is chosen in a list is written in it: the colour of the theme is pale in the dark.
    ground = PAGE["dark" if st.context.theme.type == "dark" else "light"]["back"]
    inks = f":root {{ --ground: {ground}; }}"
    st.html(f"<style>{PAPER}\n{inks}</style>")
