"""How many pieces of one system came in several lots together, against a number of a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from atlas.records.outcome import is_carried_out
from atlas.sentences.amounts import Amount
from atlas.sentences.occasions import date_finding
from atlas.sentences.quantities import agrees, number_finding
from atlas.sentences.readings import Piece, Reading
from atlas.sentences.rows import Cell, cells
from atlas.sentences.sentence import Sentence
from atlas.sentences.steps import Step, step_at
from atlas.sentences.subjects import TRANSFERS, Subject, nearest
from atlas.sentences.times import Time
from atlas.sentences.verdicts import Finding, Verdict
from atlas.sentences.written_dates import is_valid
from atlas.values import dates
from atlas.values.words import listed, number

RULE = (
    "A number that no single order has is compared with the sum of all those of the system between "
    "the two countries, in the years that the sentence names. That it is another contradicts "
    "nothing."
)
_PIECES = {"pieces", "aircraft", "ships", "equipment", "fire units", "systems"}
DELIVERED = "quantity_delivered"
_LOTS = {"batches", "lots", "orders", "contracts", "tranches", "deals"}
_FIELDS = {
    Step.ORDERED: ("ordered", "quantity_ordered"),
    Step.TRADED: ("ordered", "quantity_ordered"),
    Step.DELIVERED: ("delivered", DELIVERED),
}


def with_lots(
    sentence: Sentence, readings: Sequence[Reading], findings: Mapping[Piece, Finding]
) -> dict[Piece, Finding]:
    """The findings, where a number and its years may be those of several lots, as such a sum."""
    made = dict(findings)
    own = [reading.subject for reading in readings]
    goods = [subject for subject in own if subject.table == TRANSFERS and not subject.is_reversed]
    if len(own) == 1 and goods:
        made |= _of_pairs(sentence, _pieces(sentence), goods[0])
    for amount in sentence.amounts:
        subject = nearest(sentence, own, amount.first)
        is_open = amount in findings and findings[amount].verdict is not Verdict.SUPPORTED
        if subject is None or not is_open or amount.unit not in _PIECES or amount.is_fraction:
            continue
        is_of_goods = subject.table == TRANSFERS and not subject.is_reversed and subject.named
        if is_of_goods and (len(sentence.times) <= 1 or all(map(_is_year, sentence.times))):
            made |= _of_sum(sentence, amount, subject.ids, findings[amount])
    return made


def _pieces(sentence: Sentence) -> list[Amount]:
    """The numbers of pieces; a number without a noun counts what the one before it does."""
    return [
        amount
        for amount in sentence.amounts
        if not amount.edition and amount.unit in {"", *_PIECES}
    ]


def _of_pairs(
    sentence: Sentence, amounts: Sequence[Amount], subject: Subject
) -> dict[Piece, Finding]:
    """The findings where each of several numbers has its own years: 38 in 1999, another 38 in 2001.

    None unless each pair of them is that of another lot.
    """
    spans = _spans(sentence)
    if len(amounts) < 2 or len(amounts) != len(spans):
        return {}
    findings: dict[Piece, Finding] = {}
    left = list(subject.ids)
    for amount, span in zip(amounts, spans, strict=True):
        counted = replace(amount, unit=amounts[0].unit, noun=amount.noun)
        lots = [key for key in left if _is_lot(sentence, counted, span, subject, key)]
        if not lots:
            return {}
        left.remove(lots[0])
        own = replace(subject, ids=(lots[0],))
        findings[amount] = number_finding(sentence, counted, own, lots[0])
        inner = [time for time in sentence.times if span.first <= time.first < span.last]
        findings |= dict.fromkeys(inner, date_finding(sentence, span, own, lots[0]))
    return findings


def _is_lot(sentence: Sentence, amount: Amount, span: Time, subject: Subject, key: str) -> bool:
    """Whether a lot has a number and a date."""
    found = (
        number_finding(sentence, amount, subject, key),
        date_finding(sentence, span, subject, key),
    )
    return all(finding.verdict is Verdict.SUPPORTED for finding in found)


def _spans(sentence: Sentence) -> list[Time]:
    """The times of a sentence, of which years that “and” joins are one span: in 1999 and 2000."""
    spans: list[Time] = []
    for time in sentence.times:
        before = spans[-1] if spans else None
        is_joined = before is not None and sentence.lower[before.last : time.first] == ["and"]
        span = f"{before.edtf}/{time.edtf}" if before else ""
        if before and is_joined and "/" not in before.edtf + time.edtf and is_valid(span):
            spans[-1] = Time(before.first, time.last, span, before.cue)
        else:
            spans.append(time)
    return spans


def _of_sum(
    sentence: Sentence, amount: Amount, keys: Sequence[str], before: Finding
) -> dict[Piece, Finding]:
    """The findings on a number and its time if lots of that time come to it.

    Else that on the number with how many came in all. What was called off is in no sum.
    """
    date, quantity = _FIELDS[step_at(sentence, amount.first)]
    data = sentence.dataset
    frame = data.built[TRANSFERS].loc[list(keys)]
    done = frame.index[is_carried_out(frame)]
    lots = [key for key in done if _is_within(_shown(sentence, key, date), sentence.times)]
    counted = [cell for key in lots for cell in _shown(sentence, key, quantity)]
    total = sum(cell.number for cell in counted)
    if counted and quantity == DELIVERED and before.verdict is not Verdict.SUPPORTED:
        says = f"{before.says} Delivered in all, as recorded: {number(total)}."
        before = replace(before, says=says)
    if len(counted) < 2 or len(counted) < len(lots):
        return {amount: before}
    row = replace(counted[0].row, value=str(total))
    if not agrees(amount, Cell(row, is_shown=True, is_rough=False)):
        return {amount: before}
    parts = [f"{data.label(cell.row.record)} {number(cell.number)}" for cell in counted]
    says = f"{listed(parts)}: {number(total)} together."
    rows = tuple(cell.row for cell in counted)
    finding = Finding(Verdict.SUPPORTED, says, RULE, rows, tuple(lots))
    batches = [own for own in sentence.amounts if _counts_lots(sentence, own, len(lots))]
    return dict.fromkeys([amount, *batches, *sentence.times], finding)


def _is_year(time: Time) -> bool:
    return time.edtf.isdigit()


def _counts_lots(sentence: Sentence, amount: Amount, number_of_lots: int) -> bool:
    """Whether a number is that of the lots: in two batches."""
    noun = "".join(sentence.lower[amount.last : amount.last + 1])
    return noun in _LOTS and amount.least == amount.most == number_of_lots


def _shown(sentence: Sentence, key: str, field: str) -> list[Cell]:
    """The cell that stands for a record; none where it is only expected."""
    own = cells(sentence.dataset, key, field)
    return [cell for cell in own if cell.is_shown and not cell.is_plan][:1]


def _is_within(own: Sequence[Cell], times: Sequence[Time]) -> bool:
    """Whether a recorded date lies within the time of the sentence, if that has one."""
    if not own or not times:
        return bool(own)
    return any(_is_in(own, time) for time in times)


def _is_in(own: Sequence[Cell], time: Time) -> bool:
    asked = dates.parse(time.edtf)
    recorded = dates.parse(own[0].row.value)
    if recorded.start is None or recorded.end is None:
        return False
    is_after = asked.start is None or asked.start <= recorded.start
    return is_after and (asked.end is None or recorded.end <= asked.end)
