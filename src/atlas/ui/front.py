"""The pieces of the front page: what is known, three answers, questions, articles, gaps."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from atlas.briefing.ready import PREFIX, READY
from atlas.charts.chart_view import ChartView
from atlas.charts.compare import ready
from atlas.charts.compare.pair import PAGE
from atlas.charts.exercises.held import held
from atlas.charts.findings.conclusions_view import Conclusion, conclusions
from atlas.charts.findings.findings_view import by_stance
from atlas.charts.overview import (
    exchange_view,
    known_view,
    often_view,
    questions,
    small,
    support_view,
    words,
)
from atlas.charts.registry import CHARTS, section
from atlas.charts.theme import CONFIG, on_ground
from atlas.dataset.dataset import Dataset
from atlas.ui import blocks
from atlas.ui.drawing import is_dark
from atlas.ui.onward import leading
from atlas.ui.ready import COMPARED, READ
from atlas.ui.state import current
from atlas.ui.tables import credited
from atlas.ui.text import plain
from atlas.values import dates
from atlas.values.words import agreeing

CARDS = 3
# Buttons over a drawing of this size would hide it.
STILL = CONFIG | {"displayModeBar": False}


def known() -> None:
    """What is known and up to when."""
    dataset = blocks.selection().dataset
    st.write(plain(words.known_sentence(known_view.known(dataset))))


def answers() -> list[ChartView]:
    """Three cards side by side, which stack where there is no room; where their values stand.

    Returns the charts that they are made of.
    """
    with st.container(key="answers"):
        often, exchange, depth = st.columns(CARDS)
    with often:
        shown = [_often()]
    with exchange:
        shown += _exchange()
    with depth:
        shown.append(_depth())
    located = known_view.share_with_paragraph(blocks.selection().dataset)
    st.caption(plain(words.located_sentence(located)))
    for line in dict.fromkeys(full.credit for full in shown):
        credited(line)
    return shown


def _often() -> ChartView:
    shown = often_view.shown_per_year(current())
    answer = often_view.often(shown)
    ids = held(shown.dataset).index
    _card(
        words.often_title(answer),
        words.often_sentence(answer),
        small.often(answer) if len(answer) else None,
        words.support_sentence(
            support_view.support(shown.dataset, "exercises", ids), "exercise", "exercises"
        ),
        shown,
        "Exercises per year",
    )
    return shown


def _exchange() -> list[ChartView]:
    volumes = exchange_view.shown_volumes(current())
    street = exchange_view.shown_street(current())
    answer = exchange_view.exchange(volumes, street)
    full, link = (volumes, "Yearly volumes")
    if not len(answer.volumes):
        # Sources without a volume would lead to an empty chart.
        full, link = (street, "Supplies by year")
    _card(
        words.exchange_title(answer),
        words.exchange_sentence(answer),
        small.exchange(answer) if len(answer) else None,
        words.support_sentence(
            support_view.support(street.dataset, "transfers", answer.ids), "supply", "supplies"
        ),
        full,
        link,
    )
    return [volumes, street]


def _depth() -> ChartView:
    chart = CHARTS["findings"]
    shown = ChartView(chart, current(), chart.options())
    rows, schema = shown.view, shown.dataset.schema
    ids = pd.Index(rows["id"])
    _card(
        "How deep?",
        words.depth_sentence(by_stance(rows)),
        small.depth(rows, schema.labels("criterion")) if len(rows) else None,
        words.support_sentence(
            support_view.support(shown.dataset, "findings", ids), "finding", "findings"
        ),
        shown,
        "All findings, with source and speaker",
    )
    return shown


def _card(
    title: str, sentence: str, figure: go.Figure | None, sure: str, full: ChartView, link: str
) -> None:
    """A finding as a sentence, its small drawing, how sure it is, and the link to the full page."""
    with st.container(border=True, height="stretch"):
        st.header(plain(title), anchor=False)
        st.write(plain(sentence))
        if figure is not None:
            _still(figure, full.chart.name, sentence)
        if sure:
            st.caption(plain(sure))
        leading(full.chart.page, link, full.chart.name, section(full.chart))


def _still(figure: go.Figure, name: str, alt: str) -> None:
    """A drawing without buttons."""
    drawn = on_ground(figure, dark=is_dark())
    st.plotly_chart(drawn, theme=None, key=f"answer-{name}", alt=alt, config=STILL)


def ask() -> None:
    """The questions that the evidence base can answer, each a link to its view."""
    st.header("Questions", anchor="questions")
    with st.container(key="questions", horizontal=True, gap="small"):
        for question in questions.QUESTIONS:
            _question(question)
        leading(PAGE, ready.question_on_turn(), f"{COMPARED}{ready.TURN}")


def briefings() -> None:
    """Briefings that are ready, each a link that opens it with all its charts and sources."""
    st.header("Briefings to take away", anchor="briefings")
    with st.container(key="briefings", horizontal=True, gap="small"):
        for name, declared in READY.items():
            # A question has the same title: who hears a link by itself has to tell them apart.
            leading("briefing", f"Briefing: {declared.title}", f"{PREFIX}{name}")


def _question(question: questions.Question) -> None:
    if question.section:
        leading(questions.SOURCES, question.words, question.name, question.section)
        return
    shown = questions.answer(question, current())
    if shown is not None:
        leading(shown.chart.page, question.words, question.name, section(shown.chart))


def articles() -> None:
    """The articles at the core: title, date, what it comes to, and the way to its evidence."""
    dataset = blocks.selection().dataset
    cores = conclusions(dataset)
    if not cores:
        return
    noun = agreeing(len(cores), "article", "articles")
    st.header(f"The {words.SMALL.get(len(cores), str(len(cores)))} {noun}", anchor="articles")
    for column, article in zip(st.columns(len(cores)), cores, strict=True):
        with column:
            _article(dataset, article)


def _article(dataset: Dataset, article: Conclusion) -> None:
    source = dataset.sources.loc[article.source]
    with st.container(border=True, height="stretch"):
        st.markdown(f"**{plain(str(source['title']))}**")
        published = source["published"]
        day = dates.label(published) if isinstance(published, str) else dates.label("")
        statements = words.counted_as(article.statements, "statement", "statements")
        st.caption(plain(f"{source['short']}; published {day}; {statements} coded."))
        if article.gist:
            st.write(plain(f"Its end (¶{article.paragraph}), in our words: {article.gist}"))
        leading("evidence", "Read with its evidence", f"{READ}{article.source}")


def gaps() -> None:
    """What is not covered and matters most; the page of sources has all of it."""
    dataset = blocks.selection().dataset
    rows = known_view.main_gaps(dataset)
    if rows.empty:
        return
    st.header("What is not covered", anchor="not-covered")
    titles = dataset.schema.labels("gap-table")
    lines = []
    for gap in rows.to_dict("records"):
        years = "all years" if pd.isna(gap["years"]) else dates.label(gap["years"])
        lead = plain(f"{titles[gap['table']]}, {years}:")
        lines.append(f"- **{lead}** {plain(gap['gap'])}")
    st.markdown("\n".join(lines))
    count = len(dataset.gaps)
    label = agreeing(count, "The one known gap", f"All {count:,} known gaps")
    leading(questions.SOURCES, label, "", "gaps")
