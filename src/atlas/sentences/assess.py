"""Every claim of a sentence with what the sources say of it."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from atlas.sentences.amounts import Amount
from atlas.sentences.attributions import attribution_marks
from atlas.sentences.claims import claim_marks
from atlas.sentences.comparisons import comparison_finding, comparisons, years_compared
from atlas.sentences.contracts import contracted
from atlas.sentences.counting import RULE as COUNTING
from atlas.sentences.deeds import has_unread_verb, is_read
from atlas.sentences.denials import denial_marks
from atlas.sentences.described import described
from atlas.sentences.directions import Direction, directions
from atlas.sentences.each import numbers_of_each
from atlas.sentences.fitted import fitted_findings
from atlas.sentences.joined import numbers_of_lists, with_dates_of_all
from atlas.sentences.judgements import judgement_marks
from atlas.sentences.lots import with_lots
from atlas.sentences.movements import direction_finding, is_of_goods, kinds_of_goods
from atlas.sentences.naming import SILENCE, implied_date, implied_transfers, name_finding, related
from atlas.sentences.portions import last_years
from atlas.sentences.proportions import proportion_findings
from atlas.sentences.published import is_otherwise_published
from atlas.sentences.readings import SHARES, Piece, Reading, counted_pieces, readings_of
from atlas.sentences.regular import dates_of_counted
from atlas.sentences.sentence import Sentence
from atlas.sentences.states import state_findings
from atlas.sentences.strangers import stranger_marks
from atlas.sentences.subjects import TRANSFERS, Subject, subjects
from atlas.sentences.sums import with_sums
from atlas.sentences.times import Time
from atlas.sentences.unnamed import unnamed
from atlas.sentences.unread import unread
from atlas.sentences.verdicts import Finding, Kind, Mark, Verdict, worst
from atlas.sentences.vocabulary import unknown_words, words_of_records
from atlas.sentences.volumes import volume_findings


def marks(sentence: Sentence) -> tuple[Mark, ...]:
    """The marks of a sentence, from left to right, none over another."""
    moved = movements = directions(sentence)
    own = subjects(sentence, movements) or contracted(sentence)
    own = own or unnamed(sentence) or described(sentence) or kinds_of_goods(sentence, movements)
    products = [subject for subject in own if subject.table == TRANSFERS]
    is_share = any(amount.unit in SHARES for amount in sentence.amounts)
    if is_share or not is_of_goods(sentence, products):
        movements = []
    counted = counted_pieces(sentence, own)
    if movements and not products:
        counted |= volume_findings(sentence, movements[0])
    readings = readings_of(sentence, own, counted)
    about = [reading.record for reading in readings if reading.record]
    about = about or implied_transfers(sentence)
    own_words = words_of_records(sentence, readings, about)
    # Of several records that may be meant, those that fit the numbers and dates.
    meant = [replace(reading.subject, ids=_fitting(reading)) for reading in readings]
    pieces = [
        *_numbers_dates_names(sentence, counted, readings, movements),
        *_movements(sentence, meant, movements),
        *_comparisons(sentence, meant),
        *stranger_marks(sentence, about),
        *judgement_marks(sentence),
    ]
    pieces = _as_read(sentence, pieces, own_words)
    denied = denial_marks(sentence, own)
    if sentence.is_denying and not denied:
        pieces = [_with_denial(mark) for mark in pieces]
    # A claim as a whole goes before the number or the comparison that is part of it, and one that
    # is read before the same that is not.
    claims = [*denied, *claim_marks(sentence, meant, readings, moved)]
    claims += _apart_from(unread(sentence), claims)
    pieces = _apart_from(pieces, claims)
    cited = attribution_marks(sentence, [*pieces, *claims])
    read = _in_order([*_apart_from(pieces, cited), *claims, *cited])
    if worst(mark.finding.verdict for mark in read) is Verdict.SUPPORTED:
        read = _in_order([*read, *unknown_words(sentence, own_words, read)])
    return tuple(read)


def _in_order(own: Sequence[Mark]) -> list[Mark]:
    """Marks from left to right, without those that begin within another."""
    apart: list[Mark] = []
    for mark in sorted(own, key=lambda mark: (mark.start, mark.end)):
        if not apart or mark.start >= apart[-1].end:
            apart.append(mark)
    return apart


def _with_denial(mark: Mark) -> Mark:
    """A mark in a sentence that denies what is not read here: it supports and contradicts
    nothing.
    """
    why = "The sentence denies something, which is not read here."
    if mark.finding.verdict is not Verdict.CONTRADICTED:
        return _opened(mark, why)
    says = f"{why} {mark.finding.says}"
    return replace(mark, finding=replace(mark.finding, verdict=Verdict.ABSENT, says=says))


def _apart_from(own: Sequence[Mark], others: Sequence[Mark]) -> list[Mark]:
    """The marks that lie over none of some others."""
    return [mark for mark in own if not any(_overlap(mark, other) for other in others)]


def _overlap(mark: Mark, other: Mark) -> bool:
    return mark.start < other.end and other.start < mark.end


def _mark(sentence: Sentence, first: int, last: int, kind: Kind, finding: Finding) -> Mark:
    start, end = sentence.span(first, last)
    if sentence.is_supposing and finding.verdict is Verdict.CONTRADICTED:
        says = f"The sentence speaks of what may be, which no row can deny. {finding.says}"
        finding = replace(finding, verdict=Verdict.ABSENT, says=says)
    return Mark(start, end, kind, finding)


def _as_read(sentence: Sentence, own: Sequence[Mark], own_words: Set[str]) -> list[Mark]:
    """The marks, of which a name or a date is left open where no verb that is read goes with it."""
    kinds = {Kind.DATE: not has_unread_verb(sentence, own_words)}
    kinds[Kind.NAME] = is_read(sentence, own_words)
    return [mark if kinds.get(mark.kind, True) else _unread(mark) for mark in own]


def _unread(mark: Mark) -> Mark:
    """A mark of which the sentence says what is not read here: it supports nothing."""
    return _opened(mark, "What the sentence says of it is not read here.")


def _opened(mark: Mark, why: str) -> Mark:
    """A mark that supports nothing, and says why."""
    if mark.finding.verdict is not Verdict.SUPPORTED:
        return mark
    says = f"{why} {mark.finding.says}"
    return replace(mark, finding=replace(mark.finding, verdict=Verdict.ABSENT, says=says))


def _numbers_dates_names(
    sentence: Sentence,
    counted: Mapping[Piece, Finding],
    readings: Sequence[Reading],
    movements: Sequence[Direction],
) -> list[Mark]:
    findings: dict[Piece, Finding] = {**counted}
    for own_reading in readings:
        findings |= own_reading.findings
    findings = with_lots(sentence, readings, with_sums(sentence, findings))
    findings |= proportion_findings(sentence, readings) | numbers_of_each(sentence, readings)
    findings = with_dates_of_all(sentence, readings, findings)
    findings |= numbers_of_lists(sentence, readings, findings)
    findings |= state_findings(sentence, readings)
    findings |= fitted_findings(sentence, readings)
    findings |= dates_of_counted(sentence, [reading.subject for reading in readings], counted)
    compared = years_compared(sentence)
    findings |= dict.fromkeys(compared, Finding(Verdict.NAMED, "A side of a comparison.", COUNTING))
    margins = {comparison.margin for comparison in comparisons(sentence)}
    amounts = [amount for amount in sentence.amounts if amount not in margins]
    pieces: list[tuple[Piece, Kind]] = [(amount, Kind.NUMBER) for amount in amounts]
    pieces += [(time, Kind.DATE) for time in sentence.times]
    own_marks = []
    is_any_left = any(time not in findings for time in sentence.times)
    meant = implied_transfers(sentence) if is_any_left else []
    for piece, kind in pieces:
        finding = findings.get(piece)
        finding = finding or _without_subject(sentence, piece, meant, counted)
        if finding:
            own_marks.append(_mark(sentence, piece.first, piece.last, kind, finding))
    tied = related(sentence)
    for name in sentence.names:
        finding = findings.get(name) or tied.get(name)
        finding = finding or name_finding(sentence, name, readings, movements)
        own_marks.append(_mark(sentence, name.first, name.last, Kind.NAME, finding))
    return own_marks


def _without_subject(
    sentence: Sentence, piece: Piece, transfers: Sequence[str], counted: Mapping[Piece, Finding]
) -> Finding | None:
    """A number or a date that belongs to no record here.

    `transfers` are those that the names of the sentence may mean.
    """
    if isinstance(piece, Amount) and piece.edition:
        return None
    if isinstance(piece, Amount) and counted and last_years(sentence, piece):
        return Finding(Verdict.NAMED, "The time of what is counted.", COUNTING)
    if isinstance(piece, Time):
        if counted:
            says = "The time of what is counted."
            if is_otherwise_published(sentence, piece, counted.values()):
                says = "That it was published then is not recorded here."
                return Finding(Verdict.ABSENT, says, COUNTING)
            return Finding(Verdict.NAMED, says, COUNTING)
        return implied_date(sentence, piece, transfers)
    says = "What this number counts is not recorded here, or of nothing that the sentence names."
    return Finding(Verdict.ABSENT, says, SILENCE)


def _movements(
    sentence: Sentence, own: Sequence[Subject], movements: Sequence[Direction]
) -> list[Mark]:
    return [
        _mark(
            sentence,
            movement.place,
            movement.place + 1,
            Kind.DIRECTION,
            direction_finding(sentence, movement, own),
        )
        for movement in movements[:1]
    ]


def _fitting(reading: Reading) -> tuple[str, ...]:
    """The records that fit a number or a date of the sentence; all of them where none fits."""
    is_fitting = any(finding.verdict is Verdict.SUPPORTED for finding in reading.findings.values())
    return reading.equals if is_fitting else reading.subject.ids


def _comparisons(sentence: Sentence, own: Sequence[Subject]) -> list[Mark]:
    made = []
    for comparison in comparisons(sentence):
        finding = comparison_finding(sentence, comparison, own)
        place = comparison.place
        first = comparison.margin.first if comparison.margin else place
        made.append(_mark(sentence, first, place + 1, Kind.COMPARISON, finding))
    return made
