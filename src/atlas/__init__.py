"""What sources say about China–Russia military cooperation: tables, built datasets, charts and
files.

    import atlas

    held = atlas.load(years=(2014, 2025), sources="articles")
    held.exercises
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from atlas.library import Loaded

Setting = str | int | Iterable[str] | Iterable[int] | None
__all__ = ["load"]


def load(
    *, sources: Setting = None, years: int | tuple[int, int] | None = None, **filters: Setting
) -> "Loaded":
    """What the dashboard shows under these filters, as frames.

    `sources` are `"articles"`, `"no-state-media"` or `"all"`, or kinds of source (`"official"`);
    `years` the first and the last, or one alone. Further filters go by their names in a link of the
    dashboard: `domain="naval"`, `participants="alone"`, `scope=["naval-patrols"]`; a value is
    spelled as on screen or as in the data, and what is not named is as the dashboard begins.

    NotUnderstoodError for a filter or value that there is not; its sentence names what is.
    DataProblemsError where the data folder is not valid. A UserWarning says how settings that are
    out of range are read.
    """
    # Imported now: whoever only imports the package does not wait for pandas.
    from atlas.library import loaded

    return loaded({"sources": sources, "years": years, **filters})
