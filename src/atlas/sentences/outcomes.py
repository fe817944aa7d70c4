"""Whether goods came, where a sentence does not say who gives or takes: it was delivered."""

from collections.abc import Sequence

from atlas.sentences.lexicon import words_of
from atlas.sentences.movements import outcome_finding
from atlas.sentences.readings import Reading
from atlas.sentences.sentence import Sentence
from atlas.sentences.subjects import TRANSFERS
from atlas.sentences.verdicts import Kind, Mark

_VERBS = words_of(
    "delivered delivery deliveries received arrived reached supplied shipped transferred handed "
    "sold bought purchased acquired imported exported leased licensed"
)


def outcome_marks(sentence: Sentence, readings: Sequence[Reading]) -> list[Mark]:
    """The marks on what became of the goods that a sentence names."""
    own = [reading for reading in readings if reading.subject.table == TRANSFERS and reading.equals]
    if not own:
        return []
    data = sentence.dataset
    return [
        Mark(*sentence.span(at, at + 1), Kind.DIRECTION, outcome_finding(data, own[0].equals, word))
        for at, word in enumerate(sentence.lower)
        if word in _VERBS
    ]
