"""Ready views: links of the front page that set filters and options when they are followed.

Settings in a link between pages lose to those that a reader has already made: Streamlit keeps the
value of a widget that is drawn on both. So these links name a view, and its settings are made here
before any widget is drawn.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from atlas.briefing.ready import PREFIX, READY
from atlas.charts.chart import Chart
from atlas.charts.chart_view import span
from atlas.charts.choices import chart_choices
from atlas.charts.compare.ready import settings as comparison
from atlas.charts.exercises.published_view import named_alone, published
from atlas.charts.exercises.published_view import settings as beside
from atlas.charts.exercises.rules import RULES
from atlas.charts.overview.exchange_view import PAIR, VOLUMES
from atlas.charts.overview.questions import QUESTIONS, own_filters
from atlas.charts.registry import CHARTS
from atlas.dataset.filter_contract import Control
from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.filters import Filters, choices, from_query
from atlas.dataset.store import dataset
from atlas.ui.address import asked, is_new, notes
from atlas.ui.state import current

OPEN = "open"
FOLLOWED = "open-followed"
# What a link to the statements of one source begins with; the id of the source follows.
READ = "read-"
# What a link to a counting rule begins with, and a link to a published number.
RULE, COUNT = "rule-", "count-"
# What a link to a ready comparison begins with.
COMPARED = "compare-"
COUNT_KEY, SEEN = "count", "count-seen"
COUNTS = "how-many"
OPTIONS = {VOLUMES: {"pairs": PAIR}}


def follow(page: str) -> None:
    """Make the settings of the ready view that the address of a page names, once.

    A published number that was chosen since the page was last drawn, or that a link to the page of
    counts names alone, brings its rule with it.
    """
    if page == CHARTS[COUNTS].page:
        _follow_count()
    name = st.query_params.get(OPEN, "")
    if name == st.session_state.get(FOLLOWED, ""):
        return
    st.session_state[FOLLOWED] = name
    if name and not is_known(name):
        questions = [question.name for question in QUESTIONS]
        views = [*questions, *(f"{RULE}{rule}" for rule in RULES)]
        notes([f"{OPEN}={name}"], [], {OPEN: views})
    # What a new reader's link says itself narrows the view that it opens.
    own = asked() if is_new() else {}
    made = {key: value for key, value in settings(name).items() if key not in own}
    chart = _chart_of(name)
    if chart:
        # What a widget that is there already holds, it writes into the address itself.
        written = {key: value for key, value in made.items() if key not in st.session_state}
        _write_out(written, CHARTS[chart])
    changed = {key: value for key, value in made.items() if not _is_set(key, value)}
    st.session_state.update(changed)


def _is_set(key: str, value: Any) -> bool:
    """Whether a widget has this value already."""
    now = st.session_state.get(key)
    return now == value or (isinstance(now, tuple) and list(now) == value)


def _chart_of(name: str) -> str:
    """The chart that a ready view opens; blank for one that is not of one chart."""
    for question in QUESTIONS:
        if question.name == name:
            return question.chart
    if name.startswith((RULE, COUNT)) and is_known(name):
        return COUNTS
    return name if name in CHARTS else ""


def _write_out(made: Mapping[str, Any], chart: Chart[Any, Any]) -> None:
    """Have the address say what was made, in place of the name of the view.

    So it is the same page when it is loaded again, whatever its reader changes.
    """
    tabs = {chart.group: {chart.name: chart.tab}}
    labels = {**choices(dataset().schema), **chart_choices(dataset(), chart), **tabs}
    first = next(name for name, other in CHARTS.items() if other.group == chart.group)
    usual = {**filter_values(Filters()), **_chart(chart.name), chart.group: first}
    del st.query_params[OPEN]
    st.session_state[FOLLOWED] = ""
    for key, value in made.items():
        if value != usual.get(key):
            values = value if isinstance(value, list) else [value]
            st.query_params[key] = [str(labels.get(key, {}).get(each, each)) for each in values]


def _follow_count() -> None:
    """Set the rule of a published number that was chosen, or that a new reader's link names alone.

    Without that, the link would put it beside whatever is counted at first.
    """
    if is_new():
        link = asked()
        filters, _ = from_query(link, dataset().schema, span())
        count = named_alone(dataset(filters.evidence, filters.kind), link)
        if count:
            own, options = beside(count, filters, span())
            # The number itself is in the address, as its list will read it.
            beside_it = {key: value for key, value in vars(options).items() if key != COUNT_KEY}
            st.session_state.update({**filter_values(own), **beside_it})
        return
    chosen = st.session_state.get(COUNT_KEY, "")
    if SEEN in st.session_state and chosen and chosen != st.session_state[SEEN]:
        st.session_state.update(settings(f"{COUNT}{chosen}"))


def is_known(name: str) -> bool:
    """Whether there is a ready view of this name."""
    if name.startswith(PREFIX):
        return name.removeprefix(PREFIX) in READY
    return name in {question.name for question in QUESTIONS} or bool(settings(name))


def settings(name: str) -> Mapping[str, Any]:
    """The settings of a ready view: of a question, a chart, a source's statements, a counting rule,
    a published number or a comparison.

    Questions, rules and numbers set every filter, the others none. Nothing for a name that there is
    not.
    """
    for question in QUESTIONS:
        if question.name == name:
            own = filter_values(own_filters(question, current()))
            return {**own, **_chart(question.chart), **question.options}
    if name.startswith(COMPARED):
        return comparison(name.removeprefix(COMPARED))
    if name in CHARTS:
        return _chart(name) | OPTIONS.get(name, {})
    sources = dataset().sources
    source = name.removeprefix(READ)
    if name.startswith(READ) and source in sources.index:
        return {"evidence-source": [str(sources.at[source, "short"])]}
    return _of_rule(name.removeprefix(RULE)) if name.startswith(RULE) else _of_count(name)


def _of_rule(name: str) -> dict[str, Any]:
    """The settings of a counting rule; nothing for one that there is not."""
    if name not in RULES:
        return {}
    rule = RULES[name]
    own = Filters(evidence=current().evidence, kind=current().kind)
    return {**filter_values(rule.under(own)), "phases": rule.phases}


def _of_count(name: str) -> dict[str, Any]:
    """The settings under which ours stands beside a published number; nothing for none."""
    filters = current()
    counts = published(dataset(filters.evidence, filters.kind))
    identifier = name.removeprefix(COUNT)
    if not name.startswith(COUNT) or identifier not in counts:
        return {}
    own, options = beside(counts[identifier], filters, span())
    return {**filter_values(own), **vars(options)}


def filter_values(filters: Filters) -> dict[str, Any]:
    """Every filter as its widget holds it."""
    values: dict[str, Any] = {}
    for key, declared in FILTERS.items():
        value = filters[key]
        if declared.control is Control.SPAN:
            value = value or span()
        is_list = declared.several or declared.control is Control.SPAN
        values[key] = list(value) if is_list else value
    return values


def _chart(name: str) -> dict[str, Any]:
    """The choice of a chart among those of its group, and its options as they are at first."""
    if not name:
        return {}
    chart = CHARTS[name]
    chosen: dict[str, Any] = {chart.group: name} if chart.group else {}
    defaults = vars(chart.options())
    for key, labels in chart_choices(dataset(), chart).items():
        # A default that the data do not have stands for the first choice.
        chosen[key] = defaults[key] if defaults[key] in labels else next(iter(labels))
    return chosen
