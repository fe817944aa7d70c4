"""Marks of the timeline as plain rows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from math import nan
from typing import NamedTuple

import pandas as pd

from atlas.charts import plain_rows

# What is too much to draw: rows of a lane, and lanes.
MOST_ROWS, MOST_LANES = 8, 48
NO_ROW = -1
# Two marks of one row stand at least so far apart.
AIR = timedelta(days=45)
DAY = timedelta(days=1)


class TimelineMark(NamedTuple):
    """A row of `context_view.with_context`, where its columns are described.

    What stands last only exercises have.
    """

    id: str
    table: str
    lane: str
    start: datetime
    end: datetime
    exact: bool
    dated: bool
    projected: bool
    context: str
    row: int = NO_ROW
    is_place: bool = False
    since: datetime | None = None
    year: float = nan
    domain: str | None = None
    kind: str | None = None
    planned: bool | None = None
    contingents: str | None = None
    one_sided: bool | None = None
    standing: str | None = None

    @property
    def is_exercise(self) -> bool:
        """Whether it is none of the context."""
        return not self.context


def as_frame(marks: Sequence[TimelineMark]) -> pd.DataFrame:
    """The marks as a frame, a column a field."""
    return plain_rows.as_frame(marks, TimelineMark._fields)


def as_marks(frame: pd.DataFrame) -> list[TimelineMark]:
    """The rows of such a frame; what it does not have is None, or NaN."""
    columns = [_values(frame[name]) for name in TimelineMark._fields]
    return [TimelineMark(*values) for values in zip(*columns, strict=True)]


def marks_of(columns: Mapping[str, Iterable[object]]) -> list[TimelineMark]:
    """Marks by the columns of their fields; those that are not given have no value."""
    rows = zip(*columns.values(), strict=True)
    return [TimelineMark(**dict(zip(columns, row, strict=True))) for row in rows]


def _values(column: pd.Series) -> list[object]:
    """The values of a column as Python has them."""
    if column.dtype.kind == "M":
        return list(moments(column))
    if column.dtype.kind == "O":
        # A NaN among words and truths is no value.
        values = column.tolist()
        return [value if isinstance(value, str | bool) else None for value in values]
    return column.tolist()


def moments(column: pd.Series) -> list[datetime | None]:
    """The days of a column as Python has them, which are faster to add than pandas' own.

    None for none.
    """
    days: list[datetime | None] = column.to_numpy().astype("datetime64[us]").tolist()
    return days


def placed(marks: Sequence[TimelineMark]) -> list[TimelineMark]:
    """The marks (in order of start) with their row; of very many, those of the largest lanes."""
    sizes = Counter(mark.lane for mark in marks)
    largest = {lane for lane, _ in sizes.most_common(MOST_LANES)}
    ends_by_lane: dict[str, list[datetime]] = {}
    rows = []
    for mark in marks:
        row = NO_ROW
        if mark.lane in largest:
            row = _first_free(ends_by_lane.setdefault(mark.lane, []), mark)
        rows.append(mark._replace(row=row))
    return rows


def _first_free(row_ends: list[datetime], mark: TimelineMark) -> int:
    """The first row in which a mark touches no other, and takes its place there."""
    free = (row for row, end in enumerate(row_ends) if end <= mark.start)
    row = next(free, len(row_ends))
    if row >= MOST_ROWS:
        return NO_ROW
    row_ends[row : row + 1] = [mark.end + AIR]
    return row
