"""The shared filters: which evidence decides the build, the rest narrows it. They know their sentence and their URL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

from atlas.datapackage.schema import Schema

EVIDENCE = {
    "all": "Articles and references",
    "articles": "The two articles only",
    "own": "Own choice of sources",
}
UNCLASSIFIED = "unclassified"
NOT_STATED = "not-stated"
SWITCH = {"in": "Included", "out": "Left out"}
INDEPENDENT = {"1": "Any", "2": "2 or more", "3": "3 or more"}
SCOPE = {"competitions": "Competitions", "law-enforcement": "Law-enforcement drills"}
MANY = {"kind", "domain", "status", "scope"}
TITLES = {
    "evidence": "Evidence base",
    "kind": "Kinds of source",
    "years": "Years",
    "domain": "Domains",
    "status": "Status",
    "scope": "Leave out exercises that are",
    "independent": "Independent sources",
    "projected": "Projections",
    "mentioned": "Records without a date",
}
Query = list[tuple[str, str]]


@dataclass(frozen=True)
class Filters:
    """What a reader chose. No kind, no years, no domain and no status mean all of them; `kind` counts with the own choice alone."""

    evidence: str = "all"
    kind: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    domain: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    independent: str = "1"
    projected: str = "in"
    mentioned: str = "in"

    @property
    def whole(self) -> "Filters":
        """The same evidence base with nothing left out."""
        return Filters(evidence=self.evidence, kind=self.kind)

    def describe(self, schema: Schema, span: tuple[int, int]) -> str:
        """The filters as a sentence; `span` are the first and last year that could be chosen."""
        low, high = self.years or span
        known = choices(schema)
        domain = ", ".join(known["domain"][value] for value in self.domain) or "all domains"
        status = "status " + (
            ", ".join(known["status"][value].lower() for value in self.status) or "any"
        )
        left_out = [SCOPE[value].lower() for value in self.scope]
        left_out += [
            TITLES[key].lower() for key in ("projected", "mentioned") if getattr(self, key) == "out"
        ]
        kinds = (
            ", ".join(known["kind"][value].lower() for value in self.kind)
            if self.evidence == "own"
            else ""
        )
        parts = [
            domain,
            f"{low}–{high}",
            status,
            f"sources that are {kinds}" if kinds else EVIDENCE[self.evidence].lower(),
        ]
        parts += (
            [f"at least {self.independent} independent sources"] if self.independent != "1" else []
        )
        parts += [f"without {' and '.join(left_out)}"] if left_out else []
        sentence = "; ".join(parts)
        return sentence[0].upper() + sentence[1:]

    def to_query(self, schema: Schema, span: tuple[int, int]) -> Query:
        """Every filter with its value, so that a link keeps its meaning when defaults move.

        Values are spelled as on screen, because that is the form in which widgets bind to the address.
        """
        low, high = self.years or span
        query: Query = [("years", str(low)), ("years", str(high))]
        for key, known in choices(schema).items():
            chosen = getattr(self, key)
            query += [
                (key, known[value]) for value in ([chosen] if isinstance(chosen, str) else chosen)
            ] or [(key, "")]
        return query


KEYS = tuple(field.name for field in fields(Filters))


@lru_cache(maxsize=4)
def choices(schema: Schema) -> dict[str, dict[str, str]]:
    """Value → label of every filter with a fixed set of values."""
    return {
        "evidence": EVIDENCE,
        "kind": schema.labels("source-kind"),
        "domain": {**schema.labels("domain"), UNCLASSIFIED: "Unclassified"},
        "status": {**schema.labels("status"), NOT_STATED: "Not stated"},
        "scope": SCOPE,
        "independent": INDEPENDENT,
        "projected": SWITCH,
        "mentioned": SWITCH,
    }


def from_query(
    query: Mapping[str, Sequence[str]], schema: Schema, span: tuple[int, int]
) -> tuple[Filters, list[str]]:
    """Filters of a URL, and what of it was left out because it is not understood (as `key=value`).

    `query` maps each key to its values, spelled as on screen or as in the data; keys of other things are not looked at.
    """
    known = choices(schema)
    accepted: dict[str, object] = {}
    ignored: list[str] = []
    for key in KEYS:
        values = [value for value in query.get(key, ()) if value]
        if key == "years":
            years = _years(values, span)
            accepted |= {} if years is None else {"years": years}
            ignored += [f"years={value}" for value in values] if years is None else []
            continue
        found = {value: understood(value, known[key]) for value in values}
        good = tuple(dict.fromkeys(value for value in found.values() if value is not None))
        ignored += [f"{key}={value}" for value, meant in found.items() if meant is None]
        if good:
            accepted[key] = good if key in MANY else good[-1]
    return Filters(**accepted), ignored  # type: ignore[arg-type]


def understood(text: str, known: Mapping[str, str]) -> str | None:
    """The value that a text of an address means, whether it is the value itself or its label; None for neither."""
    if text in known:
        return text
    return next((value for value, label in known.items() if label == text), None)


def _years(values: Sequence[str], span: tuple[int, int]) -> tuple[int, int] | None:
    """Two years inside the span, in order; None for anything else."""
    if len(values) != 2 or not all(
        value.isascii() and value.isdigit() and len(value) == 4 for value in values
    ):
        return None
    low, high = int(values[0]), int(values[1])
    return (low, high) if span[0] <= low <= high <= span[1] else None
