"""The page of transfers as its script runs: what goes with the two-way street, and only with it."""

import pytest
from streamlit.testing.v1 import AppTest

from atlas.paths import ROOT

PAGE = str(ROOT / "pages" / "transfers.py")


def _page(chart: str) -> AppTest:
    at = AppTest.from_file(PAGE, default_timeout=30)
    at.session_state["when"] = chart
    return at.run()


def test_who_has_what_from_whom_stands_beneath_the_street_and_names_the_chart_of_swaps() -> None:
    at = _page("two-way-street")
    assert not at.exception
    assert "Table: who has what from whom, since when" in [opened.label for opened in at.expander]
    assert any("“Given for what”" in caption.value for caption in at.caption)


def test_what_was_given_for_what_is_a_chart_of_its_own() -> None:
    at = _page("barter")
    assert not at.exception
    assert any("none of them was carried out" in text.value for text in at.caption)
    assert "Table: who has what from whom, since when" not in [own.label for own in at.expander]


def test_an_empty_chart_names_the_option_that_hides_the_rest_and_undoes_it() -> None:
    at = AppTest.from_file(PAGE, default_timeout=30)
    at.session_state["recipient"] = ["VNM"]
    at.run()
    hidden = "What they leave is hidden by options of the chart\\: Third countries\\."
    assert hidden in at.info[0].value
    undo = next(button for button in at.button if button.label == "Undo Third countries")
    undo.click().run()
    assert not any(hidden in note.value for note in at.info)
    assert any("Russia to Vietnam \\(23\\)" in caption.value for caption in at.caption)


def test_the_table_of_what_was_not_carried_out_reads_well_with_one_row() -> None:
    at = AppTest.from_file(PAGE, default_timeout=30)
    at.session_state["years"] = [2018, 2018]
    at.session_state["domain"] = ["naval"]
    at.run()
    labels = [opened.label for opened in at.expander]
    assert "Table: transfers that were not carried out (1)" in labels


@pytest.mark.parametrize(("recipient", "pauses"), [("CHN", 1), ("VNM", 0)])
def test_the_second_chart_waits_for_the_first_to_be_drawn_and_not_where_none_is(
    recipient: str, pauses: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr("atlas.ui.blocks.sleep", waited.append)
    at = AppTest.from_file(PAGE, default_timeout=30)
    at.session_state["recipient"] = [recipient]
    at.run()
    assert not at.exception
    assert len(waited) == pauses
