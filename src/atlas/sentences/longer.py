"""Entries whose names begin with words that are the name of none: Henan Diesel, Engine Industry."""

from collections.abc import Sequence

from atlas.dataset.dataset import Dataset
from atlas.search.index import index_of
from atlas.search.spelling import folded
from atlas.sentences.names import TABLES

# A single word begins the names of too much else.
FEWEST_WORDS = 2
MOST = 4


def called_longer(dataset: Dataset, words: Sequence[str]) -> tuple[str, ...]:
    """The ids of entries with a name that begins with these words and goes on; of many the first.

    Such an entry may be meant, and may not: a fleet bears the name of its ocean.
    """
    if len(words) < FEWEST_WORDS:
        return ()
    index = index_of(dataset)
    table = dataset.records["table"].to_dict()
    beginning = f"| {folded(' '.join(words))} "
    places = (place for place, names in enumerate(index.folded_names) if beginning in names)
    ids = (index.ids[place] for place in places)
    return tuple(key for key in ids if table[key] in TABLES)[:MOST]
