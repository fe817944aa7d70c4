"""The names in a sentence: every record that the chosen sources have, in all its spellings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.search.index import index_of
from atlas.sentences.parties import ADJECTIVES, CAPITALS, NATIVE_NAMES
from atlas.sentences.places import inside
from atlas.sentences.tokens import Token, document, language, tokens

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

TABLES = {
    "exercises",
    "systems",
    "organisations",
    "agreements",
    "context",
    "places",
    "countries",
}
_PLACE_PARTS = re.compile(r", | off | and |–")
_PLACE_ENDINGS = re.compile(r" (?:range|base|region)$")
# Seas that go by their first word alone, and waters of which a part is recorded.
_SEA = re.compile(r"\b(Baltic|Mediterranean|Caspian) Sea\b")
_PART_OF_SEA = re.compile(
    r"^(?:[A-Z]\w+ern|Central|North) (?=Mediterranean|Pacific|Indian Ocean|Gulf of)"
)
# A phase of an exercise goes by the name of the whole, and so does a numbered kind of system.
# Two names of one exercise are written side by side as often: Northern Interaction 2024.
_JOINED = re.compile(r"(?<=[^\W\d_])/(?=[^\W\d_])")
_PHASE = re.compile(r", (?:first|second) part$")
# An exercise goes by its name without the year, where that is no everyday word.
_YEAR = re.compile(r"[ -](?:19|20)\d\d$")
_BASE = re.compile(r"(?:\w+[ -]\w.*|Vostok|Tsentr|Kavkaz|Zapad|Sahand)[ -](?:19|20)\d\d$")
FEWEST_WORDS = 3  # Two words may be a city: Ulan Ude.
# What sources call one exercise, and anybody may call any.
_OF_ANY = {"joint patrol", "joint exercise", "joint drill"}
# The Shanghai Cooperation Organisation, in either spelling.
_FRAME = ("shanghai", "cooperation")
# Kinds of agreements of which there are few.
_NAMED_BY_YEAR = ("treaty", "joint statement")
# What leads on to more of a name.
_LEADING_ON = {"of", "and", "for", "on"}


@dataclass(frozen=True)
class Name:
    """Words `first` to before `last` of a sentence that name one of the records `ids`.

    `is_common`: without a capital or a number, “joint statement” is a common noun that may mean
    another one as well.
    """

    first: int
    last: int
    ids: tuple[str, ...]
    is_common: bool = False


@dataclass(frozen=True, eq=False)
class Names:
    """The names of a dataset: `ids` by spelling, those that are written with a capital, and those
    that are but the beginning of a name.
    """

    matcher: "PhraseMatcher"
    ids: dict[str, tuple[str, ...]]
    capitals: frozenset[str]
    beginnings: frozenset[str]


@once_a_build
def names_of(dataset: Dataset) -> Names:
    """The names of all records that a sentence can name, made ready to be matched."""
    from spacy.matcher import PhraseMatcher

    ids: dict[str, dict[str, None]] = {}
    small: set[str] = set()
    docs: dict[str, Doc] = {}
    for identifier, name in _all_names(dataset):
        words = tokens(name)
        spelling = " ".join(word.norm for word in words)
        if len(spelling) < 2 or spelling.isdigit():
            continue
        ids.setdefault(spelling, {})[identifier] = None
        if name[:1].islower():
            small.add(spelling)
        if spelling not in docs:
            docs[spelling] = document(words)
    short = {spelling: own for spelling, own in _beginnings(dataset).items() if spelling not in ids}
    matcher = PhraseMatcher(language().vocab, attr="NORM")
    matcher.add("name", [*docs.values(), *(document(words) for words, _ in short.values())])
    ids_by_spelling = {spelling: tuple(own) for spelling, own in ids.items()}
    ids_by_spelling |= {spelling: (key,) for spelling, (_, key) in short.items()}
    capitals = frozenset(ids_by_spelling.keys() - small)
    return Names(matcher, ids_by_spelling, capitals, frozenset(short))


def _beginnings(dataset: Dataset) -> dict[str, tuple[list[Token], str]]:
    """Beginnings of names of organisations: their words, and the id.

    Only those that begin with a word that no other organisation has in its names: there is one
    Henan Diesel, but each country has a Ministry of Defence.
    """
    table = dataset.records["table"].to_dict()
    names = [
        (identifier, tokens(name))
        for identifier, name in _all_names(dataset)
        if table[identifier] == "organisations"
    ]
    owners: dict[str, set[str]] = {}
    for identifier, words in names:
        for word in words:
            owners.setdefault(word.norm, set()).add(identifier)
    beginnings = {}
    for identifier, words in names:
        for last in range(FEWEST_WORDS, len(words)):
            if len(owners[words[0].norm]) == 1 and _can_stand_alone(words[:last]):
                beginnings[_spelling(words, 0, last)] = (words[:last], identifier)
    return beginnings


def _can_stand_alone(words: Sequence[Token]) -> bool:
    """Whether words say enough for a name: all are words, the first and the last with capitals."""
    are_words = all(word.tag == "WORD" for word in words)
    return are_words and words[0].text[:1].isupper() and words[-1].text[:1].isupper()


def _all_names(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Every record with each of its names; the label of a place also piece by piece."""
    index = index_of(dataset)
    table = dataset.records["table"].to_dict()
    for identifier, own in zip(index.ids, index.names, strict=True):
        if table[identifier] not in TABLES:
            continue
        for name in own:
            if name in _OF_ANY:
                continue
            yield identifier, name
            yield from ((identifier, other) for other in _shorter(name))
            if table[identifier] == "exercises" and _BASE.match(name) and name == own[0]:
                yield identifier, _YEAR.sub("", name)
            if table[identifier] == "places":
                for part in _PLACE_PARTS.split(name):
                    yield identifier, _PLACE_ENDINGS.sub("", part)
                    yield identifier, _SEA.sub(r"\1", part)
                    yield identifier, _PART_OF_SEA.sub("", part)
    yield from _by_kind_and_year(dataset)
    for words in (ADJECTIVES, CAPITALS, NATIVE_NAMES):
        for code, forms in words.items():
            if code in table:
                for form in forms:
                    yield code, form


def _shorter(name: str) -> Iterator[str]:
    """What else goes by a name: without its stroke, the number of its phase."""
    if _JOINED.search(name):
        yield _JOINED.sub(" ", name)
    if _PHASE.search(name):
        yield _PHASE.sub("", name)


def _by_kind_and_year(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """The treaty of 2001, the 2001 treaty: agreements that are the only one of their kind that
    year.
    """
    frame = dataset.built["agreements"]
    kinds = frame["kind"].isin(_NAMED_BY_YEAR)
    dated = frame[kinds & frame["date"].notna()]
    of_year = dated["kind"] + " of " + dated["date"].str[:4]
    for identifier, name in of_year[~of_year.duplicated(keep=False)].items():
        kind, year = name.split(" of ")
        yield from ((str(identifier), own) for own in (name, f"{year} {kind}"))


def named(dataset: Dataset, words: Sequence[Token], doc: "Doc") -> list[Name]:
    """The names in a sentence, from left to right; of names within one another the longest."""
    from spacy.util import filter_spans

    known = names_of(dataset)
    spans = [doc[begin:end] for _, begin, end in known.matcher(doc)]
    frames = _frames(words)
    spans = [span for span in spans if frames.isdisjoint(range(span.start, span.end))]
    apt = [span for span in spans if _is_written_so(known, words, span.start, span.end)]
    own = []
    for span in filter_spans(apt):
        inner = words[span.start : span.end]
        is_common = all(word.tag == "WORD" and word.text[:1].islower() for word in inner)
        ids = _ids(known, words, span.start, span.end)
        own.append(Name(span.start, span.end, ids, is_common))
    return own


def _frames(words: Sequence[Token]) -> set[int]:
    """The places of the name of a frame, which has those of a city and of an exercise in it."""
    norms = [word.norm for word in words]
    length = len(_FRAME) + 1
    starts = [at for at in range(len(norms)) if tuple(norms[at : at + len(_FRAME)]) == _FRAME]
    are_so = [at for at in starts if "".join(norms[at + 2 : at + 3]).startswith("organi")]
    return inside((at, at + length) for at in are_so)


def _ids(known: Names, words: Sequence[Token], first: int, last: int) -> tuple[str, ...]:
    """The records of a name: “Su-27s” are the Su-27 too, not the Su-27S alone."""
    own = known.ids[_spelling(words, first, last)]
    is_plural = words[last - 1].text == "s" and words[last - 1].is_glued
    singular = known.ids.get(_spelling(words, first, last - 1), ()) if is_plural else ()
    return tuple(dict.fromkeys((*singular, *own)))


def _spelling(words: Sequence[Token], first: int, last: int) -> str:
    return " ".join(word.norm for word in words[first:last])


def _is_written_so(known: Names, words: Sequence[Token], first: int, last: int) -> bool:
    """Whether a name of one word has its capital: “Club” is a missile, a club is none.

    The first word of a sentence has a capital whatever it is, so a single word there is a name
    only where no exercise is called by it: “Cooperation has grown”.
    """
    spelling = _spelling(words, first, last)
    if spelling in known.beginnings:
        return words[first].text[:1].isupper() and not _goes_on(words, last)
    if last - first > 1 or spelling not in known.capitals:
        return True
    text = words[first].text
    if text[:1].islower():
        return False
    is_everyday = spelling in EVERYDAY
    return not (is_everyday and first == 0)


def _goes_on(words: Sequence[Token], place: int) -> bool:
    """Whether a name goes on here, so that what stands before is the name of something else."""
    after = [word for word in words[place : place + 2] if word.norm not in _LEADING_ON]
    return bool(after) and after[0].text[:1].isupper()


# Names of exercises and systems that are everyday words at the beginning of a sentence.
EVERYDAY = {
    word.norm for word in tokens("Cooperation Interaction Tiger Club Mineral Archer Saturn Bastion")
}
