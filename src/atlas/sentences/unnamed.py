"""An exercise that a sentence tells of without its name: who took part, where, and when."""

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.records.listing import main_domain, singles
from atlas.search.index import index_of
from atlas.sentences.hosting import HOSTING
from atlas.sentences.lexicon import words_of
from atlas.sentences.members import member_finding, tie
from atlas.sentences.occasions import date_finding
from atlas.sentences.places import held_by, inside
from atlas.sentences.rows import cells
from atlas.sentences.sentence import Sentence
from atlas.sentences.subjects import Subject
from atlas.sentences.tokens import tokens
from atlas.sentences.verdicts import Verdict
from atlas.values.pair import CHINA, RUSSIA

EXERCISES = "exercises"
_PATROLS = words_of("patrol patrols patrolled patrolling")
_EXERCISES = words_of(
    "exercise exercises exercised exercising drill drills drilled drilling manoeuvres maneuvers "
    "trained practised practiced manoeuvred maneuvered wargame wargames"
)
# What a word says of the kind of forces; the names are those of the vocabulary of domains.
_DOMAINS = {
    "naval": words_of("naval navy navies maritime warships ships vessels sailors fleets"),
    "air": words_of("air aerial aircraft bomber bombers"),
    "land": words_of("land ground army armies"),
}
# A sentence with another word says more than can be looked up without a name.
_PLAIN = words_of(
    "a an the of and with in on at off near over by for their its from 's ’s ' ’ , . joint jointly "
    "together military forces navy troops held hold took take taken part place conducted staged "
    "carried out hosted participated joined sailed flew flown trained was were first both two "
    "time which made up formed went through passed"
)
# Without names “both navies” are those of the two countries that all of this is about.
_BOTH = {"two", "both"}
_SIDES = words_of(
    "navies armies forces fleets countries nations sides neighbours neighbors partners powers "
    "guards militaries"
)


def unnamed(sentence: Sentence) -> list[Subject]:
    """The exercises of two countries or more that are all that a sentence says of one.

    None for a sentence with a word or a name that says more, or without a date.
    """
    place = _place_of_word(sentence)
    if place is None or not sentence.times or sentence.strangers or not _has_sides(sentence):
        return []
    words = _further_words(sentence)
    if words is None:
        return []
    own_words = _own_words(sentence.dataset)
    ids = tuple(
        key for key in _of_the_kind(sentence) if words <= own_words[key] and _agrees(sentence, key)
    )
    return [Subject(place, place + 1, EXERCISES, ids, ids)] if ids else []


def _place_of_word(sentence: Sentence) -> int | None:
    words = _EXERCISES | _PATROLS
    return next((at for at, word in enumerate(sentence.lower) if word in words), None)


def _has_sides(sentence: Sentence) -> bool:
    """Whether it names two countries, or none but “the two navies”."""
    codes = {code for _, code in sentence.parties}
    if sentence.countries or len(codes) > 1:
        # Who is host of a joint exercise has somebody beside it.
        is_host = sentence.has(HOSTING) and sentence.has({"joint"})
        return len(codes) > 1 or is_host
    return sentence.has(_BOTH) and sentence.has(_SIDES)


def _further_words(sentence: Sentence) -> frozenset[str] | None:
    """What its words say beside who, when, where and which forces, in one spelling.

    None where it has names of something else.
    """
    tables = {sentence.table(name) for name in sentence.names}
    if not tables <= {"countries", "places", "organisations"}:
        return None
    known = held_by([*sentence.names, *sentence.times])
    known |= inside((amount.first, amount.end) for amount in sentence.amounts)
    plain = _EXERCISES | _PATROLS | _PLAIN.union(*_DOMAINS.values())
    if not sentence.countries:
        plain |= _SIDES - {"guards"}
    further = (place for place, word in enumerate(sentence.lower) if word not in plain)
    return frozenset(sentence.words[place].norm for place in further if place not in known)


@once_a_build
def _own_words(dataset: Dataset) -> dict[str, frozenset[str]]:
    """The words of the names of each exercise and of those who took part, in one spelling."""
    index = index_of(dataset)
    names = dict(zip(index.ids, index.names, strict=True))
    own_words = {}
    for key in map(str, dataset.built[EXERCISES].index):
        bodies = [
            dataset.label(body)
            for cell in cells(dataset, key, "organisations")
            for body in cell.row.value.split(";")
        ]
        text = " ".join([*names.get(key, ()), *bodies])
        own_words[key] = frozenset(word.norm for word in tokens(text))
    return own_words


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
    if not _is_of_order(sentence, identifier):
        return False
    if not sentence.countries:
        pair = (tie(sentence.dataset, [identifier], code) for code in (CHINA, RUSSIA))
        if not all(pair):
            return False
    tied = (member_finding(sentence, name, (identifier,), EXERCISES) for name in sentence.names)
    return all(finding.verdict is Verdict.SUPPORTED for finding in tied)


def _is_of_order(sentence: Sentence, identifier: str) -> bool:
    """Whether an exercise has the place in an order that the sentence says: for the first time."""
    orders = [amount for amount in sentence.amounts if amount.edition]
    places = {cell.row.value for cell in cells(sentence.dataset, identifier, "edition")}
    return all(f"{amount.least:.0f}" in places for amount in orders)
