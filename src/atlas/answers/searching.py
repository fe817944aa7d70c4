"""Records by any of their names, in whatever script."""

from collections.abc import Sequence
from typing import Any

from atlas.answers.asked import AskedFilters, filters_asked
from atlas.answers.links import record_page
from atlas.dataset.ranges import Texts
from atlas.records.outcome import outcome
from atlas.search.search import Hit, search

MOST = 100


def search_for(text: str, query: Texts, limit: int = 20) -> dict[str, Any]:
    """The records that a text names, the best first; at most `limit`.

    Keys: text, cut (the text was too long, and only `text` of it was looked for), total, hits and,
    where there is none, nearest: lists of id, label, table, outcome (of what did not come about),
    matched, how (name, alias, note, similar), page. Of the filters the sources alone count.
    NotUnderstoodError for a value that a filter does not have, DataProblemsError without valid
    data.
    """
    asked = filters_asked(query)
    result = search(asked.selection.dataset, text, limit)
    return {
        "text": result.text,
        "cut": result.cut,
        "total": result.total,
        "hits": _hits(asked, result.hits),
        "nearest": _hits(asked, result.nearest),
    }


def _hits(asked: AskedFilters, hits: Sequence[Hit]) -> list[dict[str, Any]]:
    return [
        {
            "id": hit.id,
            "label": hit.label,
            "table": hit.table,
            "outcome": outcome(asked.selection.dataset.built, hit.table, hit.id),
            "matched": hit.matched,
            "how": str(hit.how),
            "page": record_page(asked, hit.id),
        }
        for hit in hits
    ]
