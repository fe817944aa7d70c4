"""The words that are read here or add no claim; what any other word says is left open.

Nobody can list all that a sentence may add to a number that is right: in secret, on credit, at
night, by mistake. So a sentence is supported only where each of its words is known.
"""

from collections.abc import Iterator, Sequence, Set
from itertools import groupby

from atlas.sentences.deeds import BESIDE, READ
from atlas.sentences.directions import GIVING, TAKING
from atlas.sentences.extensions import EXTENDING
from atlas.sentences.judgements import JUDGEMENTS
from atlas.sentences.kinds_said import KINDS, kind_words
from atlas.sentences.lexicon import words_of
from atlas.sentences.movements import GOODS, LICENCES, is_purpose_of_goods
from atlas.sentences.naming import SILENCE
from atlas.sentences.occasions import HELD, SIGNED
from atlas.sentences.places import held_by
from atlas.sentences.quantities import TAKING_PART
from atlas.sentences.readings import Piece, Reading
from atlas.sentences.rows import cells
from atlas.sentences.sentence import Sentence
from atlas.sentences.steps import DELIVERING, ORDERING, TRADING
from atlas.sentences.tokens import spelled, tokens
from atlas.sentences.trades import FALLING, RISING
from atlas.sentences.units import DURATIONS, UNITS
from atlas.sentences.unread import LATER, STEM
from atlas.sentences.verdicts import Finding, Kind, Mark, Verdict
from atlas.sentences.watching import WORDS as WATCHING

SAYS = (
    "All else in this sentence is supported; what these words add to it is not read here, so the "
    "sentence as a whole is left open."
)
_JOINING = words_of(
    "a an the and or of in on at off near by to from for with into between during within through "
    "over across alongside than that this these those which who it its their they them each "
    "other all one two there covering where when while whereas but also forces time i и 和"
)
_TELLING = words_of(
    "according says said wrote reported reports published counts counted put data figures "
    "announced told stated declared confirmed"
)
_FORCES = words_of(
    "military army navy navies soldier side country state government ministry fleet pair"
)
_EVENTS = words_of(
    "exercise drill manoeuvre maneuver game wargame patrol flight training joint bilateral "
    "participation contingent crew team event venue site strength train multilateral trilateral "
    "naval maritime air aerial bomber strategic edition round series year month day scene host "
    "cooperation coast water territory soil"
)
_ARMS = words_of(
    "arm weapon system fighter jet combat plane helicopter bomber destroyer frigate submarine "
    "missile torpedo radar engine drone vehicle truck defense surface equipment aircraft firm "
    "company such batches tranches contract deal treaty agreement statement road map protocol "
    "batch lot order delivery purchase sale supply supplier buyer import export total share "
    "value worth trainer tanker diesel heavy amphibious extend notify launches space"
)
# Words that are known only shortly before one of some others.
_LEADING = {
    "first": {"time"},
    "last": {"years"},
    "again": {"in"},
    "another": {"year", "years"},
    "among": {"them", "participants", "observers"},
    "as": {"host", "observer", "observers"},
    "both": {"countries", "sides", "navies", "states", "and", "took", "were"},
    "nuclear": {"submarine", "submarines"},
    "under": {"licence", "license", "order", "orders", "contract", "contracts"},
}
# Words that are known only right before one of some others, or right after.
_JUST_BEFORE = {
    "as": {"of", "part"},
    "dates": {"from", "back"},
    "fire": {"unit", "units"},
    "taking": {"part"},
    "under": {"one"},
}
_TRAILING = {"out": {"carried", "carry"}, "over": {"handed", "hand"}, "as": {"such"}}
# Words that add to a number beside them, or weigh it: another 38, two more, only 30.
_ADDING = {"another", "further", "more", "others", "only", "just"}
# The beginnings of what an agreement is called that extends another one.
_EXTENSIONS = {"exten", "renew", "prolo"}
_NEAR = 4
_IN_WORDS = ("name", "description", "summary")
_HOW = words_of("type including whom together jointly altogether alike respectively")
_SPELLED = frozenset(map(spelled, _FORCES | _EVENTS | _ARMS))
_KNOWN = (
    frozenset().union(
        *(READ, BESIDE, GIVING, TAKING, JUDGEMENTS, GOODS, LICENCES, HELD, SIGNED, TAKING_PART),
        *(DELIVERING, ORDERING, TRADING, FALLING, RISING, DURATIONS, UNITS, WATCHING),
        *(_JOINING, _TELLING, _HOW, _SPELLED),
    )
    - KINDS
)


def unknown_words(sentence: Sentence, own_words: Set[str], read: Sequence[Mark]) -> list[Mark]:
    """Each run of words that no rule reads, no mark, name, date or number holds and no record that
    is meant has in its own words.
    """
    finding = Finding(Verdict.ABSENT, SAYS, SILENCE)
    marked = {
        place
        for mark in read
        for place, word in enumerate(sentence.words)
        if mark.start <= word.start < mark.end
    }
    spans = [sentence.span(first, last) for first, last in _runs(sentence, own_words, marked)]
    return [Mark(start, end, Kind.COMPARISON, finding) for start, end in spans]


def words_of_records(
    sentence: Sentence, readings: Sequence[Reading], about: Sequence[str]
) -> set[str]:
    """The words by which the records that are meant, and their goods, are called and described.

    Of an agreement, which has entries for what became of it, also the verbs that say so.
    """
    data = sentence.dataset
    records = set(about)
    own = [cell for key in about for field in _IN_WORDS for cell in cells(data, key, field)]
    named = {key for reading in readings for key in reading.subject.named}
    texts = [*(cell.row.value for cell in own), *(data.label(key) for key in records | named)]
    words = {word.norm for text in texts for word in tokens(text)}
    stems = {word[:STEM] for word in words}
    words |= kind_words(sentence, readings)
    is_agreement = any(sentence.tables[key] == "agreements" for key in records | named)
    if not is_agreement:
        return words
    # Reductions, to reduce.
    forms = {word.norm for word in sentence.words if word.norm[:STEM] in stems}
    extending = set() if stems.isdisjoint(_EXTENSIONS) else EXTENDING
    return words | forms | extending | {verb for verb in LATER if verb[:STEM] in stems}


def _runs(sentence: Sentence, own_words: Set[str], marked: Set[int]) -> Iterator[tuple[int, int]]:
    numbers = [amount for amount in sentence.amounts if not amount.edition]
    pieces: list[Piece] = [*sentence.names, *sentence.times, *numbers]
    held = held_by(pieces) | marked
    places = [
        place
        for place, word in enumerate(sentence.words)
        if place not in held and not _is_known(sentence, place, own_words)
    ]
    for _, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        own = [place for _, place in run]
        yield own[0], own[-1] + 1


def _is_known(sentence: Sentence, place: int, own_words: Set[str]) -> bool:
    """Whether a word is read, or is no word.

    An order counts only what stands behind it, a month is read where it is a date. What goods are
    for is no kind of goods that moves: only the records' own words say so.
    """
    word = sentence.words[place]
    followers = sentence.lower[place + 1 : place + 1 + _NEAR]
    lower = word.text.lower()
    if not _LEADING.get(lower, set[str]()).isdisjoint(followers):
        return True
    if not _JUST_BEFORE.get(lower, set[str]()).isdisjoint(followers[:1]):
        return True
    if place and sentence.lower[place - 1] in _TRAILING.get(lower, ()):
        return True
    if lower in _ADDING and any(place in {own.first - 1, own.end} for own in sentence.amounts):
        return True
    if word.tag != "WORD":
        return word.tag not in {"ORDINAL", "MONTH"}
    is_known = lower in _KNOWN or word.norm in _KNOWN
    has_to_be_own = word.norm in KINDS or is_purpose_of_goods(sentence, place)
    return (is_known and not has_to_be_own) or word.norm in own_words
