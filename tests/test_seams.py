"""A new filter and a new chart are one declaration each, and are then found wherever filters and
charts are.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import plotly.graph_objects as go
import pytest
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from atlas.charts import theme
from atlas.charts.chart import Chart, Context, NoOptions
from atlas.charts.chart_view import ChartView, span
from atlas.charts.file_names import file_stem
from atlas.charts.registry import CHARTS
from atlas.dataset.dataset import Dataset
from atlas.dataset.filter_contract import Control, Filter
from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.filters import Filters, from_query
from atlas.export.rows import rows_of, to_csv
from atlas.paths import ROOT
from atlas.records.listing import singles
from atlas.web.api import api

TODAY = date(2026, 1, 2)
DASHBOARD = ROOT / "src" / "atlas" / "ui" / "dashboard.py"


def _is_alone(frame: pd.DataFrame, chosen: str) -> "pd.Series[bool]":
    return frame["part_of"].isna()


@pytest.fixture
def parts_filter(monkeypatch: pytest.MonkeyPatch) -> Filter:
    """A filter that nobody has thought of: only records that are part of a series."""
    made_up = Filter(
        key="parts",
        title="Parts of a series",
        help="Only records that are part of another one.",
        control=Control.SEGMENTS,
        default="any",
        further={"any": "Any", "only": "Parts alone"},
        hides=_is_alone,
        tables=("exercises",),
    )
    monkeypatch.setitem(FILTERS, made_up.key, made_up)
    return made_up


def _by_domain(**chosen: str) -> ChartView:
    chart = CHARTS["exercises-by-domain"]
    return ChartView(chart, Filters(**chosen), chart.options())


def test_a_new_filter_narrows_the_tables_that_it_names_and_says_how_many_it_hides(
    parts_filter: Filter,
) -> None:
    every = _by_domain(participants="anybody", observers="watched")
    parts = _by_domain(participants="anybody", observers="watched", parts="only")
    exercises = singles(every.dataset["exercises"])
    expected = int(exercises["part_of"].notna().sum())
    assert 0 < expected < len(exercises)
    assert parts.coverage.shown == expected
    assert parts.coverage.hidden == {"parts": len(exercises) - expected}
    assert f"{len(exercises) - expected} by parts of a series" in parts.coverage.sentence()
    assert len(parts.dataset["transfers"]) == len(every.dataset["transfers"])


def test_a_new_filter_stands_in_sentences_file_names_and_addresses(parts_filter: Filter) -> None:
    parts = _by_domain(parts="only")
    assert "parts of a series: parts alone" in parts.sentence
    assert "parts of a series" not in _by_domain().sentence
    assert "_parts-only_" in file_stem(parts, TODAY)
    query = parse_qs(urlsplit(parts.path).query, keep_blank_values=True)
    assert query["parts"] == ["Parts alone"]
    filters, ignored = from_query(query, parts.dataset.schema, span())
    assert (filters["parts"], ignored) == ("only", [])
    assert from_query({"parts": ["?"]}, parts.dataset.schema, span()) == (Filters(), ["parts=?"])


def test_a_new_filter_is_a_widget_of_the_sidebar_that_takes_the_address(
    parts_filter: Filter,
) -> None:
    at = AppTest.from_file(str(DASHBOARD), default_timeout=60)
    at.query_params["parts"] = ["Parts alone"]
    at.run()
    assert not at.exception
    widgets = {widget.label: widget for widget in at.sidebar.button_group}
    assert widgets["Parts of a series"].value == "only"
    assert widgets["Parts of a series"].help == parts_filter.help
    captions = " ".join(caption.value for caption in at.main.caption)
    assert "by parts of a series" in captions


def test_a_new_filter_is_a_setting_of_the_routes(parts_filter: Filter) -> None:
    client = TestClient(api)
    answer = client.get("/charts/exercises-by-domain.json", params={"parts": "only"})
    assert answer.status_code == 200
    counts = [n for trace in answer.json()["data"] for n in trace.get("y") or [] if n]
    drawn = int(_by_domain(parts="only").view["n"].sum())
    assert 0 < sum(counts) == drawn < int(_by_domain().view["n"].sum())
    refused = client.get("/charts/exercises-by-domain.json", params={"parts": "some"})
    assert refused.status_code == 400
    assert refused.json()["detail"].startswith("Not understood: parts=some. parts takes: ")


@dataclass(frozen=True)
class LongestOptions:
    """How many exercises the made-up chart shows."""

    most: str = field(
        default="5", metadata={"title": "How many", "choices": {"5": "Five", "2": "Two"}}
    )


def _longest_few(dataset: Dataset, options: LongestOptions) -> pd.DataFrame:
    return _longest(dataset, NoOptions()).head(int(options.most))


def _longest(dataset: Dataset, options: NoOptions) -> pd.DataFrame:
    exercises = dataset["exercises"]
    days = (exercises["end"] - exercises["start"]).dt.days + 1
    view = pd.DataFrame({"id": exercises.index, "days": days.to_numpy()})
    return view.dropna().nlargest(5, "days")


def _bars(view: pd.DataFrame, context: Context[NoOptions]) -> go.Figure:
    names = [context.dataset.label(identifier) for identifier in view["id"]]
    trace = {"type": "bar", "x": names, "y": view["days"].tolist()}
    return theme.figure([trace], 300)


def _table(view: pd.DataFrame, context: Context[NoOptions]) -> pd.DataFrame:
    return view.rename(columns={"id": "Id", "days": "Days"})


def _sentence(view: pd.DataFrame, context: Context[NoOptions]) -> str:
    return f"The longest exercises last up to {view['days'].max():.0f} days."


@pytest.fixture
def longest_chart(monkeypatch: pytest.MonkeyPatch) -> Chart[pd.DataFrame, NoOptions]:
    """A chart that nobody has thought of, among those of exercises."""
    made_up = Chart(
        name="longest-exercises",
        title="The longest exercises",
        page="exercises",
        tables=("exercises",),
        view=_longest,
        draw=_bars,
        table=_table,
        takeaway=_sentence,
        columns={"Days": "How many days it lasts."},
        group="as",
        tab="Longest",
    )
    monkeypatch.setitem(CHARTS, made_up.name, made_up)
    return made_up


def test_a_new_chart_is_a_choice_of_its_page_with_its_table_and_its_address(
    longest_chart: Chart[pd.DataFrame, NoOptions],
) -> None:
    at = AppTest.from_file(str(ROOT / "pages" / "exercises.py"), default_timeout=60)
    at.session_state["as"] = "longest-exercises"
    at.run()
    assert not at.exception
    assert "The longest exercises" in [header.value for header in at.header]
    shown = ChartView(longest_chart, Filters(), NoOptions())
    assert shown.takeaway in [chart.proto.alt for chart in at.get("plotly_chart")]
    assert parse_qs(urlsplit(shown.path).query)["as"] == ["Longest"]
    assert file_stem(shown, TODAY).startswith("longest-exercises_all_")
    assert shown.rows == len(shown.table) == 5


def test_a_new_chart_has_routes_and_files(
    longest_chart: Chart[pd.DataFrame, NoOptions],
) -> None:
    client = TestClient(api)
    answer = client.get("/charts/longest-exercises.json", params={"domain": "naval"})
    assert answer.status_code == 200
    assert len(answer.json()["data"][0]["x"]) == 5
    page = client.get("/charts/longest-exercises.html")
    assert "<title>The longest exercises. China and Russia" in page.text
    taken = rows_of(ChartView(longest_chart, Filters(), NoOptions()), TODAY)
    assert ("Days", "How many days it lasts.") in taken.columns
    assert to_csv(taken).decode("utf-8-sig").splitlines()[0] == "Id,Days"


def test_a_new_option_is_a_field_of_the_options(
    longest_chart: Chart[pd.DataFrame, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    chart = replace(longest_chart, view=_longest_few, options=LongestOptions)
    monkeypatch.setitem(CHARTS, chart.name, chart)
    shown = ChartView(chart, Filters(), LongestOptions(most="2"))
    assert shown.rows == 2
    assert shown.sentence.endswith("how many: Two")
    assert parse_qs(urlsplit(shown.path).query)["most"] == ["Two"]
    assert "_2_" in file_stem(shown, TODAY)
    client = TestClient(api)
    answer = client.get("/charts/longest-exercises.json", params={"most": "2"})
    assert len(answer.json()["data"][0]["x"]) == 2
    assert client.get("/charts/longest-exercises.json", params={"most": "few"}).status_code == 400
    at = AppTest.from_file(str(ROOT / "pages" / "exercises.py"), default_timeout=60)
    at.session_state["as"] = chart.name
    assert "How many" in [widget.label for widget in at.run().button_group]
