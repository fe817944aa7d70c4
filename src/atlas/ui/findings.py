"""The pieces of the page of findings: what each article concludes, side by side."""

import streamlit as st

from atlas.charts.findings.conclusions_view import Conclusion, conclusions, side_by_side
from atlas.charts.findings.words import sides
from atlas.dataset.dataset import Dataset
from atlas.ui import blocks
from atlas.ui.tables import leading, table
from atlas.ui.text import plain
from atlas.values.words import counted


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
