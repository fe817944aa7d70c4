"""How much was delivered in some years by SIPRI's editions, against a number of TIV."""

from itertools import pairwise

from atlas.charts.transfers.edition_sums import all_volumes, summed
from atlas.charts.transfers.volumes_view import editions
from atlas.sentences.amounts import Amount
from atlas.sentences.deeds import has_unread_verb
from atlas.sentences.directions import Direction
from atlas.sentences.quantities import MILLION, agrees
from atlas.sentences.readings import Piece
from atlas.sentences.rows import Cell
from atlas.sentences.sentence import Sentence
from atlas.sentences.shares import volume_rows
from atlas.sentences.trades import FALLING, RISING
from atlas.sentences.units import Hedge
from atlas.sentences.verdicts import Finding, Row, Verdict
from atlas.values.words import listed, number

RULE = (
    "A volume in TIV is compared with the sum of the years that stand beside it, in each edition "
    "of SIPRI's register. It is supported where the newest edition with these years has it; where "
    "only an older one has, it is counted differently, and it contradicts where none has."
)
UNIT = "tiv"
# How many words stand between a volume and its years, at most.
_NEAR = 3


def volume_findings(sentence: Sentence, direction: Direction) -> dict[Piece, Finding]:
    """What the editions say of each volume; of a rise or a fall also whether it is one."""
    own = [amount for amount in sentence.amounts if amount.unit == UNIT]
    findings: dict[Piece, Finding] = {
        amount: _finding(sentence, amount, direction) for amount in own
    }
    # Less than so much is a bound, and no fall.
    verbs = {word for word, follower in pairwise([*sentence.lower, ""]) if follower != "than"}
    is_falling, is_rising = bool(verbs & FALLING), bool(verbs & RISING)
    if not is_falling and not is_rising and not has_unread_verb(sentence, frozenset()):
        return findings
    if len(own) != 2 or is_falling == is_rising:
        says = "How it has changed is not compared here."
        return dict.fromkeys(own, Finding(Verdict.ABSENT, says, RULE))
    before, after = own
    if (after.least < before.least) is is_falling:
        return findings
    says = "The first number and the second say the opposite of the verb between them."
    return dict.fromkeys(own, Finding(Verdict.DIFFERENT, says, RULE))


def _finding(sentence: Sentence, amount: Amount, direction: Direction) -> Finding:
    """What the editions say of a volume that went the way that the sentence says."""
    data = sentence.dataset
    years = _years_beside(sentence, amount)
    key = f"{direction.supplier}-{direction.recipient}"
    sums = {own: summed(all_volumes(data), own, key, years) for own in editions(data) if years}
    known = {edition: own for edition, own in sums.items() if own is not None}
    if not known:
        says = "No volume of these two and these years is recorded here."
        return Finding(Verdict.ABSENT, says, RULE)
    agreeing = [edition for edition, own in known.items() if _is_so(amount, own.value)]
    newest = next(iter(known))
    verdict = Verdict.DIFFERENT if agreeing else Verdict.CONTRADICTED
    if newest in agreeing:
        verdict = Verdict.SUPPORTED
    values = [f"{number(own.value)} million ({edition})" for edition, own in known.items()]
    says = f"TIV by SIPRI's editions: {listed(values)}."
    return Finding(verdict, says, RULE, volume_rows(data, known[newest].ids))


def _years_beside(sentence: Sentence, amount: Amount) -> range:
    """The years right after a volume, else the only ones of the sentence; none where unsure."""
    after = [time for time in sentence.times if 0 <= time.first - amount.end <= _NEAR]
    own = after or (sentence.times if len(sentence.times) == 1 else [])
    if len(own) != 1 or own[0].is_open:
        return range(0)
    first, last = own[0].years
    return range(first, last + 1)


def _is_so(amount: Amount, value: float) -> bool:
    """Whether a volume in million TIV is what the sentence says, rounded to whole millions."""
    row = Row("", "value", str(value), "", "", "", "")
    is_rounded = abs(value * MILLION - amount.least) <= MILLION / 2
    is_exact = amount.hedge is Hedge.EXACT and is_rounded
    return is_exact or agrees(amount, Cell(row, is_shown=True, is_rough=False), MILLION)
