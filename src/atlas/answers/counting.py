"""How many exercises a rule counts, and which each step leaves out."""

from typing import Any

from atlas.answers.asked import NoSuchError, chart_asked
from atlas.charts.exercises.ladder_view import ids_counted, left_out
from atlas.charts.exercises.ladder_words import step_title
from atlas.charts.exercises.rules import RULE, RULES, names, rule_of, terms
from atlas.dataset.filters import understood
from atlas.dataset.ranges import Texts
from atlas.dataset.store import dataset
from atlas.settings import public_url

CHART = "how-many"


def rules() -> dict[str, dict[str, str]]:
    """The name and meaning of every counting rule; DataProblemsError without valid data."""
    return {
        name: {"title": term.label, "counts": term.definition}
        for name, term in terms(dataset().schema).items()
    }


def count(rule: str, query: Texts) -> dict[str, Any]:
    """How many exercises a rule counts under the filters of a query.

    A blank rule counts what the filters leave. Keys: rule (blank where filters and phases make up
    none that has a name), title, counts, number, headline, takeaway, filters, ids, excluded (step,
    ids), page, version. NoSuchError for an unknown rule, NotUnderstoodError for a value that a
    filter does not have, DataProblemsError without valid data.
    """
    if rule and understood(rule, names(dataset().schema)) is None:
        raise NoSuchError(f"There is no rule {rule!r}; there are: {', '.join(RULES)}.")
    shown = chart_asked(CHART, {**query, RULE: [rule]}).shown
    name = rule_of(shown.filters, shown.options.phases)
    known = rules().get(name, {"title": "", "counts": ""})
    steps = left_out(shown.view)
    return {
        "rule": name,
        **known,
        "number": len(ids_counted(shown.view)),
        "headline": shown.headline,
        "takeaway": shown.takeaway,
        "filters": shown.sentence,
        "ids": ids_counted(shown.view),
        "excluded": [
            {"step": step_title(step, shown.context), "ids": ids} for step, ids in steps.items()
        ],
        "page": public_url() + shown.path,
        "version": shown.dataset.version,
    }
