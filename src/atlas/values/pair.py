"""The pair that the project is about, Russia and China, the two directions between them, and the
year before and since which they are compared.
"""

from collections.abc import Iterable
from typing import NamedTuple

CHINA, RUSSIA = "CHN", "RUS"
PAIR = frozenset({CHINA, RUSSIA})
# The year of the full-scale invasion of Ukraine.
TURN = 2022


class Direction(NamedTuple):
    """One direction of the pair: who supplies, who receives, and how a reader sees it named."""

    supplier: str
    recipient: str
    label: str

    @property
    def id(self) -> str:
        """Both codes, the supplier first: `RUS-CHN`."""
        return f"{self.supplier}-{self.recipient}"


# Labels are spelled out: legends, colours and files go by them.
TO_CHINA = Direction(RUSSIA, CHINA, "Russia → China")
TO_RUSSIA = Direction(CHINA, RUSSIA, "China → Russia")
DIRECTIONS = (TO_CHINA, TO_RUSSIA)
LABELS = {(direction.supplier, direction.recipient): direction.label for direction in DIRECTIONS}


def are_only_in(parties: object) -> bool:
    """Whether a cell of parties names China and Russia and nobody else."""
    return isinstance(parties, str) and set(parties.split(";")) == PAIR


def are_both_in(parties: Iterable[str]) -> bool:
    """Whether China and Russia are both among the codes of some parties, whoever else is."""
    return set(parties) >= PAIR
