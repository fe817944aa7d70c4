"""“Get this by URL” of every page: its addresses answer what the page shows."""

import io
import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from atlas.briefing.items import RULE
from atlas.charts.compare.asked import pair_of
from atlas.dataset.filters import Filters
from atlas.paths import ROOT
from atlas.ui.by_address import NEARBY, TITLE
from atlas.web.start import middleware, routes
from lengths import first_of_all

PAGES = sorted((ROOT / "pages").glob("*.py"))
# With charts, with a table alone, where a text is sent.
SOME = [page for page in PAGES if page.stem in {"transfers", "evidence", "check"}]
ADDRESS = re.compile(r"http://localhost:8501/api/[^\"']*")
Query = Mapping[str, list[str]]


@pytest.fixture(autouse=True)
def _tiny(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))


@pytest.fixture
def client() -> TestClient:
    app = Starlette(routes=routes(), middleware=middleware())
    return TestClient(app, base_url=NEARBY)


def asked(page: Path | str, query: Query | None = None, **chosen: object) -> list[str]:
    """The lines of a page's dialog, in order."""
    at = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=30)
    for key, texts in (query or {}).items():
        at.query_params[key] = texts
    for key, value in chosen.items():
        at.session_state[key] = value
    at.run()
    before = len(at.code)
    at.button(key="by-url").click().run()
    assert not at.exception
    return [str(code.value) for code in at.code[before:]]


def addresses(lines: list[str]) -> list[str]:
    found = [ADDRESS.search(line) for line in lines]
    return list(dict.fromkeys(match[0] for match in found if match))


def rows(client: TestClient, address: str) -> pd.DataFrame:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return pd.read_csv(io.BytesIO(answer.content))


@pytest.mark.parametrize("page", first_of_all(SOME, PAGES), ids=lambda page: page.stem)
def test_every_page_has_addresses_and_each_of_them_answers(client: TestClient, page: Path) -> None:
    lines = asked(page.stem)
    own = addresses(lines)
    assert own, f"{page.stem} has no “{TITLE}”"
    for address in own:
        is_sent = "/check" in address
        answer = client.post(address, content=b"Jet 7") if is_sent else client.get(address)
        assert answer.status_code == 200, answer.text


def test_the_addresses_of_a_page_have_its_filters_and_options(client: TestClient) -> None:
    lines = asked("transfers", domain=["naval"], by="domain")
    assert [line.split(" ")[0] for line in lines[:4]] == ["curl", "import", "rows", "SELECT"]
    flows = addresses(lines)[0]
    assert "domain=Naval" in flows
    assert "by=" in flows
    chart = rows(client, flows)
    assert len(chart) < len(rows(client, flows.replace("domain=Naval", "")))


def test_both_sides_of_a_comparison_are_addresses(client: TestClient) -> None:
    query = {"chart": ["exercises-by-domain"], "a-years": ["2005", "2006"]}
    query |= {"b-years": ["2012", "2018"]}
    own = [address for address in addresses(asked("compare", query)) if ".csv" in address]
    shown = pair_of(query, Filters()).value
    assert [rows(client, address)["Record"].tolist() for address in own] == [
        side.table["Record"].tolist() for side in shown.sides
    ]


def test_the_list_of_statements_is_fetched_as_it_is_narrowed(client: TestClient) -> None:
    narrowing = {"search": ["jet"], "evidence-table": ["Systems"]}
    first = addresses(asked("evidence", narrowing))[0]
    found = rows(client, first)
    assert set(found["Table"]) == {"Systems"}
    assert 0 < len(found) < len(rows(client, f"{NEARBY}/api/v1/tables/evidence.csv"))
    refused = client.get(f"{NEARBY}/api/v1/tables/evidence.csv?evidence-basis=guessed")
    assert refused.status_code == 400
    assert refused.json()["detail"].startswith("Not understood: evidence-basis=guessed. ")


def test_each_item_of_a_briefing_is_an_address(client: TestClient) -> None:
    items = [
        "/evidence?record=wave#record",
        f"/counts?{RULE}=alone#count",
        "/check?text=It%27s+Jet+7.#sentence",
        "/exercises#exercise-timeline",
    ]
    own = addresses(asked("briefing", {"item": items}))
    places = [address.partition("/api/v1/")[2].partition("?")[0] for address in own]
    kept = [place for place in places if not place.endswith("parquet")]
    assert kept == ["records/wave", "count", "check", "charts/exercise-timeline.csv"]
    assert client.get(own[1]).json()["rule"] == "alone"
