"""What a number counts, by the words after it."""

from collections.abc import Mapping, Sequence
from itertools import chain

from atlas.sentences.lexicon import words_of
from atlas.sentences.numerals import value
from atlas.sentences.parties import ADJECTIVES
from atlas.sentences.tokens import Token, spelled
from atlas.sentences.units import ANY, DURATIONS, UNITS

# Words that may stand between a number and what it counts.
_BETWEEN = 4
# Where the names of systems begin and end.
Products = Mapping[int, int]
# After these words another phrase begins.
_STOPS = words_of("in at on to from for by and or with than while when that which as into a an")
NATIONS = {spelled(word) for word in chain.from_iterable(ADJECTIVES.values())}
_MOVED = words_of("delivered ordered received bought handed supplied")
_BODIES = words_of("contingent detachment group force")
# How many words “numbered” stands before the end of its number, at most.
_TO_STRENGTH = 5
_FIRE_UNITS = ("fire", "unit")
_ACTING = words_of("took joined participated attended")
# So few without a noun may be ships or states.
_FEWEST_PEOPLE = 20


def duration_of(words: Sequence[Token], last: int) -> tuple[int, str]:
    """The place and the kind of a unit of time right after a number; -1 where there is none."""
    kind = DURATIONS.get(words[last].norm, "") if last < len(words) else ""
    return (last, kind) if kind else (-1, "")


def unit_of(words: Sequence[Token], last: int, products: Products) -> tuple[int, str]:
    """The place and the kind of what a number counts; -1 where it counts none of ours."""
    place, unit = _unit_behind(words, last, products)
    if not unit and _is_strength(words, last):
        return last - 1, "personnel"
    if not unit and _are_delivered(words, last):
        return last - 1, f"{ANY}?"
    return place, unit


def _unit_behind(words: Sequence[Token], last: int, products: Products) -> tuple[int, str]:
    """The place and the kind of the noun behind a number; -1 where there is none of ours."""
    for place in range(last, min(last + _BETWEEN, len(words))):
        word = words[place]
        if word.text == "$" and place > last:
            return -1, ""
        if place in products:
            return _unit_of_product(words, place, products[place])
        if word.norm in UNITS or word.text in UNITS:
            if word.norm == "unit" and words[place - 1].norm == "fire":
                return place, "fire units"
            return place, UNITS.get(word.norm) or UNITS[word.text]
        if place == last and _are_people(words, place):
            return place, "personnel"
        if place == last and _are_many(words, place):
            return place - 1, "personnel"
        if _joins_nations(words, place):
            continue
        if word.tag != "WORD" or word.norm in _STOPS:
            return -1, ""
        if word.norm == "per" and words[place + 1 : place + 2] and words[place + 1].norm == "cent":
            return place + 1, "%"
    return -1, ""


def _are_delivered(words: Sequence[Token], last: int) -> bool:
    """Whether a number without a noun is that of goods: 24 were delivered."""
    behind = [word.text.lower() for word in words[last : last + 3]]
    return behind[:1] in (["were"], ["was"], ["had"]) and not _MOVED.isdisjoint(behind)


def _is_strength(words: Sequence[Token], last: int) -> bool:
    """Whether a number without a noun is that of a contingent: it numbered about 1,600."""
    before = {word.text.lower() for word in words[max(last - _TO_STRENGTH, 0) : last]}
    return "numbered" in before and any(word.norm in _BODIES for word in words)


def _unit_of_product(words: Sequence[Token], first: int, last: int) -> tuple[int, str]:
    """Eight S-400 battalions are fire units, eight S-400 systems whatever they are counted in; of
    all else that is named, pieces are counted.
    """
    if tuple(word.norm for word in words[last : last + 2]) == _FIRE_UNITS:
        return last + 1, "fire units"
    follower = UNITS.get(words[last].norm, "") if last < len(words) else ""
    if follower and words[last].norm == "unit":
        return last, ANY
    is_own = follower.startswith(("fire units", ANY))
    return (last, follower) if is_own else (first, "pieces")


def _are_people(words: Sequence[Token], place: int) -> bool:
    """Whether an adjective of a country stands for its people: 1,000 Chinese took part."""
    follower = words[place + 1].text.lower() if place + 1 < len(words) else ""
    return words[place].norm in NATIONS and follower in _ACTING


def _joins_nations(words: Sequence[Token], place: int) -> bool:
    """Whether “and” joins the adjectives of two countries: ten Chinese and Russian ships."""
    beside = (*words[place - 1 : place], *words[place + 1 : place + 2])
    is_joint = words[place].text == "and"
    return is_joint and len(beside) == 2 and all(word.norm in NATIONS for word in beside)


def _are_many(words: Sequence[Token], place: int) -> bool:
    """Whether a number stands for people by itself: some 600 took part."""
    counted = words[place - 1]
    is_large = counted.tag == "NUMBER" and value([counted]) >= _FEWEST_PEOPLE
    return is_large and words[place].text.lower() in _ACTING
