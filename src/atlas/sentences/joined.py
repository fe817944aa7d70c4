"""Subjects that a sentence names in one list, so that what it says holds of each of them."""

from collections.abc import Mapping, Sequence

from atlas.sentences.amounts import Amount
from atlas.sentences.occasions import RULE, date_finding
from atlas.sentences.places import held_by
from atlas.sentences.readings import Piece, Reading
from atlas.sentences.sentence import Sentence
from atlas.sentences.subjects import TRANSFERS, Subject
from atlas.sentences.times import Time
from atlas.sentences.units import UNITS
from atlas.sentences.verdicts import Finding, Verdict, left_open

_JOINING = {",", "and", "&"}


def joined_with(sentence: Sentence, readings: Sequence[Reading], subject: Subject) -> list[Reading]:
    """The readings of the list that a subject stands in, itself among them."""
    lists: list[list[Reading]] = []
    for reading in readings:
        if lists and _is_list(sentence, lists[-1][-1].subject, reading.subject):
            lists[-1].append(reading)
        else:
            lists.append([reading])
    return next(own for own in lists if any(reading.subject is subject for reading in own))


def _is_list(sentence: Sentence, one: Subject, other: Subject) -> bool:
    """Whether nothing but “and”, numbers and what they count stands between two subjects."""
    numbers = held_by(sentence.amounts)
    between = [place for place in range(one.last, other.first) if place not in numbers]
    joining = [place for place in between if sentence.lower[place] in _JOINING]
    others = [sentence.words[place].norm for place in between if place not in joining]
    return one.table == other.table and bool(joining) and all(word in UNITS for word in others)


def with_dates_of_all(
    sentence: Sentence, readings: Sequence[Reading], findings: Mapping[Piece, Finding]
) -> dict[Piece, Finding]:
    """The findings, of which the only date of a list is open where it is not that of each."""
    own = {**findings}
    if len(sentence.times) != 1:
        return own
    time = sentence.times[0]
    owners = [reading for reading in readings if time in reading.findings]
    is_supported = time in own and own[time].verdict is Verdict.SUPPORTED
    if not owners or not is_supported:
        return own
    for reading in joined_with(sentence, readings, owners[0].subject):
        if reading is not owners[0] and not _is_dated_so(sentence, time, reading):
            says = f"This is not the date of each that the sentence names. {own[time].says}"
            own[time] = Finding(Verdict.ABSENT, says, RULE, own[time].rows, own[time].records)
            return own
    return own


def _is_dated_so(sentence: Sentence, time: Time, reading: Reading) -> bool:
    """Whether one of the records that a reading may mean has the date."""
    found = (date_finding(sentence, time, reading.subject, key) for key in reading.equals)
    return any(finding.verdict is Verdict.SUPPORTED for finding in found)


def numbers_of_lists(
    sentence: Sentence, readings: Sequence[Reading], findings: Mapping[Piece, Finding]
) -> dict[Piece, Finding]:
    """The numbers that a list behind them may share, which contradict nothing: four 636 and 877."""
    shared: dict[Piece, Finding] = {}
    for reading in readings:
        for piece in reading.findings:
            is_before = isinstance(piece, Amount) and piece.last <= reading.subject.first
            if is_before and piece in findings and _goes_on(sentence, reading.subject):
                shared[piece] = left_open(findings[piece])
    return shared


def _goes_on(sentence: Sentence, subject: Subject) -> bool:
    """Whether “and” joins another designation to that of goods."""
    joint, follower = [*sentence.lower[subject.last : subject.last + 2], "", ""][:2]
    starts = {sentence.lower[name.first] for name in sentence.names if name.first > subject.last}
    is_name = follower[:1].isdigit() or follower in starts
    return subject.table == TRANSFERS and joint in _JOINING and is_name
