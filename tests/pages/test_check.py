"""The page that checks a text, as its script runs."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from atlas.paths import ROOT
from atlas.sentences.check import LONGEST
from atlas.ui.check import EXAMPLE, FOREIGN, FOUND, TEXT

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


def test_too_long_a_text_is_taken_and_refused_in_a_sentence(page: AppTest) -> None:
    at = page.run()
    # The browser would throw away in silence what is longer than the field takes.
    assert not at.text_area(key=TEXT).max_chars
    at.text_area(key=TEXT).set_value("x" * (LONGEST + 1))
    at.button[0].click().run()
    assert not at.exception
    assert at.warning[0].value.startswith("This text has 5,001 characters; at most 5,000")


@pytest.mark.parametrize(
    ("text", "is_noted"),
    [
        ("2018年，中国军队参加了演习。", True),
        ("Китай направил 3 500 военных.", True),
        ("China sent troops to Восток-2018.", False),
        ("3,500", False),
    ],
)
def test_of_a_text_in_another_script_it_is_said_what_is_read(
    page: AppTest, text: str, is_noted: bool
) -> None:
    page.session_state[TEXT] = text
    at = page.run()
    assert not at.exception
    assert [note.value for note in at.info] == ([FOREIGN] if is_noted else [])


def test_the_foot_names_the_sources_alone_as_no_other_filter_acts_here(page: AppTest) -> None:
    page.session_state["domain"] = ["naval"]
    assert page.run().caption[-1].value.endswith("Filters: Articles and references.")
