"""A change of the data is a change of CSV files and of their declaration, and follows everywhere by
itself.
"""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from frictionless.errors import CellError
from streamlit.testing.v1 import AppTest

import tiny
from atlas.charts import theme
from atlas.charts.chart_view import ChartView
from atlas.charts.registry import CHARTS
from atlas.cli import main
from atlas.datapackage import checks, tables
from atlas.datapackage.cell_checks import CellCheck
from atlas.datapackage.schema import Field
from atlas.datapackage.tables import DataProblemsError
from atlas.dataset import store
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters, choices
from atlas.dataset.selection import apply
from atlas.export import formats
from atlas.export.formats import Format
from atlas.export.rows import Rows, rows_of
from atlas.paths import ROOT
from atlas.records.fact_card import card
from atlas.records.listing import listing
from atlas.records.statements import statements
from atlas.search.search import search
from test_seams import TODAY

Package = dict[str, Any]


class ShoutingError(CellError):
    code = type = "shouting"
    title = "Shouting"
    template = "{note}"


@attrs.define(kw_only=True, repr=False)
class ShoutingCheck(CellCheck):
    """A rule that nobody has thought of: labels do not shout."""

    Error = ShoutingError

    def columns(self) -> list[Field]:
        return [field for field in self.table.fields if field.name == "label"]

    def wrong(self, field: Field, item: str) -> str:
        return "write the label without “!”" if "!" in item else ""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny package, to be changed, in place of the shipped one."""
    folder = tiny.write(tmp_path / "data")
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    return folder


def _declare(folder: Path, change: Callable[[Package], None]) -> None:
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    change(package)
    path.write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")


def _resource(package: Package, name: str) -> Package:
    return next(one for one in package["resources"] if one["name"] == name)


def _rewrite(path: Path, change: Callable[[dict[str, str]], dict[str, str]]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [change(row) for row in csv.DictReader(file)]
    _write(path, rows)


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _append(path: Path, **cells: str) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    _write(path, [*rows, {name: cells.get(name, "") for name in rows[0]}])


def _problems(folder: Path) -> list[str]:
    with pytest.raises(DataProblemsError) as caught:
        tables.load(folder)
    return [str(problem) for problem in caught.value.problems]


def _dataset() -> Dataset:
    return store.dataset()


def test_a_new_article_is_rows(folder: Path) -> None:
    _append(
        folder / "sources.csv",
        id="review",
        title="A review",
        publisher="Quarterly",
        published="2020-03",
        kind="think tank",
        tier="reference",
        rank="4",
        licence="CC-BY-4.0",
        redistributable="true",
        language="en",
    )
    _append(folder / "records.csv", id="surge", table="exercises", label="Surge")
    sheet = folder / "exercises.csv"
    _append(sheet, id="surge", source="review", locator="¶2", basis="stated", date="2020-02")
    stated = {"source": "review", "locator": "¶3", "basis": "stated"}
    _append(sheet, id="steppe-2", personnel_china="3300", **stated)
    data = _dataset()
    assert data["exercises"].loc["surge", ["label", "when"]].tolist() == ["Surge", "February 2020"]
    said = statements(data, "surge")
    assert said[["Source", "Paragraph", "Field"]].to_numpy().tolist() == [
        ["Quarterly 2020", "¶2", "Date"]
    ]
    disputed = data.conflicts.set_index(["id", "field"]).loc[("steppe-2", "personnel_china")]
    assert disputed[["lowest", "highest", "n_values"]].tolist() == ["3200", "3500", 3]
    chart = CHARTS["exercise-timeline"]
    shown = ChartView(chart, Filters(), chart.options())
    assert "Quarterly 2020" in shown.sources
    assert "Surge" in rows_of(shown, TODAY).frame["Record"].tolist()


def test_a_new_column_is_its_cells_and_its_declaration(folder: Path) -> None:
    field = {
        "name": "sorties",
        "title": "Sorties",
        "type": "integer",
        "unit": "flights",
        "description": "How many flights were flown.",
    }
    _declare(folder, lambda p: _resource(p, "exercises")["schema"]["fields"].append(field))

    def flown(row: dict[str, str]) -> dict[str, str]:
        return {**row, "sorties": "1200" if row["id"] == "wave" else ""}

    _rewrite(folder / "exercises.csv", flown)
    data = _dataset()
    assert data["exercises"]["sorties"].dropna().to_dict() == {"wave": 1200}
    listed = listing(data, "exercises")
    assert listed.loc["wave", "Sorties (flights)"] == 1200
    on_page = {fact.field.heading: fact.values[0].value for fact in card(data, "wave")}
    assert on_page["Sorties (flights)"] == "1200"
    chart = CHARTS["exercise-timeline"]
    taken = rows_of(ChartView(chart, Filters(), chart.options()), TODAY)
    assert ("Sorties (flights)", "How many flights were flown.") in taken.columns
    _rewrite(folder / "exercises.csv", lambda row: {**row, "sorties": row["sorties"] and "many"})
    assert any("exercises.csv" in text and "sorties" in text for text in _problems(folder))


def test_a_new_value_of_a_vocabulary_is_a_choice(folder: Path) -> None:
    def sell_again(row: dict[str, str]) -> dict[str, str]:
        return {**row, "status": "paused" if row["id"] == "ship-sale" else row["status"]}

    _rewrite(folder / "transfers.csv", sell_again)
    assert any("transfers.csv" in text and "paused" in text for text in _problems(folder))
    term = {"value": "paused", "label": "Paused", "definition": "Stopped for a time."}
    _declare(folder, lambda package: package["vocabularies"]["status"].append(term))
    data = _dataset()
    assert choices(data.schema)["status"]["paused"] == "Paused"
    left = apply(data, Filters(status=("paused",))).dataset["transfers"]
    assert left.index.tolist() == ["ship-sale"]
    assert "status paused" in Filters(status=("paused",)).describe(data.schema, data.years).lower()


def test_a_new_sheet_is_its_file_and_its_declaration(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["id", "source", "locator", "basis", "said_by", "note", "date", "domains"]

    def declare(package: Package) -> None:
        context = _resource(package, "context")
        fields = [field for field in context["schema"]["fields"] if field["name"] in names]
        fields = [
            {**field, "reference": ["incidents"]} if field["name"] == "id" else field
            for field in fields
        ]
        sheet = {**context, "name": "incidents", "title": "Incidents", "path": "incidents.csv"}
        sheet["schema"] = {**context["schema"], "fields": fields}
        package["resources"].append(sheet)
        term = {"value": "incidents", "label": "Incident", "definition": "An accident."}
        package["vocabularies"]["table"].append(term)

    _declare(folder, declare)
    _append(folder / "records.csv", id="crash", table="incidents", label="A crash")
    cells = {"id": "crash", "source": "wire", "locator": "¶8", "basis": "stated"}
    row = dict.fromkeys(names, "") | cells | {"date": "2016-05-04", "domains": "air"}
    _write(folder / "incidents.csv", [{name: row[name] for name in names}])
    monkeypatch.setitem(theme.TABLES, "incidents", "#123456")
    data = _dataset()
    assert data["incidents"].loc["crash", ["label", "year_first"]].tolist() == ["A crash", 2016]
    assert statements(data, "crash")["Table"].unique().tolist() == ["Incidents"]
    assert [hit.id for hit in search(data, "crash").hits] == ["crash"]
    naval = apply(data, Filters(domain=("naval",)))
    assert naval.coverage(["incidents"]).hidden == {"domain": 1}
    chart = CHARTS["records-by-year"]
    counts = ChartView(chart, Filters(), chart.options()).view
    assert counts[counts["table"].eq("incidents")]["n"].tolist() == [1]


def test_a_new_rule_is_a_check_that_names_row_and_column(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "CELL_CHECKS", (*checks.CELL_CHECKS, ShoutingCheck))
    tables.load(folder)

    def shout(row: dict[str, str]) -> dict[str, str]:
        return {**row, "label": "WAVE!" if row["id"] == "wave" else row["label"]}

    _rewrite(folder / "records.csv", shout)
    row = 2 + [record["id"] for record in tiny.RECORDS].index("wave")
    assert _problems(folder) == [
        f"records.csv, row {row}, column label: shouting: write the label without “!”"
    ]


def test_a_new_format_is_a_line_of_the_dialog(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dialog of a page has it, and so have the commands."""

    def write(rows: Rows) -> bytes:
        return f"| {' | '.join(map(str, rows.frame.columns))} |".encode()

    made_up = Format("Markdown", "md", "the rows for a report.", write)
    monkeypatch.setitem(formats.MIMES, "md", "text/markdown")
    monkeypatch.setitem(formats.ROW_FORMATS, "Markdown", made_up)
    at = AppTest.from_file(str(ROOT / "pages" / "exercises.py"), default_timeout=60).run()
    opener = next(button for button in at.button if button.key == "download-exercise-timeline")
    opener.click().run()
    assert not at.exception
    lines = [text.value for text in at.markdown]
    assert "**Markdown**: the rows for a report." in lines
    labels = [button.proto.label for button in at.get("download_button")]
    assert [label for label in labels if label.startswith("Markdown, ")]
    target = tmp_path / "rows.md"
    for command in (["chart", "exercise-calendar"], ["table", "exercises"]):
        assert main([*command, "-o", str(target)]) == 0
    assert target.read_text(encoding="utf-8").startswith("| Record | ")
