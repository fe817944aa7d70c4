"""What the dashboard ought to show, from the package itself: no number is written down here."""

from atlas.charts.chart import every_record
from atlas.charts.chart_view import ChartView
from atlas.charts.registry import CHARTS
from atlas.dataset.filters import Filters

PAGE_OF = {chart.name: f"/{chart.page}" for chart in CHARTS.values()}
# Of the charts of one group a page shows the first, until a reader chooses another.
FIRST = {chart.group or chart.name: chart.name for chart in reversed(CHARTS.values())}.values()
PAGES = {
    path: [name for name in CHARTS if name in FIRST and PAGE_OF[name] == path]
    for path in PAGE_OF.values()
}
AT_FIRST = [(path, names[0]) for path, names in PAGES.items()]
# The first chart of each page that counts every record which the page counts, or just the first.
MAIN = [
    (path, min(names, key=lambda name: CHARTS[name].among is not every_record))
    for path, names in PAGES.items()
]


def shown(name: str, filters: Filters | None = None, **options: str) -> ChartView:
    """A chart under some filters (none: the defaults) and some of its own options."""
    return ChartView(CHARTS[name], filters or Filters(), CHARTS[name].options(**options))


def link(of: ChartView) -> str:
    """The path of the page that shows this, with every filter and option spelled out."""
    return of.path


def marks(of: ChartView) -> int:
    """How many marks the drawing has: bars, points, and bands of a flow chart; words and lines are
    none.
    """
    drawn = 0
    for trace in of.figure().data:
        if trace.type == "scatter" and trace.mode in {"text", "lines"}:
            continue
        pairs = (
            zip(trace.link.source, trace.link.target, strict=True)
            if trace.type == "sankey"
            else zip(trace.x, trace.y, strict=True)
        )
        drawn += sum(x is not None and y is not None for x, y in pairs)
    return drawn
