"""Each rule by which a sentence is compared, on a package in which every number is known."""

import time
from datetime import date
from pathlib import Path

import pytest

import tiny
from atlas.datapackage import tables
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.dataset.store import dataset
from atlas.sentences.check import LONGEST, check
from atlas.sentences.numerals import value
from atlas.sentences.report import footnote, sources_in_words
from atlas.sentences.tokens import sentences, tokens
from atlas.sentences.verdicts import Finding, Kind, Verdict


def _findings(data: Dataset, sentence: str) -> dict[str, Finding]:
    """What is found of each marked piece of a sentence, by its words."""
    (own,) = check(data, sentence)
    return {own.text[mark.start : mark.end]: mark.finding for mark in own.marks}


def _verdict(data: Dataset, sentence: str, words: str) -> Verdict:
    return _findings(data, sentence)[words].verdict


def test_a_number_before_the_name_of_a_series_counts_that_series_whatever_the_years() -> None:
    found = _findings(dataset(), "The two countries held four joint naval patrols in 2021–2022.")
    # One patrol in 2021 and one in 2022; of all exercises there were seven and six.
    assert found["four"].says.startswith("2 of Joint Naval Patrol (series) recorded here")
    assert found["four"].verdict is Verdict.DIFFERENT
    found = _findings(dataset(), "The two countries held two joint naval patrols in 2021–2022.")
    assert found["two"].verdict is Verdict.SUPPORTED


def test_exercises_of_one_kind_are_not_counted_as_if_they_were_all() -> None:
    found = _findings(dataset(), "China and Russia held seven naval exercises in 2021.")
    assert found["seven"].verdict is Verdict.ABSENT
    assert "“naval”" in found["seven"].says


def test_a_name_that_is_the_beginning_of_another_leads_to_it() -> None:
    found = _findings(dataset(), "Henan Diesel supplies engines to the Russian navy.")
    assert found["Henan Diesel"].readings == ("henan-diesel",)
    assert found["Henan Diesel"].verdict is Verdict.ABSENT
    found = _findings(dataset(), "Henan Petrol supplies engines to the Russian navy.")
    assert found["Henan Petrol"].readings == ()


def test_a_stop_after_an_abbreviation_ends_no_sentence() -> None:
    text = "Gen. Li met Dr. Wu of the U.S. Army. They left! “Why?” 演习开始。结束。"
    assert list(sentences(text)) == [
        "Gen. Li met Dr. Wu of the U.S. Army.",
        "They left!",
        "“Why?”",
        "演习开始。",
        "结束。",
    ]


@pytest.mark.parametrize("name", ["Su-35S", "Su 35S", "SU35s", "Су-35S"])
def test_a_name_is_the_same_words_with_and_without_hyphens_and_in_another_script(
    name: str,
) -> None:
    assert [word.norm for word in tokens(name)] == ["su", "35", "s"]


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Россия sold Китай 24 Jet 7 jets.", Verdict.SUPPORTED),
        ("俄罗斯 sold 中国 24 Jet 7 jets.", Verdict.SUPPORTED),
        ("中国 sold России 24 Jet 7 jets.", Verdict.CONTRADICTED),
    ],
)
def test_a_country_is_known_by_its_chinese_and_russian_name(
    everything: Dataset, sentence: str, verdict: Verdict
) -> None:
    assert _verdict(everything, sentence, "sold") is verdict


@pytest.mark.parametrize("name", ["Ireland", "意大利", "Эфиопия", "Zanzibar"])
def test_a_name_that_nothing_here_has_is_found_at_the_beginning_too(
    everything: Dataset, name: str
) -> None:
    joined = f"{name} and China took part in Steppe 2."
    assert _verdict(everything, joined, name) is Verdict.ABSENT


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("two trillion", 2e12),
        ("2 tn", 2e12),
        ("two thousand billion", 2e12),
        ("two thousand five hundred million", 2.5e9),
        ("three million five thousand", 3_005_000),
    ],
)
def test_number_words_multiply_what_stands_before_them(words: str, number: float) -> None:
    assert value(tokens(words)) == number


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("3,500", Verdict.SUPPORTED),
        ("three thousand five hundred", Verdict.SUPPORTED),
        # Within a tenth of 3,500, which stands, and of 3,200, which the wire has.
        ("about 3,600", Verdict.SUPPORTED),
        ("more than 3,000", Verdict.SUPPORTED),
        ("between 3,400 and 3,600", Verdict.SUPPORTED),
        ("nearly 3,600", Verdict.SUPPORTED),
        # The wire has it, but it is not what stands for the exercise.
        ("3,200", Verdict.DIFFERENT),
        ("3,600", Verdict.CONTRADICTED),
        ("fewer than 3,000", Verdict.CONTRADICTED),
        ("five dozen", Verdict.CONTRADICTED),
    ],
)
def test_a_number_is_compared_as_exactly_as_it_is_meant(
    everything: Dataset, words: str, verdict: Verdict
) -> None:
    own = check(everything, f"China sent {words} troops to Steppe 2.")[0]
    (mark,) = [mark for mark in own.marks if mark.kind is Kind.NUMBER]
    assert mark.finding.verdict is verdict


def test_a_number_on_one_side_alone_is_counted_differently_where_none_is_named(
    everything: Dataset,
) -> None:
    assert _verdict(everything, "Steppe 2 involved 900 troops.", "900") is Verdict.DIFFERENT
    sent = "Russia sent 900 troops to Steppe 2."
    assert _verdict(everything, sent, "900") is Verdict.SUPPORTED


def test_silence_and_other_nouns_contradict_nothing(everything: Dataset) -> None:
    for sentence in (
        "China sent 900 troops to Wave.",
        "China sent 900 cooks to Steppe 2.",
        "During Steppe 2 China lost 12 troops.",
        "China had 900 troops in Africa when Steppe 2 began.",
    ):
        verdicts = {finding.verdict for finding in _findings(everything, sentence).values()}
        assert Verdict.CONTRADICTED not in verdicts, sentence
        assert Verdict.DIFFERENT not in verdicts, sentence


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("September 2018", Verdict.SUPPORTED),
        ("2018", Verdict.SUPPORTED),
        ("12 September 2018", Verdict.SUPPORTED),
        ("11–17 September 2018", Verdict.SUPPORTED),
        ("2018-09", Verdict.SUPPORTED),
        ("12.09.2018", Verdict.SUPPORTED),
        ("9/12/2018", Verdict.ABSENT),
        ("9/14/2018", Verdict.SUPPORTED),
        ("14/9/2018", Verdict.SUPPORTED),
        ("2018年9月12日", Verdict.SUPPORTED),
        ("25.09.2018", Verdict.CONTRADICTED),
        ("11–20 September 2018", Verdict.DIFFERENT),
        # The article has the month alone, the wire the days.
        ("25 September 2018", Verdict.CONTRADICTED),
        ("August 2018", Verdict.CONTRADICTED),
        ("2012", Verdict.CONTRADICTED),
    ],
)
def test_a_date_agrees_as_exactly_as_it_is_given(
    everything: Dataset, words: str, verdict: Verdict
) -> None:
    own = check(everything, f"Steppe 2 was held in {words}.")[0]
    (mark,) = [mark for mark in own.marks if mark.kind is Kind.DATE]
    assert mark.finding.verdict is verdict


@pytest.mark.parametrize(
    ("words", "verdict"),
    [("September", Verdict.SUPPORTED), ("July", Verdict.ABSENT)],
)
def test_a_month_without_a_year_is_of_the_one_that_the_sentence_has(
    everything: Dataset, words: str, verdict: Verdict
) -> None:
    sentence = f"Steppe 2, of 2018, was held in {words}."
    assert _verdict(everything, sentence, words) is verdict


@pytest.mark.parametrize(
    "words", ["July 32nd, 2018", "February 30, 2018", "32.09.2018", "the winter of 2018"]
)
def test_a_day_of_no_calendar_and_a_part_of_a_year_are_left_open(
    everything: Dataset, words: str
) -> None:
    findings = _findings(everything, f"In {words}, China took part in Steppe 2.")
    assert Verdict.ABSENT in {finding.verdict for finding in findings.values()}


def test_a_name_is_supported_only_by_a_verb_that_is_read(everything: Dataset) -> None:
    assert _verdict(everything, "China joined Steppe 2.", "China") is Verdict.SUPPORTED
    for verb in ("condemned", "feared", "spied on", "was enraged by"):
        assert _verdict(everything, f"China {verb} Steppe 2.", "China") is Verdict.ABSENT


def test_a_date_that_is_more_exact_than_the_sources_is_not_in_them(article: Dataset) -> None:
    sentence = "Steppe 2 was held on 12 September 2018."
    assert _verdict(article, sentence, "12 September 2018") is Verdict.ABSENT


def test_a_date_of_something_else_contradicts_nothing(everything: Dataset) -> None:
    for sentence in (
        "Steppe 2 was announced in 2017.",
        "In 2021 China sent observers to a base where Steppe 2 was held.",
        "Steppe 2 will be held in 2030.",
    ):
        verdicts = {finding.verdict for finding in _findings(everything, sentence).values()}
        assert Verdict.CONTRADICTED not in verdicts, sentence


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("India observed Steppe 2.", Verdict.SUPPORTED),
        ("Steppe 2 was watched by officers of India.", Verdict.SUPPORTED),
        ("India took part in Steppe 2.", Verdict.ABSENT),
    ],
)
def test_who_only_watched_took_no_part_and_nothing_is_contradicted(
    tmp_path: Path, sentence: str, verdict: Verdict
) -> None:
    """A row has India watch Steppe 2, in which China and Russia take part."""
    watching = tiny.said("steppe-2", locator="¶7", observers="IND")
    sheets = {"exercises": [*tiny.SHEETS["exercises"], watching]}
    data = build(tables.load(tiny.write(tmp_path, sheets)), ["article", "wire", "copy"])
    assert _verdict(data, sentence, "India") is verdict
    assert _verdict(data, "China watched Steppe 2.", "China") is Verdict.ABSENT


def test_a_direction_is_that_of_what_was_carried_out(everything: Dataset) -> None:
    forth, back = "Russia sold China 24 Jet 7 jets.", "China sold Russia 24 Jet 7 jets."
    assert _verdict(everything, forth, "sold") is Verdict.SUPPORTED
    assert _verdict(everything, back, "sold") is Verdict.CONTRADICTED
    passive = "Jet 7 was supplied from Russia to China."
    assert _verdict(everything, passive, "supplied") is Verdict.SUPPORTED
    third = "Russia sold India 24 Jet 7 jets."
    assert _verdict(everything, third, "sold") is Verdict.ABSENT
    assert _verdict(everything, third, "24") is Verdict.ABSENT


def test_what_is_only_offered_is_no_supply(everything: Dataset) -> None:
    sentence = "China sold drones to Russia."
    assert _verdict(everything, sentence, "sold") is Verdict.DIFFERENT


def test_the_verb_before_a_date_says_whether_it_is_of_order_or_delivery(
    everything: Dataset,
) -> None:
    sentence = "China ordered Jet 7 in 2015 and received it between 2016 and 2018."
    findings = _findings(everything, sentence)
    assert findings["2015"].verdict is Verdict.SUPPORTED
    assert findings["between 2016 and 2018"].verdict is Verdict.SUPPORTED
    assert _verdict(everything, "China received Jet 7 in 2015.", "2015") is Verdict.CONTRADICTED
    # It was delivered over three years, of which the sentence has but one.
    assert _verdict(everything, "China received Jet 7 in 2017.", "2017") is Verdict.DIFFERENT


def test_names_are_supported_by_what_ties_them(everything: Dataset) -> None:
    assert _verdict(everything, "Jet Works makes Jet 7.", "Jet Works") is Verdict.SUPPORTED
    assert _verdict(everything, "Jet 7 is made by Jet Works.", "Jet 7") is Verdict.SUPPORTED
    assert _verdict(everything, "Jet 7 powers Engine 9.", "Jet 7") is Verdict.CONTRADICTED
    assert _verdict(everything, "India took part in Steppe 2.", "India") is Verdict.ABSENT


def test_a_host_contradicts_where_another_is_recorded(everything: Dataset) -> None:
    hosted = "Steppe 2 was hosted by {}."
    assert _verdict(everything, hosted.format("Russia"), "Russia") is Verdict.SUPPORTED
    assert _verdict(everything, hosted.format("China"), "China") is Verdict.CONTRADICTED
    praised = "In China, officers praised Steppe 2."
    assert _verdict(everything, praised, "China") is not Verdict.CONTRADICTED


def test_a_comparison_takes_one_quantity_of_both(everything: Dataset) -> None:
    more = "More Chinese troops took part in {} than in {}."
    forth, back = more.format("Steppe 2", "Steppe 1"), more.format("Steppe 1", "Steppe 2")
    assert _verdict(everything, forth, "More") is Verdict.SUPPORTED
    assert _verdict(everything, back, "More") is Verdict.CONTRADICTED
    unknown = more.format("Steppe 2", "Wave")
    assert _verdict(everything, unknown, "More") is Verdict.ABSENT


def test_a_name_of_several_offers_its_readings() -> None:
    finding = _findings(dataset(), "Moscow sold China 24 Su-35 jets.")["Moscow"]
    assert {"moscow", "RUS"} <= set(finding.readings)


def test_since_agrees_with_what_began_then(everything: Dataset) -> None:
    assert _verdict(everything, "The jets came since 2016.", "since 2016") is Verdict.ABSENT
    since = "China has received Jet 7 since {}."
    assert _verdict(everything, since.format(2016), "since 2016") is Verdict.SUPPORTED
    assert _verdict(everything, since.format(2010), "since 2010") is Verdict.DIFFERENT


def test_a_judgement_is_left_alone_and_a_denial_supports_nothing(everything: Dataset) -> None:
    (own,) = check(everything, "The ties of China and Russia are strong.")
    judged = [mark for mark in own.marks if mark.kind is Kind.JUDGEMENT]
    assert [own.text[mark.start : mark.end] for mark in judged] == ["strong"]
    assert not own.has_claims
    denied = _findings(everything, "China did not take part in Steppe 2.")
    assert {finding.verdict for finding in denied.values()} <= {Verdict.ABSENT, Verdict.NAMED}


def test_a_name_that_nothing_here_has_is_marked_as_such(everything: Dataset) -> None:
    finding = _findings(everything, "China built the J-20.")["J-20"]
    assert (finding.verdict, finding.rows) == (Verdict.ABSENT, ())


def test_the_same_text_gives_the_same_marks_and_a_longer_one_is_refused(
    everything: Dataset,
) -> None:
    text = "Russia sold China 24 Jet 7 jets in 2015. Steppe 2 was held in 2018."
    assert check(everything, text) == check(everything, text)
    assert check(everything, "") == check(everything, " \n ") == []
    with pytest.raises(ValueError, match="5,001 characters"):
        check(everything, "a" * (LONGEST + 1))


@pytest.mark.parametrize("word", ["1 ", "one ", "three hundred ", "Steppe 2 in 2018 "])
def test_a_text_of_numbers_or_names_alone_is_read_in_one_go(everything: Dataset, word: str) -> None:
    # Each part of a run of numbers was a match, and each name was weighed for each date against all
    # names: minutes of one processor for one text.
    (checked,) = check(everything, (word * LONGEST)[:LONGEST])
    assert checked.text.startswith(word)


# Each name of a sentence was compared with each other, and with each date: minutes for one text.
@pytest.mark.parametrize("piece", ["Steppe 2018 and ", "Jet 7 2018 ", "Jet 7 China 2018 ", "中国"])
def test_a_sentence_of_very_many_names_is_marked_as_too_long_and_the_others_are_compared(
    everything: Dataset, piece: str
) -> None:
    long = (piece * LONGEST)[: LONGEST - 100]
    first, second = check(everything, f"{long}.\nSteppe 2 was held in 2018.")
    (mark,) = first.marks
    assert (mark.start, mark.end) == (0, len(first.text))
    assert mark.finding.verdict is Verdict.ABSENT
    assert "words, and is not compared: at most 300 are" in mark.finding.says
    assert second.verdict is Verdict.SUPPORTED


def test_a_sentence_of_many_names_and_dates_is_compared_in_one_go(everything: Dataset) -> None:
    begun = time.process_time()
    (checked,) = check(everything, "Steppe 2 2018 and Jet 7 2015 and " * 35)
    assert len(checked.marks) > 100
    assert time.process_time() - begun < 2


def test_a_footnote_names_source_paragraph_and_data(everything: Dataset) -> None:
    finding = _findings(everything, "Steppe 2 was held in September 2018.")["September 2018"]
    assert sources_in_words(everything, finding) == "Weekly 2018 ¶2; Agency 2019 ¶1"
    note = footnote(everything, finding, date(2026, 11, 26))
    assert "“An article”. Weekly." in note
    assert "Cited: ¶2." in note
    assert f"data version {everything.version}" in note
    assert (
        footnote(
            everything, _findings(everything, "China built the J-20.")["J-20"], date(2026, 1, 1)
        )
        == ""
    )


def test_a_number_of_exercises_is_contradicted_only_for_whoever_has_published_another() -> None:
    data = dataset()
    both = "NDU counted {} exercises in 2022, and China and Russia held {} exercises in 2022."
    findings = _findings(data, both.format(9, 8))
    assert findings["9"].verdict is Verdict.CONTRADICTED
    assert findings["8"].verdict is Verdict.SUPPORTED
    theirs = _findings(data, both.format("six", "six"))
    assert theirs["six"].verdict is Verdict.DIFFERENT
    assert _verdict(data, "NDU counted six exercises in 2022.", "six") is Verdict.SUPPORTED


def test_each_number_of_exercises_is_of_the_nearest_year() -> None:
    sentence = "China and Russia held 8 exercises in 2022, and 80 in 2019."
    assert _verdict(dataset(), sentence, "8") is Verdict.SUPPORTED


def test_a_native_name_is_found_without_blanks_around_it() -> None:
    findings = _findings(dataset(), "2012年4月海上联合-2012 was held in April 2012.")
    assert findings["April 2012"].verdict is Verdict.SUPPORTED


def test_a_number_that_no_lot_has_is_told_with_how_many_came() -> None:
    found = _findings(dataset(), "China received 143 RD-93 engines from Russia.")
    # A contract on 43 and a second hundred are agreed alone.
    assert found["143"].says.endswith("Delivered in all, as recorded: 100.")
    assert found["received"].verdict is Verdict.SUPPORTED


def test_none_in_some_years_says_how_many_parts_were_looked_at() -> None:
    found = _findings(dataset(), "No Joint Sea exercise took place in 2018.")
    assert found["No"].says == "None of 13 parts of Joint Sea (series) is recorded then."
    assert _verdict(dataset(), "No Joint Sea took place in 2011.", "No") is Verdict.ABSENT


def test_all_is_asked_of_what_was_ordered_and_what_came() -> None:
    found = _findings(dataset(), "India got all ten S-400 units it had ordered.")
    assert found["all"].says.endswith("6 delivered of 10 ordered.")
    assert found["all"].verdict is Verdict.CONTRADICTED


def test_a_part_of_an_exercise_is_told_in_its_numbers() -> None:
    found = _findings(dataset(), "Half of the ships at Joint Sea 2016 were Chinese.")
    assert found["Half"].says == "Joint Sea 2016: 10 of 15, 67%."
    assert found["Half"].verdict is Verdict.CONTRADICTED


def test_a_date_that_one_source_has_beside_the_shown_one_is_told_with_both() -> None:
    found = _findings(dataset(), "China ordered two Sovremenny destroyers in 1997.")["1997"]
    assert found.verdict is Verdict.DIFFERENT
    assert found.says.endswith(": ordered 1997; ordered 1998.")


def test_what_was_bought_is_dated_by_its_contract_as_what_was_ordered_is() -> None:
    for verb in ("ordered", "bought"):
        sentence = f"China {verb} the S-400 from Russia in 2014."
        assert _verdict(dataset(), sentence, "2014") is Verdict.SUPPORTED
        assert _verdict(dataset(), sentence.replace("14", "13"), "2013") is Verdict.CONTRADICTED


def test_a_purpose_is_known_by_whole_words_of_a_description() -> None:
    found = _findings(dataset(), "Russia supplied engines for the J-1 to China.")
    assert found["J-1"].verdict is Verdict.ABSENT
    assert found["supplied"].verdict is Verdict.ABSENT


def test_of_one_side_alone_nothing_is_said_of_two() -> None:
    found = _findings(dataset(), "Henan Diesel supplied engines for Buyan-M corvettes.")
    assert found["supplied"].verdict is Verdict.ABSENT
    assert "one side alone" in found["supplied"].says
