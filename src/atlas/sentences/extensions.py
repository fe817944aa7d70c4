"""Agreements that extend another one: the treaty of 2001 was extended by that of 2021."""

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.search.index import index_of
from atlas.sentences.lexicon import words_of
from atlas.sentences.rows import cells, shown
from atlas.sentences.tokens import tokens

EXTENDING = words_of("extended prolonged renewed extending prolonging renewing")
# Words with these beginnings are forms of one word: notify, notice.
STEM = 4
_EXTENSIONS = {"exte", "rene", "prol"}
# What the name of an extension says of itself, not of what it extends.
_OWN_WORDS = {"of", "the", "auto", "(", ")"}


def stems_of(text: str) -> frozenset[str]:
    """The words of a text by their beginnings."""
    return frozenset(word.norm[:STEM] for word in tokens(text))


@once_a_build
def agreement_stems(dataset: Dataset) -> dict[str, frozenset[str]]:
    """The words of the names and summaries of each agreement, by id."""
    index = index_of(dataset)
    names = dict(zip(index.ids, index.names, strict=True))
    stems = {}
    for key in map(str, dataset.built["agreements"].index):
        summaries = [cell.row.value for cell in cells(dataset, key, "summary")]
        stems[key] = stems_of(" ".join([*names.get(key, ()), *summaries]))
    return stems


@once_a_build
def extensions_of(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """Of each agreement the ids of those that extend it, by what their names say of it.

    The name of an extension has the words and the year of what it extends.
    """
    stems = agreement_stems(dataset)
    years = {key: shown(dataset, key, "date")[:STEM] for key in stems}
    extensions: dict[str, tuple[str, ...]] = {}
    for key in stems:
        label = stems_of(dataset.label(key))
        if label.isdisjoint(_EXTENSIONS):
            continue
        asked = label - _EXTENSIONS - _OWN_WORDS - {years[key]}
        for other in stems:
            if other != key and asked <= stems[other] | {years[other]}:
                extensions[other] = (*extensions.get(other, ()), key)
    return extensions
