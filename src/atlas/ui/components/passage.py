"""A paragraph of a source with its coded terms marked; the text is set as text, never as markup."""

from atlas.records.texts import Piece
from atlas.ui.components.component import component

_passage = component("passage")


def passage(pieces: list[Piece], *, key: str) -> None:
    """Show pieces of text, the marked ones highlighted."""
    _passage(key=key, data={"pieces": [list(piece) for piece in pieces]})
