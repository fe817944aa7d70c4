"""Names of others matched to our records, in the form of the W3C's Reconciliation API 0.2.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from collections.abc import Mapping
from typing import Any

from rapidfuzz import fuzz

from atlas.answers.asked import NotUnderstoodError, filters_asked
from atlas.dataset.dataset import Dataset
from atlas.dataset.ranges import Texts
from atlas.search.search import Found, Hit, How, search
from atlas.search.spelling import folded, unspaced
from atlas.values.characters import writable

MOST_QUERIES, MOST_CANDIDATES, CANDIDATES = 50, 25, 5
# More than are wanted are looked at, because those of another type are left out.
LOOKED_AT = 100
PREVIEW_SIZE = {"width": 420, "height": 220}
EXACT, FOUND = 100.0, 99.0
# Links and findings are about other records, and no column of names names them.
TYPES_LEFT_OUT = {"links", "findings", "sources"}


def manifest(home: str, query: Texts) -> dict[str, Any]:
    """What the service says of itself; `home` is the address of the dashboard.

    DataProblemsError without valid data.
    """
    data = filters_asked(query).selection.dataset
    own = f"{home}/api/v1"
    suggest = {
        kind: {"service_url": own, "service_path": f"/reconcile/suggest/{kind}"}
        for kind in ("entity", "type", "property")
    }
    proposing = {"service_url": own, "service_path": "/reconcile/properties"}
    return {
        "versions": ["0.2"],
        "name": data.schema.title,
        "identifierSpace": f"{home}/evidence?record=",
        "schemaSpace": f"{own}/tables/",
        "defaultTypes": types(data),
        "documentation": f"{own}/docs",
        "view": {"url": f"{home}/evidence?record={{{{id}}}}"},
        "suggest": suggest,
        "extend": {"propose_properties": proposing, "property_settings": []},
        "preview": {"url": f"{own}/reconcile/preview?id={{{{id}}}}", **PREVIEW_SIZE},
        "batchSize": MOST_QUERIES,
    }


def types(data: Dataset) -> list[dict[str, str]]:
    """The tables whose records can be matched."""
    labels = data.schema.labels("table")
    return [{"id": name, "name": labels[name]} for name in labels if name not in TYPES_LEFT_OUT]


def reconciled(queries: object, query: Texts) -> dict[str, Any]:
    """Candidates for each query of a batch, by its key.

    A candidate has id, name, type, score (0 to 100: likeness of letters; 100 is a name of it) and
    match (it alone is called so). NotUnderstoodError where the batch is none, DataProblemsError
    without valid data.
    """
    if not isinstance(queries, dict):
        raise NotUnderstoodError('Send queries as JSON: {"q0": {"query": "…"}}.')
    if len(queries) > MOST_QUERIES:
        raise NotUnderstoodError(f"{len(queries):,} queries; at most {MOST_QUERIES} are answered.")
    data = filters_asked(query).selection.dataset
    return {writable(key): {"result": _candidates(data, own)} for key, own in queries.items()}


def suggested(prefix: str, query: Texts) -> dict[str, Any]:
    """The records whose names begin so, for a field in which one is chosen."""
    data = filters_asked(query).selection.dataset
    hits = _of_types(data, search(data, prefix, LOOKED_AT), set())[:MOST_CANDIDATES]
    labels = data.schema.labels("table")
    return {
        "result": [
            {"id": hit.id, "name": hit.label, "description": labels[hit.table]} for hit in hits
        ]
    }


def suggested_types(prefix: str, query: Texts) -> dict[str, Any]:
    """The types whose names have these letters."""
    data = filters_asked(query).selection.dataset
    sought = prefix.casefold()
    return {"result": [kind for kind in types(data) if sought in kind["name"].casefold()]}


def _candidates(data: Dataset, asked: object) -> list[dict[str, Any]]:
    if not isinstance(asked, Mapping) or not isinstance(asked.get("query"), str):
        raise NotUnderstoodError('Each query is an object with a text: {"query": "…"}.')
    text = writable(asked["query"])
    hits = _of_types(data, search(data, text, LOOKED_AT), _types_of(asked.get("type")))
    scored = [(hit, _score(text, hit)) for hit in hits]
    scored.sort(key=_best_first)
    exact = [hit for hit, score in scored if score == EXACT]
    labels = data.schema.labels("table")
    return [
        {
            "id": hit.id,
            "name": hit.label,
            "type": [{"id": hit.table, "name": labels[hit.table]}],
            "score": score,
            "match": exact == [hit],
        }
        for hit, score in scored[: _limit(asked.get("limit"))]
    ]


def _best_first(scored: tuple[Hit, float]) -> float:
    return -scored[1]


def _types_of(asked: object) -> set[str]:
    """The types that a query names, one or several; none: any."""
    several = asked if isinstance(asked, list) else [asked]
    names = set()
    for kind in several:
        name = kind.get("id") if isinstance(kind, Mapping) else kind
        if isinstance(name, str) and name:
            names.add(name)
    return names


def _of_types(data: Dataset, found: Found, names: set[str]) -> list[Hit]:
    """The hits of these types (none: of any), and of those what is called alike."""
    wanted = names or {kind["id"] for kind in types(data)}
    return [hit for hit in found.hits if hit.table in wanted and hit.how != How.NOTE]


def _limit(asked: object) -> int:
    is_number = isinstance(asked, int) and not isinstance(asked, bool)
    return min(max(int(str(asked)), 1), MOST_CANDIDATES) if is_number else CANDIDATES


def _score(text: str, hit: Hit) -> float:
    """How like the text is to the name by which the hit was found."""
    sought = folded(text)
    name = folded(hit.matched)
    if unspaced(sought) == unspaced(name):
        return EXACT
    return min(round(fuzz.ratio(sought, name), 1), FOUND)
