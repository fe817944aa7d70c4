"""The address of a page: what it asks for, spelled as widgets read it, and what is said of it.

A widget reads the address when it is drawn first, and Streamlit takes out of it what the widget
cannot read: a value spelled as in the data, a number out of range. The page would be another one
when it is loaded again. So such settings are spelled as on screen before any widget of theirs is
drawn, and the page is run once more.
"""

from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from atlas.answers.asked import what_they_take
from atlas.dataset.filter_contract import Choices
from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.filters import understood
from atlas.dataset.ranges import Texts
from atlas.ui.text import plain
from atlas.values.words import few

NOT_UNDERSTOOD = "Part of this link was not understood"
PUT_RIGHT = "Part of this link was put right"
MOST_EXPLAINED, MOST_NAMED = 3, 12
# Keys of the session: what was said of the link at this run, and at the run that was broken off.
SAID, BEFORE = "said", "said-before"


def asked() -> dict[str, list[str]]:
    """The settings of the address."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def is_new() -> bool:
    """Whether no page was drawn for this reader yet."""
    return not any(key in st.session_state for key in FILTERS)


def take_over(
    choices: Mapping[str, Choices],
    query: Texts,
    put_right: Sequence[str] = (),
    spans: Sequence[str] = (),
) -> None:
    """Spell settings of the address as on screen, before their widgets are drawn.

    `query` are those of the address with what is out of range put right, which `put_right` says in
    words; `spans` are the keys of those that are two years. What a widget has already stays, and so
    does what is not understood.
    """
    right = {
        key: [_on_screen(text, choices.get(key, {})) for text in query.get(key, ())]
        for key in (*spans, *choices)
        if key not in st.session_state
    }
    link = asked()
    changed = {key: texts for key, texts in right.items() if texts != link.get(key, [])}
    if changed:
        notes((), put_right, {})
        st.query_params.update(changed)
        run_again()


def _on_screen(text: str, labels: Choices) -> str:
    value = None if text in ("", *labels.values()) else understood(text, labels)
    return text if value is None else labels[value]


def run_again() -> None:
    """Run the page once more, with its address as it is now; what was said of it is said again."""
    st.session_state[BEFORE] = st.session_state.pop(SAID, [])
    st.rerun()


def notes(
    ignored: Sequence[str], put_right: Sequence[str], allowed: Mapping[str, Collection[str]]
) -> None:
    """Say which settings of the address were not understood, and which were put right.

    `allowed` are the values of each setting, of years the first and the last; the first values of
    the first settings are named.
    """
    for title, sentence in st.session_state.pop(BEFORE, []):
        say(title, sentence)
    if ignored:
        values = {key: _first(own) for key, own in allowed.items()}
        takes = what_they_take(ignored[:MOST_EXPLAINED], values)
        say(NOT_UNDERSTOOD, f"Ignored, so its default holds: {few(ignored)}. {takes}".strip())
    if put_right:
        say(PUT_RIGHT, f"{'; '.join(put_right)}.")


def _first(values: Collection[str]) -> list[str]:
    """Values to name, and how many more there are."""
    named = [value for value in values if value]
    further = len(named) - MOST_NAMED
    return [*named[:MOST_NAMED], f"and {further:,} more"] if further > 0 else named


def say(title: str, sentence: str) -> None:
    """Say something of the address."""
    box = st.info if title == PUT_RIGHT else st.warning
    box(plain(sentence), title=title)
    st.session_state.setdefault(SAID, []).append((title, sentence))
