"""The page that checks a text, as its script runs."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from atlas.paths import ROOT
from atlas.sentences.check import LONGEST
from atlas.ui.check import EXAMPLE, FOUND, TEXT

PAGE = str(ROOT / "pages" / "check.py")


@pytest.fixture
def page(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    return AppTest.from_file(PAGE, default_timeout=30)


def _shown(at: AppTest) -> str:
    return "\n".join(text.value for text in at.markdown).replace("\\", "")


def test_a_text_is_marked_claim_by_claim_and_stands_in_no_address(page: AppTest) -> None:
    at = page.run()
    at.text_area(key=TEXT).set_value("China sent 3,500 troops to Steppe 2.")
    at.button[0].click().run()
    assert not at.exception
    assert "“3,500” ✓ supported" in _shown(at)
    assert "Weekly 2018 ¶2" in _shown(at)
    assert "3,500" not in str(at.query_params)


def test_an_example_fills_the_field_and_is_checked(page: AppTest) -> None:
    at = page.run()
    at.button[1].click().run()
    assert not at.exception
    assert at.text_area(key=TEXT).value == EXAMPLE
    assert "not in these sources" in _shown(at)


def test_what_was_found_is_kept_for_the_same_text_alone(page: AppTest) -> None:
    page.session_state[TEXT] = "China sent 3,500 troops to Steppe 2."
    at = page.run()
    found = at.session_state[FOUND]
    at.run()
    assert at.session_state[FOUND] is found
    at.text_area(key=TEXT).set_value("China sent 3,600 troops to Steppe 2.")
    at.button[0].click().run()
    assert at.session_state[FOUND] is not found
    assert "“3,600” ✗ contradicted" in _shown(at)


def test_what_is_pasted_is_no_markup(page: AppTest) -> None:
    page.session_state[TEXT] = "[J-20](https://evil.example) <b>China</b> *Steppe 2* :red[3,500]."
    at = page.run()
    assert not at.exception
    raw = "\n".join(text.value for text in at.markdown)
    assert "](https://evil.example" not in raw
    assert "<b>" not in raw
    assert ":red[" not in raw


def test_too_long_a_text_is_refused_in_a_sentence(page: AppTest) -> None:
    page.session_state[TEXT] = "China. " * LONGEST
    at = page.run()
    assert not at.exception
    assert "5,000 characters" in at.warning[0].value
