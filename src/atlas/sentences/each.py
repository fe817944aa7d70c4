"""So many on each of the two sides of an exercise: China and Russia sent 1,300 soldiers each."""

from collections.abc import Sequence
from itertools import chain

from atlas.sentences.amounts import Amount
from atlas.sentences.quantities import agrees
from atlas.sentences.readings import Piece, Reading
from atlas.sentences.rows import Cell, cells
from atlas.sentences.senders import SIDES
from atlas.sentences.sentence import Sentence
from atlas.sentences.verdicts import Finding, Verdict
from atlas.values.words import listed, number

RULE = (
    "A number on each side is compared with that of either side. It is supported where it is that "
    "of both, and contradicted where a side has another in every row."
)
_EACH, _OTHER = "each", "other"
_COUNTED = ("personnel", "ships", "aircraft", "equipment")
# How many words stand between “each” and its number, at most: each sent some 1,300.
_NEAR = 3


def numbers_of_each(sentence: Sentence, readings: Sequence[Reading]) -> dict[Piece, Finding]:
    """The findings on numbers that a sentence gives to each side of the one exercise it names."""
    own = [reading for reading in readings if reading.subject.table == "exercises"]
    places = [at for at, word in enumerate(sentence.lower) if word == _EACH]
    places = [at for at in places if sentence.lower[at + 1 : at + 2] != [_OTHER]]
    if len(own) != 1 or len(own[0].equals) != 1:
        return {}
    return {
        amount: _finding(sentence, amount, own[0].record)
        for amount in sentence.amounts
        if amount.unit in _COUNTED and any(_is_beside(amount, at) for at in places)
    }


def _is_beside(amount: Amount, place: int) -> bool:
    """Whether “each” or “of each” stands right behind a number and its noun, or “each” shortly
    before it.
    """
    return place - amount.end in {0, 1} or 0 < amount.first - place <= _NEAR


def _finding(sentence: Sentence, amount: Amount, key: str) -> Finding:
    data = sentence.dataset
    label = data.label(key)
    named = {sentence.country(name) for name in sentence.countries}
    by_side = [_firm(sentence, key, f"{amount.unit}_{side}") for side in SIDES.values()]
    if named not in (set(), set(SIDES)) or not all(by_side):
        says = f"{label}: not both sides have such a number here."
        return Finding(Verdict.ABSENT, says, RULE, records=(key,))
    are_agreeing = [any(agrees(amount, cell) for cell in own) for own in by_side]
    are_standing = [agrees(amount, own[0]) for own in by_side]
    verdict = Verdict.DIFFERENT
    if all(are_standing):
        verdict = Verdict.SUPPORTED
    elif not all(are_agreeing):
        verdict = Verdict.CONTRADICTED
    labels = map(data.label, SIDES)
    parts = [f"{side} {_numbers(own)}" for side, own in zip(labels, by_side, strict=True)]
    rows = tuple(cell.row for cell in chain.from_iterable(by_side))
    return Finding(verdict, f"{label}: {listed(parts)}.", RULE, rows, (key,))


def _firm(sentence: Sentence, key: str, field: str) -> list[Cell]:
    """The cells of a side that are no plan, first the one that stands for the record."""
    own = [cell for cell in cells(sentence.dataset, key, field) if not cell.is_plan]
    return sorted(own, key=lambda cell: not cell.is_shown)


def _numbers(own: Sequence[Cell]) -> str:
    return " or ".join(dict.fromkeys(number(cell.number) for cell in own))
