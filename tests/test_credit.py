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
from atlas.charts.registry import CHARTS
from atlas.dataset import store
from atlas.dataset.credit import SIPRI, credit, credit_in
from atlas.dataset.filters import Filters
from atlas.export.graphs import to_gexf, to_graphml
from atlas.export.image import captioned
from atlas.export.page import to_html
from atlas.export.rows import rows_of, to_csv, to_json, to_parquet, to_xlsx
from atlas.records.statements import statements
from atlas.web.api import api

TODAY = date(2026, 1, 2)
WITH_SIPRI = ("transfer-flows", "two-way-street", "network", "records-by-year", "sipri-volumes")
EVERY = pytest.mark.parametrize("name", WITH_SIPRI)


@pytest.fixture(autouse=True)
def _wire_is_sipri(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tiny package, in which the wire report passes on SIPRI; no exercise rests on it."""
    sources = [
        source | ({"origin": "SIPRI"} if source["id"] == "wire" else {}) for source in tiny.SOURCES
    ]
    exercises = [row for row in tiny.SHEETS["exercises"] if row["source"] == "article"]
    monkeypatch.setenv(
        "ATLAS_DATA", str(tiny.write(tmp_path / "data", {"exercises": exercises}, sources=sources))
    )


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


@pytest.mark.parametrize("name", ["exercise-timeline", "exercises-per-year"])
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
    assert described.text == SIPRI
    assert b"<description" not in to_gexf(*network)
    assert b"<description>Data version 1a2b</description>" in to_gexf(*network, "", "1a2b")
    assert (
        nx.read_graphml(io.BytesIO(to_graphml(*network, "", "1a2b"))).graph["data_version"]
        == "1a2b"
    )
    assert "credit" not in nx.read_graphml(io.BytesIO(to_graphml(*network))).graph


def test_the_network_at_its_own_address_carries_the_line() -> None:
    client = TestClient(api)
    assert f"<footer>{SIPRI}</footer>" in client.get("/charts/network.html").text
    assert (
        "<footer>" not in client.get("/charts/network.html", params={"evidence": "articles"}).text
    )


def test_a_table_carries_the_line_where_a_row_names_such_a_source() -> None:
    data = store.dataset()
    said = statements(data)
    assert credit_in(said, data.sources) == SIPRI
    assert credit_in(said[said["Source"].eq("Weekly 2018")], data.sources) == ""
    assert (
        credit_in(pd.DataFrame({"Sources": ["Weekly 2018 ¶5; Agency 2019 ¶2", None]}), data.sources)
        == SIPRI
    )
    assert credit_in(pd.DataFrame({"Record": ["Agency 2019"]}), data.sources) == ""


def test_a_short_name_inside_a_longer_one_is_another_source() -> None:
    sources = pd.DataFrame({"short": ["SIPRI 2026", "SIPRI 2026a"], "origin": ["SIPRI", "other"]})
    assert credit_in(pd.DataFrame({"Source": ["SIPRI 2026a"]}), sources) == ""
    assert credit_in(pd.DataFrame({"Source": ["SIPRI 2026"]}), sources) == credit(sources) == SIPRI
