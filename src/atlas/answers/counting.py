"""How many exercises a rule counts, and which each step leaves out."""

from typing import Any

from atlas.answers.asked import NoSuchError, chart_asked
from atlas.charts.chart_view import ChartView
from atlas.charts.exercises.ladder_view import ids_counted, left_out
from atlas.charts.exercises.ladder_words import step_title
from atlas.charts.exercises.rules import RULES, rule_of, terms
from atlas.dataset.ranges import Texts
from atlas.dataset.store import dataset
from atlas.settings import public_url

CHART, PHASES = "how-many", "phases"


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
    if rule and rule not in RULES:
        raise NoSuchError(f"There is no rule {rule!r}; there are: {', '.join(RULES)}.")
    shown = _shown(rule, query)
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


def _shown(rule: str, query: Texts) -> ChartView:
    """The chart of the page of counts; a rule decides some of its filters, and its phases."""
    if not rule:
        return chart_asked(CHART, query).shown
    asked = chart_asked(CHART, {**query, PHASES: [RULES[rule].phases]}).shown
    return ChartView(asked.chart, RULES[rule].under(asked.filters), asked.options)
