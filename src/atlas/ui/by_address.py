"""“Get this by URL”: the address of what is shown, with the lines that fetch it, and its frame."""

from html import escape
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

from atlas.charts.chart_view import ChartView, span
from atlas.dataset.filters import Query
from atlas.dataset.store import dataset
from atlas.settings import ANCESTORS, frame_ancestors, public_url
from atlas.ui.base import base
from atlas.ui.state import current
from atlas.ui.text import plain

HERE = "/api/v1"
# Where nothing says under which address the dashboard is read.
NEARBY = "http://localhost:8501"
FRAME_HEIGHT = 560
CHART_ENDINGS = "xlsx, parquet for the rows; json, html, svg, png, pdf for the chart"
# Tables of pages, and how `answers.tables` calls them; that of a record is named after its id.
TABLES = {"statements": "evidence", "sources": "sources", "published-counts": "counts"}
RECORD = "record-"


def chart_by_url(shown: ChartView) -> None:
    """Under which address the rows of a chart can be had, and the frame that shows the chart."""
    _rows(f"/charts/{shown.chart.name}", shown.query, CHART_ENDINGS)
    _frame(shown)


def table_by_url(name: str) -> None:
    """Under which address a table of a page can be had under the reader's filters, if it can."""
    query = current().to_query(dataset().schema, span())
    if name in TABLES:
        _rows(f"/tables/{TABLES[name]}", query, "json, xlsx, parquet")
    elif name.startswith(RECORD):
        address = address_of(f"/records/{quote(name.removeprefix(RECORD), safe='')}", query)
        st.markdown("#### Get this by URL")
        st.caption("Facts with all evidence, disagreements, ties and sources, as JSON.")
        st.code(f'curl "{address}"', language=None, wrap_lines=True)


def _rows(path: str, query: Query, others: str) -> None:
    """The lines for a file of rows; `path` is its address below `HERE`, without the ending.

    `others` are further endings under which it can be had.
    """
    name = path.rpartition("/")[2]
    address, parquet = (address_of(f"{path}.{ending}", query) for ending in ("csv", "parquet"))
    st.markdown("#### Get this by URL")
    st.caption(
        plain(
            "All rows under the filters of this page, from the newest data. In place of csv: "
            f"{others}. Every address is explained at {home()}{HERE}/docs."
        )
    )
    for title, line in lines(name, address, parquet).items():
        st.caption(title)
        st.code(line, language=None, wrap_lines=True)


def lines(name: str, address: str, parquet: str) -> dict[str, str]:
    """What fetches a file of rows, by program; `parquet` is the address of the same as Parquet."""
    return {
        "curl": f'curl -o {name}.csv "{address}"',
        "pandas": f'import pandas as pd\nrows = pd.read_csv("{address}")',
        "R": f'rows <- read.csv("{address}", fileEncoding = "UTF-8-BOM", check.names = FALSE)',
        # It is shown, and run by nobody here; an address has no apostrophe.
        "DuckDB": f"SELECT * FROM read_parquet('{parquet}')",  # nosec B608
    }


def _frame(shown: ChartView) -> None:
    """The frame that shows a chart within a page of another site, to copy."""
    address = escape(address_of(f"/embed/{shown.chart.name}", shown.query))
    title = escape(shown.chart.title)
    sites = ", ".join(frame_ancestors())
    who = f"and of {sites}." if sites else f"alone, until {ANCESTORS} names other sites."
    st.markdown("#### Embed")
    st.caption(plain(f"With title, sources and a link back; shown on pages of this server {who}"))
    st.code(
        f'<iframe src="{address}" title="{title}" loading="lazy" '
        f'style="width: 100%; height: {FRAME_HEIGHT}px; border: 0"></iframe>',
        language=None,
        wrap_lines=True,
    )


def home() -> str:
    """The address of the dashboard, without a slash at its end: public, or as the reader has it."""
    public = public_url()
    if public:
        return public
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}{base()}" if parts.netloc else NEARBY + base()


def address_of(path: str, query: Query) -> str:
    """The address of `path`, below `HERE`, with the settings of a query."""
    # A setting without a value is the default, which a blank does not say any better.
    chosen = [(key, value) for key, value in query if value]
    return f"{home()}{HERE}{path}?{urlencode(chosen)}"
