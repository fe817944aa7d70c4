"""The page of sources offers whole files, and the addresses that programs subscribe to."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from atlas.paths import ROOT


def test_the_page_of_sources_offers_whole_files_under_its_filters(
    tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    monkeypatch.setenv("ATLAS_URL", "https://example.org/atlas")
    at = AppTest.from_file(str(ROOT / "pages" / "sources.py"), default_timeout=30)
    at.session_state["domain"] = ["naval"]
    at.run()
    assert not at.exception
    labels = [button.label for button in at.get("download_button")]
    assert labels == [
        "Bundle, as displayed",
        "Bundle, all",
        "Calendar",
        "Places",
        "Organisations",
    ]
    calendar, feed = at.code[-1].value.splitlines()
    assert calendar.startswith("https://example.org/atlas/api/v1/exercises.ics?years=")
    assert feed.startswith("https://example.org/atlas/api/v1/changes.atom?years=")
    assert "domain=Naval" in calendar
    assert "domain=Naval" in feed
