"""An agreement that a sentence tells of without its name: who agreed, on what, and when."""

from atlas.sentences.extensions import EXTENDING, STEM, agreement_stems, extensions_of
from atlas.sentences.lexicon import words_of
from atlas.sentences.members import tie
from atlas.sentences.occasions import SIGNED, date_finding
from atlas.sentences.persons import person_finding, person_spans
from atlas.sentences.sentence import Sentence
from atlas.sentences.subjects import Subject
from atlas.sentences.units import DURATIONS
from atlas.sentences.verdicts import Verdict

AGREEMENTS = "agreements"
# A single word of what it is on may be that of many an agreement.
_FEWEST = 2
# Words by the beginning of another that says the same of an agreement.
_AGREEING = SIGNED | {"extended", "prolonged", "renewed", "approved"}
_LIKE = {"rene": "exte", "prol": "exte", "tell": "noti", "info": "noti", "warn": "noti"}
# What is said of an agreement whatever it is on; all else has to be in its own words.
_PLAIN = words_of(
    "a an the of and with in on at to for by from between their its both each other one another "
    "was were has have had is are two , . 's ’s on year years sides governments countries an "
    "dates accord accords pact pacts agreement agreements document covering another joint "
    "jointly bilateral mutual"
)


def described(sentence: Sentence) -> list[Subject]:
    """The agreements of whose name or summary all words of a sentence are, and whose date fits.

    None for a sentence without a date or a verb of agreeing, or with a word that says more.
    """
    if not sentence.times or not sentence.has(_AGREEING | {"dates"}):
        return []
    content = [place for place in range(len(sentence.words)) if _is_content(sentence, place)]
    if len(content) < _FEWEST:
        return []
    stems = {sentence.words[place].norm[:STEM] for place in content}
    stems = {_LIKE.get(stem, stem) for stem in stems}
    own_words = _own_words(sentence)
    ids = tuple(
        key for key, own in own_words.items() if stems <= own and _agrees(sentence, key, own)
    )
    return [Subject(content[0], content[0] + 1, AGREEMENTS, ids, ids)] if ids else []


def _is_content(sentence: Sentence, place: int) -> bool:
    """Whether a word says what an agreement is on: no country, date, number or plain word."""
    spans = [(own.first, own.last) for own in sentence.countries]
    spans += [(own.first, own.last) for own in sentence.times]
    spans += [(own.first, own.last) for own in sentence.amounts if own.unit in DURATIONS.values()]
    spans += person_spans(sentence)
    is_taken = any(first <= place < last for first, last in spans)
    is_plain = sentence.lower[place] in _PLAIN | (SIGNED - {"renewed"})
    return not is_taken and not is_plain


def _own_words(sentence: Sentence) -> dict[str, frozenset[str]]:
    """The words of each agreement by their beginnings; in a sentence on an extension, of one that
    extends another also the words of that.
    """
    data = sentence.dataset
    own = dict(agreement_stems(data))
    if sentence.has(EXTENDING):
        for key, extensions in extensions_of(data).items():
            own |= {extension: own[extension] | own[key] for extension in extensions}
    return own


def _agrees(sentence: Sentence, identifier: str, own: frozenset[str]) -> bool:
    """Whether rows of an agreement bear out a date, every country and person of the sentence.

    Other dates have to be part of its name: the treaty of 2001, the road map for 2017–2020.
    """
    subject = Subject(0, 0, AGREEMENTS, (identifier,), ())
    found = {time: date_finding(sentence, time, subject, identifier) for time in sentence.times}
    borne_out = [time for time in found if found[time].verdict is Verdict.SUPPORTED]
    others = [time for time in found if time not in borne_out]
    are_named = all(own.issuperset(time.edtf.split("/")) for time in others)
    codes = {sentence.country(name) for name in sentence.countries}
    is_of_all = all(tie(sentence.dataset, [identifier], code) for code in codes)
    spans = person_spans(sentence)
    is_of_all &= all(person_finding(sentence, span, (identifier,)) for span in spans)
    return bool(borne_out) and are_named and is_of_all
