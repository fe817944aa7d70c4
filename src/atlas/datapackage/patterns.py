"""Whether a regular expression is read in one go, whatever the text.

Python tries each way in which a pattern may fit: for `(a+)+b` and thirty letters, a billion.
Where each next sign leaves one way only, there is nothing to try: the expression is deterministic
(Brüggemann-Klein and Wood, One-Unambiguous Regular Languages, 1998).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations

# The standard library has no public way to read a pattern.
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

LONGEST = 500
# Looked at by hand: the two ways of a name part at its comma, and no name goes beyond a semicolon.
LOOKED_AT = {r"(?:(?:[^,;]+, [^,;]+|[^,;\s]+)(?:;|$))+"}
# So many copies of a part that is there a fixed number of times are looked at one by one, and so
# many signs of a pattern: copies within copies would be more than there is room for.
MOST_COPIES, MOST_PLACES = 20, 2_000
# One of each kind that a pattern can name, beside those that it names itself.
SAMPLE = {chr(code) for code in range(0x180)} | set("ЖΩ字あ٣\u2028\u3000\ufb01😀")
CLASSES = {
    ops.CATEGORY_DIGIT: r"\d",
    ops.CATEGORY_NOT_DIGIT: r"\D",
    ops.CATEGORY_SPACE: r"\s",
    ops.CATEGORY_NOT_SPACE: r"\S",
    ops.CATEGORY_WORD: r"\w",
    ops.CATEGORY_NOT_WORD: r"\W",
}
ENDS = {ops.AT_BEGINNING, ops.AT_BEGINNING_STRING, ops.AT_END, ops.AT_END_STRING}


class UnsteadyError(ValueError):
    """The pattern has something that nobody can say this of."""


class Part(NamedTuple):
    """A part of a pattern: whether it fits nothing, the places where it may begin and end."""

    is_blank: bool
    first: frozenset[int]
    last: frozenset[int]


NOTHING = Part(True, frozenset(), frozenset())


@dataclass
class Places:
    """The signs of a pattern: what fits at each place, and which places may come next."""

    alphabet: frozenset[str]
    fits: list[frozenset[str]] = field(default_factory=list)
    following: list[set[int]] = field(default_factory=list)

    def place(self, fitting: Iterable[str]) -> Part:
        """A place of one sign; UnsteadyError where there are more than are looked at."""
        if len(self.fits) == MOST_PLACES:
            raise UnsteadyError
        self.fits.append(frozenset(fitting))
        self.following.append(set())
        own = frozenset({len(self.fits) - 1})
        return Part(False, own, own)

    def joined(self, before: Part, after: Part) -> Part:
        """Two parts, one behind the other."""
        self._lead(before.last, after.first)
        first = before.first | after.first if before.is_blank else before.first
        last = before.last | after.last if after.is_blank else after.last
        return Part(before.is_blank and after.is_blank, first, last)

    def repeated(self, part: Part) -> Part:
        """A part that may come again."""
        self._lead(part.last, part.first)
        return part

    def _lead(self, places: Iterable[int], further: frozenset[int]) -> None:
        """Let places be followed by further ones, by a way that there was not before."""
        for place in places:
            if not self.following[place].isdisjoint(further):
                raise UnsteadyError
            self.following[place] |= further

    def are_apart(self, places: Iterable[int]) -> bool:
        """Whether no sign fits two of the places."""
        pairs = combinations(places, 2)
        return all(self.fits[first].isdisjoint(self.fits[second]) for first, second in pairs)


def is_steady(pattern: str) -> bool:
    """Whether each next sign leaves one way only, in a pattern that is short; re.error for none."""
    # To read a very long one would take minutes.
    if len(pattern) > LONGEST:
        return False
    re.compile(pattern)
    if pattern in LOOKED_AT:
        return True
    own = set(pattern)
    neighbours = {chr(ord(sign) + 1) for sign in pattern}
    alphabet = frozenset(SAMPLE | own | neighbours)
    places = Places(alphabet)
    try:
        items = _parser.parse(pattern)
        whole = _sequence(items, places)
    except UnsteadyError:
        return False
    return all(map(places.are_apart, [whole.first, *places.following]))


def _sequence(items: Iterable[tuple[Any, Any]], places: Places) -> Part:
    parts = (_part(name, value, places) for name, value in items)
    return reduce(places.joined, parts, NOTHING)


def _part(name: Any, value: Any, places: Places) -> Part:
    if name is ops.AT and value in ENDS:
        return NOTHING
    if name is ops.SUBPATTERN:
        _, added, removed, items = value
        if added or removed:
            raise UnsteadyError
        return _sequence(items, places)
    if name is ops.BRANCH:
        ways = [_sequence(items, places) for items in value[1]]
        first = frozenset().union(*(way.first for way in ways))
        last = frozenset().union(*(way.last for way in ways))
        return Part(any(way.is_blank for way in ways), first, last)
    if name in {ops.MAX_REPEAT, ops.MIN_REPEAT}:
        least, most, items = value
        return _repeat(least, most, items, places)
    return places.place(_fitting(name, value, places.alphabet))


def _repeat(least: int, most: int, items: Any, places: Places) -> Part:
    if least == most <= MOST_COPIES:
        copies = (_sequence(items, places) for _ in range(least))
        return reduce(places.joined, copies, NOTHING)
    part = _sequence(items, places)
    if most > 1:
        part = places.repeated(part)
    return part._replace(is_blank=part.is_blank or least == 0)


def _fitting(name: Any, value: Any, alphabet: frozenset[str]) -> frozenset[str]:
    """The signs that one sign of a pattern stands for."""
    if name is ops.LITERAL:
        return frozenset({chr(value)})
    if name is ops.NOT_LITERAL:
        return alphabet - {chr(value)}
    if name is ops.ANY:
        return alphabet - {"\n"}
    if name is ops.RANGE:
        return frozenset(sign for sign in alphabet if value[0] <= ord(sign) <= value[1])
    if name is ops.CATEGORY:
        return frozenset(filter(re.compile(CLASSES[value]).fullmatch, alphabet))
    if name is not ops.IN:
        raise UnsteadyError
    is_negated = value[0][0] is ops.NEGATE
    listed = [_fitting(kind, item, alphabet) for kind, item in value[is_negated:]]
    fitting = frozenset().union(*listed)
    return alphabet - fitting if is_negated else fitting
