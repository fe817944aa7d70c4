"""An exercise that a sentence tells of without its name: who took part, where, and when."""

from atlas.records.listing import main_domain, singles
from atlas.sentences.lexicon import words_of
from atlas.sentences.members import member_finding
from atlas.sentences.occasions import date_finding
from atlas.sentences.sentence import Sentence
from atlas.sentences.subjects import Subject
from atlas.sentences.verdicts import Verdict

EXERCISES = "exercises"
_PATROLS = words_of("patrol patrols patrolled patrolling")
_EXERCISES = words_of(
    "exercise exercises exercised exercising drill drills drilled drilling manoeuvres maneuvers"
)
# What a word says of the kind of forces; the names are those of the vocabulary of domains.
_DOMAINS = {
    "naval": words_of("naval navy navies maritime warships ships sailors fleets"),
    "air": words_of("air aerial aircraft bomber bombers"),
    "land": words_of("land ground army armies"),
}
# A sentence with another word says more than can be looked up without a name.
_PLAIN = words_of(
    "a an the of and with in on at off near over by their its 's ’s , . joint jointly together "
    "military forces navy troops held hold took take taken part place conducted staged carried out "
    "hosted participated sailed flew flown trained was were"
)


def unnamed(sentence: Sentence) -> list[Subject]:
    """The exercises of two countries or more that are all that a sentence says of one.

    None for a sentence with a word, a name or a number that says more, or without a date.
    """
    place = _place_of_word(sentence)
    if place is None or len(sentence.countries) < 2 or not sentence.times or sentence.amounts:
        return []
    if sentence.strangers or not _is_plain(sentence):
        return []
    ids = tuple(key for key in _of_the_kind(sentence) if _agrees(sentence, key))
    return [Subject(place, place + 1, EXERCISES, ids, ids)] if ids else []


def _place_of_word(sentence: Sentence) -> int | None:
    words = _EXERCISES | _PATROLS
    return next((at for at, word in enumerate(sentence.lower) if word in words), None)


def _is_plain(sentence: Sentence) -> bool:
    """Whether it has no names but those of countries and places, and no word that says more."""
    tables = {sentence.table(name) for name in sentence.names}
    if not tables <= {"countries", "places"}:
        return False
    spans = [(name.first, name.last) for name in sentence.names]
    spans += [(time.first, time.last) for time in sentence.times]
    known = {place for first, last in spans for place in range(first, last)}
    words = {word for place, word in enumerate(sentence.lower) if place not in known}
    return words <= _EXERCISES | _PATROLS | _PLAIN.union(*_DOMAINS.values())


def _of_the_kind(sentence: Sentence) -> list[str]:
    """The exercises of the kind and the domains that its words ask for: patrols, or exercises."""
    frame = singles(sentence.dataset["exercises"])
    is_patrol = frame["kind"].eq("patrol")
    is_meant = (
        is_patrol if sentence.has(_PATROLS) else frame["kind"].isin(("field", "command-post"))
    )
    asked = [domain for domain, words in _DOMAINS.items() if sentence.has(words)]
    if asked:
        is_meant &= main_domain(frame).isin(asked)
    return [str(key) for key in frame.index[is_meant]]


def _agrees(sentence: Sentence, identifier: str) -> bool:
    """Whether rows of an exercise bear out every name and date of the sentence."""
    subject = Subject(0, 0, EXERCISES, (identifier,), ())
    findings = [date_finding(sentence, time, subject, identifier) for time in sentence.times]
    if any(finding.verdict is not Verdict.SUPPORTED for finding in findings):
        return False
    tied = (member_finding(sentence, name, (identifier,), EXERCISES) for name in sentence.names)
    return all(finding.verdict is Verdict.SUPPORTED for finding in tied)
