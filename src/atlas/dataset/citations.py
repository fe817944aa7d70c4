"""Where something is said: sources with their locators as facts, and the words for them."""

from collections.abc import Mapping

# The sources in order of rank, each with its locators in order.
Places = tuple[tuple[str, tuple[str, ...]], ...]


def citation(places: Places, names: Mapping[str, str]) -> str:
    """The words for places; `names` are the short names of sources by id.

    “The Diplomat 2018 ¶15, ¶16; Xinhua 2019 ¶2”.
    """
    return "; ".join(f"{names[source]} {', '.join(locators)}" for source, locators in places)
