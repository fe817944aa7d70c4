"""Find records by what people call them: labels, native names, aliases, the sources' names for them, and notes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from atlas.dataset.dataset import Dataset
from atlas.search.index import Index, index_of, labels
from atlas.search.spelling import folded, unspaced

LONGEST = 100
NEAREST = 3
WEIGHED = 2000
"""Where a text leads to more records, as one letter does, only those with the shortest labels are weighed against each other."""
NEARLY = 75
"""How much of two words must be the same, in per cent, to call them alike: one letter of four may differ."""
NAME, ALIAS, IN_NAMES, IN_NOTES, ALIKE = range(5)
"""How a text leads to a record, the best first."""


@dataclass(frozen=True)
class Hit:
    """A record that was found: `matched` is the name or the piece of a note, `how` is name, alias, note or similar."""

    id: str
    label: str
    table: str
    matched: str
    how: str


@dataclass(frozen=True)
class Found:
    """What a search gave: the first of `total` hits, or the `nearest` names where there is none; `cut`: only `text` of it was looked for."""

    text: str
    hits: tuple[Hit, ...]
    total: int
    nearest: tuple[Hit, ...]
    cut: bool


def search(dataset: Dataset, text: str, limit: int = 20) -> Found:
    """The records that a text names: exact names, exact aliases, names with all its words, notes with them, then names alike.

    A word also finds the words that begin with it. Only the first `LONGEST` characters are looked for.
    """
    whole = " ".join(text.split())
    meant, cut = whole[:LONGEST], len(whole) > LONGEST
    key, index = folded(meant), index_of(dataset)
    if not key:
        return Found(meant, (), 0, (), cut)
    steps = _steps(index, key)
    first = sorted(
        steps, key=lambda place: (steps[place], index.minor[place], len(index.names[place][0]))
    )[:WEIGHED]
    order = sorted(
        first, key=lambda place: (steps[place], index.minor[place], _fit(index, place, key))
    )
    hits = tuple(_hit(dataset, index, place, meant, steps[place]) for place in order[:limit])
    near = (
        ()
        if hits
        else tuple(_hit(dataset, index, place, meant, ALIKE) for place in _nearest(index, key))
    )
    return Found(meant, hits, len(steps), near, cut)


def _steps(index: Index, key: str) -> dict[int, int]:
    """The places that a text leads to, each with the best way to it."""
    words = list(dict.fromkeys(key.split()))
    steps = {
        place: NAME if _is_called(labels(index.names[place][0]), key) else ALIAS
        for place in index.whole.get(unspaced(key), ())
    }
    for step, texts in ((IN_NAMES, index.named), (IN_NOTES, index.noted)):
        for place in _with_all(texts, words):
            steps.setdefault(place, step)
    for place in _alike(index, words):
        steps.setdefault(place, ALIKE)
    return steps


def _is_called(names: Iterable[str], key: str) -> bool:
    return any(unspaced(folded(name)) == unspaced(key) for name in names)


def _with_all(texts: Sequence[str], words: Iterable[str]) -> Sequence[int]:
    """The places of the texts in which every word begins a word."""
    places: Sequence[int] = range(len(texts))
    for word in words:
        places = [place for place in places if f" {word}" in texts[place]]
    return places


def _alike(index: Index, words: Sequence[str]) -> set[int]:
    """The places with a name whose words are spelled nearly like all of these; short words and numbers must begin one."""
    places: set[int] | None = None
    for word in words:
        if len(word) > 3 and not word.isdigit():
            near = [
                one
                for one, *_ in process.extract(
                    word, index.words.keys(), scorer=fuzz.ratio, score_cutoff=NEARLY, limit=None
                )
            ]
        else:
            near = [one for one in index.words if one.startswith(word)]
        own = {place for one in near for place in index.words[one]}
        places = own if places is None else places & own
        if not places:
            break
    return places or set()


def _nearest(index: Index, key: str) -> list[int]:
    """The places of the names that are least unlike a text."""
    best = process.extract(unspaced(key), index.whole.keys(), scorer=fuzz.ratio, limit=4 * NEAREST)
    places = dict.fromkeys(place for one, *_ in best for place in index.whole[one])
    return [place for place in places if not index.minor[place]][:NEAREST]


def _fit(index: Index, place: int, key: str) -> tuple[bool, bool, bool, bool, float, int, str]:
    """How well names fit among those of the same step: the text in one piece, in the label, its last word whole, first in it; alike; short."""
    named, label = index.named[place], index.names[place][0]
    at = named.find(f" {key} ")
    begun = at < 0
    at = named.find(f" {key}") if begun else at
    likeness = 0.0 if at > 0 else max(fuzz.ratio(key, own) for own in named[2:-1].split(" | "))
    return at < 0, at > named.find("|", 1) > 0, begun, at != 1, -likeness, len(label), label


def _hit(dataset: Dataset, index: Index, place: int, text: str, step: int) -> Hit:
    identifier, names, key = index.ids[place], index.names[place], folded(text)
    matched = max(names, key=lambda name: _closeness(name, text, key))
    how = {IN_NOTES: "note", ALIKE: "similar"}.get(
        step, "name" if matched in labels(names[0]) else "alias"
    )
    if step == IN_NOTES:
        matched = _snippet(index.notes[identifier], key.split())
    return Hit(
        identifier,
        dataset.label(identifier),
        str(dataset.records.at[identifier, "table"]),
        matched,
        how,
    )


def _closeness(name: str, text: str, key: str) -> tuple[bool, bool, int, float]:
    """How near one name of a record is to the text: the same, with it in one piece, by words that it has, by letters."""
    own = folded(name)
    has = sum(f" {word}" in f" {own}" for word in key.split())
    return (
        _is_called([name], key),
        f" {key}" in f" {own}",
        has,
        fuzz.ratio(name.casefold(), text.casefold()),
    )


def _snippet(notes: Iterable[str], words: Sequence[str]) -> str:
    """The piece of a note around the first word that was looked for."""
    for note in notes:
        parts = note.split()
        at = next(
            (
                at
                for at, part in enumerate(parts)
                if any(f" {word}" in f" {folded(part)}" for word in words)
            ),
            None,
        )
        if at is not None:
            low, high = max(at - 6, 0), at + 10
            return (
                ("… " if low else "")
                + " ".join(parts[low:high])
                + (" …" if high < len(parts) else "")
            )
    return ""
