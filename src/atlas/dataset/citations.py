"""Where something is said: sources with their locators as facts, and the words for them."""

from collections.abc import Collection, Mapping

# The sources in order of rank, each with its locators in order.
Places = tuple[tuple[str, tuple[str, ...]], ...]


# Stands behind a source that only expected what others say of since.
PLAN = " (plan)"


def citation(places: Places, names: Mapping[str, str], expecting: Collection[str] = ()) -> str:
    """The words for places; `names` are the short names of sources by id.

    “The Diplomat 2018 ¶15, ¶16; Xinhua 2019 ¶2 (plan)”, where Xinhua is among the `expecting`.
    """
    parts = []
    for source, locators in places:
        plan = PLAN if source in expecting else ""
        parts.append(f"{names[source]} {', '.join(locators)}{plan}")
    return "; ".join(parts)
