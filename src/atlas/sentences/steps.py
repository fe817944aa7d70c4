"""How far a trade in arms has got by the words of a sentence: ordered, delivered, or only traded.

What was ordered is not delivered yet, so that numbers and dates of the one are none of the other.
"""

from enum import Enum

from atlas.sentences.lexicon import words_of
from atlas.sentences.sentence import Sentence

ORDERING = words_of("ordered signed contract order orders contracted deal deals concluded agreed")
DELIVERING = words_of(
    "delivered deliver delivers delivering delivery deliveries received receive receives receiving "
    "got obtained arrived reached supplied supply supplies supplying shipped transferred handed"
)
TRADING = words_of("sold bought purchased sell buy acquired imported exported")


class Step(Enum):
    """What a verb says of a transfer; `TRADED` leaves open whether it was delivered."""

    ORDERED = "ordered"
    DELIVERED = "delivered"
    TRADED = "traded"


def step_of(word: str) -> Step:
    """The step that a verb says."""
    if word in DELIVERING:
        return Step.DELIVERED
    return Step.ORDERED if word in ORDERING else Step.TRADED


def step_at(sentence: Sentence, at: int) -> Step:
    """The step that the nearest verb before a word says, else after it; in its clause first."""
    verbs = []
    for place, word in enumerate(sentence.lower):
        if word in ORDERING | DELIVERING | TRADING:
            low, high = sorted((place, at))
            is_parted = "," in sentence.lower[low:high]
            verbs.append((is_parted, place > at, high - low, word))
    *_, verb = min(verbs, default=("",))
    return step_of(verb)
