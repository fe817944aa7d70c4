"""Whether all that was ordered has come: all of them delivered by 2018."""

from collections.abc import Sequence

from atlas.sentences.readings import Reading
from atlas.sentences.rows import Cell, cells
from atlas.sentences.sentence import Sentence
from atlas.sentences.steps import Step, step_at
from atlas.sentences.subjects import TRANSFERS
from atlas.sentences.verdicts import Finding, Kind, Mark, Verdict
from atlas.values.words import number

RULE = (
    "“All” is supported where the number delivered is the number ordered, and contradicted where "
    "fewer have come."
)
_ALL = "all"
# All six, all of them: what comes next is what was ordered.
_FOLLOWERS = {"of", "the"}


def whole_marks(sentence: Sentence, readings: Sequence[Reading]) -> list[Mark]:
    """The marks on “all” in a sentence about one transfer and its delivery."""
    own = [reading for reading in readings if reading.subject.table == TRANSFERS]
    if len(own) != 1 or len(own[0].equals) != 1:
        return []
    marks = []
    for place, word in enumerate(sentence.lower):
        is_whole = word == _ALL and _counts(sentence, place + 1)
        if is_whole and step_at(sentence, place) is Step.DELIVERED:
            finding = _finding(sentence, own[0].record)
            marks.append(Mark(*sentence.span(place, place + 1), Kind.COMPARISON, finding))
    return marks


def _counts(sentence: Sentence, place: int) -> bool:
    """Whether what stands at a place says of what all there is: a number, or “of” and “the”."""
    is_number = any(amount.first == place for amount in sentence.amounts)
    return is_number or sentence.lower[place : place + 1] in [[word] for word in _FOLLOWERS]


def _finding(sentence: Sentence, key: str) -> Finding:
    data = sentence.dataset
    ordered = _standing(sentence, key, "quantity_ordered")
    delivered = _standing(sentence, key, "quantity_delivered")
    label = data.label(key)
    if ordered is None or delivered is None:
        says = f"{label}: not both how many were ordered and how many came are recorded here."
        return Finding(Verdict.ABSENT, says, RULE, records=(key,))
    is_all = delivered.number >= ordered.number
    says = f"{label}: {number(delivered.number)} delivered of {number(ordered.number)} ordered."
    verdict = Verdict.SUPPORTED if is_all else Verdict.CONTRADICTED
    return Finding(verdict, says, RULE, (ordered.row, delivered.row), (key,))


def _standing(sentence: Sentence, key: str, field: str) -> Cell | None:
    """The cell that stands for a transfer, if it is no plan."""
    own = cells(sentence.dataset, key, field)
    return next((cell for cell in own if cell.is_shown and not cell.is_plan), None)
