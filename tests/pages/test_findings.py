"""The page of findings as its script runs: a cell is chosen, rated and listed."""

from streamlit.testing.v1 import AppTest

from atlas.charts.findings.ratings import Rating
from atlas.paths import ROOT

PAGE = str(ROOT / "pages" / "findings.py")
CELL = "regular exercises-2010s"


def _page(**asked: str) -> AppTest:
    at = AppTest.from_file(PAGE, default_timeout=30)
    for key, value in asked.items():
        at.query_params[key] = value
    return at.run()


def _keep(at: AppTest) -> None:
    (button,) = [button for button in at.button if button.label == "Keep this rating"]
    button.click().run()


def test_a_cell_of_a_link_is_rated_and_the_rating_stays_in_the_session() -> None:
    at = _page(assessed="regular exercises", period="2010s")
    assert not at.exception
    assert "Regular exercises, 2010s" in at.header[1].value.replace("\\", "")
    at.button_group(key=f"own-grade-{CELL}").set_value("weak")
    at.text_area(key=f"own-note-{CELL}").set_value("Few.")
    _keep(at)
    rating = Rating("regular exercises", "2010s", "weak", "", "Few.")
    assert at.session_state["own-ratings"] == {rating.cell: rating}
    assert "Regular exercises, 2010s: weak. Few." in at.code[-1].value


def test_a_rating_without_a_grade_is_asked_for_and_not_kept() -> None:
    at = _page(assessed="regular exercises", period="2010s")
    _keep(at)
    assert at.warning[0].value.startswith("Choose a rating first")
    assert at.session_state["own-ratings"] == {}


def test_a_criterion_that_there_is_not_is_named_and_no_cell_is_chosen() -> None:
    at = _page(assessed="bananas", period="2010s")
    assert "assessed=bananas" in at.warning[0].value.replace("\\", "")
    assert "Choose a row and a period above to rate that cell." in [
        caption.value for caption in at.caption
    ]
