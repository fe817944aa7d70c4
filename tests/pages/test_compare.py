"""The page of comparisons as its script runs: what is chosen, swapped and not understood."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from as_read import unmarked
from atlas.charts.compare import ready, words
from atlas.charts.compare.asked import pair_of
from atlas.dataset.filters import Filters
from atlas.paths import ROOT
from atlas.ui.ready import settings
from atlas.ui.text import plain

PAGE = str(ROOT / "pages" / "compare.py")
Query = Mapping[str, list[str]]


def _page(query: Query | None = None, **chosen: object) -> AppTest:
    at = AppTest.from_file(PAGE, default_timeout=30)
    for key, texts in (query or {}).items():
        at.query_params[key] = texts
    for key, value in chosen.items():
        at.session_state[key] = value
    return at.run()


@pytest.fixture
def tiny(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))


def _heading(at: AppTest) -> str:
    return unmarked(at.header[0].value)


def _chart_and_sides(at: AppTest) -> list[str]:
    """The chart that the title names, and the sides, which stand in it behind their numbers."""
    chart = _heading(at).partition(":")[0]
    return [chart, *re.findall(r"\(([^()]+)\)", _heading(at))]


def _alts(at: AppTest) -> list[str]:
    return [chart.proto.alt for chart in at.get("plotly_chart")]


def test_the_page_begins_with_the_years_before_the_war_and_since() -> None:
    at = _page()
    assert not at.exception
    assert _heading(at) == "Exercises in time: 5.6 a year (2017–2021) vs. 8.5 (2022–2025)"
    first, second = _alts(at)
    assert first.startswith("A: 2017–2021. ")
    assert second.startswith("B: 2022–2025. ")
    shown = pair_of({}, Filters()).value
    assert plain(words.takeaway(shown)) in [text.value for text in at.markdown]
    assert not at.warning
    assert not at.info


def test_a_link_opens_both_its_sides(tiny: None) -> None:
    query = {"chart": ["exercises-by-domain"], "a-years": ["2005", "2006"]}
    at = _page({**query, "b-years": ["2012", "2018"]})
    assert _chart_and_sides(at) == ["Exercises by domain and year", "2005–2006", "2012–2018"]
    assert [slider.value for slider in at.slider] == [(2005, 2006), (2012, 2018)]


def test_the_sides_change_places(tiny: None) -> None:
    at = _page({"a-years": ["2005", "2006"], "b-years": ["2012", "2018"]})
    (swap,) = [button for button in at.button if button.label == "Swap"]
    swap.click().run()
    assert _chart_and_sides(at)[1:] == ["2012–2018", "2005–2006"]


def test_an_example_sets_chart_and_sides() -> None:
    at = _page({"a-years": ["2005", "2006"]})
    at.button(key="ready-forces").click().run()
    assert not at.exception
    chart, *sides = _chart_and_sides(at)
    assert chart == "Exercises by counting rule"
    assert " vs. ".join(sides) == ready.offered()["forces"].removeprefix("Exercises: ")


def test_what_sides_cannot_differ_in_with_another_chart_goes_back_to_years() -> None:
    at = _page({"chart": ["how-many"], "sides": ["Counting rules"]})
    at.selectbox(key="chart").set_value("findings").run()
    assert not at.exception
    assert _chart_and_sides(at) == ["Findings by criterion and stance", "2017–2021", "2022–2025"]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"chart": ["bananas"]}, "chart=bananas"),
        ({"sides": ["bananas"]}, "sides=bananas"),
        ({"b-years": ["bananas", "2012"]}, "b-years=bananas"),
        ({"sides": ["Sources"], "a-sources": ["bananas"]}, "a-sources=bananas"),
        (
            {"sides": ["Counting rules"], "b-rule": ["bananas"]},
            "b-rule=bananas. b-rule takes: every, alone, ",
        ),
    ],
)
def test_what_a_link_does_not_mean_is_said_in_one_sentence(
    tiny: None, query: Query, named: str
) -> None:
    at = _page(query)
    assert not at.exception
    (warning,) = at.warning
    assert named in warning.value.replace("\\", "")


def test_a_version_that_there_is_not_is_said_in_one_sentence() -> None:
    at = _page({"sides": ["Versions"], "a-version": ["bananas"]})
    (warning,) = at.warning
    assert "a-version=bananas" in warning.value.replace("\\", "")
    assert _heading(at).endswith("(As the data are now)")


def test_years_in_the_wrong_order_change_places_and_that_is_said(tiny: None) -> None:
    at = _page({"a-years": ["2006", "2005"], "b-years": ["2012", "2018"]})
    assert _chart_and_sides(at)[1:] == ["2005–2006", "2012–2018"]
    (note,) = at.info
    assert "is read as a-years=2005&a-years=2006" in note.value.replace("\\", "")


def test_the_years_of_the_sidebar_are_said_not_to_be_used(tiny: None) -> None:
    at = _page({"a-years": ["2005", "2006"], "b-years": ["2012", "2018"]}, years=(2012, 2013))
    assert _chart_and_sides(at)[1:] == ["2005–2006", "2012–2018"]
    assert "of the sidebar is not used here" in at.info[0].value


def test_a_side_with_nothing_in_view_says_so_beside_the_other(tiny: None) -> None:
    at = _page({"a-years": ["2006", "2007"], "b-years": ["2012", "2018"]})
    assert not at.exception
    assert "Nothing is in view for 2006–2007" in unmarked(at.info[0].value)
    assert len(_alts(at)) == 2


def test_the_records_behind_the_difference_are_named_and_lead_to_their_pages(tiny: None) -> None:
    at = AppTest.from_file(PAGE, default_timeout=30)
    at.query_params["a-years"], at.query_params["b-years"] = ["2005", "2006"], ["2012", "2018"]
    at.session_state["table-pair"] = True
    at.run()
    cells = " ".join(at.table[-1].value["Entry"])
    for name, identifier in (("Steppe 1", "steppe-1"), ("Wave", "wave")):
        assert f"[{name}](/evidence?record={identifier}" in cells


def test_the_front_page_asks_what_has_changed_and_leads_here() -> None:
    front = AppTest.from_file(str(ROOT / "pages" / "overview.py"), default_timeout=30).run()
    asked = plain("Exercises in 2017–2021 and in 2022–2025: what differs?")
    assert asked in [text.value for text in front.markdown]
    chosen = settings(f"compare-{ready.TURN}")
    assert chosen == {
        "chart": "exercise-timeline",
        "sides": "years",
        "a-years": (2017, 2021),
        "b-years": (2022, 2025),
    }
