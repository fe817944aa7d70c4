"""What was built stays when the data folder is spoilt, and says so; what is mended replaces it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

import tiny
from atlas.datapackage import changelog
from atlas.datapackage.changelog import Entry
from atlas.datapackage.tables import DataProblemsError, version
from atlas.dataset import store
from atlas.paths import ROOT
from atlas.web.start import routes
from lengths import AT_LENGTH, first_of_all

DASHBOARD = ROOT / "src" / "atlas" / "ui" / "dashboard.py"
PAGES = sorted(page.stem for page in (ROOT / "pages").glob("*.py"))
WRONG, RIGHT = "22 April 2012", "2012-04-22"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny package, which a dashboard shows."""
    written = tiny.write(tmp_path / "data")
    monkeypatch.setenv("ATLAS_DATA", str(written))
    return written


def _replace(folder: Path, before: str, after: str, sheet: str = "exercises") -> None:
    path = folder / f"{sheet}.csv"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def _spoil(folder: Path) -> None:
    _replace(folder, RIGHT, WRONG)


def _without_a_file(folder: Path) -> None:
    (folder / "links.csv").unlink()


def _without_its_declaration(folder: Path) -> None:
    (folder / "datapackage.json").unlink()


def _without_a_table(folder: Path) -> None:
    path = folder / "datapackage.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"name": "volumes"', '"name": "tomes"'), encoding="utf-8")


def _away(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))


@pytest.mark.parametrize(
    "spoil",
    first_of_all(
        [_spoil, _away],
        [_spoil, _without_a_file, _without_its_declaration, _without_a_table, _away],
    ),
)
def test_a_folder_that_is_spoilt_keeps_the_last_good_build(
    folder: Path, spoil: Callable[[Path], None]
) -> None:
    built = store.dataset()
    assert store.fault() is None
    before = datetime.now(UTC)
    spoil(folder)
    assert store.dataset() is built
    fault = store.fault()
    assert fault
    assert before <= fault.since <= datetime.now(UTC)
    assert fault.problems
    assert store.dataset("articles").version == built.version
    assert store.own_version() == built.version


def test_the_fault_lasts_from_its_first_moment_until_the_folder_is_mended(folder: Path) -> None:
    built = store.dataset()
    _spoil(folder)
    first = store.fault()
    _replace(folder, "maker-jet", "nobody", sheet="links")
    second = store.fault()
    assert first
    assert second
    assert second.since == first.since
    assert len(second.problems) > len(first.problems) == 1
    _replace(folder, "nobody", "maker-jet", sheet="links")
    _replace(folder, WRONG, "2012-04-23")
    assert store.fault() is None
    mended = store.dataset()
    assert mended.version != built.version
    assert mended["exercises"].loc["wave", "when"] == "23 April 2012"
    _replace(folder, "2012-04-23", WRONG)
    third = store.fault()
    assert third
    assert third.since > first.since
    assert store.dataset() is mended


def test_the_changelog_is_as_old_as_the_build(folder: Path) -> None:
    first = Entry("2026-01-02", version(folder), "", "", "published", "", "First")
    changelog.append(folder, [first])
    assert store.entries() == (first,)
    (folder / changelog.FILE).write_text("date;version", encoding="utf-8")
    assert store.entries() == (first,)
    assert store.dataset().updated == "2026-01-02"


def test_a_folder_that_never_was_valid_shows_its_problems_alone(folder: Path) -> None:
    _spoil(folder)
    for ask in (store.dataset, store.fault, store.entries):
        with pytest.raises(DataProblemsError, match=WRONG):
            ask()
    at = AppTest.from_file(str(DASHBOARD), default_timeout=30).run()
    assert at.title[0].value == "The data need mending"
    assert not at.warning


def _banners(at: AppTest) -> list[str]:
    return [warning.value.replace("\\", "") for warning in at.warning]


def test_a_page_says_since_when_how_many_and_which_problems_and_where_to_see_all(
    folder: Path,
) -> None:
    built = store.dataset()
    at = AppTest.from_file(str(DASHBOARD), default_timeout=30).run()
    assert not at.warning
    sheet = folder / "exercises.csv"
    lines = sheet.read_text(encoding="utf-8").splitlines()
    cut = [line + ",x,y" if line.startswith("steppe") else line for line in lines]
    sheet.write_text("\n".join(cut).replace(RIGHT, WRONG) + "\n", encoding="utf-8")
    at.run()
    assert not at.exception
    fault = store.fault()
    assert fault
    number = len(fault.problems)
    assert number > 3
    (banner,) = _banners(at)
    assert f"{fault.since:%H:%M} UTC, the data folder has {number} problems" in banner
    assert f"still shows version {built.edition}" in banner
    for problem in fault.problems[:3]:
        assert f"- {problem}" in banner
    assert str(fault.problems[3]) not in banner
    assert f"and {number - 3} more, in the table beneath" in banner
    assert "`atlas validate`" in banner
    labels = [expander.label for expander in at.expander]
    assert f"Table: the {number} problems of the data folder" in labels
    sheet.write_text("\n".join(lines) + "\n", encoding="utf-8")
    at.run()
    assert not at.warning


@AT_LENGTH
def test_every_page_shows_the_last_good_build_and_the_banner(folder: Path) -> None:
    version_shown = store.dataset().version
    assert PAGES
    at = AppTest.from_file(str(DASHBOARD), default_timeout=60).run()
    assert _banners(at) == []
    _spoil(folder)
    for page in PAGES:
        at.switch_page(str(ROOT / "pages" / f"{page}.py")).run()
        assert not at.exception, page
        assert at.caption[-1].value.startswith(f"Data version {version_shown}"), page
        (banner,) = _banners(at)
        assert "exercises.csv, row 7, column date: date: write" in banner, page


@AT_LENGTH
def test_routes_answer_with_the_last_good_build_and_say_its_version(folder: Path) -> None:
    client = TestClient(Starlette(routes=routes()))
    address = "/api/charts/exercise-timeline.json"
    before = client.get(address)
    built = store.dataset()
    assert before.headers["atlas-data-version"] == built.version
    assert "atlas-data-problems" not in before.headers
    _spoil(folder)
    for ending in ("json", "html"):
        after = client.get(address.replace("json", ending))
        assert after.status_code == 200
        assert after.headers["atlas-data-version"] == built.version
        assert after.headers["atlas-data-problems"].startswith("1 since 20")
    assert client.get(address).json() == before.json()
    _replace(folder, WRONG, "2012-04-23")
    mended = client.get(address)
    assert mended.headers["atlas-data-version"] == version(folder) != built.version
    assert "atlas-data-problems" not in mended.headers
