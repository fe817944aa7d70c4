"""What the dashboard ought to show, from the package itself: no number is written down in these tests."""

from urllib.parse import urlencode

from atlas.filters import Filters
from atlas.shown import CHARTS, Shown

PAGES = {
    "/": ["records-by-year"],
    "/exercises": ["exercise-timeline", "exercises-per-year"],
    "/transfers": ["transfer-flows", "two-way-street"],
    "/network": ["network"],
    "/sources": ["coverage"],
}
MAIN = [(path, names[0]) for path, names in PAGES.items()]
GROUPS = {CHARTS[name].group: path for path, names in PAGES.items() for name in names if CHARTS[name].group}
PAGE_OF = {name: path for path, names in PAGES.items() for name in names} | {
    chart.name: GROUPS[chart.group] for chart in CHARTS.values() if chart.group
}


def shown(name: str, filters: Filters | None = None, **options: str) -> Shown:
    """A chart under some filters (none: the defaults) and some of its own options."""
    return Shown(CHARTS[name], filters or Filters(), CHARTS[name].options(**options))


def link(of: Shown) -> str:
    """The path of the page that shows this, with every filter and option spelled out."""
    return f"{PAGE_OF[of.chart.name]}?{urlencode(of.query)}"


def marks(of: Shown) -> int:
    """How many marks the drawing has: bars, points, and bands of a flow chart."""
    drawn = 0
    for trace in of.figure().data:
        pairs = zip(trace.link.source, trace.link.target, strict=True) if trace.type == "sankey" else zip(trace.x, trace.y, strict=True)
        drawn += sum(one is not None and other is not None for one, other in pairs)
    return drawn
