"""Numbers that belong to what an entry is part of, or to what carries it out: the first part of
Joint Sea 2015, the 24 aircraft of the Su-35 contract.
"""

from atlas.sentences.amounts import Amount
from atlas.sentences.contracts import carried_out_by
from atlas.sentences.quantities import RULE, number_finding
from atlas.sentences.rows import cells
from atlas.sentences.sentence import Sentence
from atlas.sentences.subjects import TRANSFERS, Subject
from atlas.sentences.verdicts import Finding, Verdict

_PHASES = {"part", "phase", "stage"}
_PLACES = {1: "first", 2: "second", 3: "third"}


def number_or_phase(
    sentence: Sentence, amount: Amount, subject: Subject, identifier: str
) -> Finding:
    """What the rows of a record say of a number, of the part that it is, of what it is on."""
    follower = "".join(sentence.lower[amount.last : amount.last + 1])
    if amount.edition and follower in _PHASES:
        return _of_phase(sentence, amount, identifier)
    transfers = carried_out_by(sentence.dataset).get(identifier, [])
    if subject.table == "agreements" and len(transfers) == 1:
        goods = Subject(subject.first, subject.last, TRANSFERS, tuple(transfers), subject.named)
        return number_finding(sentence, amount, goods, transfers[0])
    return number_finding(sentence, amount, subject, identifier)


def _of_phase(sentence: Sentence, amount: Amount, identifier: str) -> Finding:
    """Whether a record is called the first part of something."""
    data = sentence.dataset
    label = data.label(identifier)
    phase = f"{_PLACES.get(int(amount.least), '?')} part"
    is_it = label.lower().endswith(phase)
    says = f"{label}: called so here." if is_it else f"{label}: which part it is is not recorded."
    rows = tuple(cell.row for cell in cells(data, identifier, "name")) if is_it else ()
    verdict = Verdict.SUPPORTED if is_it else Verdict.ABSENT
    return Finding(verdict, says, RULE, rows, (identifier,))
