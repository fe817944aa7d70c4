"""The page of the briefing, and the buttons that fill it, as scripts run."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from atlas.briefing.basket import Basket
from atlas.briefing.items import Kind, of_record
from atlas.dataset.filters import Filters
from atlas.paths import ROOT
from atlas.ui.basket import BASKET, IN_IT, LABEL
from hostile import HOSTILE

PAGES = ROOT / "pages"
RECORD = "/evidence?record={}#record"


@pytest.fixture(autouse=True)
def _tiny(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))


def opened(name: str = "briefing", **query: list[str]) -> AppTest:
    at = AppTest.from_file(str(PAGES / f"{name}.py"), default_timeout=60)
    for key, values in query.items():
        at.query_params[key] = values
    return at.run()


def shown(at: AppTest) -> str:
    assert not at.exception
    return "\n".join(own.value for own in [*at.markdown, *at.caption]).replace("\\", "")


def gathered(at: AppTest) -> list[str]:
    return [item.name for item in at.session_state[BASKET].items]


def test_an_empty_briefing_offers_those_that_are_ready() -> None:
    at = opened()
    assert "Nothing is in it yet" in shown(at)
    at.button(key="ready-alliance").click().run()
    assert "1. " in shown(at)
    assert gathered(at)[0] == "findings"
    assert at.query_params["item"][0].endswith("#findings")


def test_a_link_brings_its_items_and_says_what_fell_out() -> None:
    at = opened(item=[RECORD.format("wave"), RECORD.format("nobody"), *HOSTILE])
    assert gathered(at) == ["wave"]
    assert at.warning[0].value.startswith("9 items of this link fell out")
    assert "1. Wave" in shown(at)


def test_items_move_are_noted_and_are_removed() -> None:
    at = opened(item=[RECORD.format("wave"), RECORD.format("drill")])
    at.button(key="arrow_downward-0").click().run()
    assert gathered(at) == ["drill", "wave"]
    at.text_area[0].set_value("Not in 2012?").run()
    assert at.session_state[BASKET].items[0].note == "Not in 2012?"
    assert "2012" not in str(at.query_params["item"])
    assert "not in the link" in shown(at)
    at.checkbox[0].check().run()
    assert "Not+in+2012" in str(at.query_params["item"])
    assert "The link holds your own words" in shown(at)
    at.button(key="delete-0").click().run()
    at.button(key="delete-0").click().run()
    assert "Nothing is in it yet" in shown(at)


def test_a_link_does_not_replace_what_is_gathered_before_its_reader_says_so() -> None:
    at = AppTest.from_file(str(PAGES / "briefing.py"), default_timeout=60)
    at.session_state[BASKET] = Basket((of_record("wave", Filters()),))
    at.query_params["item"] = [RECORD.format("drill")]
    at.run()
    assert gathered(at) == ["wave"]
    assert at.info[0].value == "This link holds a briefing of 1 item; yours has 1\\."
    at.button[1].click().run()
    assert gathered(at) == ["wave", "drill"]
    assert not at.info


def test_a_file_is_made_with_progress_and_can_be_saved() -> None:
    at = opened(item=[RECORD.format("steppe-2")])
    at.button(key="make-docx").click().run()
    assert not at.exception
    (save,) = at.get("download_button")
    assert save.proto.label.startswith("Save Word (0.0 MB)")
    at.button(key="delete-0").click().run()
    assert not at.get("download_button")


@pytest.mark.parametrize(
    ("page", "key", "kind"),
    [
        ("exercises", "brief-exercise-timeline", Kind.CHART),
        ("counts", "brief-how-many", Kind.COUNT),
    ],
)
def test_a_chart_goes_in_and_out_of_the_briefing(page: str, key: str, kind: Kind) -> None:
    at = opened(page)
    assert at.button(key=key).label == LABEL
    at.button(key=key).click().run()
    (item,) = at.session_state[BASKET].items
    assert item.kind is kind
    assert at.button(key=key).label == IN_IT
    at.button(key=key).click().run()
    assert len(at.session_state[BASKET]) == 0


def test_an_entry_goes_into_the_briefing() -> None:
    at = opened("evidence", record=["wave"])
    at.button(key="brief-record-wave").click().run()
    assert gathered(at) == ["wave"]


def test_a_checked_sentence_goes_into_the_briefing_with_its_words_in_the_session_alone() -> None:
    at = AppTest.from_file(str(PAGES / "check.py"), default_timeout=60)
    at.session_state["check-text"] = "China sent 3,500 troops to Steppe 2."
    at.run()
    at.button(key="brief-sentence-1").click().run()
    (item,) = at.session_state[BASKET].items
    assert (item.kind, item.text) == (Kind.SENTENCE, "China sent 3,500 troops to Steppe 2.")
    assert "3,500" not in str(at.query_params)
