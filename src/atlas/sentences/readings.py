"""Which record each subject of a sentence means best, and what it says of what belongs to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from atlas.sentences.amounts import Amount
from atlas.sentences.comparisons import comparisons
from atlas.sentences.counting import count_finding
from atlas.sentences.durations import KINDS, duration_finding
from atlas.sentences.lexicon import words_of
from atlas.sentences.names import Name
from atlas.sentences.occasions import HELD, date_finding
from atlas.sentences.of_others import is_of_others, is_otherwise_licensed
from atlas.sentences.persons import person_finding
from atlas.sentences.phases import number_or_phase
from atlas.sentences.places import held_by
from atlas.sentences.portions import portion_finding
from atlas.sentences.quantities import TAKING_PART
from atlas.sentences.sentence import Sentence
from atlas.sentences.shares import share_finding
from atlas.sentences.subjects import (
    TRANSFERS,
    Subject,
    edition_of,
    is_in_clause,
    is_series,
    nearest,
)
from atlas.sentences.times import Time
from atlas.sentences.verdicts import Finding, Verdict, left_open

# Of a name that very many records share, and of those that a reader is offered.
MOST_CANDIDATES, MOST_READINGS = 40, 8
COUNTS, SHARES = {"exercises", "patrols"}, {"%"}
Piece = Amount | Time | Name
# Words after which something else is spoken of.
_RELATIVE = words_of("where which who whose that")
_ENDS = {"", ".", ",", ";", "and"}
_PARTING = words_of("when while after before following followed unlike whereas than because")


@dataclass(frozen=True, eq=False)
class Reading:
    """A subject with the record that fits best, and the findings on what belongs to it.

    `equals` are all records that fit as well as that, `also` the other parts of a series that the
    sentence dates as well: in 2019 and again in 2023.
    """

    subject: Subject
    record: str
    findings: dict[Piece, Finding]
    equals: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


def counted_pieces(sentence: Sentence, own: Sequence[Subject]) -> dict[Piece, Finding]:
    """The numbers of exercises and the shares, which no single record holds."""
    findings: dict[Piece, Finding] = {}
    for amount in sentence.amounts:
        if amount.unit in SHARES:
            findings[amount] = share_finding(sentence, amount)
        elif amount.is_fraction and amount.unit in COUNTS:
            findings[amount] = portion_finding(sentence, amount)
        elif amount.unit in COUNTS and not amount.edition:
            findings[amount] = count_finding(sentence, amount, _series(sentence, amount, own))
    return findings


def _series(sentence: Sentence, amount: Amount, own: Sequence[Subject]) -> str:
    """The series whose name is what a number counts: eleven joint air patrols; blank for none."""
    named = (subject for subject in own if amount.last <= subject.first <= amount.last + 1)
    return next((key for own in named for key in own.named if is_series(sentence, key)), "")


def readings_of(
    sentence: Sentence, own: Sequence[Subject], counted: Mapping[Piece, Finding]
) -> list[Reading]:
    """What each subject of a sentence means best, in their order."""
    margins = {compared.margin for compared in comparisons(sentence)}
    counts = [amount for amount in sentence.amounts if amount not in margins]
    every: list[Piece] = [*counts, *sentence.times]
    pieces: dict[Subject, list[Piece]] = {subject: [] for subject in own}
    for piece in every:
        for subject in _owners(sentence, own, piece, counted):
            pieces[subject].append(piece)
    return [_reading(sentence, subject, pieces[subject]) for subject in own]


def _reading(sentence: Sentence, subject: Subject, pieces: Sequence[Piece]) -> Reading:
    """The record that a subject means best: that of which most is supported."""
    candidates = subject.ids[:MOST_CANDIDATES]
    if not candidates:
        return Reading(subject, "", {})
    judged = {key: _findings(sentence, pieces, subject, key) for key in candidates}
    scores = {key: _score(own.values()) for key, own in judged.items()}
    equals = tuple(key for key, score in scores.items() if score == max(scores.values()))
    best = equals[0]
    findings = judged.pop(best)
    also = _other_parts(subject, findings, judged)
    findings |= {time: judged[key][time] for time, key in also.items()}
    if len(candidates) > 1:
        findings = {
            piece: _among(finding, piece, judged, candidates) for piece, finding in findings.items()
        }
    if len(candidates) > 1 or subject.is_common:
        findings = _only_if_it_is_this(findings)
    if not subject.named:
        # Of goods that have no name there may be others.
        findings = {piece: left_open(finding) for piece, finding in findings.items()}
    return Reading(subject, best, findings, equals, tuple(also.values()))


def _other_parts(
    subject: Subject, findings: dict[Piece, Finding], others: dict[str, dict[Piece, Finding]]
) -> dict[Time, str]:
    """The part of a series that each further date of a sentence means, where it has no number."""
    is_series = subject.table == "exercises" or (subject.table == TRANSFERS and subject.named)
    if not is_series or any(isinstance(piece, Amount) for piece in findings):
        return {}
    also: dict[Time, str] = {}
    for piece, finding in findings.items():
        if isinstance(piece, Time) and finding.verdict is not Verdict.SUPPORTED:
            own = [key for key in others if others[key][piece].verdict is Verdict.SUPPORTED]
            if own:
                also[piece] = own[0]
    return also


def _owners(
    sentence: Sentence, own: Sequence[Subject], piece: Piece, counted: Mapping[Piece, Finding]
) -> list[Subject]:
    """The subject of a number or a date: no other is nearer, and it counts nothing else.

    An ordinal belongs to the subjects that it stands before.
    """
    if piece in counted or (counted and isinstance(piece, Time)):
        return []
    if isinstance(piece, Amount) and piece.edition:
        behind = [subject for subject in own if piece.last <= subject.first <= piece.last + 2]
        apart = [subject for subject in own if not _is_named(sentence, subject)]
        if _is_predicate(sentence, piece):
            return [subject for subject in own if subject.last <= piece.first][-1:]
        # An exercise that is told of without its name was found by its place in the order.
        return apart or [own for own in behind if edition_of(sentence, own) is piece]
    subject = nearest(sentence, own, piece.first)
    return [subject] if subject and is_bound(sentence, subject, piece) else []


def _is_predicate(sentence: Sentence, order: Amount) -> bool:
    """Whether a place in an order is what is said of something: it was the sixth."""
    lead = sentence.lower[max(order.first - 2, 0) : order.first]
    follower = "".join(sentence.lower[order.last : order.last + 1])
    return lead == ["was", "the"] and follower in _ENDS


def _is_named(sentence: Sentence, subject: Subject) -> bool:
    return any(name.first == subject.first for name in sentence.names)


def is_bound(sentence: Sentence, subject: Subject, piece: Piece) -> bool:
    """Whether no other event parts a number or a date from a subject: “when”, a strange name."""
    low = min(subject.last, piece.last)
    high = max(subject.first, piece.first)
    hedges = held_by(sentence.amounts)
    between = {sentence.lower[place] for place in range(low, high) if place not in hedges}
    if isinstance(piece, Amount) and _is_of_the_same_event(sentence, piece):
        between.discard("when")
    is_parted = not _PARTING.isdisjoint(between)
    strange = [span for span in sentence.strangers if low <= span[0] < high]
    # Who signed it parts nothing from it.
    are_of_it = all(person_finding(sentence, span, subject.ids) for span in strange)
    return not is_parted and are_of_it


def _is_of_the_same_event(sentence: Sentence, amount: Amount) -> bool:
    """Whether “when” leads to those who took part: in October 2021, when ten ships sailed."""
    before = sentence.lower[amount.first - 1] if amount.first else ""
    follower = "".join(sentence.lower[amount.end : amount.end + 1])
    return before == "when" and follower in HELD | TAKING_PART


def _findings(
    sentence: Sentence, pieces: Sequence[Piece], subject: Subject, key: str
) -> dict[Piece, Finding]:
    findings: dict[Piece, Finding] = {}
    for piece in pieces:
        if isinstance(piece, Amount) and piece.unit in KINDS:
            findings[piece] = duration_finding(sentence, piece, subject, key)
        elif isinstance(piece, Amount):
            findings[piece] = number_or_phase(sentence, piece, subject, key)
        elif isinstance(piece, Time):
            findings[piece] = date_finding(sentence, piece, subject, key)
        if is_of_others(sentence, piece, subject.table, key):
            says = f"The sentence speaks of another country here. {findings[piece].says}"
            findings[piece] = Finding(Verdict.ABSENT, says, findings[piece].rule)
        if subject.table == TRANSFERS and is_otherwise_licensed(sentence, key):
            says = f"This is not recorded as built under a licence. {findings[piece].says}"
            findings[piece] = Finding(Verdict.ABSENT, says, findings[piece].rule)
        if not _is_close(sentence, subject, piece):
            findings[piece] = left_open(findings[piece])
    return _only_one_time(findings)


def _only_one_time(findings: dict[Piece, Finding]) -> dict[Piece, Finding]:
    """Where one date of a sentence fits the record, the others are those of something else."""
    times = {piece: own for piece, own in findings.items() if isinstance(piece, Time)}
    if any(finding.verdict is Verdict.SUPPORTED for finding in times.values()):
        findings |= {piece: left_open(finding) for piece, finding in times.items()}
    return findings


def _is_close(sentence: Sentence, subject: Subject, piece: Piece) -> bool:
    """Whether no other clause begins between: what it counts or dates may be something else."""
    low = min(subject.last, piece.last)
    high = max(subject.first, piece.first)
    between = sentence.lower[low:high]
    if isinstance(piece, Time) and not is_in_clause(sentence, subject, piece.first):
        return False
    return ";" not in between and _RELATIVE.isdisjoint(between)


def _score(findings: Iterable[Finding]) -> tuple[int, int]:
    verdicts = [finding.verdict for finding in findings]
    return verdicts.count(Verdict.SUPPORTED), -verdicts.count(Verdict.CONTRADICTED)


def _only_if_it_is_this(findings: dict[Piece, Finding]) -> dict[Piece, Finding]:
    """Of several records that may be meant none is contradicted where nothing else fits it."""
    if any(finding.verdict is Verdict.SUPPORTED for finding in findings.values()):
        return findings
    return {piece: left_open(finding) for piece, finding in findings.items()}


def _among(
    finding: Finding,
    piece: Piece,
    others: dict[str, dict[Piece, Finding]],
    candidates: Sequence[str],
) -> Finding:
    """The finding of the best reading; what another reading supports is not contradicted."""
    supporting = [key for key, own in others.items() if own[piece].verdict is Verdict.SUPPORTED]
    readings = tuple(candidates[:MOST_READINGS])
    if finding.verdict is Verdict.CONTRADICTED and supporting:
        other = others[supporting[0]][piece]
        says = f"{finding.says} Of another entry it is right: {other.says}"
        return replace(finding, verdict=Verdict.DIFFERENT, says=says, readings=readings)
    return replace(finding, readings=readings)
