"""Pages, commands, Python, tools and addresses give the same rows for any filters and options."""

import io
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

import atlas
from atlas.answers.asked import chart_asked
from atlas.charts.chart_view import ChartView, span
from atlas.charts.choices import chart_choices
from atlas.charts.registry import CHARTS
from atlas.cli import main
from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.filters import choices
from atlas.dataset.store import dataset
from atlas.export.cells import steady
from atlas.tools import answers
from atlas.web.start import routes
from test_properties import tried

Settings = dict[str, Any]
Cells = list[tuple[str, ...]]
# Charts of different subjects, with options and without.
TRIED = ("exercise-timeline", "how-many", "two-way-street", "transfer-matrix", "findings")


def of_command(name: str, filters: Settings, options: Settings) -> pd.DataFrame:
    """The rows of the CSV file that a command writes."""
    words = as_options({**filters, **options})
    with TemporaryDirectory() as folder:
        target = Path(folder) / "rows.csv"
        assert main(["chart", name, *words, "-o", str(target)]) == 0
        return read_csv(target.read_bytes())


def as_options(settings: Settings) -> list[str]:
    """Settings as a command is told them."""
    words: list[str] = []
    for key, value in settings.items():
        if key == "years":
            words += ["--years", *map(str, value)]
            continue
        for item in value if isinstance(value, list) else [value]:
            words += [f"--{key}", item]
    return words


def of_python(name: str, filters: Settings, options: Settings) -> pd.DataFrame:
    """The rows of a chart in a notebook."""
    return atlas.load(**filters).chart(name, **options).table


def of_tool(name: str, filters: Settings, options: Settings) -> pd.DataFrame:
    """The rows that an assistant reads, part by part."""
    rows: list[Any] = []
    while True:
        answer = answers.chart_rows(name, filters, options, offset=len(rows), limit=7)
        rows += answer["rows"]
        if len(rows) >= answer["total"]:
            return pd.DataFrame(rows)


@lru_cache
def client() -> TestClient:
    """The addresses beside the dashboard."""
    return TestClient(Starlette(routes=routes()), base_url="http://localhost")


def of_address(name: str, filters: Settings, options: Settings) -> pd.DataFrame:
    """The rows of the CSV file at an address."""
    answer = client().get(f"/api/v1/charts/{name}.csv", params={**filters, **options})
    assert answer.status_code == 200
    return read_csv(answer.content)


READERS: tuple[Callable[[str, Settings, Settings], pd.DataFrame], ...] = (
    of_command,
    of_python,
    of_tool,
    of_address,
)


def read_csv(content: bytes) -> pd.DataFrame:
    """A CSV file as text: a file without rows has its columns."""
    return pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)


def on_the_page(name: str, filters: Settings, options: Settings) -> ChartView:
    """The chart as its page shows it."""
    query = {**filters, **options}
    texts = {key: _texts(value) for key, value in query.items()}
    return chart_asked(name, texts).shown


def _texts(value: Any) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def cells(rows: pd.DataFrame, columns: list[str]) -> Cells:
    """The cells of these columns as a CSV file spells them, whatever type they had."""
    if rows.empty:
        return []
    part = rows[columns].astype(object)
    return [tuple(map(_spelled, row)) for row in part.itertuples(index=False, name=None)]


def _spelled(cell: object) -> str:
    if pd.isna(cell):  # type: ignore[call-overload]
        return ""
    text = str(steady(cell))
    try:
        return f"{float(text):g}"
    except ValueError:
        return text.lstrip("'")


@st.composite
def some_filters(draw: st.DrawFn) -> Settings:
    """Some filters, each with values that the data have for it."""
    first, last = span()
    filters: Settings = {}
    for key, labels in choices(dataset().schema).items():
        values = st.sampled_from(list(labels))
        if draw(st.booleans()):
            several = st.lists(values, min_size=1, max_size=3, unique=True)
            filters[key] = draw(several if FILTERS[key].several else values)
    if draw(st.booleans()):
        filters["years"] = sorted(draw(st.tuples(*[st.integers(first, last)] * 2)))
    return filters


@st.composite
def asked(draw: st.DrawFn) -> tuple[str, Settings, Settings]:
    """A chart, some filters and some of its options."""
    name = draw(st.sampled_from(TRIED))
    filters = draw(some_filters())
    options: Settings = {}
    chart = CHARTS[name]
    for key, labels in chart_choices(dataset(), chart).items():
        values = [value for value in labels if value]
        if values and draw(st.booleans()):
            options[key] = draw(st.sampled_from(values))
    return name, filters, options


@pytest.fixture(scope="module", autouse=True)
def _tiny_data(tiny_folder: Path) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(tiny_folder))
        yield


@tried(5)
@given(data=st.data())
def test_whoever_asks_gets_the_rows_of_the_page(data: st.DataObject) -> None:
    name, filters, options = data.draw(asked())
    try:
        shown = on_the_page(name, filters, options)
    except ValueError:
        # An option that these filters do not leave.
        return
    columns = list(shown.table.columns)
    expected = cells(shown.table, columns)
    for reader in READERS:
        assert cells(reader(name, filters, options), columns) == expected, reader.__name__
