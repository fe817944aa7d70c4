"""The pieces of the page of findings: what is proposed, what each article concludes."""

import pandas as pd
import streamlit as st

from atlas.charts.chart_view import ChartView
from atlas.charts.findings.assessment_view import cells, periods
from atlas.charts.findings.conclusions_view import Conclusion, conclusions, side_by_side
from atlas.charts.findings.differing_view import (
    Claim,
    claims,
    differing_table,
    disputed_values,
)
from atlas.charts.findings.differing_words import differing
from atlas.charts.findings.scale_view import in_words, proposals, proposals_table, stages
from atlas.charts.findings.words import sides
from atlas.dataset.dataset import Dataset
from atlas.ui import blocks
from atlas.ui.files import table_files
from atlas.ui.onward import to_counts
from atlas.ui.tables import leading, opened, table
from atlas.ui.text import plain
from atlas.values.words import counted

PROPOSED, SCALE, DISPUTED = "proposed-grades", "scale", "disputed-values"
OF_AN_ANALYST = (
    "An analyst of this collection proposes these grades; each rests on the source beside it, "
    "which does not state it. Item by item, neither Korolev’s grades nor Blivas’s could be read."
)
NO_PROPOSAL = "No grade is proposed that rests on the sources used."
VERSIONS = (
    "Versions of the scale put a criterion at different stages, and have different criteria: the "
    "earlier one has a treaty, the later one a stage of its own for trust and talks. They are not "
    "mixed here; what a version does not state was not seen in what could be read of it."
)


def proposed(assessed: ChartView) -> None:
    """The grades that an analyst proposes for the chosen cells, and where versions differ."""
    dataset = assessed.dataset
    years = periods(dataset)
    own = [(row, years[column]) for row, column in cells(dataset, assessed.options)]
    grades = proposals_table(dataset, own)
    if len(own) == 1 and own[0] in proposals(dataset):
        proposal = proposals(dataset)[own[0]]
        st.write(plain(in_words(dataset, proposal)))
    if grades.empty:
        st.caption(NO_PROPOSAL)
    else:
        count = counted(len(grades), "grades")
        with opened(f"Table: {count} that an analyst proposes", PROPOSED) as is_open:
            if is_open:
                st.write(OF_AN_ANALYST)
                title = "Grades that an analyst proposes"
                sources = "; ".join(grades["Sources"].unique())
                _with_files(PROPOSED, title, grades, sources, assessed)
    versions = stages(dataset)
    if versions.empty:
        return
    with opened("Table: where published versions of the scale differ", SCALE) as is_open:
        if is_open:
            st.write(VERSIONS)
            title = "Stages of the criteria by version of the scale"
            sources = "; ".join(map(str, versions.columns[1:-1]))
            _with_files(SCALE, title, versions, sources, assessed)


def _with_files(
    name: str, title: str, rows: pd.DataFrame, sources: str, assessed: ChartView
) -> None:
    table(rows, title)
    table_files(name, title, rows, sources, assessed.selection, assessed.chart.tables)


def concluding() -> None:
    """What each article at the core concludes; nothing where the evidence base has none."""
    dataset = blocks.selection().dataset
    articles = [article for article in conclusions(dataset) if article.total]
    if not articles:
        return
    st.header("What each article concludes", anchor="conclusions")
    for column, article in zip(st.columns(len(articles)), articles, strict=True):
        with column:
            _article(dataset, article)
    table(side_by_side(dataset), "How the findings of each article split, by criterion")


def _article(dataset: Dataset, article: Conclusion) -> None:
    """One article: how its findings split, and the findings of its last paragraph."""
    source = dataset.sources.loc[article.source]
    st.markdown(f"### {plain(str(source['title']))}")
    split = sides(article.by_stance)
    st.write(plain(f"{source['short']}: {counted(article.total, 'findings')}; {split}."))
    if article.paragraph is None:
        return
    st.caption(f"Its last paragraph with findings, ¶{article.paragraph}, says:")
    stances = dataset.schema.labels("stance")
    lines = []
    for identifier, row in article.last.iterrows():
        speaker = f", {row['said_by']}" if isinstance(row["said_by"], str) else ""
        stance = stances[row["stance"]].lower()
        link = f"[{plain(row['statement'])}]({leading(str(identifier))})"
        lines.append(f"- {link} ({plain(stance + speaker)})")
    st.markdown("\n".join(lines))


def text_and_data(shown: ChartView) -> None:
    """What an article counts beside what is recorded, and its values that others dispute."""
    dataset = shown.dataset
    own, values = claims(dataset), disputed_values(dataset)
    if not own and values.empty:
        return
    st.header("Where text and data differ", anchor="differing")
    for claim in own:
        _claim(shown, claim)
    if values.empty:
        return
    count = counted(len(values), "values")
    with opened(f"Table: {count} of the articles that other rows dispute", DISPUTED) as is_open:
        if is_open:
            title = "Values of the articles that other rows dispute"
            _with_files(DISPUTED, title, values, shown.sources, shown)


def _claim(shown: ChartView, claim: Claim) -> None:
    """A number a year that an article has, and what each rule counts beside it."""
    dataset, count = shown.dataset, claim.count
    for sentence in differing(dataset, claim):
        st.write(plain(sentence))
    to_counts(f"count-{count.id}")
    with opened("Table: what each rule counts by year", count.id) as is_open:
        if is_open:
            title = f"{count.noun.capitalize()} by rule, beside {count.who}"
            sources = str(dataset.sources["short"][count.source])
            _with_files("differing", title, differing_table(dataset, claim), sources, shown)
