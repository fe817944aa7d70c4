"""Rules by which exercises are counted: each is a named set of values of the filters."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from atlas.datapackage.schema import Schema, Term
from atlas.dataset.exercise_filters import ALONE, OTHERS, WATCHED
from atlas.dataset.filter_contract import Value
from atlas.dataset.filters import Filters, understood
from atlas.dataset.ranges import Texts

EACH, ONCE = "each", "once"
# A rule in an address, and the option of the chart that it decides beside filters.
RULE, PHASES = "rule", "phases"
# The filters that a rule decides; years, domains and sources are the reader's beside it.
DECIDED = ("participants", "observers", "scope", "exercise")
PATROLS = ("naval-patrols", "air-patrols")
OF_POLICE = ("law-enforcement", "coast-guard")


@dataclass(frozen=True)
class Rule:
    """What a rule sets `filters` to, all others of `DECIDED` being as at first, and `phases`."""

    filters: Mapping[str, Value] = field(default_factory=dict)
    phases: str = EACH

    def under(self, filters: Filters) -> Filters:
        """The same filters, but what is counted is decided by this rule."""
        kept = {key: value for key, value in filters.items() if key not in DECIDED}
        return Filters(**kept, **self.filters)


# By its value in the vocabulary `counting-rule`, which has its name and what it counts.
RULES = {
    "every": Rule(),
    "alone": Rule({"participants": ALONE}),
    "with-others": Rule({"participants": OTHERS}),
    "observed": Rule({"observers": WATCHED}),
    "no-patrols": Rule({"scope": PATROLS}),
    "no-competitions": Rule({"scope": ("competitions",)}),
    "no-command-post": Rule({"scope": ("command-post",)}),
    "armed-forces": Rule({"scope": OF_POLICE}),
    "field-forces": Rule({"scope": (*PATROLS, "competitions", "command-post", *OF_POLICE)}),
    "phases-once": Rule(phases=ONCE),
}
FIRST = next(iter(RULES))
VOCABULARY = "counting-rule"


def terms(schema: Schema) -> dict[str, Term]:
    """The name of each rule and what it counts; of one that a package does not name, its value."""
    named = {term.value: term for term in schema.vocabularies.get(VOCABULARY, ())}
    return {name: named.get(name, Term(name, name, "")) for name in RULES}


def names(schema: Schema) -> dict[str, str]:
    """The name of each rule."""
    return {name: term.label for name, term in terms(schema).items()}


def spelled_out(query: Texts, schema: Schema) -> tuple[Texts, list[str]]:
    """The settings of an address with those that its rule decides in place of the rule, and what of
    it was left out because there is no such rule (as `rule=…`).

    What else the address says of these settings gives way, as the rule is a choice of all of them.
    """
    rest = {key: texts for key, texts in query.items() if key != RULE}
    texts = [text for text in query.get(RULE, ()) if text]
    if not texts:
        return rest, []
    name = understood(texts[-1], names(schema))
    if name is None:
        return rest, [f"{RULE}={texts[-1]}"]
    rule = RULES[name]
    kept = {key: texts for key, texts in rest.items() if key not in DECIDED}
    decided = {key: _texts(value) for key, value in rule.filters.items()}
    return {**kept, **decided, PHASES: [rule.phases]}, []


def _texts(value: Value) -> list[str]:
    return list(value) if isinstance(value, tuple) else [value]


def rule_of(filters: Filters, phases: str) -> str:
    """The rule that these filters and this choice of phases make up; blank where it has no name."""
    for name, rule in RULES.items():
        if phases == rule.phases and _decided(rule.under(filters)) == _decided(filters):
            return name
    return ""


def _decided(filters: Filters) -> list[object]:
    """What a rule decides; the order in which values were chosen is none of it."""
    values = [filters[key] for key in DECIDED]
    return [frozenset(value) if isinstance(value, tuple) else value for value in values]
