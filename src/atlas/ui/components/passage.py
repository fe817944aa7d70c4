"""A paragraph of a source with its coded terms marked; the text is set as text, never as markup."""

import streamlit as st

from atlas.records.texts import Piece

HTML = """
<blockquote></blockquote>
"""
CSS = """
blockquote { margin: 0; padding: 0.25rem 0.75rem; border-left: 3px solid var(--st-border-color); font: inherit; color: var(--st-text-color); }
mark { background: var(--st-primary-color); color: var(--st-background-color); border-radius: 2px; padding: 0 2px; }
@media print {
  blockquote { color: var(--paper-ink); }
  mark { background: none; color: inherit; text-decoration: underline; }
}
"""
JS = """
export default function ({ data, parentElement }) {
  const quote = parentElement.querySelector("blockquote");
  quote.replaceChildren(...data.pieces.map(([text, marked]) => {
    const piece = document.createElement(marked ? "mark" : "span");
    piece.textContent = text;
    return piece;
  }));
}
"""

_passage = st.components.v2.component("atlas_passage", html=HTML, css=CSS, js=JS)


def passage(pieces: list[Piece], *, key: str) -> None:
    """Show pieces of text, the marked ones highlighted."""
    _passage(key=key, data={"pieces": [list(piece) for piece in pieces]})
