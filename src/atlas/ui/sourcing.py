"""The sourcing of a chart beneath it, and what a reader has to say of it under their own name."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from atlas.briefing.items import of_sourcing
from atlas.charts.chart_view import ChartView
from atlas.charts.sourced import heading, statement
from atlas.records.judgement import (
    CONFIDENCES,
    LIKELIHOODS,
    LONGEST_CLAIM,
    LONGEST_NAME,
    NOBODY,
    Judgement,
)
from atlas.ui.basket import add_button
from atlas.ui.tables import opened
from atlas.ui.text import plain

# Of the session: the judgements of a reader, by the address of the view that each is of.
JUDGEMENTS = "judgements"
CLAIM, LIKELIHOOD, CONFIDENCE, NAME = "claim", "likelihood", "confidence", "signed-by"
NOT_GIVEN = "not given"
WIDTH = 330
ABOUT = (
    "Your own judgement stands apart from the data. It is kept for this visit, belongs to the "
    "chart with these very filters, and goes into citations and files of it once you have signed."
)
MEANINGS = "; ".join(f"{word}: {meaning}" for word, meaning in CONFIDENCES.items())
LACKING = "A judgement needs a claim, a likelihood or a confidence, and your name."


def signed(shown: ChartView) -> ChartView:
    """The chart with the judgement that the reader has signed of this very view."""
    judgements: Mapping[str, Judgement] = st.session_state.get(JUDGEMENTS, {})
    # Most readers sign nothing, and an address takes time to make.
    own = judgements.get(shown.path, NOBODY) if judgements else NOBODY
    return replace(shown, judgement=own) if own.is_signed else shown


def sourcing(shown: ChartView) -> None:
    """How many sources there are; opened, all there is to say of them, and room for a judgement."""
    name = shown.chart.name
    with opened(heading(shown), f"sourcing-{name}") as is_open:
        if not is_open:
            return
        st.write(plain(statement(shown)))
        add_button(f"sourcing-{name}", partial(of_sourcing, shown))
        for sentence in shown.judgement.sentences():
            st.write(plain(sentence))
        with st.popover("Your judgement", icon=":material/signature:", key=f"judge-{name}"):
            _form(shown)


def _form(shown: ChartView) -> None:
    """What a judgement is made of: its claim, a word for each side of it, and who makes it."""
    name = shown.chart.name
    st.caption(ABOUT)
    with st.form(f"judgement-{name}", border=False):
        st.text_input("What you judge", key=f"{CLAIM}-{name}", max_chars=LONGEST_CLAIM)
        spans = {word: f"{word}: {span}" for word, span in LIKELIHOODS.items()}
        _word("Likelihood (ICD 203)", spans, f"{LIKELIHOOD}-{name}")
        confidences = {word: word for word in CONFIDENCES}
        _word("Confidence", confidences, f"{CONFIDENCE}-{name}", MEANINGS)
        st.text_input("Signed by", key=f"{NAME}-{name}", max_chars=LONGEST_NAME)
        st.form_submit_button("Sign", on_click=_sign, args=(shown.path, name))
    if st.session_state.get(f"lacks-{name}"):
        st.warning(LACKING)
    if shown.judgement.is_signed:
        st.button("Withdraw", key=f"withdraw-{name}", on_click=_withdraw, args=(shown.path,))


def _word(title: str, labels: Mapping[str, str], key: str, about: str | None = None) -> None:
    """A list of words, of which none need be chosen."""
    labels = {"": NOT_GIVEN, **labels}
    st.selectbox(
        title, list(labels), format_func=labels.__getitem__, key=key, help=about, width=WIDTH
    )


def _sign(path: str, name: str) -> None:
    """Keep the judgement of the form for this view; a callback of its button."""
    texts = [
        str(st.session_state.get(f"{part}-{name}") or "").strip()
        for part in (NAME, CLAIM, LIKELIHOOD, CONFIDENCE)
    ]
    own = Judgement(*texts)
    st.session_state[f"lacks-{name}"] = not own.is_signed
    if own.is_signed:
        kept = st.session_state.get(JUDGEMENTS, {})
        st.session_state[JUDGEMENTS] = {**kept, path: own}


def _withdraw(path: str) -> None:
    """Forget the judgement of a view; a callback of a button."""
    kept = st.session_state.get(JUDGEMENTS, {})
    st.session_state[JUDGEMENTS] = {key: own for key, own in kept.items() if key != path}
