"""What marks of exercises and of their context share: days, and pointing at them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from atlas.charts import theme
from atlas.charts.exercises.timeline_marks import DAY, TimelineMark
from atlas.records.corroboration import Standing

# What is shorter than this is too thin a bar to be seen on all years.
SHORT = timedelta(days=62)
# Words of the legend: a phone has them in three lines, and the note beneath the chart says more.
MILLISECOND = timedelta(milliseconds=1)
UNCERTAIN = "Date not exact"
SAID_BY = {Standing.ONE_ORIGIN: "One source", Standing.STATE_MEDIA: "State media"}


class Mark(NamedTuple):
    """A mark of the timeline as it is drawn.

    `group` is what it has its colour or sign from, `y` its height in lanes from the top. Days are
    texts as Plotly reads them: the `first`, the `last`, the `middle`, and the `end`, which is the
    midnight after the last. `contingents` and `standing` are blank for what has none.
    """

    id: str
    group: str
    y: float
    first: str
    middle: str
    last: str
    milliseconds: float
    is_short: bool
    is_dated: bool
    is_certain: bool
    contingents: str
    standing: str
    hover: str

    @property
    def is_bar(self) -> bool:
        """Whether it is seen without a point on it."""
        return self.is_dated and not self.is_short


def as_drawn(mark: TimelineMark, group: str, y: float, hover: str, *, is_certain: bool) -> Mark:
    """A mark at its height, in its group, with what it tells when it is pointed at."""
    length = mark.end - mark.start
    return Mark(
        id=mark.id,
        group=group,
        y=y,
        first=_day(mark.start),
        middle=_day(mark.start + length / 2),
        last=_day(mark.end - DAY),
        milliseconds=length / MILLISECOND,
        is_short=length <= SHORT,
        is_dated=mark.dated,
        is_certain=is_certain,
        contingents=mark.contingents or "",
        standing=mark.standing or "",
        hover=hover,
    )


def _day(moment: datetime) -> str:
    """A day as Plotly reads it."""
    return moment.date().isoformat()


def spans(marks: list[Mark]) -> theme.Trace:
    """Bars from the first to the last day of each mark."""
    return {
        "type": "bar",
        "orientation": "h",
        "base": [mark.first for mark in marks],
        "x": [mark.milliseconds for mark in marks],
        "y": [mark.y for mark in marks],
    }


def pointed_at(marks: list[Mark]) -> theme.Trace:
    """Which record each mark is, and what it says when pointed at."""
    return pointing([mark.id for mark in marks], [mark.hover for mark in marks])


def pointing(ids: Iterable[str], hovers: Iterable[str]) -> theme.Trace:
    """Which records the marks of a trace are, and what they say when pointed at."""
    return {
        "customdata": list(ids),
        "hovertext": list(hovers),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
