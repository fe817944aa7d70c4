"""The plain page beside which ours are measured draws what the timeline draws, anew each step."""

import json
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from atlas.charts.chart_view import ChartView
from atlas.charts.registry import CHARTS
from atlas.dataset.filters import Filters
from atlas.paths import ROOT

BENCH = ROOT / "bench"


@pytest.fixture
def plain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The plain page, opened at the years from which the steps start."""
    monkeypatch.syspath_prepend(BENCH)
    figure = tmp_path / "figure.json"
    steps = runpy.run_path(str(BENCH / "steps.py"))
    figure.write_text(steps["for_plain_page"]((2010, 2024), 1), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["plain.py", str(figure)])
    return AppTest.from_file(str(BENCH / "plain.py"), default_timeout=30).run()


def _spec(at: AppTest) -> dict[str, Any]:
    spec: dict[str, Any] = json.loads(at.get("plotly_chart")[0].proto.spec)
    return spec


def _without_years(spec: dict[str, Any]) -> dict[str, Any]:
    layout = {key: value for key, value in spec["layout"].items() if key != "meta"}
    return {**spec, "layout": layout}


def _timeline(filters: Filters) -> dict[str, Any]:
    timeline = CHARTS["exercise-timeline"]
    figure = ChartView(timeline, filters, timeline.options()).figure()
    spec: dict[str, Any] = json.loads(figure.to_json())
    return spec


def test_the_plain_page_draws_the_timeline_of_all_data_beside_two_filters(plain: AppTest) -> None:
    assert not plain.exception
    assert _without_years(_spec(plain)) == _timeline(Filters())
    assert [slider.label for slider in plain.slider] == ["Years"]
    assert [pills.label for pills in plain.get("button_group")] == ["Domains"]


def test_a_step_makes_the_plain_page_draw_what_our_page_draws_of_those_years(
    plain: AppTest,
) -> None:
    plain.slider[0].set_value((2011, 2024)).run()
    drawn = _without_years(_spec(plain))
    assert drawn == _timeline(Filters(years=(2011, 2024)))
    assert drawn != _timeline(Filters())


def test_a_choice_beyond_the_steps_makes_the_plain_page_draw_all_data_anew(plain: AppTest) -> None:
    before = _spec(plain)
    plain.slider[0].set_value((2009, 2024)).run()
    assert _spec(plain) != before
    assert _without_years(_spec(plain)) == _without_years(before)
