"""The data folder is looked at once for each answer to a reader."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from streamlit.testing.v1 import AppTest

from atlas.datapackage import tables
from atlas.dataset import store
from atlas.paths import ROOT
from atlas.web.api import api
from lengths import first_of_all

DASHBOARD = ROOT / "src" / "atlas" / "ui" / "dashboard.py"
PAGES = sorted((ROOT / "pages").glob("*.py"))
# With a drawing, with a frame, with a table alone.
SOME = [page for page in PAGES if page.stem in {"exercises", "network", "evidence"}]


@pytest.fixture
def looks(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """The folders that are looked at, in turn."""
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    looks: list[Path] = []
    look_now = tables._stamp

    def _noted(folder: Path) -> tables.Stamp:
        looks.append(folder)
        return look_now(folder)

    monkeypatch.setattr(tables, "_stamp", _noted)
    return looks


@pytest.mark.parametrize("page", first_of_all(SOME, PAGES), ids=lambda page: page.stem)
def test_a_rerun_of_the_dashboard_looks_at_the_data_once(page: Path, looks: list[Path]) -> None:
    at = AppTest.from_file(str(DASHBOARD), default_timeout=60).run()
    at.query_params["record"] = "steppe-2"
    at.switch_page(str(page)).run()
    title = at.title[0].value
    looks.clear()
    at.run()
    assert not at.exception
    assert at.title[0].value == title
    assert len(looks) == 1


@pytest.mark.parametrize("name", ["exercise-timeline", "network"])
def test_a_route_looks_at_the_data_once(name: str, looks: list[Path]) -> None:
    assert TestClient(api).get(f"/charts/{name}.html").status_code == 200
    assert len(looks) == 1


def test_what_is_no_answer_to_a_reader_looks_each_time(looks: list[Path]) -> None:
    store.dataset()
    store.dataset("articles")
    assert len(looks) == 2


def test_the_next_look_sees_what_has_changed(
    tmp_path: Path, looks: list[Path], tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for file in tiny_folder.iterdir():
        (other / file.name).write_bytes(file.read_bytes())
    monkeypatch.setenv("ATLAS_DATA", str(other))
    register = other / "records.csv"
    with store.one_look():
        before = store.dataset()
        text = register.read_text(encoding="utf-8")
        register.write_text(text.replace("Steppe 2", "Steppe two"), encoding="utf-8")
        assert store.dataset() is before
    with store.one_look():
        assert store.dataset().label("steppe-2") == "Steppe two"
