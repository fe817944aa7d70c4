"""Where text and data differ: a number of an article beside what every rule counts."""

from typing import Any

import pandas as pd
import pytest

from atlas.charts.exercises.rules import RULES
from atlas.charts.findings.differing_view import (
    Claim,
    claims,
    differing_table,
    disputed_values,
)
from atlas.charts.findings.differing_words import differing
from atlas.dataset import store
from atlas.dataset.dataset import Dataset


@pytest.fixture(scope="module")
def claim(everything: Dataset) -> Claim:
    """The article of the tiny package: 4 to 5 exercises a year in 2018."""
    (own,) = claims(everything)
    return own


@pytest.mark.parametrize(
    ("number", "words"), [(0, "fewer"), (3.9, "fewer"), (4, "as the text"), (5, "as the text")]
)
def test_a_number_lies_in_the_range_of_the_text_or_beside_it(
    claim: Claim, number: float, words: str
) -> None:
    assert claim.beside(number) == words
    assert claim.beside(5.2) == "more"


def test_what_is_recorded_in_the_year_and_the_five_before_it_is_counted_by_every_rule(
    claim: Claim,
) -> None:
    assert claim.year == 2018
    assert list(claim.by_rule) == list(RULES)
    # Steppe 2 and the drill of which nobody says who takes part; before 2018 nothing since 2012.
    assert claim.nearest.before == dict.fromkeys(range(2013, 2018), 0)
    assert set(claim.nearest.ids) == {"steppe-2", "drill"}
    assert claim.by_rule["armed-forces"].ids == ("steppe-2",)


def test_the_sentences_give_both_numbers_and_call_neither_wrong(
    everything: Dataset, claim: Claim
) -> None:
    sentences = differing(everything, claim)
    assert sentences[0] == "Weekly 2018 ¶4: 4 to 5 exercises a year (2018)."
    assert (
        "0 a year in 2013–2017, on average 0 (fewer than the text says); 2 in 2018 (fewer than the "
        "text says)."
    ) in sentences[1]
    assert sentences[2] == "For 2018 every one of the 10 rules gives fewer."
    assert "no error" in sentences[3]


def test_the_table_names_the_exercises_of_the_year(everything: Dataset, claim: Claim) -> None:
    table = differing_table(everything, claim).set_index("Rule")
    assert table.loc["Armed forces alone", ["2017", "2018", "Recorded in 2018"]].tolist() == [
        0,
        1,
        "Steppe 2",
    ]
    assert "steppe-2" in table.loc["Armed forces alone", "ids of Recorded in 2018"]


def test_the_shipped_article_is_beside_the_numbers_of_its_years_counted_from_the_records() -> None:
    dataset = store.dataset()
    (own,) = claims(dataset)
    frame = dataset.built["exercises"]
    both = frame["participants"].fillna("").str.split(";").map({"CHN", "RUS"}.issubset)
    single = frame[both & ~frame["is_group"] & ~frame["projected"]]
    by_year: pd.Series[Any] = single["year_first"].value_counts()
    assert own.nearest.before == {year: by_year[year] for year in range(2013, 2018)}
    assert own.nearest.year == by_year[2018]


def test_values_of_the_articles_that_others_dispute_are_among_the_disagreements() -> None:
    rows = disputed_values(store.dataset())
    assert "vostok-2018" in set(rows["Id"])
    assert rows["ids of Sources"].str.contains("diplomat-20").all()


def test_sources_without_an_article_at_the_core_claim_nothing(everything: Dataset) -> None:
    without = store.dataset("own", ("database",))
    assert claims(without) == []
    assert disputed_values(without).empty
