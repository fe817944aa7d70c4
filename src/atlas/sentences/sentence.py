"""A sentence as its words, and what of them names, dates, counts, moves and compares."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset
from atlas.sentences.amounts import Amount, amounts
from atlas.sentences.lexicon import words_of
from atlas.sentences.names import Name, named
from atlas.sentences.places import held_by, inside
from atlas.sentences.rows import shown
from atlas.sentences.times import Time, times
from atlas.sentences.tokens import Token, document, tokens
from atlas.sentences.units import GOODS_WORDS
from atlas.sentences.unknown import unknown

if TYPE_CHECKING:
    from spacy.tokens import Doc

EVENTS = ("exercises", "agreements", "context")
_JOINING = {",", "and"}
_NEW_CLAUSE = {"and", "while", "whereas", "but"}

# In a sentence with one of these nothing is called supported: it may deny what the sources say.
DENYING = words_of(
    "not no never nor neither without cannot didn't wasn't weren't hasn't haven't hadn't isn't "
    "aren't don't doesn't couldn't wouldn't won't can't denied deny denies denying refused refuse "
    "refuses refusing doubt doubts doubted doubting doubtful unlikely rejected rejects false "
    "falsely untrue hardly barely cancelled canceled none nobody nothing failed fails skipped "
    "skips missed boycotted abstained withdrew excluded except absent stopped ceased "
    "contrary instead rather replaced"
)

# In a sentence with one of these nothing is called contradicted: it may not have happened yet.
_SUPPOSING = words_of(
    "will would may might could should shall if plan plans planned expects expected hopes hoped "
    "intends intended wants proposes proposed"
)


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence, its words, and the pieces of it by kind, each by places of words."""

    dataset: Dataset
    text: str
    words: list[Token]
    names: list[Name]
    strangers: list[tuple[int, int]]
    times: list[Time]
    amounts: list[Amount]
    lower: list[str] = field(default_factory=list)

    @cached_property
    def tables(self) -> dict[str, str]:
        """The table of every record."""
        return _tables(self.dataset)

    def table(self, name: Name) -> str:
        """The table of what is named; of an ambiguous name that of its first reading."""
        return self.tables[name.ids[0]]

    def country(self, name: Name) -> str:
        """The code of the country that is named, or blank."""
        return next((key for key in name.ids if self.tables[key] == "countries"), "")

    @cached_property
    def countries(self) -> list[Name]:
        """The names of countries."""
        return [name for name in self.names if self.country(name)]

    @cached_property
    def parties(self) -> list[tuple[Name, str]]:
        """Countries and organisations of countries with their codes, from left to right."""
        own = []
        for name in self.names:
            code = self.country(name)
            if not code and self.table(name) == "organisations":
                code = shown(self.dataset, name.ids[0], "country")
            if code:
                own.append((name, code))
        return own

    @cached_property
    def is_denying(self) -> bool:
        """Whether a word of it denies something."""
        return any(word.replace("’", "'") in DENYING for word in self.lower)

    @cached_property
    def is_supposing(self) -> bool:
        """Whether a word of it speaks of what may be; “May” is a month."""
        return any(word.text in _SUPPOSING for word in self.words)

    @cached_property
    def _clauses_before(self) -> list[int]:
        """How many clauses have begun before each place, and before the end.

        “;” begins one, and so does a comma before “while”, and what joins another event:
        Peace Mission 2013 was held in Russia, Peace Mission 2014 in China.
        """
        events = {name.first for name in self.names if self.table(name) in EVENTS}
        begun = [0]
        for place, (word, follower) in enumerate(pairwise([*self.lower, ""])):
            is_clause = word == "," and follower in _NEW_CLAUSE
            is_event = word in _JOINING and place + 1 in events
            begun.append(begun[-1] + (word == ";") + is_clause + is_event)
        return begun

    def clauses_between(self, low: int, high: int) -> int:
        """How many clauses begin between two places."""
        return self._clauses_before[high] - self._clauses_before[low]

    def has(self, among: Set[str]) -> bool:
        """Whether one of some words stands in it."""
        return not among.isdisjoint(self.lower)

    def says(self, among: Set[str]) -> bool:
        """Whether one of some words stands in it outside all names and dates."""
        inner = held_by([*self.names, *self.times])
        outer = [word for place, word in enumerate(self.lower) if place not in inner]
        return not among.isdisjoint(outer)

    @property
    def designations(self) -> list[tuple[int, int]]:
        """Where designations stand that no system of these data has: J-10."""
        return _designations(self.words, self.strangers)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters of words `first` to before `last`."""
        return self.words[first].start, self.words[last - 1].end


@once_a_dataset
def _tables(dataset: Dataset) -> dict[str, str]:
    return {str(key): str(table) for key, table in dataset.records["table"].items()}


def read(dataset: Dataset, text: str) -> Sentence:
    """The pieces of a sentence of which something can be said."""
    words = tokens(text)
    doc: Doc = document(words)
    tables = _tables(dataset)
    names = _without_kinds(words, named(dataset, words, doc), tables)
    taken = held_by(names)
    strangers = unknown(words, taken)
    taken |= inside(strangers)
    dates = times(words, doc, taken)
    taken |= held_by(dates)
    products = {name.first: name.last for name in names if tables[name.ids[0]] == "systems"}
    products |= dict(_designations(words, strangers))
    numbers = amounts(words, doc, taken, products)
    lower = [word.text.lower() for word in words]
    return Sentence(dataset, text, words, names, strangers, dates, numbers, lower)


def _without_kinds(words: list[Token], names: list[Name], tables: Mapping[str, str]) -> list[Name]:
    """The names without the common ones that are but the word of a kind: drones, Garpiya drones."""
    ends = {name.last for name in names if tables[name.ids[0]] == "systems"}
    return [
        name
        for name in names
        if not name.is_common or not (name.first in ends or _is_kind(words, name))
    ]


def _is_kind(words: list[Token], name: Name) -> bool:
    return name.last - name.first == 1 and words[name.first].norm in GOODS_WORDS


def _designations(words: list[Token], strangers: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of the strange names that have a number."""
    return [
        (first, last)
        for first, last in strangers
        if any(word.tag == "NUMBER" for word in words[first:last])
    ]
