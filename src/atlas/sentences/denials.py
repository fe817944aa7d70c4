"""What a sentence says did not happen, where that is read: no part of a series in some years, a
delivery that never came. Every other denial is left open.
"""

from collections.abc import Sequence

from atlas.records.outcome import is_carried_out
from atlas.sentences.lexicon import words_of
from atlas.sentences.places import held_by
from atlas.sentences.rows import Cell, cells
from atlas.sentences.sentence import DENYING, Sentence
from atlas.sentences.steps import DELIVERING
from atlas.sentences.subjects import TRANSFERS, Subject, is_series, parts_of, sides_of
from atlas.sentences.times import Time
from atlas.sentences.verdicts import Finding, Kind, Mark, Verdict
from atlas.values import dates
from atlas.values.pair import CHINA, RUSSIA
from atlas.values.words import counted, listed

RULE = (
    "That no part of a series was held in some years is supported where none is recorded in them, "
    "but one before and one after, or before the first of all; after the last one, where that is "
    "in the year since which. "
    "That goods were not delivered is supported where every recorded transfer of them was called "
    "off or has none delivered, that they were cancelled where every one was called off. What is "
    "recorded there contradicts it."
)
# Another word says more than is read.
_PLAIN = words_of(
    "a an the no not never of in since there has have had been was were did and during year years "
    "between its their any yet exercise exercises drill drills patrol patrols joint and . , system "
    "systems aircraft"
)
_HOLDING = words_of(
    "held hold take took taken place conducted staged flown carried out organised organized run "
    "happened occurred is are on record recorded for or"
)
_PAIR = {CHINA, RUSSIA}
_NAMED_MOST = 3
_AGREED, _CALLED_OFF = "agreed", "cancelled"
_CANCELLED = {"cancelled", "canceled"}


def denial_marks(sentence: Sentence, own: Sequence[Subject]) -> list[Mark]:
    """The marks on a denial and its date; none where it is not read."""
    denying = [place for place, word in enumerate(sentence.lower) if word in DENYING]
    if len(denying) != 1 or len(own) != 1 or sentence.amounts or sentence.strangers:
        return []
    subject = own[0]
    first = denying[0]
    last = first + 1
    if subject.table == TRANSFERS and sentence.lower[first] in _CANCELLED:
        return _of_cancelling(sentence, subject, first)
    if subject.table == TRANSFERS:
        last = _after_verb(sentence, last)
        finding = _of_goods(sentence, subject) if last > first + 1 else None
    else:
        finding = _of_series(sentence, subject)
    if finding is None:
        return []
    marks = [Mark(*sentence.span(first, last), Kind.COMPARISON, finding)]
    for time in sentence.times:
        marks.append(Mark(*sentence.span(time.first, time.last), Kind.DATE, finding))
    return marks


def _of_cancelling(sentence: Sentence, subject: Subject, place: int) -> list[Mark]:
    """The mark on “cancelled”; none where more is said behind it: when, by whom."""
    if any(word.tag != "SIGN" for word in sentence.words[place + 1 :]):
        return []
    data = sentence.dataset
    own = [cell for key in subject.ids for cell in _firm(sentence, key, "status")]
    called_off = [cell for cell in own if cell.row.value == _CALLED_OFF]
    verdict = Verdict.DIFFERENT if called_off else Verdict.CONTRADICTED
    if len(called_off) == len(subject.ids):
        verdict = Verdict.SUPPORTED
    elif len(own) < len(subject.ids) or not own:
        verdict = Verdict.ABSENT
    statuses = data.schema.labels("status")
    names = [f"{data.label(cell.row.record)}: {statuses[cell.row.value].lower()}" for cell in own]
    rows = tuple(cell.row for cell in own)
    says = f"{listed(names[:_NAMED_MOST]) or 'No status is recorded'}."
    finding = Finding(verdict, says, RULE, rows, subject.ids)
    return [Mark(*sentence.span(place, place + 1), Kind.COMPARISON, finding)]


def _is_plain(sentence: Sentence, more: frozenset[str]) -> bool:
    known = held_by([*sentence.names, *sentence.times])
    words = {word for place, word in enumerate(sentence.lower) if place not in known}
    return words <= _PLAIN | more


def _of_series(sentence: Sentence, subject: Subject) -> Finding | None:
    """Whether no part of a series lies in any of the times of the sentence."""
    series = next((key for key in subject.named if is_series(sentence, key)), "")
    is_of_both = {sentence.country(name) for name in sentence.countries} in (set(), _PAIR)
    is_told_so = bool(sentence.times) and is_of_both and _is_plain(sentence, _HOLDING)
    if not series or not is_told_so:
        return None
    data = sentence.dataset
    own = [cell for key in parts_of(data)[series] for cell in _firm(sentence, key, "date")]
    if not own:
        return None
    inside = [cell for cell in own if any(_is_in(time, cell) for time in sentence.times)]
    if inside:
        names = [data.label(cell.row.record) for cell in inside[:_NAMED_MOST]]
        records = tuple(cell.row.record for cell in inside)
        rows = tuple(cell.row for cell in inside)
        says = f"Recorded then: {listed(names)}."
        return Finding(Verdict.CONTRADICTED, says, RULE, rows, records)
    says = f"None of {counted(len(own), 'parts')} of {data.label(series)} is recorded then."
    are_within = all(_is_within(sentence, time, own) for time in sentence.times)
    verdict = Verdict.SUPPORTED if are_within else Verdict.ABSENT
    return Finding(verdict, says, RULE, tuple(cell.row for cell in own), (series,))


def _firm(sentence: Sentence, key: str, field: str) -> list[Cell]:
    """The cell that stands for a record, if it is no plan."""
    own = cells(sentence.dataset, key, field)
    return [cell for cell in own if cell.is_shown and not cell.is_plan][:1]


def _is_in(time: Time, cell: Cell) -> bool:
    """Whether a part lies in a time at least in part; since 2021: after that year."""
    asked = dates.parse(time.edtf)
    recorded = dates.parse(cell.row.value)
    first = recorded.start or recorded.end
    last = recorded.end or recorded.start
    if first is None or last is None:
        return False
    if asked.end is None:
        return first.year > time.years[0]
    is_before = asked.start is not None and last < asked.start
    return not is_before and first <= asked.end


def _is_within(sentence: Sentence, time: Time, own: Sequence[Cell]) -> bool:
    """Whether parts are recorded on both sides of a time, or the first of all after it; since a
    year: the last in just that year.
    """
    years = [Time(0, 0, cell.row.value).years for cell in own]
    first = min(low for low, _ in years)
    last = max(high for _, high in years)
    low, high = time.years
    if time.is_open:
        return last == low
    return high < last and (first < low or _has_begun_with(sentence, own))


def _has_begun_with(sentence: Sentence, own: Sequence[Cell]) -> bool:
    """Whether one of some parts is recorded as the first of its series."""
    editions = [_firm(sentence, cell.row.record, "edition") for cell in own]
    return any(cell.row.value == "1" for cells_of_part in editions for cell in cells_of_part)


def _after_verb(sentence: Sentence, place: int) -> int:
    """The place after a verb of delivery that stands here or next; else this one."""
    near = range(place, min(place + 2, len(sentence.lower)))
    return next((at + 1 for at in near if sentence.lower[at] in DELIVERING), place)


def _of_goods(sentence: Sentence, subject: Subject) -> Finding | None:
    """Whether no transfer of what is named was delivered."""
    more = DELIVERING | {"that", "which", "ordered", "to", "for"}
    if sentence.times or not _is_plain(sentence, more) or not subject.ids:
        return None
    data = sentence.dataset
    codes = {sentence.country(name) for name in sentence.countries}
    if not all(codes.issubset(sides_of(data)[key]) for key in subject.ids):
        return None
    frame = data.built[TRANSFERS].loc[list(subject.ids)]
    is_done = is_carried_out(frame) & frame["status"].ne(_AGREED)
    done = list(map(str, frame.index[is_done]))
    named = done or list(subject.ids)
    own = [cell for key in named for cell in _outcome(sentence, key)]
    rows = tuple(cell.row for cell in own)
    names = listed([data.label(key) for key in named[:_NAMED_MOST]])
    if not done:
        says = f"Recorded as not delivered: {names}."
        return Finding(Verdict.SUPPORTED, says, RULE, rows, tuple(named))
    verdict = Verdict.CONTRADICTED if is_done.all() else Verdict.DIFFERENT
    return Finding(verdict, f"Recorded as delivered: {names}.", RULE, rows, tuple(named))


def _outcome(sentence: Sentence, key: str) -> list[Cell]:
    return [*_firm(sentence, key, "status"), *_firm(sentence, key, "quantity_delivered")]
