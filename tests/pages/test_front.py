"""The front page: three answers, what they rest on, the articles, and what is not covered."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from atlas.charts.chart_view import ChartView, selected, span
from atlas.charts.overview import words
from atlas.charts.overview.known_view import known, share_with_paragraph
from atlas.charts.overview.questions import QUESTIONS, Question
from atlas.charts.registry import CHARTS
from atlas.dataset import store
from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.filters import Filters
from atlas.paths import ROOT
from atlas.ui.ready import settings
from atlas.ui.text import plain
from lengths import first_of_all

OVERVIEW = str(ROOT / "pages" / "overview.py")


def _front(**chosen: object) -> AppTest:
    at = AppTest.from_file(OVERVIEW, default_timeout=30)
    for key, value in chosen.items():
        at.session_state[key] = value
    return at.run()


@pytest.fixture
def _tiny(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tiny package in place of the shipped one."""
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))


def _texts(at: AppTest) -> list[str]:
    return [text.value for text in [*at.markdown, *at.caption, *at.header]]


@pytest.mark.parametrize("evidence", ["all", "articles"])
def test_the_front_page_says_what_is_known_and_how_much_of_it_names_a_paragraph(
    evidence: str,
) -> None:
    at, dataset = _front(evidence=evidence), selected(Filters(evidence=evidence)).dataset
    assert at.markdown[0].value == plain(words.known_sentence(known(dataset)))
    share = words.located_sentence(share_with_paragraph(dataset))
    assert plain(share) in [caption.value for caption in at.caption]


def test_three_cards_have_a_drawing_each_that_says_its_finding() -> None:
    at = _front()
    alts = [chart.proto.alt for chart in at.get("plotly_chart")]
    assert len(alts) == 3
    assert alts[0].startswith("Exercises recorded in these sources:")
    assert alts[1].startswith("Supplies begun since 2022, as recorded in these sources:")
    assert alts[2].startswith("Of ")
    assert len([text for text in _texts(at) if text.startswith("How sure")]) == 3


def test_the_number_of_findings_is_that_of_their_page() -> None:
    chart = CHARTS["findings"]
    full = ChartView(chart, Filters(), chart.options())
    assert f"Of {len(full.view):,} findings" in _front().get("plotly_chart")[2].proto.alt


@pytest.mark.usefixtures("_tiny")
def test_a_card_without_anything_in_view_says_so_and_draws_nothing() -> None:
    at = _front(years=(2002, 2003))
    assert not at.exception
    assert not at.get("plotly_chart")
    texts = " ".join(_texts(at))
    for words_of_none in (
        "Exercises a year: none with a date in view",
        "Supplies between Russia and China: none in view",
    ):
        assert plain(words_of_none) in texts


@pytest.mark.usefixtures("_tiny")
def test_questions_that_the_data_cannot_answer_are_not_asked() -> None:
    texts = _texts(_front())
    assert plain("What does China supply to Russia?") in texts
    assert plain("What ties Henan Diesel to the Russian navy?") not in texts


@pytest.mark.usefixtures("_tiny")
def test_each_article_stands_with_its_date_and_the_number_of_its_statements() -> None:
    texts = _texts(_front())
    count = int(store.dataset().evidence["source"].eq("article").sum())
    wanted = f"Weekly 2018; published December 2018, approximate; {count} statements coded."
    assert plain(wanted) in texts
    assert "The one article" in texts
    assert plain("Its end (¶10), in our words: More drills.") in texts


@pytest.mark.usefixtures("_tiny")
def test_what_is_not_covered_is_named_with_its_years() -> None:
    listed = [text for text in _texts(_front()) if text.startswith("- **")]
    assert listed == [f"- **{plain('Exercises, 2003–2012:')}** {plain(SMALL_DRILLS)}"]


SMALL_DRILLS = "Small drills are not coded."


DASHBOARD = str(ROOT / "src" / "atlas" / "ui" / "dashboard.py")


@pytest.mark.parametrize(
    "question", first_of_all(QUESTIONS[:3], QUESTIONS), ids=lambda question: question.name
)
def test_a_question_sets_every_filter_and_every_option_of_its_view(question: Question) -> None:
    at = AppTest.from_file(DASHBOARD, default_timeout=30)
    at.session_state["domain"] = ["naval"]
    at.query_params["open"] = question.name
    at.run()
    assert not at.exception
    assert at.session_state["domain"] == []
    first = question.since or span()[0]
    assert at.session_state["years"] == [first, question.until or span()[1]]
    folded = [key for key in ("scope", "supplier", "recipient") if key in at.session_state]
    assert {key: tuple(at.session_state[key]) for key in folded} == question.narrowed
    for key, value in question.options.items():
        assert settings(question.name)[key] == value


def test_the_card_of_volumes_opens_their_chart_and_leaves_the_filters_alone() -> None:
    chosen = settings("sipri-volumes")
    assert (chosen["when"], chosen["pairs"]) == ("sipri-volumes", "china")
    assert not chosen.keys() & FILTERS.keys()


def test_the_card_of_supplies_leads_to_the_street_where_no_volume_is_known() -> None:
    links = {}
    for evidence in ("all", "articles"):
        at = AppTest.from_file(DASHBOARD, default_timeout=30)
        at.query_params["evidence"] = evidence
        at.run()
        links[evidence] = {
            link.proto.label: link.proto.query_string for link in at.get("page_link")
        }
    assert links["all"]["Yearly volumes"] == "open=sipri-volumes&section=sipri-volumes"
    assert links["all"]["Exercises per year"] == "open=exercise-timeline"
    assert "open=two-way-street" in links["articles"]["Supplies by year"]
    assert "Yearly volumes" not in links["articles"]


def test_a_view_that_there_is_not_sets_nothing() -> None:
    assert settings("bananas") == settings("read-bananas") == {}


def _opened(address: dict[str, str | list[str]]) -> AppTest:
    at = AppTest.from_file(DASHBOARD, default_timeout=30)
    for key, texts in address.items():
        at.query_params[key] = texts
    return at.run()


def test_a_question_beside_a_filter_opens_its_view_with_this_filter() -> None:
    at = _opened({"open": "after-2022", "domain": ["Naval"]})
    assert not at.exception
    assert (at.session_state["domain"], at.session_state["years"][0]) == (["naval"], 2014)


def test_the_page_that_a_question_opened_is_the_same_when_it_is_loaded_again() -> None:
    at = _opened({"open": "patrols"})
    address = {key: at.query_params[key] for key in at.query_params}
    assert "open" not in address
    again = _opened(address)
    for key in ("years", "scope"):
        assert list(again.session_state[key]) == list(at.session_state[key])
    assert address["coloured"] == "By kind"
