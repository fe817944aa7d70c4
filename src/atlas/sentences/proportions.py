"""Which part of those in an exercise one side sent: half of the ships were Chinese."""

from collections.abc import Sequence
from itertools import chain

from atlas.sentences.amounts import Amount
from atlas.sentences.quantities import ABOUT
from atlas.sentences.readings import Piece, Reading
from atlas.sentences.rows import Cell, cells
from atlas.sentences.senders import SIDES, TOTAL, told_of
from atlas.sentences.sentence import Sentence
from atlas.sentences.units import AT_MOST, Hedge
from atlas.sentences.verdicts import Finding, Verdict
from atlas.values.words import number

RULE = (
    "A part of those in an exercise is that of the side's number in the number of the whole "
    "exercise, or in both sides' sum where that is not recorded. It is supported within two "
    "hundredths, “about” within ten; it is contradicted where it is more than ten away. “More "
    "than” and “less than” are bounds."
)
_COUNTED = ("personnel", "ships", "aircraft", "equipment")
_EXACT = 0.02


def proportion_findings(sentence: Sentence, readings: Sequence[Reading]) -> dict[Piece, Finding]:
    """The findings on parts such as half, a third or 40 per cent that are told of one side."""
    own = [reading for reading in readings if reading.subject.table == "exercises"]
    if len(own) != 1 or len(own[0].equals) != 1:
        return {}
    findings: dict[Piece, Finding] = {}
    for amount in sentence.amounts:
        side = SIDES.get(told_of(sentence, amount), "")
        unit = _unit(sentence, amount)
        is_part = amount.is_fraction or amount.unit == "%"
        if side and unit and is_part:
            findings[amount] = _finding(sentence, amount, own[0].record, (unit, side))
    return findings


def _unit(sentence: Sentence, amount: Amount) -> str:
    """What it is a part of: its noun, or that of the number after it, or before it: half of the
    64 men, ten ships, half of them Chinese.
    """
    counts = [other for other in sentence.amounts if not other.edition]
    before = [other.unit for other in counts if other.first < amount.first]
    after = [other.unit for other in counts if other.first > amount.first]
    units = (amount.unit, *after[:1], *before[-1:])
    return next((unit for unit in units if unit in _COUNTED), "")


def _finding(sentence: Sentence, amount: Amount, key: str, asked: tuple[str, str]) -> Finding:
    unit, side = asked
    data = sentence.dataset
    own = _standing(sentence, key, f"{unit}_{side}")
    whole = _standing(sentence, key, f"{unit}_{TOTAL}")
    if not whole:
        both = [_standing(sentence, key, f"{unit}_{name}") for name in SIDES.values()]
        whole = list(chain.from_iterable(both)) if all(both) else []
    label = data.label(key)
    if not own or not whole:
        says = f"{label}: not both the part and the whole are recorded here."
        return Finding(Verdict.ABSENT, says, RULE, records=(key,))
    total = sum(cell.number for cell in whole)
    share = own[0].number / total
    asked_share = amount.least if amount.is_fraction else amount.least / 100
    apart = _apart(share, asked_share, amount.hedge)
    says = f"{label}: {number(own[0].number)} of {number(total)}, {share:.0%}."
    # Without a noun a part is read as rough, as in shares of a trade; here it has one.
    is_rough = amount.is_fraction and amount.hedge is not Hedge.EXACT
    verdict = Verdict.DIFFERENT
    if apart <= (ABOUT if is_rough else _EXACT):
        verdict = Verdict.SUPPORTED
    elif apart > ABOUT:
        verdict = Verdict.CONTRADICTED
    rows = tuple(cell.row for cell in (*own, *whole))
    return Finding(verdict, says, RULE, rows, (key,))


def _apart(share: float, asked: float, hedge: Hedge) -> float:
    """How far a share is from what is asked for: from a bound only where it is beyond it."""
    if hedge is Hedge.LEAST:
        return max(0.0, asked - share)
    if hedge in AT_MOST:
        return max(0.0, share - asked)
    return abs(share - asked)


def _standing(sentence: Sentence, key: str, field: str) -> list[Cell]:
    """The cell that stands for a record, if it is no plan."""
    own = cells(sentence.dataset, key, field)
    return [cell for cell in own if cell.is_shown and not cell.is_plan][:1]
