"""The claims that are read as a whole, before the numbers, dates and names that are part of them."""

from collections.abc import Sequence

from atlas.sentences.first_times import first_time_marks
from atlas.sentences.readings import Reading
from atlas.sentences.sentence import Sentence
from atlas.sentences.verdicts import Mark
from atlas.sentences.wholes import whole_marks


def claim_marks(sentence: Sentence, readings: Sequence[Reading]) -> list[Mark]:
    """The marks on such claims; none in a sentence that denies something."""
    if sentence.is_denying:
        return []
    return [*whole_marks(sentence, readings), *first_time_marks(sentence, readings)]
