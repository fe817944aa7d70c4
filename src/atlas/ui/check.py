"""The pieces of the page that checks a text: where it is pasted, and what is found of it."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas.briefing.items import of_sentence
from atlas.dataset.dataset import Dataset
from atlas.sentences.check import LONGEST, check
from atlas.sentences.report import footnote, sources_in_words, words_of
from atlas.sentences.verdicts import Checked, Mark, Verdict
from atlas.ui import blocks
from atlas.ui.basket import add_button
from atlas.ui.check_words import EXAMPLE, RULES, SIGNS
from atlas.ui.components.checked import Piece, checked
from atlas.ui.head import chips, line, title_row
from atlas.ui.onward import to_counts
from atlas.ui.state import current
from atlas.ui.tables import leading, opened
from atlas.ui.text import plain
from atlas.values.words import counted

# The text is kept in the session alone: it is in no address, no file and no log.
TEXT, FOUND = "check-text", "check-found"
HEIGHT = 150
MOST_LINKS = 6
FOREIGN = (
    "Only English is read. Of a text in another script names, numbers and dates alone are "
    "compared: that something is not found here says little of it."
)
# The last letter of Latin scripts; Greek, Cyrillic and all others come after it.
LAST_LATIN = "\u024f"


def head(title: str, about: str) -> DeltaGenerator:
    """Title, what the page is `about`, and which sources speak; the place for its actions."""
    actions = title_row(title, about, is_first=False)
    with line():
        number = counted(len(blocks.selection().dataset.sources), "sources")
        st.markdown(plain(f"Compared with {number}"), width="content")
        chips(())
    return actions


def pasted() -> str:
    """The text that the reader has pasted; blank before that."""
    with st.form("check", border=False):
        st.text_area(
            f"A sentence or a paragraph, in English, of at most {LONGEST:,} characters",
            key=TEXT,
            height=HEIGHT,
            placeholder="Paste what you want to check",
            # Whoever follows an entry and comes back finds the text as it was.
            persist_state="session",
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.form_submit_button("Check", type="primary")
            st.form_submit_button("Show an example", on_click=_take_example)
        st.caption(
            "The program that serves this page compares the text. It is kept in this tab alone: "
            "not stored, not sent on, and in no link."
        )
    return str(st.session_state.get(TEXT) or "").strip()


def _take_example() -> None:
    st.session_state[TEXT] = EXAMPLE


def results(text: str) -> None:
    """Each sentence of a text with its marks, what the sources say, rules and footnotes."""
    if not text:
        _rules()
        return
    data = blocks.selection().dataset
    if len(text) > LONGEST:
        length = f"This text has {len(text):,} characters"
        st.warning(
            f"{length}; at most {LONGEST:,} characters are checked at once. Check it in parts."
        )
        return
    sentences = _checked(data, text)
    st.header("What these sources say of it", anchor="checked")
    st.write(plain(_sum(sentences)))
    if is_foreign(text):
        st.info(FOREIGN)
    _legend(sentences)
    for number, sentence in enumerate(sentences, start=1):
        _sentence(data, sentence, number)


def _checked(data: Dataset, text: str) -> list[Checked]:
    """The sentences with their marks; of the text that was checked last, what was found then.

    It is kept in the session alone, as the text is: a memory that readers share would hold texts.
    """
    kept = st.session_state.get(FOUND)
    if kept is not None and kept[0] is data.built and kept[1] == text:
        return list(kept[2])
    # The rules are loaded when the first text is checked, which takes some seconds.
    with st.spinner("Comparing with the sources …"):
        sentences = check(data, text)
    st.session_state[FOUND] = (data.built, text, tuple(sentences))
    return sentences


def _rules() -> None:
    """What is read in a text, and by which rule it is compared, while there is no text."""
    st.header("What is compared, and how", anchor="rules")
    rows = pd.DataFrame(
        [(plain(what), plain(rule)) for what, rule in RULES.items()], columns=["What", "Rule"]
    )
    st.table(rows, hide_index=True, alt="What is compared, and by which rule")


def is_foreign(text: str) -> bool:
    """Whether most letters of a text are of another script than English is written in."""
    letters = [sign for sign in text if sign.isalpha()]
    foreign = [sign for sign in letters if sign > LAST_LATIN]
    return 2 * len(foreign) > len(letters)


def _sum(sentences: list[Checked]) -> str:
    """How many claims are marked, by verdict."""
    verdicts = Counter(mark.finding.verdict for own in sentences for mark in own.marks)
    claims = [
        f"{verdicts[verdict]:,} {verdict}"
        for verdict in SIGNS
        if verdicts[verdict] and verdict not in {Verdict.NAMED, Verdict.JUDGEMENT}
    ]
    head = counted(len(sentences), "sentences")
    if not claims:
        return f"{head}, in which there is no name, number, date or direction to check."
    return f"{head}. Of names, numbers, dates, directions and comparisons: {', '.join(claims)}."


def _legend(sentences: list[Checked]) -> None:
    """What the marks mean, of those that are there."""
    present = {mark.finding.verdict for own in sentences for mark in own.marks}
    with opened("What the marks mean", "verdicts") as is_open:
        if is_open:
            lines = [
                f"**{sign} {verdict}**: {plain(meaning)}"
                for verdict, (sign, _, meaning) in SIGNS.items()
                if verdict in present
            ]
            st.caption("  \n".join(lines))


def _sentence(data: Dataset, sentence: Checked, number: int) -> None:
    """A sentence with its marks, the rows on them, and what may be opened."""
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{_head(sentence)}**", width="stretch")
            if sentence.has_claims:
                add_button(f"sentence-{number}", partial(of_sentence, sentence.text, current()))
        checked(_pieces(sentence), key=f"sentence-{number}")
        if not sentence.marks:
            return
        _claims(data, sentence)
        if sentence.has_claims:
            _rules_and_footnotes(data, sentence, number)


def _head(sentence: Checked) -> str:
    """The verdict on a sentence; of one that claims nothing that is compared, that it is so."""
    if not sentence.has_claims:
        return "Nothing to check"
    return f"{SIGNS[sentence.verdict][0]} {_capital(sentence.verdict)}"


def _claims(data: Dataset, sentence: Checked) -> None:
    """What is found of each piece, line by line; what is but named is listed at the end."""
    lines = []
    named: dict[str, None] = {}
    for number, mark in enumerate(sentence.marks, start=1):
        finding = mark.finding
        if finding.verdict is Verdict.NAMED and len(finding.readings) < 2:
            named |= dict.fromkeys(finding.records)
        else:
            lines.append(_claim(data, sentence, mark, number))
    if named:
        lines.append(f":small[Entries: {_links(data, named)}]")
    st.markdown("\n\n".join(lines))
    for count in dict.fromkeys(mark.finding.count for mark in sentence.marks):
        if count:
            to_counts(count)


def _claim(data: Dataset, sentence: Checked, mark: Mark, number: int) -> str:
    """A marked piece as Markdown: its verdict, what the sources say, where, and of which entry."""
    finding = mark.finding
    sign, *_ = SIGNS[finding.verdict]
    words = plain(f"{number}. “{words_of(sentence, mark)}”")
    line = f"**{words} {sign} {finding.verdict}**: {plain(finding.says)}"
    details = [plain(text) for text in (sources_in_words(data, finding),) if text]
    if finding.readings:
        details.append(f"may mean: {_links(data, finding.readings)}")
    elif finding.records:
        details.append(_links(data, finding.records))
    return f"{line}  \n:small[{' · '.join(details)}]" if details else line


def _links(data: Dataset, ids: Iterable[str]) -> str:
    """Entries as links to their pages; of many the first."""
    every = list(ids)
    links = [f"[{plain(data.label(key))}]({leading(key)})" for key in every[:MOST_LINKS]]
    further = len(every) - len(links)
    return ", ".join([*links, f"{further:,} more"] if further > 0 else links)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _pieces(sentence: Checked) -> list[Piece]:
    """The sentence in pieces, those between the marks too."""
    pieces: list[Piece] = []
    place = 0
    for number, mark in enumerate(sentence.marks, start=1):
        pieces.append((sentence.text[place : mark.start], "", 0))
        pieces.append((words_of(sentence, mark), SIGNS[mark.finding.verdict][1], number))
        place = mark.end
    return [*pieces, (sentence.text[place:], "", 0)]


def _rules_and_footnotes(data: Dataset, sentence: Checked, number: int) -> None:
    """The rules by which its claims were compared, and a footnote for each with a source."""
    with opened("Rules, and footnotes to copy", f"footnotes-{number}") as is_open:
        if not is_open:
            return
        for rule in dict.fromkeys(mark.finding.rule for mark in sentence.marks):
            st.caption(plain(rule))
        today = datetime.now(UTC).date()
        notes = [footnote(data, mark.finding, today) for mark in sentence.marks]
        if not any(notes):
            st.caption("No source here speaks of it, so there is nothing to cite.")
        for number_of_mark, (mark, text) in enumerate(zip(sentence.marks, notes, strict=True), 1):
            if text:
                st.caption(plain(f"{number_of_mark}. {words_of(sentence, mark)}"))
                st.code(text, language=None, wrap_lines=True)
