"""What is found of each name of a sentence."""

from collections.abc import Sequence

from atlas.sentences.directions import Direction
from atlas.sentences.members import member_finding, tie
from atlas.sentences.names import Name
from atlas.sentences.occasions import HELD, date_finding
from atlas.sentences.readings import Reading, left_open
from atlas.sentences.relations import relation_finding, relations
from atlas.sentences.sentence import Sentence
from atlas.sentences.subjects import TRANSFERS, Subject, is_in_clause, nearest
from atlas.sentences.times import Time
from atlas.sentences.verdicts import Finding, Verdict

SILENCE = (
    "Where these sources are silent, nothing is called false. In a sentence that denies "
    "something, nothing is called supported; in one about what may be, nothing is called "
    "contradicted."
)


def related(sentence: Sentence) -> dict[Name, Finding]:
    """The names that a verb ties: who makes what."""
    findings = {}
    for relation in relations(sentence):
        finding = relation_finding(sentence, relation)
        findings[relation.subject] = finding
        findings[relation.object] = finding
    return findings


def name_finding(
    sentence: Sentence,
    name: Name,
    readings: Sequence[Reading],
    movements: Sequence[Direction],
) -> Finding:
    """What is found of a name: that it is the subject, that it is tied to it, or neither."""
    code = sentence.country(name)
    if any(reading.subject.first == name.first for reading in readings):
        return _named(sentence, name)
    if code and any(code in {own.supplier, own.recipient} for own in movements):
        return _named(sentence, name)
    subject = nearest(sentence, [reading.subject for reading in readings], name.first)
    for reading in readings:
        if reading.subject is subject and reading.record:
            table = reading.subject.table
            keys = (reading.record, *reading.also)
            tied = [member_finding(sentence, name, (key,), table) for key in keys]
            # Who hosted it in two years hosted it in both.
            open_ones = [own for own in tied if own.verdict is not Verdict.SUPPORTED]
            finding = (*open_ones, *tied)[0]
            if not is_in_clause(sentence, reading.subject, name.first):
                finding = left_open(finding)
            return _or_beside(sentence, name, finding)
    return _beside(sentence, name)


def _or_beside(sentence: Sentence, name: Name, finding: Finding) -> Finding:
    """What ties a name to the subject; where nothing does, what ties it to another name."""
    if finding.verdict is not Verdict.ABSENT or sentence.country(name):
        return finding
    beside = _beside(sentence, name)
    return beside if beside.verdict is Verdict.SUPPORTED else finding


def _beside(sentence: Sentence, name: Name) -> Finding:
    """What ties a name to the other names, where the sentence is about no single record."""
    others = [other for other in sentence.names if other is not name]
    about = [key for other in others if not sentence.country(other) for key in other.ids]
    if not about:
        return _named(sentence, name)
    finding = member_finding(sentence, name, about, "")
    if finding.verdict is Verdict.ABSENT and sentence.country(name):
        return _named(sentence, name)
    return finding


def _named(sentence: Sentence, name: Name) -> Finding:
    label = sentence.dataset.label(name.ids[0])
    readings = name.ids if len(name.ids) > 1 else ()
    says = f"{label} is an entry here; what is claimed of it is marked elsewhere, if anything is."
    return Finding(Verdict.NAMED, says, SILENCE, records=name.ids[:1], readings=readings)


def implied_date(sentence: Sentence, time: Time) -> Finding:
    """A date of a sentence that names no event: of a transfer that has two of its names.

    Verbs of exercises do not say which way goods went: “China sent” is no such date.
    """
    keys = [] if sentence.has(HELD) else _transfers_between(sentence)
    for key in keys:
        subject = Subject(0, 0, TRANSFERS, (key,), ())
        finding = date_finding(sentence, time, subject, key)
        if finding.verdict is Verdict.SUPPORTED:
            return finding
    return Finding(Verdict.ABSENT, "No dated entry here has the names of this sentence.", SILENCE)


def _transfers_between(sentence: Sentence) -> list[str]:
    """The transfers whose rows have two of the names of a sentence, and each of its countries."""
    frame = sentence.dataset.built[TRANSFERS]
    own = []
    for key in frame.index:
        tied = [name for name in sentence.names if _is_tied(sentence, name, str(key))]
        goods = {sentence.table(name) for name in tied if not sentence.country(name)} - {"places"}
        has_countries = all(name in tied for name in sentence.countries)
        if len(tied) > 1 and goods and has_countries:
            own.append(str(key))
    return own


def _is_tied(sentence: Sentence, name: Name, transfer: str) -> bool:
    return any(tie(sentence.dataset, [transfer], key) for key in name.ids)
