"""The house stays as it was built: who may import whom, what the documents say."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from atlas.charts import theme
from atlas.charts.registry import CHARTS
from atlas.datapackage.schema import read_schema
from atlas.dataset import store
from atlas.paths import ROOT

PACKAGE = ROOT / "src" / "atlas"
MODULES = sorted(PACKAGE.rglob("*.py"))
PAGES = sorted((ROOT / "pages").glob("*.py"))
README = ROOT / "README.md"
DOCUMENTS = (
    README,
    ROOT / "data" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    ROOT / "SECURITY.md",
)


# The rooms in the order in which data flow through them: a room imports from those before it, never
# from those after it. `library`, `tools`, `ui`, `web`, `commands` and `cli` are doors: nothing
# imports from them but each other's parts.
ROOMS = (
    "paths",
    "settings",
    "values",
    "datapackage",
    "dataset",
    "records",
    "search",
    "importers",
    "charts",
    "export",
    "sentences",
    "answers",
    "briefing",
    "library",
    "tools",
    "ui",
    "web",
    "commands",
    "cli",
)
STREAMLIT = {"ui"}


def _room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


@cache
def _imports(path: Path) -> set[str]:
    """Every module that a file imports, those inside its functions too."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    named = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert not [node for node in named if node.level], f"{path}: a relative import"
    inner = {f"{node.module}.{alias.name}" for node in named for alias in node.names}
    return plain | inner | {node.module for node in named if node.module}


def _against_the_arrows(module: str, imported: set[str]) -> list[str]:
    own = ROOMS.index(_room(module))
    rooms = {name: _room(name) for name in imported if name.startswith("atlas.")}
    return sorted(name for name, room in rooms.items() if ROOMS.index(room) > own)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_along_the_arrows(path: Path) -> None:
    module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    if module == "atlas.__init__":
        return
    assert _against_the_arrows(module, _imports(path)) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_the_user_interface_imports_streamlit(path: Path) -> None:
    if path.relative_to(PACKAGE).parts[0] in STREAMLIT:
        return
    assert not [name for name in _imports(path) if name.split(".")[0] == "streamlit"]


@pytest.mark.parametrize(
    "path", sorted((PACKAGE / "charts").rglob("*_view.py")), ids=lambda path: path.stem
)
def test_a_view_knows_nothing_of_how_it_is_drawn(path: Path) -> None:
    if path.stem == "chart_view":
        return
    drawing = ("plotly", "pyvis", "atlas.charts.theme")
    assert not [name for name in _imports(path) if name.startswith(drawing)]


def test_the_direction_is_held_inside_functions_too(tmp_path: Path) -> None:
    module = tmp_path / "late.py"
    module.write_text(
        "def f():\n    from atlas.ui import blocks\n    return blocks\n", encoding="utf-8"
    )
    assert _against_the_arrows("atlas.values.late", _imports(module)) == [
        "atlas.ui",
        "atlas.ui.blocks",
    ]


def test_every_vocabulary_value_that_is_drawn_has_a_colour() -> None:
    schema = read_schema(ROOT / "data" / "datapackage.json")
    assert {*schema.values("domain"), "unclassified"} == set(theme.DOMAINS)
    assert set(schema.values("category")) == set(theme.CATEGORIES)
    assert {table.name for table in schema.sheets} == set(theme.TABLES)


def test_the_pages_and_the_charts_stand_on_the_same_ground() -> None:
    configured = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))[
        "theme"
    ]
    for scheme, page in theme.PAGE.items():
        assert configured[scheme]["backgroundColor"] == page["back"]
        assert configured[scheme]["textColor"] == page["ink"]


def test_the_readme_says_how_many_sources_there_are_beside_the_articles() -> None:
    sources = store.dataset().sources
    (number,) = re.findall(r"(\d+) further sources", README.read_text(encoding="utf-8"))
    assert int(number) == sources["tier"].eq("reference").sum()


def test_the_readme_names_every_page_chart_and_command() -> None:
    text = README.read_text(encoding="utf-8")
    for page in ("`/`", *(f"`/{path.stem}`" for path in PAGES if path.stem != "overview")):
        assert page in text
    pages = (ROOT / "docs" / "pages.md").read_text(encoding="utf-8")
    assert [chart.title for chart in CHARTS.values() if chart.title not in pages] == []
    for words in (
        "make run",
        "make test",
        "atlas serve",
        "atlas validate",
        "atlas changes",
        "atlas import sipri",
        "streamlit run app.py",
        "ATLAS_DATA",
    ):
        assert words in text, words


def test_files_and_headings_that_the_documents_link_are_there() -> None:
    for document in DOCUMENTS:
        for target in re.findall(r"\]\((?!http)([^)]+)\)", document.read_text(encoding="utf-8")):
            path, _, heading = target.partition("#")
            linked = document.parent / path if path else document
            assert linked.exists(), target
            assert not heading or heading in _headings(linked), target


def _headings(document: Path) -> list[str]:
    """The headings of a document as links name them: `A register of your own` as `a-register…`."""
    lines = re.findall(r"^#+ (.*)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return [re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-") for line in lines]


def test_requirements_are_pinned_and_end_with_the_package_itself() -> None:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").split()
    assert all("==" in line for line in lines[:-2])
    assert lines[-2:] == ["-e", "."]


def test_the_wheel_needs_what_is_pinned_and_the_pins_satisfy_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {item.name: item.specifier for item in map(Requirement, project["dependencies"])}
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if "==" in line)
    assert needed.keys() == pins.keys()
    for name, pin in pins.items():
        assert pin in needed[name], name


def test_the_tests_build_the_wheel_with_the_backend_that_builds_it_elsewhere() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = (ROOT / "requirements-build.txt").read_text(encoding="utf-8").splitlines()
    (backend,) = settings["build-system"]["requires"]
    assert backend in lines


ARCHITECTURE = ROOT / "docs" / "architecture.md"
# What is no module of a room: the package's own files, and folders of files that are no code.
UNLISTED = {"__init__"}


def _between(name: str) -> list[list[str]]:
    """The cells of a table of the architecture page, without its head."""
    text = ARCHITECTURE.read_text(encoding="utf-8")
    table = text.split(f"<!-- {name} -->")[1].split(f"<!-- /{name} -->")[0].strip()
    lines = table.splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_architecture_names_every_module_and_no_other() -> None:
    named = {
        (cells[0].strip("`"), module)
        for cells in _between("rooms")
        for module in re.findall(r"`(\w+)`", cells[2])
    }
    folders = [path for path in MODULES if path.parent != PACKAGE and path.stem not in UNLISTED]
    there = {(f"{path.parent.relative_to(PACKAGE).as_posix()}/", path.stem) for path in folders}
    assert named == there


def test_each_change_that_the_architecture_describes_is_made_by_a_test() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")]
    changes = _between("changes")
    assert len(changes) >= 9
    for change, *_, made_by in changes:
        name = made_by.strip("`")
        assert any(f"def {name}(" in text for text in texts), f"{change}: {name}"


def test_every_page_file_is_a_page_of_the_navigation() -> None:
    script = (PACKAGE / "ui" / "dashboard.py").read_text(encoding="utf-8")
    declared = [
        node.args[0]
        for node in ast.walk(ast.parse(script))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Declared"
    ]
    names = [ast.literal_eval(name) for name in declared]
    assert sorted(names) == sorted(path.stem for path in (ROOT / "pages").glob("*.py"))


def test_the_code_has_the_version_that_its_changelog_begins_with() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    # What is not released yet may stand above it.
    newest = re.search(r"^## (\d\S*)", changelog, re.M)
    assert newest
    assert newest[1] == project["version"]
