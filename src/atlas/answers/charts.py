"""Charts under filters and options: which there are, and what each shows as rows."""

from dataclasses import fields
from datetime import date
from typing import Any

from atlas.answers.asked import AskedChart, chart_asked
from atlas.charts.chart import Chart
from atlas.charts.choices import chart_choices
from atlas.charts.registry import CHARTS
from atlas.dataset.dataset import Dataset
from atlas.dataset.ranges import Texts
from atlas.dataset.store import dataset
from atlas.export.formats import DRAWN, Format, of_rows_of_charts
from atlas.export.rows import Rows, rows_of

NETWORK = "network"


def charts() -> list[dict[str, Any]]:
    """Every chart: name, title, the page that shows it, tables, formats, options with values.

    DataProblemsError without valid data.
    """
    data = dataset()
    endings = [*DRAWN, *(form.ending for form in of_rows_of_charts())]
    return [
        {
            "name": chart.name,
            "title": chart.title,
            "page": chart.page,
            "tables": list(chart.tables),
            "formats": endings,
            "options": options(data, chart),
        }
        for chart in CHARTS.values()
    ]


def options(data: Dataset, chart: Chart[Any, Any]) -> list[dict[str, Any]]:
    """The options of a chart: name, title, default, and value → label of all that it takes."""
    labels = chart_choices(data, chart)
    defaults = chart.options()
    return [
        {
            "name": option.name,
            "title": option.metadata["title"],
            "default": getattr(defaults, option.name),
            "values": dict(labels[option.name]),
        }
        for option in fields(chart.options)
    ]


def chart(name: str, query: Texts) -> AskedChart:
    """A chart under the filters and options of a query: what its page shows.

    Its `shown` has figure, table, takeaway, sources and the link of the page (`shown.path`).
    NoSuchError for an unknown chart, NotUnderstoodError for a value that a filter or an option does
    not have, DataProblemsError without valid data.
    """
    return chart_asked(name, query)


def chart_rows(name: str, query: Texts, on: date | None = None) -> Rows:
    """The rows beneath a chart; errors as in `chart`, `on` as in `tables.table`."""
    shown = chart_asked(name, query).shown
    return rows_of(shown, on)


def chart_summary(name: str, query: Texts) -> dict[str, Any]:
    """What a chart shows in words, with its rows: for who cannot look at it; errors as in `chart`.

    Keys: chart, title, headline, takeaway, filters, coverage, sources, credit, page, version.
    """
    shown = chart_asked(name, query).shown
    return {
        "chart": shown.chart.name,
        "title": shown.chart.title,
        "headline": shown.headline,
        "takeaway": shown.takeaway,
        "filters": shown.sentence,
        "coverage": shown.coverage.sentence(),
        "sources": list(shown.speaking["short"]),
        "credit": shown.credit,
        "page": shown.path,
        "version": shown.dataset.version,
    }


def network(form: Format, query: Texts) -> bytes:
    """The network as a file of one of `GRAPH_FORMATS`.

    NotUnderstoodError and DataProblemsError as in `chart`.
    """
    shown = chart_asked(NETWORK, query).shown
    return form.write(shown.view, shown.context, shown.credit, shown.dataset.edition)
