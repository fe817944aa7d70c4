"""Findings: what speaks for deeper cooperation and what against, counted by hand."""

import pandas as pd
import pytest

import tiny
from atlas.charts.chart import Context
from atlas.charts.findings import findings as drawing
from atlas.charts.findings.conclusions_view import conclusions, side_by_side
from atlas.charts.findings.findings_view import (
    FindingOptions,
    Stance,
    by_stance,
    criteria,
    findings,
    findings_table,
)
from atlas.charts.findings.words import split, takeaway
from atlas.datapackage import tables
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters
from atlas.dataset.selection import apply

EVERY = FindingOptions()
# Id, source, paragraph, basis, criterion, stance, statement.
ROWS = [
    ("more-drills", "article", "¶2", "stated", "regular exercises", "deeper", "More drills."),
    ("larger-drills", "article", "¶9", "projected", "regular exercises", "deeper", "Larger ones."),
    ("no-pact", "article", "¶10", "stated", "alliance treaty", "shallower", "No pact binds them."),
    ("no-wish", "article", "¶10", "reported", "alliance treaty", "shallower", "Nobody wants it."),
    ("long-claim", "article", "¶10", "reported", "interests", "mixed", "A long claim of others."),
    ("a-line", "wire", "line 4", "stated", "interests", "shallower", "Interests differ."),
]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Six findings: five of the article, one of a wire report."""
    rows = []
    for identifier, source, locator, basis, criterion, stance, statement in ROWS:
        cells = {"criterion": criterion, "stance": stance, "statement": statement}
        speaker = {"said_by": "A minister"} if basis == "reported" else {}
        rows.append(tiny.said(identifier, source, locator, basis, about="pact", **cells, **speaker))
    records = [record for record in tiny.RECORDS if record["table"] != "findings"]
    records += [{"id": row[0], "table": "findings", "label": row[0]} for row in ROWS]
    folder = tmp_path_factory.mktemp("findings")
    written = tiny.write(folder, {"findings": rows}, records=records)
    return build(tables.load(written), ["article", "wire", "copy"])


def test_findings_stand_by_criterion_and_stance_and_what_is_only_expected_comes_last(
    dataset: Dataset,
) -> None:
    rows = findings(dataset, EVERY)
    assert rows[["id", "stance", "place"]].to_numpy().tolist() == [
        ["more-drills", "deeper", 0],
        ["larger-drills", "deeper", 1],
        ["no-pact", "shallower", 0],
        ["no-wish", "shallower", 1],
        ["a-line", "shallower", 0],
        ["long-claim", "mixed", 0],
    ]
    assert rows.loc[rows["projected"], "id"].tolist() == ["larger-drills"]
    assert by_stance(rows) == {Stance.DEEPER: 2, Stance.SHALLOWER: 3, Stance.MIXED: 1}


def test_one_criterion_is_chosen_of_those_that_have_a_finding(dataset: Dataset) -> None:
    assert list(criteria(dataset)) == ["", "regular exercises", "alliance treaty", "interests"]
    options = FindingOptions(criterion="alliance treaty")
    rows = findings(dataset, options)
    assert rows["id"].tolist() == ["no-pact", "no-wish"]
    assert takeaway(rows, Context(dataset, options)) == (
        "Of 2 findings on alliance treaty recorded in these sources, none speaks for deeper "
        "cooperation and 2 against it."
    )


def test_each_row_of_the_table_has_source_paragraph_and_speaker(dataset: Dataset) -> None:
    table = findings_table(findings(dataset, EVERY), Context(dataset, EVERY))
    wanted = ["Criterion", "Stance", "Finding", "Source", "Paragraph", "Said by", "Basis", "About"]
    assert table.loc["no-wish", wanted].tolist() == [
        "Alliance treaty",
        "Shallower",
        "Nobody wants it.",
        "Weekly 2018",
        "¶10",
        "A minister",
        "Reported",
        "Pact of 2001",
    ]
    assert pd.isna(table.loc["no-pact", "Said by"])


def test_a_tile_is_a_finding_to_the_left_or_right_and_mixed_ones_have_their_own_panel(
    dataset: Dataset,
) -> None:
    figure = drawing.findings(findings(dataset, EVERY), Context(dataset, EVERY))
    tiles: dict[str, tuple[str, int, str]] = {}
    for trace in figure.data:
        if trace.type == "bar" and trace.customdata:
            marks = zip(trace.customdata, trace.base, trace.x, strict=True)
            for identifier, base, length in marks:
                # A tile fills most of its place, the middle of which tells which it is.
                place = int((base + length / 2) // 1)
                tiles[identifier] = (trace.xaxis or "x", place, trace.marker.pattern.shape)
    assert tiles == {
        "more-drills": ("x", 0, ""),
        "larger-drills": ("x", 1, "/"),
        "no-pact": ("x", -1, ""),
        "no-wish": ("x", -2, ""),
        "a-line": ("x", -1, ""),
        "long-claim": ("x2", 0, ""),
    }
    totals = [text for trace in figure.data if trace.type == "scatter" for text in trace.text]
    assert totals == ["2", "2", "1", "1"]


@pytest.mark.parametrize(
    ("deeper", "shallower", "mixed", "words"),
    [
        (0, 0, 0, "No finding is recorded in these sources"),
        (1, 0, 0, "The 1 finding recorded in these sources speaks for deeper cooperation"),
        (0, 1, 0, "The 1 finding recorded in these sources speaks against deeper cooperation"),
        (0, 0, 1, "The 1 finding recorded in these sources is mixed"),
        (1, 1, 0, "1 speaks for deeper cooperation and 1 against it"),
        (2, 0, 1, "2 speak for deeper cooperation, none against it and 1 is mixed"),
        (0, 2, 2, "none speaks for deeper cooperation, 2 against it and 2 are mixed"),
        (1200, 3, 0, "1,200 speak for deeper cooperation and 3 against it"),
    ],
)
def test_the_sentence_is_right_for_none_one_and_many(
    deeper: int, shallower: int, mixed: int, words: str
) -> None:
    counts = {Stance.DEEPER: deeper, Stance.SHALLOWER: shallower, Stance.MIXED: mixed}
    assert split(counts).endswith(words)


@pytest.mark.parametrize(
    ("ids", "ending"),
    [
        (["more-drills"], "speaks for deeper cooperation."),
        (["larger-drills"], "speaks for deeper cooperation; it is only expected."),
        (["more-drills", "larger-drills"], "none against it; 1 of them is only expected."),
    ],
)
def test_what_is_only_expected_is_told_apart(dataset: Dataset, ids: list[str], ending: str) -> None:
    rows = findings(dataset, EVERY)
    own = rows[rows["id"].isin(ids)]
    assert takeaway(own, Context(dataset, EVERY)).endswith(ending)


def test_an_article_concludes_what_its_last_paragraph_says_itself(dataset: Dataset) -> None:
    (article,) = conclusions(dataset)
    assert (article.source, article.total, article.paragraph) == ("article", 5, 10)
    assert article.by_stance == {Stance.DEEPER: 2, Stance.SHALLOWER: 2, Stance.MIXED: 1}
    assert article.last.index.tolist() == ["no-pact", "no-wish", "long-claim"]
    assert article.gist == "No pact binds them."


def test_articles_stand_side_by_side_by_criterion(dataset: Dataset) -> None:
    assert side_by_side(dataset).to_numpy().tolist() == [
        ["Regular exercises", "2 deeper"],
        ["Alliance treaty", "2 shallower"],
        ["Interests", "1 mixed"],
    ]


def test_an_article_without_a_finding_in_view_concludes_nothing(dataset: Dataset) -> None:
    nothing = apply(dataset, Filters(domain=("cyber",))).dataset
    (article,) = conclusions(nothing)
    assert (article.total, article.paragraph, article.gist) == (0, None, "")
    assert side_by_side(nothing).empty
