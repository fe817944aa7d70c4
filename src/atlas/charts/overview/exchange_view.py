"""Which way: SIPRI's volumes in both directions, and supplies by the year in which they begin."""

from dataclasses import dataclass

import pandas as pd

from atlas.charts.chart_view import ChartView
from atlas.charts.overview.often_view import TURNS
from atlas.charts.registry import CHARTS
from atlas.charts.transfers.directed import Certainty
from atlas.dataset.filters import Filters
from atlas.values.pair import Direction

VOLUMES, STREET = "sipri-volumes", "two-way-street"
# The pairs of the chart of volumes that are Russia and China alone.
PAIR = "china"
SINCE = TURNS[-1]


@dataclass(frozen=True, eq=False)
class Exchange:
    """`volumes`: key, year, value (million TIV) of one edition; `supplies`: id, year, direction.

    Supplies are transfers that were carried out or are under way and have a date; `undated` has the
    ids of those without one. `both_asked` says that no filter of suppliers or recipients may have
    hidden one of the two ways.
    """

    volumes: pd.DataFrame
    supplies: pd.DataFrame
    undated: tuple[str, ...] = ()
    both_asked: bool = True

    def __len__(self) -> int:
        return len(self.volumes) + len(self.supplies)

    @property
    def ids(self) -> pd.Index:
        """Every supply, with a date and without: as many as the flows have."""
        return pd.Index([*self.supplies["id"], *self.undated])

    def volume(self, direction: Direction) -> "pd.Series[float]":
        """Million TIV by year."""
        own = self.volumes[self.volumes["key"].eq(direction.id)]
        return own.set_index("year")["value"]

    def begun(self, direction: Direction) -> "pd.Series[int]":
        """How many supplies begin in each year that has any."""
        own = self.supplies[self.supplies["direction"].eq(direction.id)]
        return own.groupby("year").size()

    def since(self, direction: Direction) -> int:
        """How many supplies begin in the year of the turn or later."""
        begun = self.begun(direction)
        return int(begun[begun.index >= SINCE].sum())

    def before(self, direction: Direction) -> int:
        """How many begin before it."""
        return int(self.begun(direction).sum()) - self.since(direction)


def shown_volumes(filters: Filters) -> ChartView:
    """The chart of the volumes on its own page, the newest edition."""
    chart = CHARTS[VOLUMES]
    of_the_pair = chart.options(pairs=PAIR)
    return ChartView(chart, filters, of_the_pair)


def shown_street(filters: Filters) -> ChartView:
    """The chart of the supplies on its own page."""
    return ChartView(CHARTS[STREET], filters, CHARTS[STREET].options())


def exchange(volumes: ChartView, street: ChartView) -> Exchange:
    """The answer from the views of these two charts."""
    measured = volumes.view[volumes.view["drawn"].astype(bool)]
    rows = street.view
    supplies = rows[rows["certainty"].eq(Certainty.DATED)]
    undated = rows.loc[rows["certainty"].eq(Certainty.MENTIONED), "id"]
    filters = street.filters
    both_asked = not (filters["supplier"] or filters["recipient"])
    return Exchange(
        volumes=measured[["key", "year", "value"]],
        supplies=supplies[["id", "year", "direction"]],
        undated=tuple(undated),
        both_asked=both_asked,
    )
