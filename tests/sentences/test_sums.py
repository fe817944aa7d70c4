"""Sums, shares, parts and durations in sentences, each against numbers worked out by hand."""

import pytest

from atlas.dataset.dataset import Dataset
from atlas.dataset.store import dataset
from atlas.sentences.check import check
from atlas.sentences.verdicts import Finding, Verdict

DIFFERENT, ABSENT = Verdict.DIFFERENT, Verdict.ABSENT
SUPPORTED, CONTRADICTED = Verdict.SUPPORTED, Verdict.CONTRADICTED


def _findings(data: Dataset, sentence: str) -> dict[str, Finding]:
    (own,) = check(data, sentence)
    return {own.text[mark.start : mark.end]: mark.finding for mark in own.marks}


def _verdict(sentence: str, words: str) -> Verdict:
    return _findings(dataset(), sentence)[words].verdict


@pytest.mark.parametrize(
    ("sentence", "words", "verdict"),
    [
        # 3,061 of 3,994 million TIV by the edition of 2024: 76.6 %; published as 77 %.
        ("Russia supplied {} % of China's arms imports in 2019–23.", "77", SUPPORTED),
        ("Russia supplied {} % of China's arms imports in 2019–23.", "76.6", SUPPORTED),
        # Cut off instead of rounded.
        ("Russia supplied {} % of China's arms imports in 2019–23.", "76", DIFFERENT),
        ("Russia supplied {} % of China's arms imports in 2019–23.", "67", CONTRADICTED),
        # Published of 2018–22 is 23 %; the edition of 2024 has 21.5 %.
        ("China's share of Russia's arms exports was {} % in 2018–22.", "23", DIFFERENT),
        ("China's share of Russia's arms exports was {} % in 2018–22.", "21", DIFFERENT),
        ("SIPRI put China's share of Russian arms exports in 2018–22 at {} %.", "23", SUPPORTED),
        ("China's share of Russia's arms exports was {} % in 2018–22.", "41", CONTRADICTED),
        # France's 499.75 of 3,994 million.
        (
            "France, after Russia, supplied {} % of China's arms imports in 2019–23.",
            "13",
            SUPPORTED,
        ),
        ("India received {} percent of Russia's arms exports in 2019–23.", "34", SUPPORTED),
        # +39 % of March 2023 is +10 % and +22 % in later editions.
        ("Russia's arms exports to China rose by {} % in 2018–22.", "39", DIFFERENT),
        ("Russia's arms exports to China rose by {} % in 2018–22.", "22", DIFFERENT),
        ("Russia's arms exports to China rose by {} % in 2018–22.", "70", CONTRADICTED),
        (
            "Russia's arms exports to China in 2018–22 were {} % above those of 2013–17.",
            "39",
            DIFFERENT,
        ),
        # What lies after “above” is the earlier time, else nothing is said of it here.
        (
            "Russia's arms exports to China in 2013–17 were {} % above those of 2018–22.",
            "39",
            ABSENT,
        ),
        ("China's arms imports fell by {} % between 2014–18 and 2019–23.", "44", SUPPORTED),
        ("China's arms imports rose by {} % between 2014–18 and 2019–23.", "44", CONTRADICTED),
        # What is published is of Russia's exports to China, not of all of them.
        ("Russia's arms exports fell by {} % in 2018–22.", "31", DIFFERENT),
        ("China's oil imports from Russia rose by {} % in 2019–23.", "24", ABSENT),
        ("Germany supplied {} % of Israel's arms imports in 2019–23.", "30", ABSENT),
        # The year may be that of the report.
        ("Russia accounted for {} % of China's arms imports (SIPRI 2023).", "50", ABSENT),
    ],
)
def test_a_share_is_that_of_editions_and_of_what_was_published(
    sentence: str, words: str, verdict: Verdict
) -> None:
    assert _verdict(sentence.format(words), words) is verdict


def test_of_two_shares_each_has_its_own_country_and_years() -> None:
    sentence = "Russia supplied 77 % of China's arms imports in 2019–23 and 55 % in 2010–14."
    findings = _findings(dataset(), sentence)
    assert [findings[words].verdict for words in ("77", "55")] == [SUPPORTED, SUPPORTED]
    both = _findings(dataset(), "Russia 77 % and France 13 % of China's arms imports in 2019–23.")
    assert CONTRADICTED not in {finding.verdict for finding in both.values()}


def test_a_share_names_its_edition_and_the_rows_that_are_divided() -> None:
    finding = _findings(dataset(), "Russia supplied 71 % of China's arms imports in 2014–18.")["71"]
    assert "70.7 % (SIPRI 2024 update)" in finding.says
    # Five years of the part and five of the total.
    assert len(finding.rows) == 10


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        # 47 of 85 exercises of 2003 to 2024 are of 2018 to 2024: 55 %.
        ("More than half", SUPPORTED),
        ("55 %", SUPPORTED),
        ("More than three quarters", DIFFERENT),
        ("Two thirds", DIFFERENT),
        ("A third", DIFFERENT),
    ],
)
def test_a_part_of_the_exercises_is_counted_by_the_first_rule(words: str, verdict: Verdict) -> None:
    sentence = f"{words} of the exercises that China and Russia held between 2003 and July 2024 "
    findings = _findings(dataset(), f"{sentence}took place in the last seven years.")
    assert findings[words.removesuffix(" %")].verdict is verdict
    assert CONTRADICTED not in {finding.verdict for finding in findings.values()}


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        # Five of the fifteen ships of Joint Sea 2016 are Russian: 33 %.
        ("More than a quarter", SUPPORTED),
        ("Less than half", SUPPORTED),
        ("More than half", CONTRADICTED),
        ("Less than a fifth", CONTRADICTED),
    ],
)
def test_more_and_less_than_a_part_are_bounds(words: str, verdict: Verdict) -> None:
    sentence = f"{words} of the ships at Joint Sea 2016 were Russian."
    (finding,) = [own for own in _findings(dataset(), sentence).values() if "5 of 15" in own.says]
    assert finding.verdict is verdict


@pytest.mark.parametrize(
    "sentence",
    [
        "More than half of the exercises at sea took place in the last seven years.",
        "More than half of the exercises between 2003 and 2024 were naval.",
        "More than half of NATO's exercises took place in the last seven years.",
    ],
)
def test_a_part_of_anything_else_is_left_open(sentence: str) -> None:
    assert _verdict(sentence, "More than half") is ABSENT


@pytest.mark.parametrize(
    ("sentence", "words", "verdict"),
    [
        # Held from 11 to 17 September 2018.
        ("Steppe 2 lasted {} days.", "seven", SUPPORTED),
        ("Steppe 2 lasted {} days.", "eight", DIFFERENT),
        # The article has the month alone.
        ("Steppe 2 lasted {} days.", "twelve", ABSENT),
        ("The {}-day Steppe 2 was held in 2018.", "seven", SUPPORTED),
        # How long something else took.
        ("Before Steppe 2 the crews trained for {} days.", "twelve", ABSENT),
        ("The preparations for Steppe 2 took {} weeks.", "twelve", ABSENT),
    ],
)
def test_the_days_of_an_exercise_are_counted_with_the_last(
    everything: Dataset, sentence: str, words: str, verdict: Verdict
) -> None:
    assert _findings(everything, sentence.format(words))[words].verdict is verdict


def test_days_contradict_where_every_row_has_them() -> None:
    """Joint Sea 2012 was held from 22 to 27 April."""
    assert _verdict("Joint Sea 2012 lasted sixteen days.", "sixteen") is CONTRADICTED


@pytest.mark.parametrize(
    ("sentence", "years", "verdict"),
    [
        ("{} was signed in July 2001 for {} years.", "20", SUPPORTED),
        ("{} was concluded for a term of {} years.", "twenty", SUPPORTED),
        ("{} was concluded for {} years.", "thirty", CONTRADICTED),
        ("{}, signed in 2001, has governed relations for {} years.", "20", ABSENT),
    ],
)
def test_the_years_of_a_treaty_are_those_for_which_it_is_concluded(
    sentence: str, years: str, verdict: Verdict
) -> None:
    treaty = "The Treaty of Good-Neighbourliness and Friendly Cooperation"
    assert _verdict(sentence.format(treaty, years), years) is verdict


@pytest.mark.parametrize(
    ("worth", "verdict"),
    # 2 bn for the Su-35 (one source has 2.5 bn), 3 bn for the S-400.
    [("$5 billion", SUPPORTED), ("$5.5 billion", DIFFERENT), ("$9 billion", CONTRADICTED)],
)
def test_contracts_are_added_up_where_the_sentence_says_that_it_is_a_sum(
    worth: str, verdict: Verdict
) -> None:
    signed = f"Russia and China signed two contracts worth {worth}, for the Su-35 and the S-400."
    assert _verdict(signed, worth) is verdict
    summed = f"Russia's contracts with China on the Su-35 and the S-400 are worth {worth} together."
    assert _verdict(summed, worth) is verdict


def test_a_sum_of_another_clause_is_that_of_something_else() -> None:
    spent = (
        "In total, Russia and China spent $5 billion on bases; the Su-35 and the S-400 came later."
    )
    assert _verdict(spent, "$5 billion") is ABSENT


def test_what_made_up_a_share_did_not_rise() -> None:
    sentence = "China made up 21 % of Russia's arms exports in 2019–23."
    assert _verdict(sentence.replace("made up", "has made up"), "21") is not CONTRADICTED
    assert "Change" not in _findings(dataset(), sentence)["21"].says


def test_a_sum_contradicts_no_single_contract() -> None:
    sentence = "Russia sold China Su-35 fighters and S-400 systems worth {}."
    assert _verdict(sentence.format("$5 billion"), "$5 billion") is SUPPORTED
    assert _verdict(sentence.format("$8 billion"), "$8 billion") is ABSENT
    each = "Russia sold China the S-400 for $7 billion and the Su-35 for $2 billion."
    assert _verdict(each, "$7 billion") is CONTRADICTED
