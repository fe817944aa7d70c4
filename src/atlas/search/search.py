"""Find records by what people call them.

That is by labels, native names, aliases, the sources' names for them, and notes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from rapidfuzz import fuzz, process

from atlas.dataset.dataset import Dataset
from atlas.search.index import Index, index_of, labels
from atlas.search.spelling import folded, like_by_words, unspaced

# What `_fit` compares names by.
Fit = tuple[bool, bool, bool, bool, float, int, str]
LONGEST = 100
NEAREST = 3
# A single letter leads to thousands of records; only those with the shortest labels are weighed.
WEIGHED = 2000
# How much of two words must be the same, in per cent, to call them alike: one letter of four may
# differ.
NEARLY = 75
# How many words of a note are shown before the word that was looked for, and from it on.
BEFORE, FROM = 6, 10


class Step(IntEnum):
    """How a text leads to a record, the best way first."""

    NAME = 0
    ALIAS = 1
    IN_NAMES = 2
    IN_NOTES = 3
    ALIKE = 4


class How(StrEnum):
    """What of a hit a reader is shown: the name, an alias, a piece of a note, or a name alike."""

    NAME = "name"
    ALIAS = "alias"
    NOTE = "note"
    SIMILAR = "similar"


@dataclass(frozen=True)
class Hit:
    """A record that was found: `matched` is the name or the piece of a note, `how` says which."""

    id: str
    label: str
    table: str
    matched: str
    how: How


@dataclass(frozen=True)
class Found:
    """What a search gave: the first of `total` hits, or the `nearest` names where there is none.

    `cut`: the text was too long, and only `text` of it was looked for.
    """

    text: str
    hits: tuple[Hit, ...]
    total: int
    nearest: tuple[Hit, ...]
    cut: bool


def search(dataset: Dataset, text: str, limit: int = 20) -> Found:
    """The records that a text names: by name, by alias, by all its words in names or notes, alike.

    A word also finds the words that begin with it. Only the first `LONGEST` characters are looked
    for; at most `limit` hits come back.
    """
    whole = " ".join(text.split())
    sought = whole[:LONGEST]
    is_cut = len(whole) > LONGEST
    key = folded(sought)
    index = index_of(dataset)
    if not key:
        return Found(sought, (), 0, (), is_cut)
    steps = _steps(index, key)
    in_order = _in_order(index, steps, key)
    best = in_order[:limit]
    hits = tuple(_hit(dataset, index, place, sought, steps[place]) for place in best)
    nearest: tuple[Hit, ...] = ()
    if not hits:
        places = _nearest(index, key)
        nearest = tuple(_hit(dataset, index, place, sought, Step.ALIKE) for place in places)
    return Found(sought, hits, len(steps), nearest, is_cut)


def _steps(index: Index, key: str) -> dict[int, Step]:
    """The places that a text leads to, each with the best way to it."""
    words = list(dict.fromkeys(key.split()))
    steps: dict[int, Step] = {}
    for place in index.places_by_name.get(unspaced(key), ()):
        is_label = _is_called(labels(index.names[place][0]), key)
        steps[place] = Step.NAME if is_label else Step.ALIAS
    for place in _with_all(index.folded_names, words):
        steps.setdefault(place, Step.IN_NAMES)
    for place in _with_all(index.folded_notes, words):
        steps.setdefault(place, Step.IN_NOTES)
    for place in _alike(index, words):
        steps.setdefault(place, Step.ALIKE)
    return steps


def _in_order(index: Index, steps: Mapping[int, Step], key: str) -> list[int]:
    """The places that are weighed, the best first."""

    def by_length(place: int) -> tuple[Step, bool, int]:
        return steps[place], index.is_minor[place], len(index.names[place][0])

    def by_fit(place: int) -> tuple[Step, bool, Fit]:
        return steps[place], index.is_minor[place], _fit(index, place, key, steps[place])

    # Fit takes a comparison of letters, which is too slow for all that a single letter leads to.
    shortest_first = sorted(steps, key=by_length)
    shortest = shortest_first[:WEIGHED]
    return sorted(shortest, key=by_fit)


def _is_called(names: Iterable[str], key: str) -> bool:
    return any(unspaced(folded(name)) == unspaced(key) for name in names)


def _with_all(texts: Sequence[str], words: Iterable[str]) -> Sequence[int]:
    """The places of the texts in which every word begins a word."""
    places: Sequence[int] = range(len(texts))
    for word in words:
        places = [place for place in places if f" {word}" in texts[place]]
    return places


def _alike(index: Index, words: Sequence[str]) -> set[int]:
    """The places with a name whose words are spelled nearly like all of these."""
    places: set[int] | None = None
    for word in words:
        places_of_word: set[int] = set()
        for similar in _similar_words(index, word):
            places_of_word.update(index.places_by_word[similar])
        places = places_of_word if places is None else places & places_of_word
        if not places:
            break
    return places or set()


def _similar_words(index: Index, word: str) -> list[str]:
    """The words of names that are spelled nearly like one."""
    # A short word is like too many others, and a number with another digit is another number.
    known = index.places_by_word.keys()
    if len(word) <= 3 or word.isdigit():
        return [other for other in known if other.startswith(word)]
    matches = process.extract(word, known, scorer=fuzz.ratio, score_cutoff=NEARLY, limit=None)
    return [other for other, *_ in matches]


def _nearest(index: Index, key: str) -> list[int]:
    """The places of the names that are least unlike a text."""
    names = index.places_by_name
    # Several names may be one record's, or a link's, which is left out: so more than are shown.
    matches = process.extract(unspaced(key), names.keys(), scorer=fuzz.ratio, limit=4 * NEAREST)
    places: dict[int, None] = {}
    for name, *_ in matches:
        places |= dict.fromkeys(names[name])
    return [place for place in places if not index.is_minor[place]][:NEAREST]


def _fit(index: Index, place: int, key: str, step: Step) -> Fit:
    """How well names fit among those of the same step, the best first in order.

    The text stands in one piece, in the label, with its last word whole, first in it; then likeness
    of letters, then the shorter label.
    """
    names = index.folded_names[place]
    label = index.names[place][0]
    at = names.find(f" {key} ")
    is_begun = at < 0
    if is_begun:
        at = names.find(f" {key}")
    likeness = 0.0
    if at <= 0:
        each_name = names[2:-1].split(" | ")
        alike = like_by_words if step is Step.ALIKE else fuzz.ratio
        likeness = max(alike(key, name) for name in each_name)
    # The label comes first, and a bar before the second name; a record of one name has no such bar.
    is_beyond_label = 0 < names.find("|", 1) < at
    return at < 0, is_beyond_label, is_begun, at != 1, -likeness, len(label), label


def _hit(dataset: Dataset, index: Index, place: int, text: str, step: Step) -> Hit:
    identifier = index.ids[place]
    names = index.names[place]
    key = folded(text)
    matched = max(names, key=lambda name: _closeness(name, text, key))
    how = How.NAME if matched in labels(names[0]) else How.ALIAS
    if step is Step.ALIKE:
        how = How.SIMILAR
    if step is Step.IN_NOTES:
        how = How.NOTE
        matched = _snippet(index.notes[identifier], key.split())
    table = str(dataset.records.at[identifier, "table"])
    return Hit(identifier, dataset.label(identifier), table, matched, how)


def _closeness(name: str, text: str, key: str) -> tuple[bool, bool, int, float]:
    """How near one name of a record is to the text, to compare with its other names.

    The same, with it in one piece, by words that it has, by letters.
    """
    words = f" {folded(name)}"
    n_words = sum(f" {word}" in words for word in key.split())
    likeness = fuzz.ratio(name.casefold(), text.casefold())
    return _is_called([name], key), f" {key}" in words, n_words, likeness


def _snippet(notes: Iterable[str], words: Sequence[str]) -> str:
    """The piece of a note around the first word that was looked for."""
    for note in notes:
        parts = note.split()
        for at, part in enumerate(parts):
            spelled = f" {folded(part)}"
            if any(f" {word}" in spelled for word in words):
                return _around(parts, at)
    return ""


def _around(parts: Sequence[str], at: int) -> str:
    low = max(at - BEFORE, 0)
    high = at + FROM
    piece = " ".join(parts[low:high])
    if low > 0:
        piece = f"… {piece}"
    if high < len(parts):
        piece = f"{piece} …"
    return piece
