"""So many times as many: twice as many aircraft as Russia, half as many troops as in 2005."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from atlas.sentences.amounts import Amount, hedge_before
from atlas.sentences.comparisons import cells_compared, compared_at
from atlas.sentences.rows import Cell
from atlas.sentences.sentence import Sentence
from atlas.sentences.subjects import Subject
from atlas.sentences.units import AT_MOST, Hedge
from atlas.sentences.verdicts import Finding, Kind, Mark, Verdict
from atlas.values.words import number

RULE = (
    "So many times as many is what the values that stand for both sides give, within a twentieth, "
    "“about” and “nearly” within a seventh. It is counted differently where only other rows give "
    "it, and contradicted where none do."
)
_AS, _TIMES = "as", "times"
MANY = {"many", "much", "large", "big", "numerous", "strong"}
_FACTORS = {"twice": 2.0, "double": 2.0, "thrice": 3.0, "half": 0.5}
_EXACT, _ABOUT = 0.05, 0.15


@dataclass(frozen=True)
class Ratio:
    """Words from `first`: a factor, “as many” (`place` is “many”), and “as” at `than`."""

    first: int
    place: int
    than: int
    factor: Amount

    def holds(self, mine: float, theirs: float) -> bool:
        """Whether one number is so many times another, as exactly as the sentence means it."""
        if not theirs:
            return False
        ratio = mine / theirs
        if self.factor.hedge is Hedge.LEAST:
            return ratio > self.factor.least
        if self.factor.hedge in AT_MOST:
            return ratio < self.factor.most
        slack = _EXACT if self.factor.hedge is Hedge.EXACT else _ABOUT
        return self.factor.least * (1 - slack) <= ratio <= self.factor.most * (1 + slack)


def ratios(sentence: Sentence) -> list[Ratio]:
    """Every “as many … as” of a sentence with the factor before it, which may be none."""
    lower = sentence.lower
    found = []
    for place in range(1, len(lower)):
        is_many = lower[place - 1] == _AS and lower[place] in MANY
        behind = [at for at in range(place + 1, len(lower)) if lower[at] == _AS]
        if is_many and behind:
            factor = _factor(sentence, place - 1)
            found.append(Ratio(factor.first, place, behind[0], factor))
    return found


def _factor(sentence: Sentence, place: int) -> Amount:
    """The factor before “as” at a place: twice, three times; once where none stands there."""
    before = sentence.lower[place - 1] if place else ""
    if before in _FACTORS:
        hedge, first = hedge_before(sentence.words, place - 1)
        return Amount(first, place, _FACTORS[before], _FACTORS[before], hedge)
    if before == _TIMES:
        for amount in sentence.amounts:
            if amount.last == place - 1:
                return Amount(amount.first, place, amount.least, amount.most, amount.hedge)
    hedge, first = hedge_before(sentence.words, place)
    return Amount(first, place, 1, 1, hedge)


def ratio_marks(sentence: Sentence, own: Sequence[Subject]) -> list[Mark]:
    """The marks on ratios of what took part in two exercises, or on both sides of one."""
    marks = []
    for ratio in ratios(sentence):
        comparison = compared_at(sentence, ratio.place, ratio.than)
        compared = cells_compared(sentence, comparison, own)
        if compared:
            finding = _finding(ratio, *compared)
            span = sentence.span(ratio.first, ratio.than + 1)
            marks.append(Mark(*span, Kind.COMPARISON, finding))
    return marks


def _firm(own: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in own if not cell.is_plan]


def _standing(own: Sequence[Cell]) -> Cell | None:
    """The cell of the value that is shown of the record."""
    return next((cell for cell in own if cell.is_shown), None)


def _finding(
    ratio: Ratio,
    pairs: tuple[Sequence[Cell], Sequence[Cell]],
    names: tuple[str, str],
    keys: tuple[str, ...],
) -> Finding:
    firm = [_firm(own) for own in pairs]
    mine, theirs = map(_standing, firm)
    if mine is None or theirs is None:
        says = f"{names[0]}, {names[1]}: not both have such a number here."
        return Finding(Verdict.ABSENT, says, RULE, records=keys)
    says = f"{names[0]} {number(mine.number)}, {names[1]} {number(theirs.number)}."
    verdict = Verdict.CONTRADICTED
    if ratio.holds(mine.number, theirs.number):
        verdict = Verdict.SUPPORTED
    elif any(ratio.holds(one.number, other.number) for one in firm[0] for other in firm[1]):
        verdict = Verdict.DIFFERENT
    rows = tuple(cell.row for cell in chain.from_iterable(firm))
    return Finding(verdict, says[:1].upper() + says[1:], RULE, rows, keys)
