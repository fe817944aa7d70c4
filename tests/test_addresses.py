"""`/api/v1`: tables, entries, charts and answers at stable addresses, by the page's own query."""

import io
import json
import random
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import networkx as nx
import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

import tiny
from atlas.answers import charts, tables
from atlas.answers.asked import filters_asked
from atlas.charts.chart import NO_OPTIONS
from atlas.charts.chart_view import ChartView, span
from atlas.charts.registry import CHARTS
from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.filters import Filters, choices
from atlas.dataset.names import without_ids
from atlas.dataset.store import dataset
from atlas.export.formats import GRAPH_FORMATS, MIMES, ROW_FORMATS
from atlas.export.rows import ROWS_A_PIECE, Rows, csv_pieces, to_csv
from atlas.paths import ROOT
from atlas.records.listing import listing
from atlas.settings import SettingError, readable_from
from atlas.ui.by_address import lines
from atlas.web.doors import HEAD_ALONE, OnlyReading
from atlas.web.start import middleware, routes
from atlas.web.v1 import kept
from atlas.web.v1.api import application
from atlas.web.v1.kept import Kept
from lengths import AT_LENGTH, OF_EVERY_FORM, first_of_all

HERE = "/api/v1"


@pytest.fixture
def client(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    app = Starlette(routes=routes(), middleware=middleware())
    return TestClient(app, base_url="http://localhost")


def test_every_format_has_an_address_and_is_named_where_addresses_are_listed(
    client: TestClient,
) -> None:
    described = (ROOT / "docs" / "by-address.md").read_text(encoding="utf-8")
    paths = client.get(f"{HERE}/openapi.json").json()["paths"]
    of_tables = [f"/tables/{{table}}.{form.ending}" for form in ROW_FORMATS.values()]
    of_charts = [f"/charts/{{chart}}.{form.ending}" for form in ROW_FORMATS.values()]
    of_graphs = [f"/network.{form.ending}" for form in GRAPH_FORMATS.values()]
    assert {*of_tables, *of_charts, *of_graphs} <= paths.keys()
    endings = [*MIMES.keys() - {"bib", "ris", "pptx", "docx"}]
    assert [ending for ending in endings if f"{ending}`" not in described] == []


def test_a_long_ending_is_no_part_of_a_name(client: TestClient) -> None:
    answer = client.get(f"{HERE}/tables/exercises.decimal-commas.csv?domain=land")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "exercises.decimal-commas.csv" in answer.headers["content-disposition"]
    assert answer.text.splitlines()[0].startswith("\ufeffRecord;")


def test_a_table_has_the_same_rows_in_every_format(client: TestClient) -> None:
    query = "?years=2018&years=2018&domain=land"
    in_json = client.get(f"{HERE}/tables/exercises.json{query}").json()
    names = [row["Record"] for row in in_json["rows"]]
    assert names == ["Steppe (series)", "Steppe 2"]
    content = {
        ending: client.get(f"{HERE}/tables/exercises.{ending}{query}").content
        for ending in ("csv", "xlsx", "parquet")
    }
    sheet = openpyxl.load_workbook(io.BytesIO(content["xlsx"]))["Rows"]
    assert pd.read_csv(io.BytesIO(content["csv"]))["Record"].tolist() == names
    assert pd.read_parquet(io.BytesIO(content["parquet"]))["Record"].tolist() == names
    assert [cell.value for cell in sheet["A"][1:]] == names


def test_an_answer_under_filters_says_which_were_out_of_range(client: TestClient) -> None:
    document = client.get(f"{HERE}/openapi.json").json()
    filtered = [path for path in document["paths"] if "years" in _keys_of_get(document, path)]
    assert len(filtered) > 20
    for path in filtered:
        if path.endswith((".svg", ".png", ".pdf", ".xlsx")):
            continue
        address = HERE + path.format(table="exercises", chart="exercise-timeline")
        asked = client.get(f"{address}?years=2018&years=1066")
        assert "years=2018&years=1066 is read as" in asked.headers["atlas-put-right"], path
        assert "atlas-put-right" not in client.get(address).headers


def test_what_is_sent_is_answered_with_the_version_of_the_data(client: TestClient) -> None:
    version = client.get(f"{HERE}/version").headers["atlas-data-version"]
    checked = client.post(f"{HERE}/check", content="Russia sold jets.")
    queries = {"queries": '{"q0": {"query": "Jet"}}'}
    for answer in (checked, client.post(f"{HERE}/reconcile", data=queries)):
        assert answer.status_code == 200
        assert answer.headers["atlas-data-version"] == version
        assert "etag" not in answer.headers


def test_an_evidence_base_without_a_source_has_tables_without_rows(client: TestClient) -> None:
    listed = client.get(f"{HERE}/tables?evidence=own&kind=academic").json()
    assert {table["rows"] for table in listed} == {0}
    for table in listed:
        name = table["name"]
        answer = client.get(f"{HERE}/tables/{name}.json?evidence=own&kind=academic")
        assert answer.json()["rows"] == []


def test_every_table_that_is_listed_can_be_had(client: TestClient) -> None:
    listed = client.get(f"{HERE}/tables").json()
    assert {"exercises", "transfers", "evidence", "conflicts", "sources"} <= {
        table["name"] for table in listed
    }
    for table in listed:
        answer = client.get(f"{HERE}/tables/{table['name']}.json").json()
        assert len(answer["rows"]) == table["rows"]


def test_a_table_is_turned_over_page_by_page(client: TestClient) -> None:
    whole = client.get(f"{HERE}/tables/evidence.json").json()["rows"]
    address, pages = f"{HERE}/tables/evidence.json?limit=20", []
    while address:
        answer = client.get(address)
        pages.append(answer.json()["rows"])
        address = answer.links.get("next", {}).get("url", "")
    assert len(pages) == -(-len(whole) // 20)
    assert [row for page in pages for row in page] == whole


def test_csv_that_is_sent_in_pieces_is_the_file_in_one() -> None:
    number = 2 * ROWS_A_PIECE + 1
    frame = pd.DataFrame({"Record": ["=1+1"] * number, "Number": range(number)})
    taken = Rows(frame, {}, [])
    pieces = list(csv_pieces(taken))
    assert len(pieces) == 3
    assert b"".join(pieces) == to_csv(taken)
    assert pd.read_csv(io.BytesIO(b"".join(pieces)))["Number"].tolist() == list(range(number))


@pytest.mark.parametrize("name", first_of_all(OF_EVERY_FORM, CHARTS))
def test_every_chart_is_a_figure_a_page_rows_and_an_embed(client: TestClient, name: str) -> None:
    figure = client.get(f"{HERE}/charts/{name}.json").json()
    assert figure["data"]
    assert "<html" in client.get(f"{HERE}/charts/{name}.html").text
    rows = client.get(f"{HERE}/charts/{name}.csv").content
    assert rows == to_csv(charts.chart_rows(name, {}))
    embedded = client.get(f"{HERE}/embed/{name}")
    assert embedded.status_code == 200
    assert "set-cookie" not in embedded.headers
    assert f'href="http://localhost/{CHARTS[name].page}?' in embedded.text


def test_a_link_of_a_page_is_a_link_to_its_rows_by_another_path(client: TestClient) -> None:
    (page,) = {charts.chart("transfer-flows", {"by": ["domain"]}).shown.path}
    query = page.partition("?")[2]
    rows = client.get(f"{HERE}/charts/transfer-flows.csv?{query}").content
    assert rows == client.get(f"{HERE}/charts/transfer-flows.csv?by=domain").content
    assert rows != client.get(f"{HERE}/charts/transfer-flows.csv").content


@pytest.mark.parametrize(
    ("ending", "read"),
    [
        ("graphml", nx.read_graphml),
        ("gexf", lambda file: nx.read_gexf(file, version="1.3")),
        ("json", lambda file: nx.node_link_graph(json.load(file), edges="edges")),
    ],
)
def test_the_network_is_read_by_networkx(client: TestClient, ending: str, read: object) -> None:
    content = client.get(f"{HERE}/network.{ending}").content
    graph = read(io.BytesIO(content))  # type: ignore[operator]
    edges = pd.read_csv(io.BytesIO(client.get(f"{HERE}/network.csv").content))
    assert graph.number_of_edges() == len(edges) > 0


def test_an_entry_has_facts_evidence_disagreements_ties_and_sources(client: TestClient) -> None:
    wave = client.get(f"{HERE}/records/wave").json()
    assert wave["label"] == "Wave"
    assert {row["source"] for row in wave["evidence"]} == {own["id"] for own in wave["sources"]}
    disputed = {conflict["field"] for conflict in wave["conflicts"]}
    assert disputed == {fact["field"] for fact in wave["facts"] if fact["disputed"]}
    jet = client.get(f"{HERE}/records/jet").json()
    assert "Jet Works" in {tie["label"] for tie in jet["relations"]}
    assert jet["aliases"] == ["Seven", "Fishhook"]


def test_search_finds_an_entry_by_an_alias(client: TestClient) -> None:
    found = client.get(f"{HERE}/search?q=fishhook").json()
    assert [(hit["id"], hit["how"]) for hit in found["hits"]] == [("jet", "alias")]


def test_a_rule_counts_and_names_what_it_leaves_out(client: TestClient) -> None:
    every = client.get(f"{HERE}/count").json()
    alone = client.get(f"{HERE}/count?rule=alone").json()
    assert every["rule"] == "every"
    assert alone["rule"] == "alone"
    for counted in (every, alone):
        excluded = [key for step in counted["excluded"] for key in step["ids"]]
        assert counted["number"] == len(counted["ids"])
        assert sorted([*counted["ids"], *excluded]) == sorted(every["ids"] + _excluded(every))


def test_a_rule_stands_in_any_address_for_the_filters_that_it_sets(client: TestClient) -> None:
    asked = "rule=with-others&years=2005&years=2012&participants=alone"
    spelled = "participants=others&years=2005&years=2012"
    for path in ("charts/how-many.csv", "tables/exercises.csv"):
        by_rule = client.get(f"{HERE}/{path}?{asked}")
        assert by_rule.status_code == 200
        assert by_rule.text == client.get(f"{HERE}/{path}?{spelled}").text
        assert by_rule.text != client.get(f"{HERE}/{path}?years=2005&years=2012").text
    refused = client.get(f"{HERE}/tables/exercises.csv?rule=bananas")
    assert refused.status_code == 400
    assert "rule takes: every, alone, with-others" in refused.json()["detail"]


def _excluded(counted: dict[str, list[dict[str, list[str]]]]) -> list[str]:
    return [key for step in counted["excluded"] for key in step["ids"]]


def test_a_text_is_checked_and_its_rows_are_named(client: TestClient) -> None:
    answer = client.post(f"{HERE}/check", json={"text": "Jet 7 is made by Jet Works."})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    (sentence,) = answer.json()["sentences"]
    assert [mark["words"] for mark in sentence["marks"]] == ["Jet 7", "Jet Works"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"text": 5}', "There is no text."),
        (b"{", "The text is no JSON."),
        (b"\xff", "The text is not written in UTF-8."),
        (json.dumps({"text": "a" * 5_001}).encode(), "The text has 5,001 characters"),
    ],
)
def test_a_text_that_cannot_be_read_is_refused_in_a_sentence(
    client: TestClient, body: bytes, words: str
) -> None:
    json_type = {"Content-Type": "application/json"}
    answer = client.post(f"{HERE}/check", content=body, headers=json_type)
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith(words)


def test_a_text_with_a_byte_order_mark_is_read_as_the_same_text_without(client: TestClient) -> None:
    body = json.dumps({"text": "Steppe 2 was held in 2018."}).encode()
    json_type = {"Content-Type": "application/json"}
    with_mark, without = (
        client.post(f"{HERE}/check", content=mark + body, headers=json_type)
        for mark in (b"\xef\xbb\xbf", b"")
    )
    assert with_mark.status_code == 200
    assert with_mark.json() == without.json()


def test_an_address_that_is_sent_to_says_so_to_who_reads_it(client: TestClient) -> None:
    answer = client.get(f"{HERE}/check")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST, OPTIONS")
    assert answer.json()["detail"] == f"Send a text to {HERE}/check by POST."


def test_posts_are_short_and_go_to_two_addresses_alone(client: TestClient) -> None:
    assert client.post(f"{HERE}/check", content=b"x" * 64_001).status_code == 413
    for address in ("/", f"{HERE}/search", f"{HERE}/check/more", "/api/check"):
        answer = client.post(address, content=b"x")
        assert answer.status_code == 405
    assert client.put(f"{HERE}/check", content=b"x").status_code == 405


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("tables/pies.csv", 404, "There is no table 'pies'; there are: exercises, transfers,"),
        ("charts/pie.json", 404, "There is no chart 'pie'; there are: conflicts,"),
        ("records/nobody", 404, "There is no record 'nobody'"),
        ("count?rule=mine", 404, "There is no rule 'mine'; there are: every, alone,"),
        ("changes.json?since=abc", 404, "The list of changes has no version 'abc'"),
        ("nothing/here", 404, "There is nothing at /api/v1/nothing/here;"),
        ("tables/exercises.csv?domain=sea", 400, "Not understood: domain=sea. domain takes: land,"),
        ("network.json?depth=far", 400, "Not understood: depth=far. depth takes: 1, 2, 3."),
        ("sources?years=then", 400, "Not understood: years=then. years takes two years from 2001"),
        ("tables/exercises.json?limit=0", 400, "Not understood: limit=0. limit takes 1 or more."),
        ("changes.json?limit=x", 400, "Not understood: limit=x. limit takes a whole number."),
        ("reconcile/preview", 400, "Not understood: id is missing. id takes a text."),
        (
            "search?limit=101&q=" + "x" * 1001,
            400,
            f"Not understood: q={'x' * 57}…, limit=101. "
            "q takes 1,000 characters at most; limit takes 100 at most.",
        ),
        (
            "charts/network.png?size=poster",
            400,
            "Not understood: size=poster. size takes: own, slide, square.",
        ),
    ],
)
def test_what_there_is_not_is_answered_with_what_there_is(
    client: TestClient, address: str, status: int, words: str
) -> None:
    answer = client.get(f"{HERE}/{address}")
    assert answer.status_code == status
    assert answer.json()["detail"].startswith(words)
    assert "etag" not in answer.headers


@pytest.mark.parametrize("rest", ["v1", "", "v2/tables", "charts/two-way-street.csv"])
def test_beside_the_addresses_a_sentence_says_where_they_are_listed(
    client: TestClient, rest: str
) -> None:
    answer = client.get(f"/api/{rest}")
    words = f"There is nothing at /api/{rest}; what there is, stands at {HERE}/docs."
    assert (answer.status_code, answer.json()["detail"]) == (404, words)


def test_data_with_problems_are_answered_in_a_sentence(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    answer = client.get(f"{HERE}/tables/exercises.csv")
    assert answer.status_code == 503
    assert "datapackage.json" in answer.json()["detail"]


@pytest.mark.parametrize(
    "address",
    first_of_all(
        {"tables/exercises.csv", "charts/network.json"},
        ["tables/exercises.csv", "tables/exercises.xlsx", "charts/network.json", "version"],
    ),
)
def test_an_etag_changes_with_data_and_query_alone(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    folder = tiny.write(tmp_path)
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    # What is compressed has a weak one.
    client.headers["Accept-Encoding"] = "identity"
    first = client.get(f"{HERE}/{address}")
    tag = first.headers["etag"]
    assert tag.startswith('"')
    again = client.get(f"{HERE}/{address}", headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    assert again.headers["vary"] == "Accept-Encoding, Origin"
    assert client.get(f"{HERE}/{address}").headers["etag"] == tag
    assert client.get(f"{HERE}/{address}?years=2018&years=2018").headers["etag"] != tag
    sheet = folder / "exercises.csv"
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text.replace("CHN;RUS", "RUS;CHN", 1), encoding="utf-8")
    changed = client.get(f"{HERE}/{address}", headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag
    assert changed.headers["atlas-data-version"] != first.headers["atlas-data-version"]


def test_what_stands_in_an_answer_is_in_its_tag(
    tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer may name this host and what stands before its addresses, and who may frame it."""
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    app = Kept(Starlette(routes=[Route("/x.png", _plain), Route("/x.json", _plain)]))

    def tag(host: str = "localhost", root_path: str = "", address: str = "/x.json") -> str:
        client = TestClient(app, base_url=f"http://{host}", root_path=root_path)
        return str(client.get(address).headers["etag"])

    tags = [tag(), tag("127.0.0.1"), tag(root_path="/atlas")]
    monkeypatch.setenv("ATLAS_FRAME_ANCESTORS", "https://example.org")
    tags.append(tag())
    monkeypatch.setattr(kept, "program_version", lambda: "another")
    tags.append(tag())
    assert len({*tags}) == 5
    assert tag() == tags[-1]
    # What a browser draws differs from one browser to another.
    assert tag(address="/x.png").startswith('W/"')


def _plain(request: Request) -> PlainTextResponse:
    return PlainTextResponse("x" * 1_000)


def test_no_error_nothing_large_and_nothing_that_forbids_it_is_kept(
    tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    fleeting = PlainTextResponse("x", headers={"Cache-Control": "no-store"})
    routes = [
        Route("/plain", _plain),
        Route("/fleeting", lambda _: fleeting),
        Route("/wrong", lambda _: PlainTextResponse("x", 400)),
    ]
    app = Kept(Starlette(routes=routes))
    client = TestClient(app)
    for path in ("/fleeting", "/wrong", "/nowhere"):
        assert "etag" not in client.get(path).headers
    monkeypatch.setattr(kept, "MOST_OF_ONE", 999)
    assert client.get("/plain").headers["etag"]
    assert app._size == 0
    monkeypatch.setattr(kept, "MOST_OF_ONE", 1_000)
    client.get("/plain")
    assert app._size == 1_000


def test_what_head_is_answered_with_is_no_answer_to_get(
    tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No browser prints a page for HEAD, so what there is to send is blank."""
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))

    def printed(request: Request) -> PlainTextResponse:
        return PlainTextResponse("" if request.scope.get(HEAD_ALONE) else "a page")

    client = TestClient(OnlyReading(Kept(Starlette(routes=[Route("/x.pdf", printed)]))))
    assert client.head("/x.pdf").headers["etag"]
    assert client.get("/x.pdf").text == "a page"


def test_an_answer_that_two_have_asked_for_at_once_is_counted_once() -> None:
    kept_answers = Kept(Starlette())
    for _ in range(2):
        kept_answers._keep("tag", {"status": 200, "headers": []}, b"x" * 1_000)
    assert kept_answers._size == 1_000


@pytest.mark.parametrize("address", ["tables/systems.csv", "version"])
def test_who_wants_an_answer_only_where_there_is_none_gets_none(
    tiny_folder: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    client = TestClient(application())
    # Made at the first time, from memory at the second.
    for _ in range(2):
        answer = client.get(f"/{address}", headers={"If-None-Match": "*"})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == client.get(f"/{address}").headers["etag"]
    assert client.get("/tables/pies.csv", headers={"If-None-Match": "*"}).status_code == 404
    assert client.get("/tables/pies.csv", headers={"If-None-Match": "*"}).json()["detail"]


def test_tags_can_stand_in_several_lines_of_the_head(client: TestClient) -> None:
    address = f"{HERE}/version"
    tag = client.get(address).headers["etag"]
    lines = [("If-None-Match", '"other"'), ("If-None-Match", f"W/{tag}")]
    assert client.get(address, headers=lines).status_code == 304


@pytest.mark.parametrize(
    "address", ["tables/exercises.xlsx", "charts/network.json", "charts/exercise-calendar.html"]
)
def test_the_same_tag_has_the_same_bytes_in_another_process(
    tiny_folder: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    # Neither of the two knows answers of the other.
    first, other = (TestClient(application()) for _ in range(2))
    answers = [own.get(f"/{address}") for own in (first, other)]
    assert answers[0].headers["etag"] == answers[1].headers["etag"]
    assert answers[0].content == answers[1].content


def test_answers_are_kept_up_to_a_number_of_bytes(
    tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    kept = Kept(application(), most_bytes=9_000)
    client = TestClient(kept)
    for year in range(2001, 2019):
        client.get(f"/tables/exercises.json?years={year}&years={year}")
        assert sum(len(own.body) for own in kept._answers.values()) == kept._size <= 9_000
    assert 0 < len(kept._answers) < 18


def test_a_head_has_the_headers_of_a_get_and_keeps_nothing(client: TestClient) -> None:
    address = f"{HERE}/tables/transfers.csv?independent=2"
    head = client.head(address)
    assert head.content == b""
    answer = client.get(address)
    assert answer.content
    assert answer.headers["etag"] == head.headers["etag"]


@pytest.mark.parametrize(
    ("origin", "named", "is_shared"),
    [
        ("http://localhost:3333", "", True),
        ("http://127.0.0.1:8888", "", True),
        ("https://news.example", "", False),
        ("https://news.example", "https://news.example", True),
        ("https://news.example.evil", "https://news.example", False),
        ("https://anybody.example", "*", True),
        ("null", "", False),
        ("http://localhost.evil.example", "", False),
        ("http://[", "", False),
    ],
)
def test_pages_of_named_origins_alone_may_read_answers(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, origin: str, named: str, is_shared: bool
) -> None:
    monkeypatch.setenv("ATLAS_CORS", named)
    answer = client.get(f"{HERE}/version", headers={"Origin": origin})
    allowed = answer.headers.get("access-control-allow-origin")
    assert allowed == (origin if is_shared else None)
    assert "Origin" in answer.headers["vary"]
    assert "access-control-allow-credentials" not in answer.headers
    preflight = client.options(f"{HERE}/check", headers={"Origin": origin})
    assert preflight.headers.get("access-control-allow-origin") == allowed
    sent = {"Origin": origin, "Sec-Fetch-Site": "cross-site"}
    checked = client.post(f"{HERE}/check", content=b"x", headers=sent)
    assert checked.status_code == (200 if is_shared else 403)


def test_the_document_names_what_filters_options_rules_and_names_take(client: TestClient) -> None:
    document = client.get(f"{HERE}/openapi.json").json()
    keys = _keys(document, "/tables/{table}.csv")
    assert set(FILTERS) <= set(keys)
    assert keys["domain"]["schema"]["items"]["enum"][:2] == ["land", "air"]
    assert keys["table"]["schema"]["enum"] == list(tables.offered())
    assert _keys(document, "/network.gexf")["depth"]["schema"]["enum"] == ["1", "2", "3"]
    assert _keys(document, "/charts/{chart}.png")["chart"]["schema"]["enum"] == list(CHARTS)
    for path in ("/count", "/charts/{chart}.csv"):
        assert "no-patrols" in _keys(document, path)["rule"]["schema"]["enum"]
    assert "/check" in document["paths"]


@AT_LENGTH
def test_a_key_takes_each_value_that_the_document_names_and_no_other(client: TestClient) -> None:
    document = client.get(f"{HERE}/openapi.json").json()
    named = {}
    for key, own in _keys(document, "/count").items():
        schema = own["schema"].get("items", own["schema"])
        if own["in"] == "query" and "enum" in schema:
            named[key] = schema["enum"]
    assert len(named) > 10
    for key, values in named.items():
        for value in values:
            answer = client.get(f"{HERE}/count", params={key: value})
            assert answer.status_code == 200, f"{key}={value}"
        refused = client.get(f"{HERE}/count", params={key: "beyond"})
        assert refused.status_code in {400, 404}, key
        missing = [value for value in values if value not in refused.json()["detail"]]
        assert len(missing) < len(values), key


def test_a_page_of_a_chart_is_saved_under_its_name(client: TestClient) -> None:
    for name in ("network", "exercise-timeline"):
        answer = client.get(f"{HERE}/charts/{name}.html")
        assert answer.headers["content-disposition"] == f'inline; filename="{name}.html"'


def _keys_of_get(document: dict[str, dict[str, dict[str, Any]]], path: str) -> set[str]:
    route = document["paths"][path].get("get", {})
    return {parameter["name"] for parameter in route.get("parameters", [])}


def _keys(document: dict[str, dict[str, dict[str, dict[str, list[dict[str, str]]]]]], path: str):  # type: ignore[no-untyped-def]
    return {own["name"]: own for own in document["paths"][path]["get"]["parameters"]}


def test_the_document_is_read_as_a_page_that_loads_nothing(client: TestClient) -> None:
    page = client.get(f"{HERE}/docs")
    assert "<code>GET /api/v1/tables/{table}.csv</code>" in page.text
    assert "<script" not in page.text
    assert " src=" not in page.text
    assert "script-src 'none'" in page.headers["content-security-policy"]


def test_an_embed_says_what_it_shows_by_whom_and_leads_back(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_FRAME_ANCESTORS", "https://news.example")
    answer = client.get(f"{HERE}/embed/exercises-by-domain?domain=air")
    assert "Sources: Weekly 2018" in answer.text
    assert "domain=Air" in answer.text
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors 'self' https://news.example" in policy
    assert "script-src 'self'" in policy
    assert "nonce" not in answer.text


def test_an_embed_is_as_high_as_its_chart_and_parts_credit_and_version(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = ChartView(CHARTS["source-kinds"], Filters(), NO_OPTIONS)
    assert (
        f"height: {shown.figure().layout.height}px;"
        in client.get(f"{HERE}/embed/source-kinds").text
    )
    monkeypatch.setattr(ChartView, "credit", "Thanks to the Weekly")
    text = client.get(f"{HERE}/embed/exercises-by-domain").text
    assert "Thanks to the Weekly. Data version" in text


def test_on_a_narrow_screen_an_embed_says_that_it_can_be_moved(client: TestClient) -> None:
    """Its chart is wider there, and nothing else shows that there is more of it."""
    text = client.get(f"{HERE}/embed/exercises-by-domain").text
    least = int(re.search(r"#chart { min-width: (\d+)px", text)[1])
    around = 2 * 12
    assert f"@media (min-width: {least + around}px) {{ .narrow {{ display: none; }} }}" in text
    assert 'class="quiet narrow">The chart is wider than its frame' in text


def test_a_column_of_names_is_matched_as_openrefine_asks(client: TestClient) -> None:
    manifest = client.get(f"{HERE}/reconcile").json()
    assert manifest["versions"] == ["0.2"]
    assert {"id": "organisations", "name": "Organisation"} in manifest["defaultTypes"]
    queries = {
        "q0": {"query": "jet works", "type": "organisations", "limit": 3},
        "q1": {"query": "Jet Works", "type": {"id": "systems"}},
        "q2": {"query": "nothing like it"},
        "q3": {"query": "Jet Work"},
    }
    sent = client.post(f"{HERE}/reconcile", data={"queries": json.dumps(queries)}).json()
    assert sent == client.get(f"{HERE}/reconcile", params={"queries": json.dumps(queries)}).json()
    (maker,) = sent["q0"]["result"]
    assert (maker["id"], maker["score"], maker["match"]) == ("maker", 100, True)
    assert "maker" not in {own["id"] for own in sent["q1"]["result"]}
    assert sent["q2"]["result"] == []
    first = sent["q3"]["result"][0]
    assert first["id"] == "maker"
    assert not first["match"]
    assert 50 < first["score"] < 100
    shown = client.get(f"{HERE}/reconcile/suggest/entity?prefix=jet").json()["result"]
    assert "maker" in {own["id"] for own in shown}


def candidates(client: TestClient, query: dict[str, object]) -> list[dict[str, object]]:
    asked = {"queries": json.dumps({"q0": query})}
    return client.post(f"{HERE}/reconcile", data=asked).json()["q0"]["result"]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("name", "value", "added"),
    [
        ("country", "Russia", 10),
        ("country", "RUS", 10),
        ("country", {"id": "RUS", "name": "Russia"}, 10),
        ("country", ["China", "Russia"], 10),
        ("country", "China", -10),
        ("kind", "Manufacturer", 10),
        ("kind", "bank", -10),
        ("type", "Organisation", 10),
        # Nothing is known of its sanctions, and a blank cell says nothing.
        ("sanctions", "UFLPA", 0),
        ("country", " ", 0),
    ],
)
def test_a_further_column_that_says_the_same_raises_a_score_and_another_lowers_it(
    client: TestClient, name: str, value: object, added: int
) -> None:
    query: dict[str, object] = {"query": "Jet Wors", "type": "organisations"}
    (plain,) = candidates(client, query)
    (own,) = candidates(client, {**query, "properties": [{"pid": name, "v": value}]})
    likeness = plain["score"]
    assert plain["features"] == [{"id": "name", "value": likeness}]
    assert own["score"] == min(round(likeness + added, 1), 99)  # type: ignore[operator]
    told = [{"id": name, "value": added > 0}] if added else []
    assert own["features"] == [*plain["features"], *told]  # type: ignore[misc]


def test_a_name_that_a_further_column_speaks_against_is_no_match(client: TestClient) -> None:
    against = {"query": "Jet Works", "properties": [{"pid": "country", "v": "China"}]}
    own = candidates(client, against)[0]
    assert (own["score"], own["match"]) == (90, False)
    both = [*against["properties"], {"pid": "kind", "v": "manufacturer"}]  # type: ignore[misc]
    own = candidates(client, {**against, "properties": both})[0]
    assert (own["score"], own["match"]) == (99, False)


@pytest.mark.parametrize(
    ("value", "is_same"),
    [("2018", True), ("2018-09-13", True), ("2017", False), ("September", None)],
)
def test_a_date_says_the_same_where_it_can_be_the_same_day(
    client: TestClient, value: str, is_same: bool | None
) -> None:
    query = {"query": "Steppe 2", "properties": [{"pid": "date", "v": value}]}
    features = candidates(client, query)[0]["features"]
    told = {own["id"]: own["value"] for own in features}  # type: ignore[attr-defined]
    assert told.get("date") is is_same


@pytest.mark.parametrize(
    ("properties", "words"),
    [
        ({"pid": "country", "v": "Russia"}, "A query’s “properties” are a list"),
        (["country"], "A query’s “properties” are a list"),
        ([{"pid": "country"}], "A query’s “properties” are a list"),
        ([{"pid": "colour", "v": "red"}], "There is no property 'colour' to compare; there are:"),
        ([{"pid": "ties", "v": 3}], "There is no property 'ties' to compare; there are:"),
        ([{"pid": "country", "v": "Russia"}] * 21, "21 properties; at most 20 are compared."),
    ],
)
def test_further_columns_that_are_not_understood_are_refused(
    client: TestClient, properties: object, words: str
) -> None:
    queries = json.dumps({"q0": {"query": "Jet Works", "properties": properties}})
    answer = client.get(f"{HERE}/reconcile", params={"queries": queries})
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith(words)


def test_the_manifest_leads_to_what_a_score_is_made_of(client: TestClient) -> None:
    manifest = client.get(f"{HERE}/reconcile").json()
    address, _, place = manifest["feature_view"]["url"].replace("{{id}}", "country").partition("#")
    page = client.get(address).text
    assert f'id="{place}"' in page
    assert "says the same as ours adds 10" in page.replace("\n", " ")


def extended(client: TestClient, ids: list[str], names: list[str]) -> dict[str, object]:
    asked = {"ids": ids, "properties": [{"id": name} for name in names]}
    return client.post(f"{HERE}/reconcile", data={"extend": json.dumps(asked)}).json()  # type: ignore[no-any-return]


def test_matched_rows_are_extended_by_our_columns(client: TestClient) -> None:
    proposed = client.get(f"{HERE}/reconcile/properties?type=organisations&limit=3").json()
    assert proposed["type"] == "organisations"
    assert proposed["properties"][0] == {"id": "country", "name": "Country"}
    assert len(proposed["properties"]) == 3
    answer = extended(client, ["maker", "nobody"], ["country", "aliases", "sources", "ties"])
    assert answer["meta"][0] == {"id": "country", "name": "Country"}  # type: ignore[index]
    rows = answer["rows"]
    assert rows["maker"]["country"] == [{"id": "RUS", "name": "Russia"}]  # type: ignore[index]
    assert rows["maker"]["sources"] == [{"int": 1}]  # type: ignore[index]
    assert set(map(str, rows["nobody"].values())) == {"[]"}  # type: ignore[index]


def test_columns_of_every_type_are_values_as_the_protocol_has_them(client: TestClient) -> None:
    kinds = {frozenset(own) for own in ({"str"}, {"int"}, {"float"}, {"id", "name"})}
    for kind in client.get(f"{HERE}/reconcile").json()["defaultTypes"]:
        own = client.get(f"{HERE}/reconcile/properties?type={kind['id']}").json()["properties"]
        ids = list(dataset().records.query("table == @kind['id']").index)
        rows = extended(client, ids, [name["id"] for name in own])["rows"]
        assert list(rows) == ids  # type: ignore[call-overload]
        values = [value for row in rows.values() for cell in row.values() for value in cell]  # type: ignore[attr-defined]
        assert {frozenset(value) for value in values} <= kinds


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ('{"ids": ["maker"], "properties": [{"id": "colour"}]}', "There is no property 'colour'"),
        ('{"ids": "maker", "properties": []}', "A query has the lists"),
        ('{"ids": [7], "properties": []}', "Ids are texts."),
        ("[]", "Send the query as JSON"),
        ("{", "The field “extend” is no JSON."),
    ],
)
def test_columns_that_are_not_understood_are_refused(
    client: TestClient, asked: str, words: str
) -> None:
    answer = client.get(f"{HERE}/reconcile", params={"extend": asked})
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith(words)


def test_an_entry_is_previewed_in_a_frame_of_this_machine(client: TestClient) -> None:
    manifest = client.get(f"{HERE}/reconcile").json()
    address = manifest["preview"]["url"].replace("{{id}}", "maker")
    answer = client.get(address)
    assert "<h1>Jet Works</h1>" in answer.text
    assert "evidence?record=maker" in answer.text
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors 'self' http://localhost:* http://127.0.0.1:*" in policy
    assert "script-src" not in policy
    assert client.get(f"{HERE}/reconcile/preview?id=nobody").status_code == 404


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("limit", 0, "A query’s “limit” is a whole number from 1."),
        ("limit", 1.5, "A query’s “limit” is a whole number from 1."),
        ("limit", float("inf"), "A query’s “limit” is a whole number from 1."),
        ("limit", "3", "A query’s “limit” is a whole number from 1."),
        ("limit", True, "A query’s “limit” is a whole number from 1."),
        ("type", "firms", "There is no type 'firms'; there are: exercises, transfers,"),
        ("type", ["organisations", "findings"], "There is no type 'findings'; there are:"),
        ("type", 7, "A query’s “type” is the id of a type or a list of them."),
    ],
)
def test_a_type_or_a_limit_that_is_none_is_refused_and_not_passed_over(
    client: TestClient, key: str, value: object, words: str
) -> None:
    queries = json.dumps({"q0": {"query": "Jet Works", key: value}})
    answer = client.get(f"{HERE}/reconcile", params={"queries": queries})
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith(words)


@pytest.mark.parametrize("kind", ["firms", "findings", "Organisations"])
def test_columns_of_a_type_that_is_none_are_refused(client: TestClient, kind: str) -> None:
    answer = client.get(f"{HERE}/reconcile/properties", params={"type": kind})
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith(f"There is no type '{kind}'; there are: exercises,")
    assert client.get(f"{HERE}/reconcile/properties?type=").status_code == 200


def test_a_limit_and_types_that_are_left_blank_are_as_if_not_named(client: TestClient) -> None:
    plain = candidates(client, {"query": "Jet"})
    assert len(plain) > 1
    assert candidates(client, {"query": "Jet", "limit": None, "type": []}) == plain
    assert candidates(client, {"query": "Jet", "limit": 1.0}) == plain[:1]
    assert candidates(client, {"query": "Jet", "limit": 10**30, "type": ""}) == plain


@pytest.mark.parametrize("queries", ["[]", "{", '{"q0": 1}', '{"q0": {"query": null}}'])
def test_a_batch_that_is_none_is_refused_in_a_sentence(client: TestClient, queries: str) -> None:
    for answer in (
        client.get(f"{HERE}/reconcile", params={"queries": queries}),
        client.post(f"{HERE}/reconcile", data={"queries": queries}),
    ):
        assert answer.status_code == 400
        assert answer.json()["detail"].endswith(".")


def test_half_a_sign_as_the_key_of_a_query_is_answered_as_a_whole_one(client: TestClient) -> None:
    queries = '{"\\ud800": {"query": "jet works \\ud800"}}'
    for answer in (
        client.get(f"{HERE}/reconcile", params={"queries": queries}),
        client.post(f"{HERE}/reconcile", data={"queries": queries}),
    ):
        assert answer.status_code == 200
        assert answer.json()["?"]["result"][0]["id"] == "maker"


def test_changes_since_a_version_are_the_newest_first(client: TestClient) -> None:
    answer = client.get(f"{HERE}/changes.json?limit=1").json()
    assert len(answer["changes"]) == min(answer["total"], 1)
    assert answer["version"] == client.get(f"{HERE}/version").json()["version"]


def test_below_a_prefix_addresses_answer_and_lead_back_below_it(
    tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    app = Starlette(routes=routes("atlas"), middleware=middleware("atlas"))
    client = TestClient(app, base_url="http://localhost")
    embedded = client.get(f"/atlas{HERE}/embed/exercises-by-domain").text
    assert 'href="http://localhost/atlas/exercises?' in embedded
    assert 'src="/atlas/assets/' in embedded
    assert client.post(f"/atlas{HERE}/check", content=b"Jet 7").status_code == 200
    manifest = client.get(f"/atlas{HERE}/reconcile").json()
    assert manifest["view"]["url"] == "http://localhost/atlas/evidence?record={{id}}"


def test_who_has_not_signed_in_gets_nothing_of_it(
    tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    entering = middleware(may_enter=lambda cookies: "signed-in" in cookies)
    client = TestClient(
        Starlette(routes=routes(), middleware=entering), base_url="http://localhost"
    )
    known = {"Cookie": "signed-in=yes"}
    assert client.get(f"{HERE}/version", headers=known).status_code == 200
    for address in ("version", "tables/exercises.csv", "embed/network", "docs", "openapi.json"):
        assert client.get(f"{HERE}/{address}").status_code == 401
    assert client.post(f"{HERE}/check", content=b"Jet 7").status_code == 401


@pytest.mark.parametrize("origin", ["example.org", "https://*.example.org", "https://a.org/b"])
def test_what_is_no_origin_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, origin: str
) -> None:
    monkeypatch.setenv("ATLAS_CORS", origin)
    with pytest.raises(SettingError, match=r"ATLAS_CORS has .* write origins"):
        readable_from()


def test_the_lines_of_a_dialog_lead_to_the_rows_in_their_formats(client: TestClient) -> None:
    csv, parquet = (f"{HERE}/tables/transfers.{ending}?domain=Air" for ending in ("csv", "parquet"))
    by_program = lines("transfers", csv, parquet)
    assert by_program["curl"] == f'curl -o transfers.csv "{csv}"'
    assert by_program["pandas"].endswith(f'pd.read_csv("{csv}")')
    assert f'read.csv("{csv}", ' in by_program["R"]
    assert by_program["DuckDB"] == f"SELECT * FROM read_parquet('{parquet}')"
    rows = [pd.read_csv, pd.read_parquet]
    first, other = (
        read(io.BytesIO(client.get(path).content))["Record"].tolist()
        for read, path in zip(rows, (csv, parquet), strict=True)
    )
    assert first == other != []


@st.composite
def _filters(draw: st.DrawFn) -> Filters:
    """Any filters, of the data that come with the program."""
    schema = dataset().schema
    low, high = span()
    years = draw(st.none() | st.tuples(st.integers(low, high), st.integers(low, high)))
    chosen: dict[str, object] = {"years": years and (min(years), max(years))}
    for key, labels in choices(schema).items():
        values = st.sampled_from(list(labels))
        if FILTERS[key].several:
            chosen[key] = tuple(draw(st.lists(values, max_size=2, unique=True)))
        else:
            chosen[key] = draw(values)
    return Filters(**chosen)


@pytest.fixture(scope="module")
def shipped() -> TestClient:
    app = Starlette(routes=routes(), middleware=middleware())
    return TestClient(app, base_url="http://localhost")


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(filters=_filters(), table=st.sampled_from(["exercises", "transfers", "agreements"]))
def test_page_address_and_file_have_the_same_rows(
    shipped: TestClient, filters: Filters, table: str
) -> None:
    query = filters.to_query(dataset().schema, span())
    address = f"{HERE}/tables/{table}.{{}}?{urlencode(query)}"
    texts = {key: [text for name, text in query if name == key] for key, _ in query}
    page = without_ids(listing(filters_asked(texts).selection.dataset, table))
    in_json = shipped.get(address.format("json")).json()["rows"]
    assert [row["Id"] for row in in_json] == page["Id"].tolist()
    assert [row["Record"] for row in in_json] == page["Record"].tolist()
    assert shipped.get(address.format("csv")).content == to_csv(tables.table(table, texts))


def test_the_page_on_addresses_names_every_one(client: TestClient) -> None:
    text = (ROOT / "docs" / "by-address.md").read_text(encoding="utf-8")
    paths = client.get(f"{HERE}/openapi.json").json()["paths"]
    families = {re.split(r"/?\{|(?<=reconcile)/", path)[0] for path in paths}
    missing = []
    for path in families:
        name, _, ending = path.partition(".")
        if name not in text or ending not in text:
            missing.append(path)
    assert missing == []


NARROWINGS = {
    "years": [["1992", "2020"], ["2005", "2020"], ["2012", "2018"], ["2016", "2016"]],
    "domain": [["naval", "air", "land"], ["naval", "air"], ["naval"]],
    "status": [["delivered", "under way", "cancelled"], ["delivered", "under way"], ["delivered"]],
    "supplier": [["RUS", "CHN", "UKR"], ["RUS", "CHN"], ["CHN"]],
    "recipient": [["CHN", "IND"], ["CHN"]],
    "projected": [["out"]],
    "mentioned": [["out"]],
    "independent": [["2"]],
}


def _pair_of_queries(chance: random.Random) -> tuple[str, str]:
    """A query and one that is narrower in one or two of its settings."""
    wide: dict[str, list[str]] = {}
    for name in chance.sample(list(NARROWINGS), 3):
        # None chosen is the widest of all.
        wide[name] = chance.choice([[], *NARROWINGS[name][:-1]])
    narrow = dict(wide)
    for name in chance.sample(list(wide), chance.choice([1, 2])):
        steps = NARROWINGS[name]
        later = steps[steps.index(wide[name]) + 1 :] if wide[name] else steps
        narrow[name] = chance.choice(later)
    return urlencode(wide, doseq=True), urlencode(narrow, doseq=True)


def _ids(client: TestClient, address: str) -> set[str]:
    answer = client.get(f"{HERE}/{address}")
    assert answer.status_code == 200, address
    rows = pd.read_csv(io.BytesIO(answer.content), dtype="str", keep_default_na=False)
    return set(rows["Id"]) if "Id" in rows else set()


@pytest.mark.parametrize("seed", first_of_all({"1", "2", "3"}, map(str, range(1, 25))))
def test_a_narrower_query_answers_with_some_of_the_same_entries(
    shipped: TestClient, seed: str
) -> None:
    """Tables, and the network, whose ties are told apart by the entry that says them."""
    wide, narrow = _pair_of_queries(random.Random(f"narrower-{seed}"))
    for address in ("tables/exercises.csv", "tables/transfers.csv", "charts/network.csv"):
        few = _ids(shipped, f"{address}?{narrow}")
        many = _ids(shipped, f"{address}?{wide}")
        assert few <= many, (address, wide, narrow)
    counts = [shipped.get(f"{HERE}/count?{query}").json() for query in (narrow, wide)]
    assert set(counts[0]["ids"]) <= set(counts[1]["ids"])
