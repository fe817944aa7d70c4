"""Questions of an assistant and their answers, as plain data of bounded size.

`filters` and `options` go by their names in a link of the dashboard. Each answer has the `query`
and the `page` that show the same, the `version` of the data, and who says what where: rows name
their sources with paragraphs, evidence has source, locator, basis and speaker.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from atlas.answers import charts, checking, counting, records, searching, tables, version
from atlas.answers import sources as registered
from atlas.answers.asked import AskedFilters, chart_asked, chart_named, filters_asked
from atlas.answers.links import page
from atlas.answers.settings import query_of
from atlas.dataset.dataset import Dataset
from atlas.dataset.ranges import Texts
from atlas.export.rows import Rows, to_json

Settings = Mapping[str, Any]
Answer = dict[str, Any]
# Of a table at once; of statements on a record; of rows behind one claim; of values of a setting.
MOST_ROWS, MOST_STATEMENTS, MOST_BEHIND, MOST_VALUES = 100, 200, 10, 30
NONE: Settings = {}
EVIDENCE = ["id", "field", "value", "source", "locator", "basis", "said_by", "chosen"]
# The page that shows a table; the others are among all statements.
PAGES = {
    "exercises": "exercises",
    "transfers": "transfers",
    "findings": "findings",
    "conflicts": "sources",
    "sources": "sources",
    "counts": "counts",
}


def offered() -> Answer:
    """What can be asked for: tables, charts with their options, filters, counting rules."""
    described = [
        {
            "name": chart["name"],
            "title": chart["title"],
            "options": [_shorter(option) for option in chart["options"]],
        }
        for chart in charts.charts()
    ]
    return {
        "tables": {name: table.about for name, table in tables.offered().items()},
        "charts": described,
        "filters": [_shorter(declared) for declared in version.filters()],
        "rules": counting.rules(),
        **version.versions(),
    }


def _shorter(setting: Mapping[str, Any]) -> Answer:
    """A filter or an option with the first of its values, where there are very many."""
    values = dict(islice(setting["values"].items(), MOST_VALUES))
    return {**setting, "values": values, "n_values": len(setting["values"])}


def search(text: str, filters: Settings = NONE, limit: int = 20) -> Answer:
    """Records by any of their names, in any script; each with its id and its page."""
    query = query_of(filters)
    answer = searching.search_for(text, query, _within(limit))
    return {**answer, **_standing(query, "evidence")}


def record(identifier: str, filters: Settings = NONE) -> Answer:
    """A record: facts with the rows that say them, disagreements, relations, sources."""
    query = query_of(filters)
    answer = records.record(identifier, query)
    parts = {key: _first(answer[key]) for key in ("evidence", "relations")}
    return {**answer, **parts, **_query(query)}


def table(name: str, filters: Settings = NONE, offset: int = 0, limit: int = 25) -> Answer:
    """Rows of a table, from `offset` on, each with its sources and paragraphs."""
    query = query_of(filters)
    whole = tables.table(name, query)
    answer = _rows(whole, offset, limit)
    return {**answer, **_standing(query, PAGES.get(name, "evidence"))}


def chart(name: str, filters: Settings = NONE, options: Settings = NONE) -> Answer:
    """What a chart shows in a sentence, and the statements that it rests on."""
    query = _of_chart(name, filters, options)
    answer = charts.chart_summary(name, query)
    shown = chart_asked(name, query).shown
    return {**answer, "evidence": _evidence(shown.dataset, shown.evidence_ids), **_query(query)}


def chart_rows(
    name: str,
    filters: Settings = NONE,
    options: Settings = NONE,
    offset: int = 0,
    limit: int = 25,
) -> Answer:
    """The rows beneath a chart, from `offset` on, with sources and paragraphs."""
    query = _of_chart(name, filters, options)
    whole = charts.chart_rows(name, query)
    answer = _rows(whole, offset, limit)
    shown = chart_asked(name, query).shown
    return {**answer, "page": shown.path, "version": shown.dataset.version, **_query(query)}


def count(rule: str = "", filters: Settings = NONE) -> Answer:
    """How many exercises a counting rule counts, which, which not, and who says so."""
    query = query_of(filters)
    answer = counting.count(rule, query)
    data = filters_asked(query).selection.dataset
    return {**answer, "evidence": _evidence(data, answer["ids"]), **_query(query)}


def check(text: str, filters: Settings = NONE) -> Answer:
    """What the sources say of each claim in a text of at most 5,000 characters."""
    query = query_of(filters)
    answer = checking.checked(text, query)
    for sentence in answer["sentences"]:
        for mark in sentence["marks"]:
            mark["rows"] = _first(mark["rows"], MOST_BEHIND)
    return {**answer, **_query(query)}


def sources(filters: Settings = NONE, offset: int = 0, limit: int = 25) -> Answer:
    """The sources that are chosen, from `offset` on, in order of rank."""
    query = query_of(filters)
    every = registered.sources(query)
    start = max(offset, 0)
    part = every[start : start + _within(limit)]
    return {"total": len(every), "sources": part, **_standing(query, "sources")}


def _of_chart(name: str, filters: Settings, options: Settings) -> Texts:
    own = chart_named(name).options.__dataclass_fields__
    return {**query_of(filters), **query_of(options, own)}


def _within(limit: int) -> int:
    return min(max(limit, 1), MOST_ROWS)


def _rows(taken: Rows, offset: int, limit: int) -> Answer:
    part = tables.page_of(taken, max(offset, 0), _within(limit))
    whole = json.loads(to_json(part))
    return {"total": len(taken.frame), "about": whole["about"], "rows": whole["rows"]}


def _first(rows: Sequence[Any], most: int = MOST_STATEMENTS) -> Answer:
    return {"total": len(rows), "rows": list(rows[:most])}


def _evidence(data: Dataset, ids: Iterable[str]) -> Answer:
    """The statements on these records, the shown values first, as many as there is room for."""
    rows = data.evidence[data.evidence["id"].isin(set(ids))]
    in_order = rows.sort_values("chosen", ascending=False, kind="stable")
    part = in_order.head(MOST_STATEMENTS)[EVIDENCE].astype(object)
    plain: list[Any] = part.where(pd.notna(part), None).to_dict("records")
    return {"total": len(rows), "rows": plain}


def _standing(query: Texts, name: str) -> Answer:
    asked = filters_asked(query)
    address = page(name, asked, [])
    return {"page": address, "version": asked.selection.dataset.version, **_query(query)}


def _query(query: Texts) -> Answer:
    """The settings that were asked, and in words those that are read otherwise."""
    pairs = [(key, text) for key, texts in query.items() for text in texts]
    asked: AskedFilters = filters_asked(query)
    return {"query": urlencode(pairs), "read_as": list(asked.put_right)}
