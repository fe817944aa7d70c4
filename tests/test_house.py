"""The house stays as it was built: who may import whom, what the documents say."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from atlas.charts import theme
from atlas.charts.registry import CHARTS
from atlas.datapackage.schema import read_schema
from atlas.paths import ROOT

PACKAGE = ROOT / "src" / "atlas"
MODULES = sorted(PACKAGE.rglob("*.py"))
README = ROOT / "README.md"


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}


@pytest.mark.parametrize("path", [path for path in MODULES if "ui" not in path.parts], ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_the_user_interface_imports_streamlit(path: Path) -> None:
    assert not [name for name in _imports(path) if name.split(".")[0] == "streamlit" or name.startswith("atlas.ui")]


@pytest.mark.parametrize("room", ["views", "charts"])
def test_data_flow_one_way(room: str) -> None:
    later = {
        "views": ("atlas.charts", "atlas.export", "atlas.charts.chart_view", "atlas.api"),
        "charts": ("atlas.export", "atlas.charts.chart_view", "atlas.api"),
    }
    for path in sorted((PACKAGE / room).glob("*.py")):
        assert not [name for name in _imports(path) if name.startswith(later[room])], path


def test_every_vocabulary_value_that_is_drawn_has_a_colour() -> None:
    schema = read_schema(ROOT / "data" / "datapackage.json")
    assert {*schema.values("domain"), "unclassified"} == set(theme.DOMAINS)
    assert set(schema.values("category")) == set(theme.CATEGORIES)
    assert {table.name for table in schema.sheets} == set(theme.TABLES)


def test_the_pages_and_the_charts_stand_on_the_same_ground() -> None:
    configured = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    for scheme, page in theme.PAGE.items():
        assert configured[scheme]["backgroundColor"] == page["back"]
        assert configured[scheme]["textColor"] == page["ink"]


def test_the_readme_names_every_page_chart_and_command() -> None:
    text = README.read_text(encoding="utf-8")
    for page in ("`/`", "`/exercises`", "`/transfers`", "`/network`", "`/sources`"):
        assert page in text
    for words in (
        *(chart.title for chart in CHARTS.values()),
        "make run",
        "make test",
        "atlas validate",
        "atlas changes",
        "atlas import sipri",
        "streamlit run app.py",
        "ATLAS_DATA",
    ):
        assert words in text, words


def test_files_that_the_documents_link_are_there() -> None:
    for document in (README, ROOT / "data" / "README.md"):
        for target in re.findall(r"\]\((?!http|#)([^)]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), target


def test_requirements_are_pinned_and_end_with_the_package_itself() -> None:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").split()
    assert all("==" in line for line in lines[:-2])
    assert lines[-2:] == ["-e", "."]
