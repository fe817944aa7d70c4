"""Whatever shows rows from SIPRI carries its credit line, and nothing else does."""

import io
import json
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import openpyxl
import pandas as pd
import pytest
from fastapi.testclient import TestClient

import tiny
from atlas.charts.chart_view import ChartView
from atlas.charts.network.centrality import centrality
from atlas.charts.network.node_countries import HOME_LABELS
from atlas.charts.network.routes import hops
from atlas.charts.registry import CHARTS
from atlas.dataset import store
from atlas.dataset.credit import SIPRI, credit_in
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters
from atlas.dataset.names import PREFIX, ids_column, with_ids
from atlas.export.graphs import to_gexf, to_graphml
from atlas.export.image import captioned
from atlas.export.page import to_html
from atlas.export.rows import rows_of, to_csv, to_json, to_parquet
from atlas.export.workbook import to_xlsx
from atlas.records.listing import listing
from atlas.records.sources import sources
from atlas.records.statements import statements
from atlas.web.api import api

TODAY = date(2026, 1, 2)
WITH_SIPRI = ("transfer-flows", "two-way-street", "network", "records-by-year", "sipri-volumes")
EVERY = pytest.mark.parametrize("name", WITH_SIPRI)


@pytest.fixture(scope="module")
def credited_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny package, in which the wire report passes on SIPRI; no exercise rests on it."""
    sources = [
        source | ({"origin": "SIPRI"} if source["id"] == "wire" else {}) for source in tiny.SOURCES
    ]
    exercises = [row for row in tiny.SHEETS["exercises"] if row["source"] == "article"]
    folder = tmp_path_factory.mktemp("credited")
    return tiny.write(folder, {"exercises": exercises}, sources=sources)


@pytest.fixture(autouse=True)
def _wire_is_sipri(credited_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(credited_folder))


def _shown(name: str, evidence: str = "all") -> ChartView:
    return ChartView(CHARTS[name], Filters(evidence=evidence), CHARTS[name].options())


def _read(page: bytes) -> str:
    """A page as a browser reads its text: Plotly writes slashes as escapes."""
    return page.decode().replace("\\u002f", "/").replace("\\/", "/")


def test_the_line_is_the_one_that_sipri_asks_for() -> None:
    assert (
        SIPRI
        == "Information from the SIPRI Arms Transfers Database, https://armstransfers.sipri.org"
    )


@EVERY
def test_a_chart_with_rows_from_sipri_carries_the_line_and_without_them_does_not(name: str) -> None:
    assert _shown(name).credit == SIPRI
    assert _shown(name, "articles").credit == ""


@pytest.mark.parametrize("name", ["exercise-timeline", "exercise-calendar"])
def test_a_chart_of_other_sources_carries_no_line(name: str) -> None:
    assert _shown(name).credit == ""
    assert "Credit" not in rows_of(_shown(name), TODAY).about


@EVERY
def test_an_image_carries_the_line_unbroken(name: str) -> None:
    assert SIPRI in captioned(_shown(name), TODAY).layout.annotations[-1].text.split("<br>")
    assert "SIPRI Arms" not in captioned(_shown(name, "articles"), TODAY).to_json()


@EVERY
def test_a_page_to_take_away_carries_the_line(name: str) -> None:
    assert SIPRI in _read(to_html(_shown(name), TODAY))
    assert SIPRI not in _read(to_html(_shown(name, "articles"), TODAY))


@EVERY
def test_a_workbook_json_and_parquet_carry_the_line_in_what_they_say_of_themselves(
    name: str,
) -> None:
    rows = rows_of(_shown(name), TODAY)
    readme = openpyxl.load_workbook(io.BytesIO(to_xlsx(rows)))["README"].iter_rows(values_only=True)
    assert ("Credit", SIPRI) in [line[:2] for line in readme]
    assert json.loads(to_json(rows))["about"]["Credit"] == SIPRI
    assert pd.read_parquet(io.BytesIO(to_parquet(rows))).attrs["Credit"] == SIPRI


def test_a_csv_holds_rows_and_nothing_else() -> None:
    rows = rows_of(_shown("sipri-volumes"), TODAY)
    assert to_csv(rows).decode("utf-8-sig").count("\r\n") == len(rows.frame) + 1
    assert SIPRI not in to_csv(rows).decode("utf-8-sig")


def test_a_file_with_a_note_explains_its_unit() -> None:
    assert "neither money nor a price" in rows_of(_shown("sipri-volumes"), TODAY).about["Note"]
    assert "neither money nor a price" in captioned(
        _shown("sipri-volumes"), TODAY
    ).layout.annotations[-1].text.replace("<br>", " ")


def test_graph_files_carry_the_line() -> None:
    shown = _shown("network")
    network = (shown.view, shown.context)
    assert nx.read_graphml(io.BytesIO(to_graphml(*network, SIPRI))).graph["credit"] == SIPRI
    described = ElementTree.fromstring(to_gexf(*network, SIPRI)).find("{*}meta/{*}description")
    assert described is not None
    assert str(described.text).startswith(f"{SIPRI}; ")
    assert SIPRI.encode() not in to_gexf(*network)
    assert b"<description>Data version 1a2b; " in to_gexf(*network, "", "1a2b")
    assert (
        nx.read_graphml(io.BytesIO(to_graphml(*network, "", "1a2b"))).graph["data_version"]
        == "1a2b"
    )
    assert "credit" not in nx.read_graphml(io.BytesIO(to_graphml(*network))).graph


def test_the_network_at_its_own_address_carries_the_line() -> None:
    client = TestClient(api)
    assert f"<footer>{SIPRI}</footer>" in client.get("/charts/network.html").text
    of_articles = client.get("/charts/network.html", params={"evidence": "articles"})
    assert "<footer></footer>" in of_articles.text


def _naming(column: str, texts: list[str], ids: list[str | None]) -> pd.DataFrame:
    frame = pd.DataFrame({column: texts})
    return with_ids(frame, {column: pd.Series(ids, index=frame.index)})


def test_a_table_carries_the_line_where_a_row_names_such_a_source() -> None:
    data = store.dataset()
    rows = statements(data)
    assert credit_in(rows, data.sources) == SIPRI
    assert credit_in(rows[rows["Source"].eq("Weekly 2018")], data.sources) == ""
    both = _naming("Sources", ["Weekly 2018 ¶5; Agency 2019 ¶2", ""], ["article;wire", None])
    assert credit_in(both, data.sources) == SIPRI
    assert credit_in(both.tail(1), data.sources) == ""


def test_a_source_is_named_by_its_id_and_never_by_its_words() -> None:
    data = store.dataset()
    assert credit_in(_naming("Record", ["Agency 2019"], ["wire"]), data.sources) == ""
    assert credit_in(pd.DataFrame({"Sources": ["Agency 2019 ¶2"]}), data.sources) == ""
    assert credit_in(_naming("Source", ["Agency 2019"], ["article"]), data.sources) == ""
    assert credit_in(_naming("Source", ["Another word"], ["wire"]), data.sources) == SIPRI


def test_the_ids_behind_names_stay_with_them_through_filters_and_concat() -> None:
    data = store.dataset()
    rows = statements(data)
    parts = [rows[rows["Source"].eq(name)] for name in ("Weekly 2018", "Agency 2019")]
    joined = pd.concat(parts, ignore_index=True).sort_values("Value").head(len(rows))
    assert credit_in(joined, data.sources) == SIPRI
    assert credit_in(joined[joined["Source"].eq("Weekly 2018")], data.sources) == ""


def _names_without_ids(data: Dataset, table: pd.DataFrame) -> list[str]:
    """The columns that name records or sources, and do not have the ids of what they name."""
    headings = {"Record", "From", "To", "Source", "Sources"}
    for sheet in [*data.schema.sheets, data.schema.tables["volumes"]]:
        headings |= {field.heading for field in sheet.content if field.reference is not None}
    labels = {**data.labels, **data.sources["short"]}
    wrong = []
    for column in headings & set(table):
        ids = table.get(ids_column(column), pd.Series(None, index=table.index, dtype="str"))
        for key, text in zip(ids, table[column], strict=True):
            is_named = isinstance(text, str) and text not in HOME_LABELS.values()
            keys = key.split(";") if isinstance(key, str) else []
            if is_named != bool(keys) or not all(labels[one] in text for one in keys):
                wrong.append(column)
    return sorted(set(wrong))


@pytest.mark.parametrize("name", CHARTS)
def test_the_table_of_a_chart_has_the_ids_behind_every_name(name: str) -> None:
    shown = _shown(name)
    assert _names_without_ids(store.dataset(), shown.linked_table) == []
    assert not [column for column in shown.table if column.startswith(PREFIX)]


def test_every_other_table_has_the_ids_behind_every_name() -> None:
    data = store.dataset()
    tables = [
        *(listing(data, table.name) for table in data.schema.sheets),
        statements(data),
        sources(data),
        hops(data, [("maker", "jet", "engine")]),
        centrality(data),
    ]
    for table in tables:
        assert len(table)
        assert _names_without_ids(data, table) == []
