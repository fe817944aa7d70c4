"""Whether what a sentence says belongs to another transfer or agreement than one that is found."""

from collections.abc import Sequence

from atlas.sentences.lexicon import words_of
from atlas.sentences.movements import LICENCES, LICENSED
from atlas.sentences.places import Piece
from atlas.sentences.rows import cells, shown
from atlas.sentences.sentence import Sentence
from atlas.sentences.subjects import TRANSFERS, sides_of

_CLAUSES = words_of("; , while whereas but")


def is_of_others(sentence: Sentence, piece: Piece, table: str, key: str) -> bool:
    """Whether a country that is no side of a transfer or an agreement stands in the clause of a
    number or a date.
    """
    sides: Sequence[str] = shown(sentence.dataset, key, "parties").split(";")
    if table == TRANSFERS:
        sides = sides_of(sentence.dataset)[key]
    elif table != "agreements" or sides == [""]:
        return False
    for name in sentence.countries:
        low, high = sorted((name.first, piece.first))
        if sentence.country(name) not in sides and _CLAUSES.isdisjoint(sentence.lower[low:high]):
            return True
    return False


def is_otherwise_licensed(sentence: Sentence, transfer: str) -> bool:
    """Whether the sentence speaks of what was built under a licence, and this transfer does not."""
    kinds = cells(sentence.dataset, transfer, "kind")
    is_licensed = any(cell.row.value == LICENSED for cell in kinds)
    return sentence.has(LICENCES) and not is_licensed
