"""The search box of the dashboard: hits and nearest names as links above the page, text of the
reader and of the data as text.
"""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import hostile
import tiny
from atlas.paths import ROOT
from lengths import first_of_all

DASHBOARD = ROOT / "src" / "atlas" / "ui" / "dashboard.py"


def _asked(**settings: str) -> AppTest:
    at = AppTest.from_file(str(DASHBOARD), default_timeout=30)
    for key, value in settings.items():
        at.query_params[key] = value
    at.run()
    assert not at.exception
    return at


def _links(at: AppTest) -> dict[str, str]:
    """Label → query of the links in the results."""
    return {
        link.proto.label.replace("\\", ""): link.proto.query_string
        for link in at.get("page_link")
        if "record=" in link.proto.query_string
    }


def _captions(at: AppTest) -> list[str]:
    return [caption.value.replace("\\", "") for caption in at.caption]


@pytest.fixture(autouse=True)
def _tiny(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))


def test_without_a_text_there_are_no_results() -> None:
    at = _asked()
    assert at.text_input(key="find").value == ""
    assert not _links(at)


def test_hits_lead_to_the_evidence_and_say_what_matched() -> None:
    at = _asked(find="fishhook")
    assert _links(at) == {"Jet 7": "record=jet"}
    assert "System, also called Fishhook" in _captions(at)
    assert "1 entry." in _captions(at)


def test_typing_into_the_box_finds() -> None:
    at = _asked()
    at.text_input(key="find").set_value("Steppe").run()
    assert list(_links(at)) == ["Steppe (series)", "Steppe 1", "Steppe 2"]


def test_nothing_found_says_so_and_offers_the_nearest() -> None:
    at = _asked(find="qqqxyzzy")
    assert "Nothing in the chosen sources is called “qqqxyzzy”. Nearest:" in _captions(at)
    assert len(_links(at)) == 3


def test_only_what_the_chosen_kinds_of_source_speak_of_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = [
        {**source, "kind": "state media"} if source["id"] == "copy" else source
        for source in tiny.SOURCES
    ]
    monkeypatch.setenv("ATLAS_DATA", str(tiny.write(tmp_path, sources=sources)))
    assert "Jet 7" in _links(_asked(find="Jet 7"))
    at = _asked(find="Jet 7", evidence="own", kind="state media")
    assert "Nothing in the chosen sources is called “Jet 7”. Nearest:" in _captions(at)
    assert "Jet 7" not in _links(at)
    assert "Steppe 2" in _links(_asked(find="Steppe", evidence="own", kind="state media"))


def test_a_text_that_is_too_long_is_cut_and_a_text_without_letters_explained() -> None:
    assert any(
        "Only its first 100 characters were looked for." in text
        for text in _captions(_asked(find="steppe " * 100))
    )
    assert "There is neither a letter nor a digit to look for." in _captions(_asked(find="***"))


def test_results_stand_open_until_the_reader_follows_one() -> None:
    at = _asked(find="Jet")
    assert _open(at)
    at.query_params["record"] = "jet"
    at.run()
    assert not _open(at)
    at.text_input(key="find").set_value("Steppe").run()
    assert _open(at)


def _open(at: AppTest) -> bool:
    (expander,) = [one for one in at.expander if one.label.startswith("Search")]
    return bool(expander.proto.expanded)


@pytest.mark.parametrize("text", first_of_all(hostile.HOSTILE[:3], hostile.HOSTILE))
def test_a_hostile_text_is_shown_as_text(text: str) -> None:
    at = _asked(find=text)
    links = [link.proto.label for link in at.get("page_link")]
    for shown in [
        *links,
        *(one.label for one in at.expander),
        *(caption.value for caption in at.caption),
    ]:
        assert not re.search(r"(?<!\\)<(script|img)|(?<!\\)\]\(http|(?<!\\)\$x", shown), shown
