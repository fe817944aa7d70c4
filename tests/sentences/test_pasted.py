"""Sentences as analysts paste them: what is beside the claim is neither right nor wrong."""

import pytest

from atlas.dataset.store import dataset
from atlas.sentences.check import check
from atlas.sentences.tokens import sentences
from atlas.sentences.verdicts import Finding, Kind, Verdict

SUPPORTED, ABSENT = Verdict.SUPPORTED, Verdict.ABSENT


def _findings(sentence: str) -> dict[str, Finding]:
    (own,) = check(dataset(), sentence)
    return {own.text[mark.start : mark.end]: mark.finding for mark in own.marks}


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        # Dates and numbers of another clause, of another event, of another country.
        ("China sent 2,000 troops to Vostok 2022; in 2018 it had sent 3,500.", "2018"),
        (
            "Mosi II, held in February 2023, marked the day on which the war began, "
            "24 February 2022.",
            "24 February 2022",
        ),
        (
            "China bought the Su-35 for $2 billion, while India paid $5.4 billion for the S-400.",
            "$5.4 billion",
        ),
        (
            "China bought the Su-35 for $2 billion, while India paid $3 billion for the S-400.",
            "$3 billion",
        ),
        ("Russia had lost 300,000 soldiers, as many as took part in Vostok 2018.", "300,000"),
        ("By 2023 China had forgotten Vostok 2018.", "By 2023"),
    ],
)
def test_what_is_said_of_something_else_is_not_compared(sentence: str, words: str) -> None:
    assert _findings(sentence)[words].verdict is ABSENT


@pytest.mark.parametrize("words", ["refused to send", "didn't send", "hardly sent"])
def test_what_is_denied_or_doubted_is_not_supported(words: str) -> None:
    assert _findings("China sent 2,000 troops to Vostok 2022.")["2,000"].verdict is SUPPORTED
    assert _findings(f"China {words} 2,000 troops to Vostok 2022.")["2,000"].verdict is ABSENT
    doubted = "Analysts doubt that China sent 2,000 troops to Vostok 2022."
    assert _findings(doubted)["2,000"].verdict is ABSENT


def test_who_reports_it_did_not_send_them() -> None:
    """Two thousand were China's, fifty thousand all of them."""
    finding = _findings("Japan says China sent 2,000 troops to Vostok 2022.")["2,000"]
    assert finding.verdict is SUPPORTED
    both = _findings("China and Russia sent 50,000 troops to Vostok 2022.")["50,000"]
    assert both.verdict is SUPPORTED


def test_a_span_at_the_beginning_of_a_sentence_is_no_name() -> None:
    """43 exercises are recorded from 2014 to 2021, 7 in 2021 alone."""
    findings = _findings("Between 2014 and 2021, the two held 43 exercises.[12]")
    assert findings["43"].verdict is SUPPORTED
    assert {"two", "12", "Between 2014"}.isdisjoint(findings)
    of_a_year = _findings("Between 2014 and 2021, the two held 7 exercises.")
    assert of_a_year["7"].verdict is Verdict.DIFFERENT


def test_numbers_of_footnotes_are_no_numbers_of_the_text() -> None:
    text = "The patrol ended in the Sea of Japan.12 Vostok 2018 was held in Sept. 2018.5"
    assert len(list(sentences(text))) == 2
    marks = [mark for own in check(dataset(), text) for mark in own.marks]
    assert not [mark for mark in marks if mark.kind is Kind.NUMBER]
    (date,) = [mark for mark in marks if mark.kind is Kind.DATE]
    assert date.finding.verdict is SUPPORTED


def test_short_months_and_strange_hyphens_are_read() -> None:
    sentence = "Beijing dispatched some 3500 soldiers & tanks to Vostok‑2018 (11–17 Sept. 2018)."
    findings = _findings(sentence)
    assert findings["11–17 Sept. 2018"].verdict is SUPPORTED
    assert findings["some 3500"].verdict is SUPPORTED


def test_both_years_of_a_comparison_belong_to_it() -> None:
    findings = _findings("China and Russia held more exercises in 2022 than in 2017.")
    assert findings["more"].verdict is SUPPORTED
    assert {findings[year].verdict for year in ("2022", "2017")} == {Verdict.NAMED}


def test_a_headline_and_a_record_of_firsts_claim_nothing_that_is_compared() -> None:
    for sentence in (
        "Russia, China Launch Largest-Ever Joint Naval Drills In Pacific",
        "China and Russia hold bomber patrol near Japan for the first time",
        "The Su-35 deal was the largest ever between the two.",
    ):
        verdicts = {finding.verdict for finding in _findings(sentence).values()}
        assert verdicts <= {ABSENT, Verdict.NAMED}, sentence
