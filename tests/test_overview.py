"""The front page's answers, counted by hand in the tiny package; its sentences; its questions."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from atlas.charts.chart_view import ChartView, selected
from atlas.charts.choices import options_of
from atlas.charts.findings.findings_view import FindingOptions, findings
from atlas.charts.overview import small, words
from atlas.charts.overview.exchange_view import (
    Exchange,
    exchange,
    shown_street,
    shown_volumes,
)
from atlas.charts.overview.known_view import Known, known, main_gaps, share_with_paragraph
from atlas.charts.overview.often_view import Era, Often, often, shown_per_year
from atlas.charts.overview.questions import QUESTIONS, Question, answer
from atlas.charts.overview.support_view import Support, support
from atlas.charts.registry import CHARTS
from atlas.dataset import store
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters, from_query
from atlas.records.corroboration import counts, groups_sentence, resting_so
from atlas.values.pair import TO_CHINA, TO_RUSSIA

ERA = Era(2014, 2021, 40)


@pytest.fixture
def _tiny(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tiny package in place of the shipped one."""
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))


def _often(*eras: Era, unfinished: tuple[int, ...] = (), n: int = 1) -> Often:
    return Often(pd.Series([n], index=[2020]), eras, unfinished, 0)


@pytest.mark.usefixtures("_tiny")
def test_exercises_with_a_date_are_counted_in_the_whole_years_before_and_after_a_turn() -> None:
    """One each in 2005, 2012 and 2018; the newest source is of 2020, so 2018 is a whole year."""
    result = often(shown_per_year(Filters()))
    assert result.eras == (Era(2005, 2013, 2), Era(2014, 2018, 1))
    assert (result.counts.sum(), result.undated, result.unfinished) == (3, 1, ())
    assert (result.counts.index[0], result.counts.index[-1]) == (2005, 2018)


@pytest.mark.usefixtures("_tiny")
def test_years_that_a_reader_chose_are_the_years_of_the_answer() -> None:
    result = often(shown_per_year(Filters(years=(2010, 2013))))
    assert result.eras == (Era(2010, 2013, 1),)


@pytest.mark.usefixtures("_tiny")
def test_a_year_that_the_newest_source_does_not_see_the_end_of_is_in_no_era() -> None:
    """The article is of December 2018, and so is its last exercise."""
    result = often(shown_per_year(Filters(evidence="articles")))
    assert result.unfinished == (2018,)
    assert result.eras == (Era(2005, 2013, 2), Era(2014, 2017, 0))


@pytest.mark.usefixtures("_tiny")
def test_supplies_count_each_way_if_they_were_carried_out_and_have_a_date() -> None:
    filters = Filters()
    result = exchange(shown_volumes(filters), shown_street(filters))
    assert result.begun(TO_CHINA).to_dict() == {2015: 1}
    assert result.begun(TO_RUSSIA).to_dict() == {2014: 1}, "an offer is no supply"
    assert (result.since(TO_RUSSIA), result.before(TO_RUSSIA)) == (0, 1)
    assert len(result.ids) == 2
    assert result.volume(TO_CHINA).to_dict() == {2016: 100, 2017: 250.5}, "the newest edition"
    assert result.volume(TO_RUSSIA).to_dict() == {2017: 4}


def test_support_counts_sources_independence_and_disputed_values(everything: Dataset) -> None:
    ids = pd.Index(["steppe-2", "wave"])
    assert support(everything, "exercises", ids) == Support(2, 1, 1, 3)
    assert support(everything, "exercises", ids[:0]) == Support(0, 0, 0, 0)


def test_what_was_carried_out_is_counted_and_the_rest_told_apart(everything: Dataset) -> None:
    result = known(everything)
    assert result.counts == {"exercises": 4, "transfers": 4, "agreements": 1}
    assert (result.apart, result.sources, result.newest, result.articles) == (1, 3, "2020", 1)


def test_the_share_of_statements_with_a_paragraph_is_that_of_the_evidence(
    everything: Dataset,
) -> None:
    assert share_with_paragraph(everything) == 1
    lines = everything.evidence.copy()
    lines["locator"] = lines["locator"].astype("str")
    lines.loc[lines.index[: len(lines) // 2], "locator"] = "body"
    half = share_with_paragraph(replace(everything, evidence=lines))
    assert half == pytest.approx(0.5, abs=0.02)


def test_of_each_counted_table_the_open_and_widest_gap_matters_most(everything: Dataset) -> None:
    assert main_gaps(everything)["gap"].tolist() == ["Small drills are not coded."]
    rows = [
        ("transfers", "2000/2010", "Closed and wide."),
        ("transfers", "2011/2012", "Open and narrow."),
        ("transfers", "2010/2012", "Open and wider."),
        ("agreements", None, "Of all years."),
        ("links", "2000/2012", "Not counted."),
    ]
    gaps = pd.DataFrame(rows, columns=["table", "years", "gap"]).astype("str")
    gaps["years"] = gaps["years"].where(gaps["years"].ne("None"))
    picked = main_gaps(replace(everything, gaps=gaps))
    assert picked["gap"].tolist() == ["Open and wider.", "Of all years."]
    assert main_gaps(replace(everything, gaps=gaps.iloc[:0])).empty


@pytest.mark.parametrize(
    ("eras", "title"),
    [
        ((), "How often?"),
        ((ERA,), "How often?"),
        ((ERA, Era(2022, 2023, 16)), "More often"),
        ((ERA, Era(2022, 2023, 4)), "Less often"),
        ((ERA, Era(2022, 2023, 10)), "As often as before"),
    ],
)
def test_the_title_says_more_only_where_it_is_more(eras: tuple[Era, ...], title: str) -> None:
    assert words.often_title(_often(*eras)) == title


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (_often(n=0), "Exercises a year: none with a date in view."),
        (_often(unfinished=(2020,)), "Exercises a year: no whole year in view."),
        (
            _often(Era(2020, 2020, 1)),
            "Exercises recorded in these sources: 1 a year in 2020.",
        ),
        (
            _often(ERA, Era(2022, 2025, 34), unfinished=(2026,)),
            "Exercises recorded in these sources: 5 a year in 2014–2021 and 8.5 in 2022–2025. "
            "2026 is not covered to the end.",
        ),
    ],
)
def test_the_sentence_on_exercises_is_right_for_none_one_and_many(
    result: Often, sentence: str
) -> None:
    assert words.often_sentence(result) == sentence


def _exchange(supplies: list[tuple[int, str]], volumes: list[tuple[str, int, float]]) -> Exchange:
    rows = [(str(place), year, way) for place, (year, way) in enumerate(supplies)]
    return Exchange(
        pd.DataFrame(volumes, columns=["key", "year", "value"]),
        pd.DataFrame(rows, columns=["id", "year", "direction"]),
    )


@pytest.mark.parametrize(
    ("supplies", "title"),
    [
        ([], "Which way?"),
        ([(2010, "RUS-CHN")], "Which way?"),
        ([(2023, "RUS-CHN")], "One way: Russia → China"),
        ([(2022, "CHN-RUS")], "One way: China → Russia"),
        ([(2022, "CHN-RUS"), (2023, "RUS-CHN")], "A two-way street"),
        (
            [(2010, "RUS-CHN"), (2022, "CHN-RUS"), (2023, "RUS-CHN")],
            "From sales to a two-way street",
        ),
        (
            [(2010, "RUS-CHN"), (2012, "CHN-RUS"), (2022, "CHN-RUS"), (2023, "RUS-CHN")],
            "A two-way street",
        ),
    ],
)
def test_the_title_says_two_way_only_where_both_supply(
    supplies: list[tuple[int, str]], title: str
) -> None:
    assert words.exchange_title(_exchange(supplies, [])) == title


def test_a_way_that_a_filter_hides_is_not_said_to_have_none() -> None:
    filters = Filters(recipient=("RUS",))
    result = exchange(shown_volumes(filters), shown_street(filters))
    assert words.exchange_title(result) == "China → Russia"
    sentence = words.exchange_sentence(result)
    assert "since 2022, as recorded in these sources: 19 from China to Russia." in sentence
    assert "from Russia to China" not in sentence


@pytest.mark.parametrize(
    ("undated", "ending"),
    [
        ((), "Russia to China."),
        (("a",), "1 more has no date."),
        (("a", "b"), "2 more have no date."),
    ],
)
def test_supplies_without_a_date_are_counted_apart(undated: tuple[str, ...], ending: str) -> None:
    dated = _exchange([(2023, "CHN-RUS")], [])
    assert words.exchange_sentence(replace(dated, undated=undated)).endswith(ending)


def test_the_front_page_has_as_many_supplies_as_the_flows() -> None:
    filters = Filters()
    answer = exchange(shown_volumes(filters), shown_street(filters))
    flows = ChartView(CHARTS["transfer-flows"], filters, CHARTS["transfer-flows"].options())
    assert len(answer.undated) > 0
    assert len(answer.ids) == len(flows.table)


def test_a_rate_is_written_as_on_the_page_of_exercises() -> None:
    quarters = _often(Era(2022, 2025, 17))
    assert words.often_sentence(quarters).endswith("4.25 a year in 2022–2025.")


def test_the_sentence_on_supplies_is_right_for_none_one_and_many() -> None:
    assert words.exchange_sentence(_exchange([], [])) == (
        "Supplies between Russia and China: none in view."
    )
    alone = _exchange([], [("RUS-CHN", 2016, 1234.5)])
    assert words.exchange_sentence(alone) == (
        "SIPRI's volume in million TIV: from Russia to China at most 1,234.5 (2016)."
    )
    volumes = [("RUS-CHN", 2005, 3076.0), ("RUS-CHN", 2025, 25.0), ("CHN-RUS", 2018, 9.6)]
    earlier = _exchange([(2010, "RUS-CHN"), (2012, "RUS-CHN"), (2021, "CHN-RUS")], [])
    assert words.exchange_sentence(earlier) == (
        "Supplies begun before 2022, as recorded in these sources: 1 from China to Russia and 2 "
        "from Russia to China; none in view begins later."
    )
    both = _exchange([(2022, "CHN-RUS")], volumes)
    assert words.exchange_sentence(both) == (
        "Supplies begun since 2022, as recorded in these sources: 1 from China to Russia and 0 "
        "from Russia to China. SIPRI's volume in million TIV: from Russia to China at most 3,076 "
        "(2005), 25 in 2025; from China to Russia at most 9.6 (2018)."
    )


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (Support(0, 0, 0, 0), ""),
        (
            Support(1, 1, 0, 1),
            "How sure: 1 source; the 1 exercise rests on two or more independent sources; no value "
            "is disputed.",
        ),
        (
            Support(2, 0, 1, 1),
            "How sure: 1 source; none of 2 exercises rests on two or more independent sources; 1 "
            "value is disputed.",
        ),
        (
            Support(1200, 2, 3, 4),
            "How sure: 4 sources; 2 of 1,200 exercises rest on two or more independent sources; 3 "
            "values are disputed.",
        ),
    ],
)
def test_how_sure_an_answer_is_is_said_for_none_one_and_many(
    result: Support, sentence: str
) -> None:
    assert words.support_sentence(result, "exercise", "exercises") == sentence


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (
            Known({"exercises": 0, "transfers": 0, "agreements": 0}, 0, 0, "", 2),
            "No exercise, arms transfer or agreement is in view under these filters.",
        ),
        (
            Known({"exercises": 1, "transfers": 0, "agreements": 0}, 0, 1, "2020", 1),
            "1 exercise, recorded by 1 source up to 2020; one article stands at the core.",
        ),
        (
            Known({"exercises": 99, "transfers": 1, "agreements": 2}, 1, 336, "2026-05", 2),
            "99 exercises, 1 arms transfer and 2 agreements, recorded by 336 sources up to May "
            "2026; two articles stand at the core. 1 further entry was offered, announced, called "
            "off or only expected, and is not counted.",
        ),
        (
            Known({"exercises": 2, "transfers": 2, "agreements": 0}, 2, 3, "", 0),
            "2 exercises and 2 arms transfers, recorded by 3 sources. 2 further entries were "
            "offered, announced, called off or only expected, and are not counted.",
        ),
    ],
)
def test_the_sentence_on_what_is_known_is_right_for_none_one_and_many(
    result: Known, sentence: str
) -> None:
    assert words.known_sentence(result) == sentence


@pytest.mark.parametrize(
    ("share", "part"),
    [(1, "and the paragraph that says it"), (0, "none of them"), (0.999, "99 %"), (0.001, "1 %")],
)
def test_the_page_claims_a_paragraph_only_for_the_share_that_has_one(
    share: float, part: str
) -> None:
    assert part in words.located_sentence(share)


def test_the_shipped_data_do_not_name_a_paragraph_for_every_value() -> None:
    assert 0 < share_with_paragraph(store.dataset()) < 1


@pytest.mark.usefixtures("_tiny")
def test_the_small_drawings_have_the_numbers_of_the_full_views() -> None:
    filters = Filters()
    per_year = often(shown_per_year(filters))
    (columns,) = small.often(per_year).data
    assert dict(zip(columns.x, columns.y, strict=True)) == per_year.counts.to_dict()
    both = exchange(shown_volumes(filters), shown_street(filters))
    drawn = {}
    for trace in small.exchange(both).data:
        drawn[trace.name, trace.yaxis] = list(zip(trace.x, trace.y, strict=True))
    assert drawn == {
        ("Russia → China", None): [(2016, 100.0), (2017, 250.5)],
        ("Russia → China", "y2"): [(2015, 1)],
        ("China → Russia", None): [(2017, 4.0)],
        ("China → Russia", "y2"): [(2014, -1)],
    }


@pytest.mark.parametrize(("volumes", "panels"), [([], 1), ([("RUS-CHN", 2019, 40.0)], 2)])
def test_supplies_have_the_whole_card_where_no_volume_is_known(
    volumes: list[tuple[str, int, float]], panels: int
) -> None:
    figure = small.exchange(_exchange([(2019, "RUS-CHN")], volumes))
    assert (figure.layout.yaxis2.domain[1] == 1) == (panels == 1)
    names = [note.text for note in figure.layout.annotations]
    assert len(names) == panels
    assert ["Russia → China" in name for name in names] == [True, False][:panels], "once"


def test_few_exercises_a_year_stand_on_a_scale_of_whole_ones() -> None:
    assert small.often(_often(n=1)).layout.yaxis.dtick == 1


def test_the_small_drawing_of_findings_adds_up_to_what_is_decided() -> None:
    dataset = store.dataset()
    rows = findings(dataset, FindingOptions())
    figure = small.depth(rows, dataset.schema.labels("criterion"))
    drawn = {trace.name: sum(abs(x) for x in trace.x) for trace in figure.data}
    by_stance = rows["stance"].value_counts()
    assert drawn == {stance: by_stance[stance] for stance in ("shallower", "deeper")}


@pytest.mark.parametrize("height", [220])
def test_no_small_drawing_is_higher_than_a_card_has_room_for(height: int) -> None:
    filters = Filters()
    both = exchange(shown_volumes(filters), shown_street(filters))
    figures = [small.often(often(shown_per_year(filters))), small.exchange(both)]
    assert all(figure.layout.height <= height for figure in figures)


ANSWERED = [question for question in QUESTIONS if question.chart]


def test_there_are_eight_questions() -> None:
    assert len(QUESTIONS) == 8


@pytest.mark.parametrize("question", ANSWERED, ids=lambda question: question.words)
def test_the_link_of_a_question_opens_the_view_that_it_was_made_of(question: Question) -> None:
    shown = answer(question, Filters())
    assert shown is not None
    asked: dict[str, list[str]] = {}
    for key, value in shown.query:
        asked.setdefault(key, []).append(value)
    filters, ignored = from_query(asked, shown.dataset.schema, store.dataset().years)
    options, unknown = options_of(shown.chart, shown.dataset, asked)
    assert (ignored, unknown) == ([], [])
    opened = ChartView(CHARTS[question.chart], filters, options)
    assert (opened.query, opened.options) == (shown.query, shown.options)
    assert opened.takeaway == shown.takeaway


def _answer(name: str) -> ChartView:
    (question,) = [question for question in QUESTIONS if question.name == name]
    shown = answer(question, Filters())
    assert shown is not None
    return shown


def test_each_question_is_answered_by_what_it_asks() -> None:
    years = _answer("after-2022").view["start"].dt.year
    assert years.min() < 2022 <= years.max(), "before and after"
    kinds = set(_answer("patrols").view["kind"])
    assert "patrol" in kinds
    assert "competition" not in kinds
    street = _answer("supplies-to-russia").view
    assert street["direction"].eq("CHN-RUS").any()
    path = _answer("henan-diesel").view.path
    assert (path.nodes[0], path.nodes[-1]) == ("henan-diesel", "russian-navy")
    assert set(_answer("alliance").view["criterion"]) == {"alliance treaty"}


def test_what_china_supplied_before_2022_began_before_and_goes_one_way() -> None:
    shown = _answer("supplies-before-2022")
    assert set(shown.view["supplier"]) == {"CHN"}
    assert set(shown.view["recipient"]) == {"RUS"}
    ids = shown.view["transfers"].explode()
    assert shown.dataset["transfers"].loc[ids, "year_first"].max() < 2022


@pytest.mark.usefixtures("_tiny")
def test_a_question_that_these_sources_cannot_answer_is_not_asked() -> None:
    answered = {question.name: answer(question, Filters()) for question in ANSWERED}
    assert answered["henan-diesel"] is None, "there is no Henan Diesel"
    assert answered["alliance"] is None, "no finding is about an alliance treaty"


def test_the_records_that_rest_on_state_media_alone_are_listed_as_they_are_counted() -> None:
    dataset = store.dataset()
    rows = resting_so(dataset, "state media")
    label = dataset.schema.labels("standing")["state media"]
    counted = counts(dataset).set_index("Table")[label]
    listed = rows["Table"].value_counts()
    assert listed.to_dict() == counted[counted.gt(0)].to_dict()


def test_a_question_names_a_chart_or_a_section() -> None:
    assert all(bool(question.chart) != bool(question.section) for question in QUESTIONS)


def test_the_sentence_on_entries_with_parts_goes_by_their_number(everything: Dataset) -> None:
    ending = "parts, as a series of exercises has; elsewhere the parts alone are counted."
    assert groups_sentence(everything) == f"1 entry here has {ending}"
    frames = {name: frame.assign(is_group=False) for name, frame in everything.frames.items()}
    assert groups_sentence(replace(everything, frames=frames)) == ""


def test_the_entries_by_support_are_those_in_the_head_and_those_with_parts() -> None:
    selection = selected(Filters())
    head = selection.coverage([table.name for table in selection.dataset.schema.sheets]).shown
    with_parts = int(groups_sentence(selection.dataset).split()[0])
    assert counts(selection.dataset)["All"].sum() == head + with_parts
