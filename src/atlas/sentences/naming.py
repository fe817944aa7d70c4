"""What is found of each name of a sentence."""

from collections.abc import Sequence
from dataclasses import replace

from atlas.sentences.directions import Direction
from atlas.sentences.hosting import is_before_ground
from atlas.sentences.joined import joined_with
from atlas.sentences.members import PLACES, member_finding, tie
from atlas.sentences.names import Name
from atlas.sentences.occasions import HELD, date_finding
from atlas.sentences.parties import ADJECTIVES
from atlas.sentences.readings import Reading
from atlas.sentences.relations import relation_finding, relations
from atlas.sentences.sentence import Sentence
from atlas.sentences.subjects import TRANSFERS, Subject, is_in_clause, nearest
from atlas.sentences.times import Time
from atlas.sentences.verdicts import Finding, Verdict, left_open

SILENCE = (
    "Where these sources are silent, nothing is called false. In a sentence that denies "
    "something, nothing is called supported; in one about what may be, nothing is called "
    "contradicted."
)

# Which side a word cannot lead to.
_LISTING = {"and", ","}
_OTHER_SIDE = {"from": "recipient", "to": "supplier"}


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
    owned = _owned(sentence, name)
    if owned and not code:
        return member_finding(sentence, name, owned.ids, sentence.table(owned))
    if any(reading.subject.first == name.first for reading in readings):
        return _named(sentence, name)
    if _is_elsewhere(sentence, name) and not _is_of_exercise(readings):
        place = name_of(sentence, name)
        says = f"Where it was signed, made or handed over is not recorded here: {place}."
        return Finding(Verdict.ABSENT, says, SILENCE, records=name.ids[:1])
    if code and any(code in {own.supplier, own.recipient} for own in movements):
        return _named(sentence, name)
    subject = nearest(sentence, [reading.subject for reading in readings], name.first)
    for reading in readings:
        if reading.subject is subject and reading.record:
            table = reading.subject.table
            keys = [reading.record, *reading.also]
            if subject.table == "exercises":
                listed = joined_with(sentence, readings, subject)
                keys += [own.record for own in listed if own is not reading and own.record]
            tied = [member_finding(sentence, name, (key,), table) for key in keys]
            tied = [_on_its_side(sentence, name, own) for own in tied]
            # Who hosted it in two years hosted it in both.
            open_ones = [own for own in tied if own.verdict is not Verdict.SUPPORTED]
            finding = (*open_ones, *tied)[0]
            if not is_in_clause(sentence, reading.subject, name.first):
                finding = left_open(finding)
            return _or_beside(sentence, name, finding)
    return _beside(sentence, name)


def _owned(sentence: Sentence, name: Name) -> Name | None:
    """The name right after a possessive, which that is said to have: NATO's Peace Mission."""
    is_possessive = sentence.lower[name.last - 1].endswith(("'s", "’s"))
    behind = (other for other in sentence.names if other.first == name.last)
    return next(behind, None) if is_possessive else None


def _on_its_side(sentence: Sentence, name: Name, finding: Finding) -> Finding:
    """A finding that is left open where “from” leads to who receives, or “to” to who gives."""
    before = [word for word in sentence.lower[: name.first] if word != "the"]
    lead = "".join(before[-1:])
    side = _OTHER_SIDE.get(lead, "")
    fields = {row.field for row in finding.rows}
    if lead == "from" and fields and fields <= set(PLACES):
        says = f"Recorded as where it was, not as where anything came from. {finding.says}"
        return replace(finding, verdict=Verdict.ABSENT, says=says)
    if not side or not fields or not all(field.startswith(side) for field in fields):
        return finding
    says = f"Recorded on the other side. {finding.says}"
    return replace(finding, verdict=Verdict.ABSENT, says=says)


def _is_elsewhere(sentence: Sentence, name: Name) -> bool:
    """Whether a country is a place: signed in Beijing, handed over on Chinese soil, but not arrived
    in China.
    """
    if sentence.country(name) and is_before_ground(sentence, name):
        return True
    first = _first_of_list(sentence, name)
    lead = sentence.lower[max(first - 2, 0) : first]
    text = name_of(sentence, name)
    is_noun = text not in ADJECTIVES.get(sentence.country(name), ()) and "’s" not in text
    is_place = lead[-1:] in (["in"], ["at"]) and "arrived" not in lead and "'s" not in text
    is_country = bool(sentence.country(name)) and is_noun and is_place
    return is_country and not _stands_there(sentence, name)


def _first_of_list(sentence: Sentence, name: Name) -> int:
    """Where the list begins in which a name stands: in Moscow, Kazan and Beijing."""
    begins = {own.last: own.first for own in sentence.names}
    first = name.first
    while first and sentence.lower[first - 1] in _LISTING and first - 1 in begins:
        first = begins[first - 1]
    return first


def _stands_there(sentence: Sentence, name: Name) -> bool:
    """Whether a city with the name of a government is where something named stands."""
    places = [key for key in name.ids if sentence.tables[key] == "places"]
    others = [key for own in sentence.names if own is not name for key in own.ids]
    return any(tie(sentence.dataset, others, key) for key in places)


def name_of(sentence: Sentence, name: Name) -> str:
    """A name as the sentence writes it."""
    start, end = sentence.span(name.first, name.last)
    return sentence.text[start:end]


def _is_of_exercise(readings: Sequence[Reading]) -> bool:
    """Whether the sentence is about an exercise, of which places are recorded."""
    return any(reading.subject.table == "exercises" for reading in readings)


def _or_beside(sentence: Sentence, name: Name, finding: Finding) -> Finding:
    """What ties a name to the subject; where nothing does, what ties it to another name."""
    if finding.verdict is not Verdict.ABSENT or sentence.country(name):
        return finding
    beside = _on_its_side(sentence, name, _beside(sentence, name))
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


def implied_date(sentence: Sentence, time: Time, transfers: Sequence[str]) -> Finding:
    """A date of a sentence that names no event: of one of the transfers that its names mean."""
    for key in transfers:
        subject = Subject(0, 0, TRANSFERS, (key,), ())
        finding = date_finding(sentence, time, subject, key)
        if finding.verdict is Verdict.SUPPORTED:
            return finding
    return Finding(Verdict.ABSENT, "No dated entry here has the names of this sentence.", SILENCE)


def implied_transfers(sentence: Sentence) -> list[str]:
    """The transfers whose rows have two of the names of a sentence, and each of its countries.

    Verbs of exercises do not say which way goods went: “China sent” means none.
    """
    if sentence.has(HELD):
        return []
    frame = sentence.dataset.built[TRANSFERS]
    names = list({name.ids: name for name in sentence.names}.values())
    countries = [name for name in names if sentence.country(name)]
    own = []
    for key in frame.index:
        tied = [name for name in names if _is_tied(sentence, name, str(key))]
        goods = {sentence.table(name) for name in tied if not sentence.country(name)} - {"places"}
        has_countries = all(name in tied for name in countries)
        if len(tied) > 1 and goods and has_countries:
            own.append(str(key))
    return own


def _is_tied(sentence: Sentence, name: Name, transfer: str) -> bool:
    return any(tie(sentence.dataset, [transfer], key) for key in name.ids)
