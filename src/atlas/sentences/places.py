"""The places of the words that pieces of a sentence hold."""

from collections.abc import Iterable
from typing import Protocol


class Piece(Protocol):
    """What holds the words `first` to before `last`: a name, a date, a number."""

    @property
    def first(self) -> int:
        """The place of its first word."""

    @property
    def last(self) -> int:
        """The place after its last word."""


def held_by(pieces: Iterable[Piece]) -> set[int]:
    """The places of all words of some pieces."""
    return inside((piece.first, piece.last) for piece in pieces)


def inside(spans: Iterable[tuple[int, int]]) -> set[int]:
    """The places from each first to before each last."""
    return {place for first, last in spans for place in range(first, last)}
