"""CHARTS: every chart by name, in the order in which pages and documents list them."""

from typing import Any

from atlas.charts.chart import Chart
from atlas.charts.coverage.charts import (
    COVERAGE,
    DISAGREEMENTS,
    RECORDS_BY_YEAR,
    SOURCE_KINDS,
)
from atlas.charts.exercises.charts import BY_DOMAIN, CALENDAR, HOW_MANY, TIMELINE
from atlas.charts.findings.charts import ASSESSMENT, FINDINGS
from atlas.charts.map.charts import MAP
from atlas.charts.network.charts import NETWORK
from atlas.charts.transfers.charts import (
    BARTER_CHART,
    COURSES_CHART,
    CUMULATIVE_CHART,
    FLOW_CHART,
    MATRIX_CHART,
    STREET_CHART,
)
from atlas.charts.transfers.volume_charts import SHARES_CHART, THEN_AND_NOW_CHART, VOLUMES_CHART

_LISTED: tuple[Chart[Any, Any], ...] = (
    DISAGREEMENTS,
    SOURCE_KINDS,
    RECORDS_BY_YEAR,
    TIMELINE,
    CALENDAR,
    BY_DOMAIN,
    HOW_MANY,
    MAP,
    FLOW_CHART,
    STREET_CHART,
    BARTER_CHART,
    VOLUMES_CHART,
    MATRIX_CHART,
    COURSES_CHART,
    CUMULATIVE_CHART,
    SHARES_CHART,
    THEN_AND_NOW_CHART,
    NETWORK,
    FINDINGS,
    ASSESSMENT,
    COVERAGE,
)

CHARTS: dict[str, Chart[Any, Any]] = {chart.name: chart for chart in _LISTED}
# Names that charts had in addresses before.
FORMER_NAMES = {"exercises-per-year": TIMELINE.name}


def section(chart: Chart[Any, Any]) -> str:
    """The section of its page that a link to a chart leads to; blank where the page begins with it.

    Charts of one group stand in the same place.
    """
    first = next(other for other in _LISTED if other.page == chart.page)
    is_at_top = chart is first or bool(chart.group and chart.group == first.group)
    return "" if is_at_top else chart.name
