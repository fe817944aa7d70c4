"""Numbers of which one says what the other counts: ten systems, of which six were delivered."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from atlas.sentences.nouns import NATIONS
from atlas.sentences.tokens import Token

if TYPE_CHECKING:
    from atlas.sentences.amounts import Amount

OF_THOSE = {
    *(("of", word) for word in ("whom", "which", "these", "them", "those")),
    ("among", "them"),
    ("from", "each"),
}
_OF_ALL = {("of", "the"), ("of", "its"), ("of", "their"), ("of", "those"), ("of",)}


def of_the_same(words: Sequence[Token], read: list["Amount"]) -> list["Amount"]:
    """Ten systems, of which six were delivered; from 60 ships to 30: both count the same."""
    made: list[Amount] = []
    for own in read:
        before = next((other for other in reversed(made) if not other.edition), None)
        is_same = before is not None and not own.unit and _leads_on(words, before, own)
        same = before if before and is_same else own
        made.append(replace(own, unit=same.unit, is_part=same.is_part))
    return made


def _is_of_nation(words: Sequence[Token], own: "Amount") -> bool:
    """Whether nothing but the adjective of a country comes after a number: two Chinese and one
    Russian.
    """
    behind = words[own.last : own.last + 2]
    is_nation = bool(behind) and behind[0].norm in NATIONS
    return is_nation and (len(behind) == 1 or behind[1].text in {",", "and", "."})


def _is_of_next(words: Sequence[Token], own: "Amount") -> bool:
    """Whether another one has a number of the same: Russia sent four ships and China two."""
    before = words[max(own.first - 2, 0) : own.first]
    is_other = len(before) == 2 and before[0].text == "and" and before[1].text[:1].isupper()
    behind = "".join(word.text for word in words[own.last : own.last + 1])
    return is_other and behind in {"", ".", ",", ";", "to", "in", "at"}


def with_wholes(words: Sequence[Token], read: list["Amount"]) -> list["Amount"]:
    """Six of the ten systems: six are systems too, and ten are all that there are to be."""
    made = list(read)
    for at, (own, whole) in enumerate(pairwise(read)):
        between = tuple(word.text.lower() for word in words[own.last : whole.first])
        if between in _OF_ALL and whole.unit and not own.unit and not own.is_fraction:
            noun = whole.noun
            counted = replace(own, unit=whole.unit, noun=noun, is_part=whole.is_part)
            made[at] = replace(counted, is_portion=True)
            made[at + 1] = replace(whole, is_whole=True)
    return made


def _leads_on(words: Sequence[Token], before: "Amount", own: "Amount") -> bool:
    lead = tuple(word.text.lower() for word in words[max(own.first - 2, 0) : own.first])
    trail = tuple(word.text.lower() for word in words[own.last : own.last + 2])
    opener = words[before.first - 1].text.lower() if before.first else ""
    is_included = lead[-1:] == ("including",)
    is_told = lead in OF_THOSE or trail in OF_THOSE
    is_told |= _is_of_nation(words, own) or _is_of_next(words, own)
    return is_included or is_told or (opener == "from" and lead[-1:] == ("to",))


def with_shared_units(words: Sequence[Token], read: list["Amount"]) -> list["Amount"]:
    """“8,200 Chinese and 1,800 Russian servicemen”: both count servicemen."""
    shared: list[Amount] = []
    for own in reversed(read):
        follower = shared[-1] if shared else None
        shared.append(_with_unit_of(words, own, follower) if follower else own)
    return shared[::-1]


def _with_unit_of(words: Sequence[Token], own: "Amount", follower: "Amount") -> "Amount":
    between = [word.text for word in words[own.last : follower.first]]
    is_joined = "and" in between and len(between) <= 3
    if own.unit or own.edition or not is_joined:
        return own
    return replace(own, unit=follower.unit, noun=follower.noun, is_part=follower.is_part)
