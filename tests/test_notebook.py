"""The notebook in docs/ runs from top to bottom, with what it shows."""

import os
import sys

import nbformat
import pytest
from nbclient import NotebookClient

from atlas.paths import ROOT


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_notebook_runs_and_shows_exercises_sources_and_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "src"), *sys.path]))
    notebook = nbformat.read(ROOT / "docs" / "notebook.ipynb", as_version=4)
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    shown = str([cell.outputs for cell in notebook.cells if cell.cell_type == "code"])
    for words in ("Data version", "locator", "stated", "Transfers between Russia and China"):
        assert words in shown
    assert all(cell.outputs for cell in notebook.cells if cell.cell_type == "code")
