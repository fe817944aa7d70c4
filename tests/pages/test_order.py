"""The page comes before the sidebar where the session knows what the sidebar would say."""

from pathlib import Path
from shutil import copytree

import pytest
from streamlit.navigation.page import StreamlitPage
from streamlit.testing.v1 import AppTest

from atlas.paths import ROOT
from atlas.ui import state

DASHBOARD = ROOT / "src" / "atlas" / "ui" / "dashboard.py"
RECORDS = "records.csv"


@pytest.fixture
def drawn(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a run of the dashboard has drawn, in turn; the page itself is left out."""
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    drawn: list[str] = []
    draw_sidebar = state.sidebar

    def _sidebar(tables: tuple[str, ...]) -> None:
        drawn.append("sidebar")
        draw_sidebar(tables)

    def _page(page: StreamlitPage) -> None:
        drawn.append("page")

    monkeypatch.setattr(state, "sidebar", _sidebar)
    monkeypatch.setattr(StreamlitPage, "run", _page)
    return drawn


def _opened() -> AppTest:
    return AppTest.from_file(str(DASHBOARD), default_timeout=60).run()


def test_a_step_draws_the_page_before_the_sidebar_and_a_first_visit_after_it(
    drawn: list[str],
) -> None:
    at = _opened()
    assert drawn == ["sidebar", "page"]
    drawn.clear()
    at.slider(key="years").set_range(2005, 2014).run()
    assert drawn == ["page", "sidebar"]
    assert tuple(at.session_state["years"]) == (2005, 2014)


def test_after_a_change_of_the_data_the_sidebar_comes_first(
    drawn: list[str], tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copytree(tiny_folder, tmp_path / "data")
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    at = _opened()
    drawn.clear()
    records = folder / RECORDS
    records.write_text(records.read_text(encoding="utf-8").replace("Steppe", "Prairie"), "utf-8")
    at.run()
    assert drawn == ["sidebar", "page"]


def test_a_page_that_fails_leaves_the_sidebar(
    drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    at = _opened()

    def _fails(page: StreamlitPage) -> None:
        raise RuntimeError("a mistake")

    monkeypatch.setattr(StreamlitPage, "run", _fails)
    at.run()
    assert len(at.exception) == 1
    assert len(at.sidebar.slider) == 1
