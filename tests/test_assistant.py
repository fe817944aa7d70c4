"""`atlas mcp`: what an assistant may ask, by the protocol's own client."""

import json
import os
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from atlas.cli import main
from atlas.tools import answers, server

ATLAS = "from atlas.cli import main; raise SystemExit(main())"


@pytest.fixture(autouse=True)
def _tiny_data(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))


def test_an_assistant_is_answered_over_standard_input_and_output(tiny_folder: Path) -> None:
    environment = {"ATLAS_DATA": str(tiny_folder), "PYTHONPATH": os.pathsep.join(sys.path)}
    started = StdioServerParameters(
        command=sys.executable, args=["-c", ATLAS, "mcp"], env=environment
    )

    async def asked() -> tuple[Any, Any, Any]:
        async with Client(stdio_client(started)) as client:
            tools = await client.list_tools()
            found = await client.call_tool("search", {"text": "fishhook"})
            refused = await client.call_tool("table", {"name": "nothing"})
            return tools, found, refused

    tools, found, refused = _run(asked)
    names = {tool.name for tool in tools.tools}
    wanted = {"search", "record", "table", "count", "chart", "chart_rows", "check", "sources"}
    assert wanted <= names
    assert all(tool.annotations.read_only_hint for tool in tools.tools)
    assert json.loads(found.content[0].text)["hits"][0]["id"] == "jet"
    assert refused.is_error
    assert "There is no table 'nothing'; there are: exercises" in refused.content[0].text


@pytest.mark.parametrize(
    "ask",
    [
        lambda: answers.search("jet"),
        lambda: answers.record("jet-sale"),
        lambda: answers.table("exercises"),
        lambda: answers.chart("two-way-street"),
        lambda: answers.chart_rows("two-way-street"),
        lambda: answers.count("every"),
        answers.sources,
    ],
)
def test_each_answer_has_a_page_a_query_and_the_version(ask: Callable[[], Any]) -> None:
    answer = ask()
    assert answer["page"].startswith("/")
    assert answer["query"] == ""
    assert len(answer["version"]) == 12


@pytest.mark.parametrize(
    "ask", [lambda: answers.chart("exercise-timeline"), lambda: answers.count("every")]
)
def test_what_is_counted_names_who_says_it_where_and_how_firmly(ask: Callable[[], Any]) -> None:
    rows = ask()["evidence"]["rows"]
    assert rows
    for row in rows:
        assert row["source"] in {"article", "wire", "copy"}
        assert row["locator"]
        assert row["basis"] in {"stated", "reported", "inferred", "projected"}
        assert "said_by" in row


def test_rows_come_in_parts_of_at_most_a_hundred() -> None:
    whole = answers.table("evidence", limit=10_000)
    assert len(whole["rows"]) <= answers.MOST_ROWS
    second = answers.table("exercises", offset=1, limit=1)
    assert second["rows"] == answers.table("exercises")["rows"][1:2]
    assert second["total"] > 1


def test_filters_are_those_of_the_dashboard_and_said_where_they_are_read_otherwise() -> None:
    answer = answers.table("exercises", {"years": [2018, 2017], "domain": ["land"]})
    assert answer["query"] == "years=2018&years=2017&domain=land"
    assert answer["read_as"] == ["years=2018&years=2017 is read as years=2017&years=2018"]
    assert "years=2017&years=2018" in answer["page"]


def test_an_answer_that_is_too_long_says_how_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MOST_CHARACTERS", 10)

    async def asked() -> Any:
        async with Client(server.server()) as client:
            return await client.call_tool("sources", {})

    answer = _run(asked)
    assert answer.is_error
    assert "ask for fewer rows, or narrow the filters" in answer.content[0].text


def test_without_the_package_a_sentence_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    assert main(["mcp"]) == 1
    assert (
        capsys.readouterr().err == '`atlas mcp` needs the package mcp: pip install "atlas[mcp]"\n'
    )


def _run(ask: Callable[[], Awaitable[Any]]) -> Any:
    """In a thread of its own: in that of the tests the browser of others may run a loop."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(anyio.run, ask).result()
