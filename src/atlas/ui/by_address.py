"""“Get this by URL”: the addresses of what a page shows, with the lines that fetch them."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

from atlas.charts.chart_view import ChartView, span
from atlas.dataset.filters import Query
from atlas.dataset.store import dataset
from atlas.export.formats import DRAWN, ROW_FORMATS, Format, of_rows_of_charts
from atlas.settings import public_url
from atlas.ui.base import base
from atlas.ui.state import current
from atlas.ui.text import plain

API = "/api"
HERE = f"{API}/v1"
# Where nothing says under which address the dashboard is read.
NEARBY = "http://localhost:8501"
TITLE = "Get this by URL"
# Tables of pages, and how `answers.tables` calls them; that of a record is named after its id.
TABLES = {"statements": "evidence", "sources": "sources", "published-counts": "counts"}
RECORD = "record-"


class Part(NamedTuple):
    """Something of a page that has an address: what it is, what it holds, the lines by program."""

    title: str
    about: str
    lines: dict[str, str]


Parts = Callable[[], Sequence[Part]]


def page_by_url(parts: Parts) -> None:
    """The button of a page that says how all that it shows is fetched.

    `parts` is asked when it is pressed: an address takes time to make.
    """
    if st.button(TITLE, key="by-url", icon=":material/link:", type="tertiary"):
        st.dialog(TITLE, width="medium")(partial(_dialog, parts))()


def _dialog(parts: Parts) -> None:
    for part in parts():
        st.markdown(f"#### {plain(part.title)}")
        _show(part)
    _explained()


def _explained() -> None:
    st.caption(plain(f"Every address is explained at {home()}{HERE}/docs."))


def _show(part: Part) -> None:
    st.caption(plain(part.about))
    for program, line in part.lines.items():
        st.caption(program)
        st.code(line, language=None, wrap_lines=True)


def chart_by_url(shown: ChartView) -> None:
    """Under which address the rows of a chart can be had."""
    _section(of_chart(shown))


def table_by_url(name: str) -> None:
    """Under which address a table of a page can be had under the reader's filters, if it can."""
    if name in TABLES:
        _section(of_table(TABLES[name], name))
    elif name.startswith(RECORD):
        _section(of_record(name.removeprefix(RECORD)))


def _section(part: Part) -> None:
    """A part of a dialog that has others beside it."""
    st.markdown(f"#### {TITLE}")
    _show(part)
    _explained()


def chart_endings() -> str:
    """The further endings under which a chart can be had, in words."""
    return f"{_beside_csv(of_rows_of_charts())} for the rows; {', '.join(DRAWN)} for the chart"


def table_endings() -> str:
    """The further endings under which a table can be had, in words."""
    return _beside_csv(ROW_FORMATS.values())


def _beside_csv(formats: Iterable[Format]) -> str:
    return ", ".join(form.ending for form in formats if form.ending != "csv")


def of_chart(shown: ChartView) -> Part:
    """The rows of a chart as it is shown."""
    path = f"/charts/{shown.chart.name}"
    return of_rows(shown.chart.title, path, shown.query, chart_endings())


def of_table(name: str, title: str) -> Part:
    """A table of `answers.tables` under the reader's filters."""
    return of_rows(title, f"/tables/{name}", filters_query(), table_endings())


def of_record(identifier: str, title: str = "") -> Part:
    """A record as the chosen sources have it."""
    path = f"/records/{quote(identifier, safe='')}"
    about = "Facts with all evidence, disagreements, ties and sources, as JSON."
    return of_json(title or identifier, path, filters_query(), about)


def filters_query() -> Query:
    """The reader's filters, as addresses have them."""
    return current().to_query(dataset().schema, span())


def of_rows(title: str, path: str, query: Query, others: str) -> Part:
    """A file of rows; `path` is its address below `HERE`, without the ending.

    `others` are further endings under which it can be had.
    """
    name = path.rpartition("/")[2]
    address, parquet = (address_of(f"{path}.{ending}", query) for ending in ("csv", "parquet"))
    about = (
        f"All rows under the filters of this page, from the newest data. In place of csv: {others}."
    )
    return Part(title, about, lines(name, address, parquet))


def of_json(title: str, path: str, query: Query, about: str) -> Part:
    """What is answered as JSON at `path` below `HERE`."""
    return Part(title, about, json_lines(address_of(path, query)))


def lines(name: str, address: str, parquet: str) -> dict[str, str]:
    """What fetches a file of rows, by program; `parquet` is the address of the same as Parquet."""
    return {
        "curl": f'curl -o {name}.csv "{address}"',
        "pandas": f'import pandas as pd\nrows = pd.read_csv("{address}")',
        "R": f'rows <- read.csv("{address}", fileEncoding = "UTF-8-BOM", check.names = FALSE)',
        # It is shown, and run by nobody here; an address has no apostrophe.
        "DuckDB": f"SELECT * FROM read_parquet('{parquet}')",  # nosec B608
    }


def json_lines(address: str) -> dict[str, str]:
    """What fetches an answer in JSON, by program."""
    return {
        "curl": f'curl "{address}"',
        "pandas": f'import pandas as pd\nanswer = pd.read_json("{address}", typ="series")',
        "R": f'answer <- jsonlite::fromJSON("{address}")',
        "DuckDB": f"SELECT * FROM read_json('{address}')",  # nosec B608
    }


def home() -> str:
    """The address of the dashboard, without a slash at its end: public, or as the reader has it."""
    public = public_url()
    if public:
        return public
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}{base()}" if parts.netloc else NEARBY + base()


def address_of(path: str, query: Query, below: str = HERE) -> str:
    """The address of `path`, below `HERE` or elsewhere, with the settings of a query."""
    # A setting without a value is the default, which a blank does not say any better.
    chosen = [(key, value) for key, value in query if value]
    return f"{home()}{below}{path}?{urlencode(chosen)}"
