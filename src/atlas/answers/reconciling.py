"""Names of others matched to our records, in the form of the W3C's Reconciliation API 0.2.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from atlas.answers.agreeing import Wanted, agreements, wanted
from atlas.answers.asked import NotUnderstoodError, filters_asked
from atlas.answers.extending import as_list, properties
from atlas.dataset.dataset import Dataset
from atlas.dataset.ranges import Texts
from atlas.search.search import Found, Hit, How, search
from atlas.search.spelling import folded, unspaced
from atlas.values.characters import writable
from atlas.values.words import few

MOST_QUERIES, MOST_CANDIDATES, CANDIDATES = 50, 25, 5
# More than are wanted are looked at, because those of another type are left out.
LOOKED_AT = 100
PREVIEW_SIZE = {"width": 420, "height": 220}
EXACT, FOUND = 100.0, 99.0
# What each further column that says the same adds to a score, and one that does not takes from it.
A_COLUMN = 10.0
# The feature of a candidate that says how like its name is; further ones go by their columns.
NAME = "name"
# Links and findings are about other records, and no column of names names them.
TYPES_LEFT_OUT = {"links", "findings", "sources"}
NO_LIMIT = "A query’s “limit” is a whole number from 1."
NO_TYPE = "A query’s “type” is the id of a type or a list of them."


class Candidate(NamedTuple):
    """A record that a query may mean, its score, and what that is made of."""

    hit: Hit
    score: float
    features: list[dict[str, Any]]


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
        "feature_view": {"url": f"{own}/docs?feature={{{{id}}}}#reconciliation"},
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

    A candidate has id, name, type, score (0 to 100), features and match. The score is the likeness
    of letters (100: a name of it); each further column of the query (`properties`) that says the
    same adds 10, each that says something else takes 10, one of which nothing is known does
    neither. It is a match where it alone is called so and no column speaks against it.
    NotUnderstoodError where the batch is none, DataProblemsError without valid data.
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


def proposed(kind: str, limit: int | None, query: Texts) -> dict[str, Any]:
    """The columns by which records of a type (blank: of any) can be extended, `limit` at most.

    None: all. NotUnderstoodError for an unknown type, DataProblemsError without valid data.
    """
    data = filters_asked(query).selection.dataset
    _types_of(data, kind)
    return {"type": kind, "properties": as_list(properties(data, kind))[:limit]}


def _candidates(data: Dataset, asked: object) -> list[dict[str, Any]]:
    if not isinstance(asked, Mapping) or not isinstance(asked.get("query"), str):
        raise NotUnderstoodError('Each query is an object with a text: {"query": "…"}.')
    text = writable(asked["query"])
    limit = _limit(asked.get("limit"))
    names = _types_of(data, asked.get("type"))
    hits = _of_types(data, search(data, text, LOOKED_AT), names)
    columns = wanted(data, asked.get("properties"))
    scored = [_scored(data, text, hit, columns) for hit in hits]
    scored.sort(key=_best_first)
    exact = [candidate for candidate in scored if candidate.score == EXACT]
    labels = data.schema.labels("table")
    return [
        {
            "id": own.hit.id,
            "name": own.hit.label,
            "type": [{"id": own.hit.table, "name": labels[own.hit.table]}],
            "score": own.score,
            "features": own.features,
            "match": exact == [own],
        }
        for own in scored[:limit]
    ]


def _scored(data: Dataset, text: str, hit: Hit, columns: Wanted) -> Candidate:
    """A hit with what speaks for it and against it."""
    likeness = _likeness(text, hit)
    agreeing = agreements(data, hit.id, columns)
    n_same = sum(agreeing.values())
    n_other = len(agreeing) - n_same
    most = EXACT if likeness == EXACT and not n_other else FOUND
    score = likeness + A_COLUMN * (n_same - n_other)
    features = [{"id": NAME, "value": likeness}]
    features += [{"id": name, "value": is_same} for name, is_same in agreeing.items()]
    return Candidate(hit, round(min(max(score, 0.0), most), 1), features)


def _best_first(candidate: Candidate) -> tuple[float, float]:
    likeness = candidate.features[0]["value"]
    return -candidate.score, -likeness


def _types_of(data: Dataset, asked: object) -> set[str]:
    """The types that a query names, one or several; none: any."""
    several = asked if isinstance(asked, list) else [asked]
    known = [kind["id"] for kind in types(data)]
    names = set()
    for kind in several:
        name = kind.get("id") if isinstance(kind, Mapping) else kind
        if name in (None, ""):
            continue
        if not isinstance(name, str):
            raise NotUnderstoodError(NO_TYPE)
        if name not in known:
            unknown = few([repr(writable(name))])
            raise NotUnderstoodError(f"There is no type {unknown}; there are: {', '.join(known)}.")
        names.add(name)
    return names


def _of_types(data: Dataset, found: Found, names: set[str]) -> list[Hit]:
    """The hits of these types (none: of any), and of those what is called alike."""
    wanted = names or {kind["id"] for kind in types(data)}
    return [hit for hit in found.hits if hit.table in wanted and hit.how != How.NOTE]


def _limit(asked: object) -> int:
    """How many candidates a query wants: one at least, and no more than are given to any."""
    if asked is None:
        return CANDIDATES
    # A truth is a whole number in Python, and none in JSON.
    if isinstance(asked, bool) or not isinstance(asked, int | float):
        raise NotUnderstoodError(NO_LIMIT)
    if asked < 1 or asked != asked // 1:
        raise NotUnderstoodError(NO_LIMIT)
    return int(min(asked, MOST_CANDIDATES))


def _likeness(text: str, hit: Hit) -> float:
    """How like the text is to the name by which the hit was found."""
    sought = folded(text)
    name = folded(hit.matched)
    if unspaced(sought) == unspaced(name):
        return EXACT
    return min(round(fuzz.ratio(sought, name), 1), FOUND)
