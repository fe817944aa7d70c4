"""The tiny data package, as files, as tables and as datasets."""

import gc
import time
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner

import hostile
import tiny
from atlas.datapackage import passed, tables
from atlas.datapackage.tables import Tables
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset


def pytest_collection_finish() -> None:
    """What thousands of tests are made of stays to the end: it need not be looked through again
    whenever Python collects what nobody holds any more.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _own_notes(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What passes in tests is noted for the tests alone."""
    passed.KEPT = tmp_path_factory.mktemp("kept") / "passed"


@pytest.fixture(scope="session", autouse=True)
def _packages_looked_through_once() -> None:
    """Each page that a test runs looks for components in all installed packages (0.2 s)."""
    manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.write(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="session")
def tiny_tables(tiny_folder: Path) -> Tables:
    return tables.load(tiny_folder)


@pytest.fixture(scope="session")
def everything(tiny_tables: Tables) -> Dataset:
    """Built from all sources of the tiny package."""
    return build(tiny_tables, ["article", "wire", "copy"])


@pytest.fixture(scope="session")
def article(tiny_tables: Tables) -> Dataset:
    """Built from the rows of the article alone."""
    return build(tiny_tables, ["article"])


@pytest.fixture(scope="session")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny package with a hostile text in every label and every text cell."""
    return hostile.write(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(params=[1970, 2108])
def unnamed_year(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of archives is before, or after, all that an archive can name.

    No test can set the clock of the machine.
    """
    now = datetime(request.param, 1, 1, tzinfo=UTC)
    monkeypatch.setattr(time, "localtime", lambda *_: now.timetuple())
    monkeypatch.setattr(time, "time", now.timestamp)
