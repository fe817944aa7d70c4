"""How many states took part in an exercise or signed an agreement, by those that rows name."""

from collections.abc import Sequence
from itertools import chain

from atlas.sentences.amounts import Amount
from atlas.sentences.occasions import SIGNED
from atlas.sentences.quantities import TAKING_PART
from atlas.sentences.readings import Piece, Reading
from atlas.sentences.rows import cells
from atlas.sentences.sentence import Sentence
from atlas.sentences.units import Hedge
from atlas.sentences.verdicts import Finding, Verdict
from atlas.values.words import listed

RULE = (
    "A number of states is compared with those that the rows of the exercise name as taking part, "
    "or those of the agreement as its parties. "
    "A row may not name them all, so that another number contradicts nothing."
)
_UNIT = "states"
# The column that names them, and what they do, by table.
_FIELDS = {
    "exercises": ("participants", TAKING_PART | {"took"}),
    "agreements": ("parties", SIGNED),
}


def state_findings(sentence: Sentence, readings: Sequence[Reading]) -> dict[Piece, Finding]:
    """The findings on numbers of states that took part in the one exercise of a sentence, or signed
    its one agreement.
    """
    own = [reading for reading in readings if reading.subject.table in _FIELDS]
    if len(own) != 1 or len(own[0].equals) != 1:
        return {}
    field, verbs = _FIELDS[own[0].subject.table]
    if not sentence.has(verbs):
        return {}
    return {
        amount: _finding(sentence, amount, own[0].record, field)
        for amount in sentence.amounts
        if amount.unit == _UNIT
    }


def _finding(sentence: Sentence, amount: Amount, key: str, field: str) -> Finding:
    data = sentence.dataset
    own = [cell for cell in cells(data, key, field) if cell.is_shown and not cell.is_plan]
    by_row = [cell.row.value.split(";") for cell in own]
    states = list(dict.fromkeys(chain.from_iterable(by_row)))
    label = data.label(key)
    says = f"{label}: {len(states)} are named: {listed([data.label(state) for state in states])}."
    verdict = Verdict.ABSENT
    if _is_so(amount, len(states)):
        verdict = Verdict.SUPPORTED
    elif any(_is_so(amount, len(row)) for row in by_row):
        verdict = Verdict.DIFFERENT
    return Finding(verdict, says, RULE, tuple(cell.row for cell in own), (key,))


def _is_so(amount: Amount, count: int) -> bool:
    """Whether so many are as many as a sentence says; about and nearly are not read."""
    if amount.hedge is Hedge.LEAST:
        return count >= amount.least
    return amount.hedge is Hedge.EXACT and amount.least <= count <= amount.most
