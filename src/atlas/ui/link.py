"""What a link asks for that no widget of its page reads: a counting rule, words to search for as
data by address have them, settings of another page.
"""

from dataclasses import fields

import streamlit as st

from atlas.charts.compare.pair import BY, CHART, PREFIXES
from atlas.charts.compare.sides import By
from atlas.charts.exercises.rules import EACH, PHASES, RULES, spelled_out
from atlas.charts.registry import CHARTS
from atlas.dataset.ranges import Texts
from atlas.dataset.store import dataset
from atlas.records.statements import NARROWED_BY
from atlas.ui.address import NOT_UNDERSTOOD, SAID, asked, is_new, run_again, say
from atlas.ui.search import KEY
from atlas.values.words import few

# The page that shows any chart with its options, and the words to search for in `/search`.
ANY_CHART, WORDS = "compare", "q"
# What pages, and data by address alone, take beside filters and what their charts take.
OWN = {
    "evidence": ("record", "page", *NARROWED_BY),
    "sources": ("rests",),
    ANY_CHART: (CHART, BY, *(f"{prefix}{by}" for prefix in PREFIXES for by in By)),
    "api/v1": ("since", "offset", "limit", "size", "scale", "theme", "rows"),
}


def take_up(page: str) -> None:
    """Make of a new reader's link what the widgets of a page read; call it before they are drawn.

    A rule becomes the filters that it sets. What there is, but not on this page, is named.
    """
    st.session_state.pop(SAID, None)
    if not is_new():
        return
    link = asked()
    right, no_rule = spelled_out(link, dataset().schema)
    if no_rule:
        takes = ", ".join(RULES)
        say(NOT_UNDERSTOOD, f"Ignored, so its default holds: {no_rule[0]}. It takes: {takes}.")
    if WORDS in link:
        right = {KEY: link[WORDS], **right}
    right = {key: texts for key, texts in right.items() if key != WORDS}
    if right != link:
        st.query_params.from_dict(right)
        run_again()
    named = [f"{key}={text}" for key in _strays(page, link) for text in link[key] if text]
    if named:
        say(NOT_UNDERSTOOD, f"Ignored, as this page has no such setting: {few(named)}.")


def _strays(page: str, link: Texts) -> list[str]:
    """The settings of a link that another page takes and this one does not."""
    keys_by_page = _keys_by_page()
    known = set[str]().union(*keys_by_page.values())
    here = keys_by_page.get(page, set())
    strays = [key for key in link if key in known and key not in here]
    # Phases that are counted each are what all other pages show.
    return [key for key in strays if (key, list(link[key])) != (PHASES, [EACH])]


def _keys_by_page() -> dict[str, set[str]]:
    """What each page takes beside the filters, which all pages take."""
    keys = {page: set(own) for page, own in OWN.items()}
    for chart in CHARTS.values():
        options = {option.name for option in fields(chart.options)}
        here = keys.setdefault(chart.page, set())
        here |= options
        keys[ANY_CHART] |= options
        if chart.group:
            here.add(chart.group)
    return keys
