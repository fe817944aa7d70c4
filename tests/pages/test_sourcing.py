"""Beneath a chart stands its sourcing, and what a reader has signed of this very view."""

import pytest
from streamlit.testing.v1 import AppTest

from atlas.charts.chart_view import ChartView
from atlas.charts.registry import CHARTS
from atlas.charts.sourced import heading, statement
from atlas.dataset.filters import Filters
from atlas.paths import ROOT
from atlas.ui.sourcing import LACKING
from atlas.ui.text import plain

NAME = "exercises-by-domain"
CHART = CHARTS[NAME]


@pytest.fixture
def at() -> AppTest:
    """The page of exercises by domain, its sourcing opened."""
    at = AppTest.from_file(str(ROOT / "pages" / "exercises.py"), default_timeout=30)
    at.session_state["as"] = NAME
    at.session_state[f"table-sourcing-{NAME}"] = True
    return at.run()


def _texts(at: AppTest) -> list[str]:
    return [text.value for text in at.markdown]


def _sign(at: AppTest, name: str) -> AppTest:
    at.text_input(key=f"claim-{NAME}").input("Drills go on")
    at.selectbox(key=f"likelihood-{NAME}").select("very likely")
    at.selectbox(key=f"confidence-{NAME}").select("low")
    at.text_input(key=f"signed-by-{NAME}").input(name)
    next(button for button in at.button if button.label == "Sign").click()
    return at.run()


def test_the_sourcing_is_the_charts_own(at: AppTest) -> None:
    shown = ChartView(CHART, Filters(), CHART.options())
    assert heading(shown) in [expander.label for expander in at.expander]
    assert plain(statement(shown)) in _texts(at)


def test_a_signed_judgement_stands_beneath_it_for_this_view_alone(at: AppTest) -> None:
    _sign(at, "Jane Doe")
    own = [text for text in _texts(at) if "Jane Doe" in text or "ICD 203" in text]
    assert own == [
        plain("Judgement of Jane Doe, not of these sources: “Drills go on”."),
        plain("Likelihood in this judgement: very likely (80–95 %, ICD 203)."),
    ]
    at.session_state["years"] = (2010, 2020)
    assert not [text for text in _texts(at.run()) if "Jane Doe" in text]
    del at.session_state["years"]
    assert [text for text in _texts(at.run()) if "Jane Doe" in text]
    at.button(key=f"withdraw-{NAME}").click()
    assert not [text for text in _texts(at.run()) if "Jane Doe" in text]


def test_what_nobody_has_signed_is_not_kept(at: AppTest) -> None:
    _sign(at, " ")
    assert [warning.value for warning in at.warning] == [LACKING]
    assert not [text for text in _texts(at) if "Drills go on" in text]
