"""What the pages that show more than charts have by address: overview, comparison, check, entry,
statements, briefing.
"""

import shlex
from collections.abc import Sequence

from atlas.answers.asked import NoSuchError, NotUnderstoodError
from atlas.briefing.items import RULE, Item, Kind, shown_by
from atlas.charts.chart_view import ChartView
from atlas.charts.compare.pair import LETTERS, Pair
from atlas.dataset.filters import Query
from atlas.dataset.store import dataset
from atlas.records.statements import NARROWED_BY
from atlas.ui.basket import basket
from atlas.ui.by_address import (
    API,
    Part,
    address_of,
    chart_endings,
    filters_query,
    of_chart,
    of_json,
    of_record,
    of_rows,
    of_table,
    table_endings,
)
from atlas.ui.check_words import EXAMPLE

# A longer text is a file to send, not a line to copy.
LONGEST_IN_A_LINE = 600
ONLY_SOURCES = ("evidence", "kind")


def of_charts(charts: Sequence[ChartView]) -> list[Part]:
    """The charts of a page, each under its filters and options."""
    return [of_chart(shown) for shown in charts]


def of_overview(charts: Sequence[ChartView]) -> list[Part]:
    """The charts behind the answers, and what the sentences about the data rest on."""
    by_name = {shown.chart.name: shown for shown in charts}
    about = "Versions of data and program, and how many entries there are of each table, as JSON."
    return [
        *of_charts(list(by_name.values())),
        of_table("sources", "Sources"),
        of_json("Version of the data", "/version", [], about),
    ]


def of_pair(shown: Pair) -> list[Part]:
    """Both sides of a comparison as rows, and the two of them as one figure."""
    parts = []
    for letter, name, side in zip(LETTERS, shown.names, shown.sides, strict=True):
        title = f"{letter}: {name}"
        if side.as_of:
            about = "What has changed since this version; its own rows are not kept. As JSON."
            parts.append(of_json(title, "/changes.json", [("since", side.as_of)], about))
        else:
            path = f"/charts/{shown.chart.name}"
            parts.append(of_rows(title, path, side.query, chart_endings()))
    address = address_of("/compare.json", shown.query, API)
    both = "A figure of Plotly, as JSON; in place of json: pdf."
    return [*parts, Part("Both in one picture", both, {"curl": f'curl -o pair.json "{address}"'})]


def of_text(text: str) -> list[Part]:
    """What the sources say of a text, which is sent and not part of an address.

    The text is the reader's, an example where there is none.
    """
    about = (
        "The text is sent, answered as JSON and stored nowhere. Write another one into the "
        "line, of at most 5,000 characters."
    )
    query = [(key, value) for key, value in filters_query() if key in ONLY_SOURCES]
    return [checked_by_url(text or EXAMPLE, query, "The verdicts on a text", about)]


def checked_by_url(text: str, query: Query, title: str, about: str) -> Part:
    """What sends a text to be checked; `query` are the sources to check it against."""
    address = address_of("/check", query)
    kind = "Content-Type: text/plain"
    is_short = len(text) <= LONGEST_IN_A_LINE
    body = shlex.quote(text) if is_short else "@text.txt"
    made = repr(text) if is_short else 'open("text.txt", encoding="utf-8").read()'
    python = (
        "import json, urllib.request\n"
        f"text = {made}\n"
        'body = json.dumps({"text": text}).encode()\n'
        'headers = {"Content-Type": "application/json"}\n'
        f'request = urllib.request.Request("{address}", body, headers)\n'
        "verdicts = json.load(urllib.request.urlopen(request))"
    )
    curl = f'curl -H "{kind}" --data-raw {body} "{address}"'
    if not is_short:
        curl = curl.replace("--data-raw", "--data-binary")
    return Part(title, about, {"curl": curl, "Python": python})


def of_entry(identifier: str) -> list[Part]:
    """An entry with all that is said of it."""
    return [of_record(identifier, dataset().label(identifier))]


def of_statements(narrowing: Query) -> list[Part]:
    """All statements under the filters and what else narrows the list."""
    kept = [(key, value) for key, value in narrowing if key in NARROWED_BY]
    query = [*filters_query(), *kept]
    return [of_rows("Statements of the sources", "/tables/evidence", query, table_endings())]


def of_briefing() -> list[Part]:
    """The items of the reader's briefing; what can be put into one where there is none."""
    items = basket().items
    if not items:
        about = "Every chart that can be put into a briefing, with its options, as JSON."
        return [of_json("What there is", "/charts", [], about)]
    return [_of_item(item) for item in items]


def _of_item(item: Item) -> Part:
    query = list(item.query)
    if item.kind is Kind.RECORD:
        return of_record(item.name)
    if item.kind is Kind.SENTENCE:
        return checked_by_url(item.text, query, item.text, "What these sources say of it, as JSON.")
    if dict(query).get(RULE):
        about = "How many it counts, which they are and what it leaves out, as JSON."
        return of_json("Exercises by a counting rule", "/count", query, about)
    try:
        return of_chart(shown_by(item))
    except (NoSuchError, NotUnderstoodError) as error:
        return Part(item.name, f"No longer to be had: {error}", {})
