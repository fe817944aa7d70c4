"""Claims that are read as a whole, before the numbers, dates and names that are part of them."""

from collections.abc import Sequence

from atlas.sentences.courses import course_marks
from atlas.sentences.directions import Direction
from atlas.sentences.first_lots import first_lot_marks
from atlas.sentences.first_times import first_time_marks
from atlas.sentences.observing import only_watching_marks
from atlas.sentences.outcomes import outcome_marks
from atlas.sentences.programmes import programme_marks
from atlas.sentences.ratios import ratio_marks
from atlas.sentences.readings import Reading
from atlas.sentences.regular import regular_marks
from atlas.sentences.sentence import Sentence
from atlas.sentences.subjects import Subject
from atlas.sentences.verdicts import Mark
from atlas.sentences.wholes import whole_marks


def claim_marks(
    sentence: Sentence,
    own: Sequence[Subject],
    readings: Sequence[Reading],
    movements: Sequence[Direction],
) -> list[Mark]:
    """The marks on such claims; none in a sentence that denies something."""
    if sentence.is_denying:
        return []
    return [
        *whole_marks(sentence, readings),
        *first_time_marks(sentence, readings),
        *only_watching_marks(sentence, readings),
        *regular_marks(sentence, own),
        *ratio_marks(sentence, own),
        *first_lot_marks(sentence, readings),
        *course_marks(sentence, movements),
        *programme_marks(sentence),
        *([] if movements else outcome_marks(sentence, readings)),
    ]
