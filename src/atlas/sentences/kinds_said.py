"""Of what kind something is said to be: a naval exercise, a bilateral one, fighters, engines.

Such a word is known only where the entry that is meant is of that kind.
"""

from collections.abc import Mapping, Sequence, Set

from atlas.sentences.contracts import carried_out_by
from atlas.sentences.lexicon import words_of
from atlas.sentences.readings import Reading
from atlas.sentences.rows import shown
from atlas.sentences.sentence import Sentence
from atlas.sentences.subjects import TRANSFERS
from atlas.sentences.tokens import spelled


def _spelled(text: str) -> frozenset[str]:
    return frozenset(map(spelled, words_of(text)))


# Known beside a number of ships, too, which is compared by itself.
_SHIPS = _spelled("ship vessel warship")
_OF_DOMAIN = {
    "naval": _SHIPS | _spelled("naval maritime navy navies fleet fleets sea"),
    "air": _spelled("air aerial bomber bombers"),
    "land": _spelled("land ground army armies"),
    "internal-security": _spelled("internal security police anti terror antiterror counter"),
    "cyber": _spelled("cyber"),
    "air-missile-defence": _spelled("missile defense anti air"),
}
_OF_FRAMEWORK = {
    "bilateral": _spelled("bilateral"),
    "multilateral": _spelled("multilateral"),
    "SCO": _spelled("multilateral"),
    "national-strategic": _spelled("strategic"),
}
_OF_KIND = {
    "patrol": _spelled("patrol flight strategic"),
    "command-post": _spelled("staff command post computer"),
    "competition": _spelled("game competition"),
}
_IN_NUMBER = {3: _spelled("trilateral")}
_OF_CATEGORY = {
    "aircraft": _spelled("aircraft plane fighter jet helicopter combat air multirole"),
    "engines": _spelled("engine turbofan turbojet turbine"),
    "missiles": _spelled("missile air surface"),
    "air defence": _spelled("missile air defense surface"),
    "ships": _spelled("ship vessel warship"),
    "sensors": _spelled("radar"),
    "drones": _spelled("drone"),
    "armoured vehicles": _spelled("vehicle combat"),
    "artillery": _spelled("gun artillery"),
}
# Known in a sentence on goods only where the entry has them in its own words.
_OTHER_GOODS = _spelled(
    "tank gun artillery howitzer carrier bomber destroyer frigate submarine torpedo truck trainer "
    "tanker diesel heavy amphibious space treaty statement road map protocol"
)
# By the beginnings of their names.
_ROTARY = ("Mi-", "Ka-", "AS-", "Advanced Heavy")
_FIXED_WINGS = _spelled("plane fighter jet multirole")


def _all_of(words: Mapping[str, Set[str]] | Mapping[int, Set[str]]) -> frozenset[str]:
    return frozenset[str]().union(*words.values())


_OF_EXERCISES = _all_of(_OF_DOMAIN) | _all_of(_OF_FRAMEWORK) | _all_of(_OF_KIND)
_OF_EXERCISES |= _all_of(_IN_NUMBER)
_OF_GOODS = _all_of(_OF_CATEGORY) | _OTHER_GOODS
KINDS = _OF_EXERCISES | _OF_GOODS


def kind_words(sentence: Sentence, readings: Sequence[Reading]) -> frozenset[str]:
    """The words of kinds that fit what a sentence is about, each in its one spelling.

    All of those that say nothing of such entries: what is no exercise is no naval one either.
    """
    exercises = [own.record for own in readings if own.subject.table == "exercises" and own.record]
    fitting = KINDS - _OF_EXERCISES if exercises else KINDS
    systems = {key for name in sentence.names for key in name.ids if _is_system(sentence, key)}
    if exercises:
        own = [_of_exercise(sentence, key) for key in exercises]
        has_ships = any(amount.unit == "ships" for amount in sentence.amounts)
        counted = _SHIPS if has_ships else frozenset[str]()
        return fitting | counted | frozenset.intersection(*own)
    transfers = [own.record for own in readings if own.subject.table == TRANSFERS and own.record]
    carried_out = carried_out_by(sentence.dataset)
    transfers += [key for own in readings for key in carried_out.get(own.record, ())]
    systems |= {shown(sentence.dataset, key, "system") for key in transfers} - {""}
    if systems or transfers:
        fitting -= _OF_GOODS
        fitting = fitting.union(*(_of_system(sentence, key) for key in systems))
    return fitting


def _is_system(sentence: Sentence, key: str) -> bool:
    return sentence.tables[key] == "systems"


def _of_exercise(sentence: Sentence, key: str) -> frozenset[str]:
    """The words of kinds that fit an exercise."""
    data = sentence.dataset
    domains = shown(data, key, "domains").split(";")
    participants = shown(data, key, "participants").split(";")
    sets: list[Set[str]] = [_OF_DOMAIN.get(domain, frozenset()) for domain in domains]
    sets.append(_OF_FRAMEWORK.get(shown(data, key, "framework"), frozenset()))
    sets.append(_OF_KIND.get(shown(data, key, "kind"), frozenset()))
    sets.append(_IN_NUMBER.get(len(set(participants)), frozenset()))
    return frozenset[str]().union(*sets)


def _of_system(sentence: Sentence, key: str) -> frozenset[str]:
    """The words of kinds that fit a system."""
    data = sentence.dataset
    category = shown(data, key, "category")
    words = _OF_CATEGORY.get(category, frozenset())
    is_rotary = data.label(key).startswith(_ROTARY)
    return words - (_FIXED_WINGS if is_rotary else {"helicopter"})
