"""A sentence that somebody pasted, its pieces marked; all of it is set as text, never as markup."""

from atlas.ui.components.component import component

_checked = component("checked")
# The words of the sentence, the class of its verdict (blank: not marked), the number of its row.
Piece = tuple[str, str, int]


def checked(pieces: list[Piece], *, key: str) -> None:
    """Show the pieces of a sentence, each marked by its verdict and numbered."""
    _checked(key=key, data={"pieces": [list(piece) for piece in pieces]})
