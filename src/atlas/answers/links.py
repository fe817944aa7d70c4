"""Links to the pages that show an answer: public where the dashboard has an address."""

from atlas.answers.asked import AskedFilters
from atlas.charts.chart_view import VERSION, address, span
from atlas.dataset.filters import Query
from atlas.settings import public_url


def page(name: str, asked: AskedFilters, extra: Query) -> str:
    """The address of a page of the dashboard under these filters, with the version of the data.

    Without a host where no public address is set; `extra` are further settings, as the record.
    """
    data = asked.selection.dataset
    query = asked.filters.to_query(data.schema, span())
    return public_url() + address(name, [*query, *extra, (VERSION, data.version)])


def record_page(asked: AskedFilters, identifier: str) -> str:
    """The address of the page of a record; see `page`."""
    return page("evidence", asked, [("record", identifier)])
