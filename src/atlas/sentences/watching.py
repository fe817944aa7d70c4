"""Who takes part in an exercise, and who only watches it, as a sentence says and rows have it."""

from collections.abc import Iterable

from atlas.sentences.lexicon import words_of
from atlas.sentences.rows import Cell
from atlas.sentences.sentence import Sentence

TAKING_PART, WATCHING = "participants", "observers"
WORDS = words_of(
    "observe observes observed observing observer observers watch watches watched watching"
)


def is_another_part(sentence: Sentence, cells: Iterable[Cell]) -> bool:
    """Whether these cells have a country only watch what the sentence says it took part in.

    Or the other way round; cells that say neither are of no other part.
    """
    fields = {cell.row.field for cell in cells}
    if fields.isdisjoint({TAKING_PART, WATCHING}):
        return False
    part = TAKING_PART if WORDS.isdisjoint(sentence.lower) else WATCHING
    return part not in fields
