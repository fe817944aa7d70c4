"""How many exercises a rule counts, and what that says of published numbers, counted by hand."""

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

import tiny
from atlas.answers.asked import chart_asked
from atlas.charts.chart import Context
from atlas.charts.chart_view import ChartView, span
from atlas.charts.choices import options_of
from atlas.charts.exercises import ladder as drawing
from atlas.charts.exercises import published_words
from atlas.charts.exercises.held import held
from atlas.charts.exercises.ladder_view import (
    CountOptions,
    Step,
    at_first_step,
    counted_ids,
    ids_counted,
    ladder,
    left_out,
)
from atlas.charts.exercises.ladder_words import headline, takeaway
from atlas.charts.exercises.published_view import (
    ours,
    published,
    published_table,
    rules_table,
    settings,
)
from atlas.charts.exercises.published_words import comparison
from atlas.charts.exercises.rules import EACH, ONCE, RULES, rule_of
from atlas.charts.registry import CHARTS
from atlas.datapackage import tables
from atlas.datapackage.schema import read_schema
from atlas.dataset import store
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters, from_query
from atlas.dataset.selection import apply
from atlas.paths import ROOT
from atlas.ui.ready import is_known
from atlas.ui.ready import settings as ready

EVERY = CountOptions()
SOME_FILTERS: list[dict[str, Any]] = [
    {},
    {"participants": "alone"},
    {"years": (2014, 2022), "scope": ("competitions",)},
]
CHART = CHARTS["how-many"]
# Id, series, date, domains, kind, participants, basis. Nine are held by both; one is but expected,
# one is of China without Russia, and one is Russia's, which China watched.
ROWS = [
    ("sea-15-1", "sea", "2015-05", "naval", "field", "CHN;RUS", "stated"),
    ("sea-15-2", "sea", "2015-08", "naval;air", "field", "CHN;RUS", "stated"),
    ("sea-16", "sea", "2016-09", "naval", "field", "CHN;RUS", "stated"),
    ("sky-1", "sky", "2019-07", "air", "patrol", "CHN;RUS", "stated"),
    ("sky-2", "sky", "2022-05", "air", "patrol", "CHN;RUS", "stated"),
    ("sky-3", "sky", "2022-11", "air", "patrol", "CHN;RUS", "stated"),
    ("guards", "", "2022-09", "naval;internal-security", "patrol", "CHN;RUS", "stated"),
    ("map", "", "2022-03", "land", "command-post", "CHN;RUS;IND", "stated"),
    ("games", "", "2022-08", "land", "competition", "CHN;RUS;IND", "stated"),
    ("planned", "", "2022-12", "land", "field", "CHN;RUS", "projected"),
    ("alone", "", "2022-04", "land", "field", "CHN", "stated"),
    ("watched", "", "2022-06", "naval", "field", "RUS", "stated"),
]
# That India watches a drill of both does not make it a drill with others.
OBSERVERS = {"watched": "CHN;IND", "sea-16": "IND"}
HELD = {row[0] for row in ROWS} - {"planned", "alone", "watched"}
FIELDS = ("counted", "period", "number", "number_to", "bound", "rule", "nearest", "series")
COUNTS = {
    "six": ("exercises", "2022", "6", "", "exact", "Patrols are counted.", "every", ""),
    "most": ("exercises", "2015/2022-10", "20", "", "at least", "", "", ""),
    "few": ("exercises", "2022", "3", "", "exact", "", "", ""),
    "seas": ("Joint Sea exercises", "2012/..", "2", "", "exact", "Years.", "phases-once", "sea"),
    "two": ("exercises", "2022", "2", "", "exact", "Patrols are counted.", "every", ""),
    "floor": ("exercises", "2022", "3", "", "at least", "", "", ""),
    "range": ("exercises a year", "2022~", "5", "7", "exact", "", "", ""),
}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    rows = []
    for identifier, _, date, domains, kind, participants, basis in ROWS:
        cells = {"date": date, "domains": domains, "kind": kind, "participants": participants}
        cells["observers"] = OBSERVERS.get(identifier, "")
        rows.append(tiny.said(identifier, basis=basis, **cells))
    rows += [tiny.said(identifier, domains="naval") for identifier in ("sea", "sky")]
    records = [record for record in tiny.RECORDS if record["table"] != "exercises"]
    for identifier, series, *_ in ROWS:
        record = {"id": identifier, "table": "exercises", "label": identifier}
        records.append(record | {"part_of": series})
    records += [{"id": name, "table": "exercises", "label": name} for name in ("sea", "sky")]
    counts = []
    for identifier, values in COUNTS.items():
        told = dict(zip(FIELDS, values, strict=True))
        fixed = {"source": "wire", "locator": "¶4", "basis": "reported", "unit": "number"}
        counts.append({"id": identifier, **fixed, "said_by": "An institute", **told})
    (finding,) = tiny.SHEETS["findings"]
    sheets = {"exercises": rows, "counts": counts, "findings": [finding | {"about": "pact"}]}
    sources = [source | {"published": "2023"} for source in tiny.SOURCES]
    folder = tmp_path_factory.mktemp("counts")
    tiny.write(folder, sheets, records=records, sources=sources)
    return build(tables.load(folder), ["article", "wire", "copy"])


def _seen(
    dataset: Dataset, options: CountOptions = EVERY, **chosen: Any
) -> tuple[pd.DataFrame, Context]:
    narrowed = apply(dataset, Filters(**chosen)).dataset
    context = Context(narrowed, options, narrowed.filters.years)
    return ladder(narrowed, options), context


def _steps(dataset: Dataset, options: CountOptions = EVERY, **chosen: Any) -> dict[Step, set[str]]:
    view, _ = _seen(dataset, options, **chosen)
    return {step: set(ids) for step, ids in left_out(view).items()}


def test_each_step_leaves_out_what_no_step_before_it_has_left_out(dataset: Dataset) -> None:
    steps = _steps(dataset, scope=("air-patrols", "coast-guard"), years=(2016, 2022))
    assert steps == {
        Step("expected"): {"planned"},
        Step("years"): {"sea-15-1", "sea-15-2"},
        Step("participants"): {"alone"},
        Step("observers"): {"watched"},
        Step("scope", "air-patrols"): {"sky-1", "sky-2", "sky-3"},
        Step("scope", "coast-guard"): {"guards"},
    }
    view, _ = _seen(dataset, scope=("air-patrols", "coast-guard"), years=(2016, 2022))
    assert ids_counted(view) == ["sea-16", "map", "games"]
    assert sum(map(len, steps.values())) + 3 == len(view) == len(ROWS)


def test_the_order_of_steps_changes_no_total() -> None:
    ids = pd.Index(["a", "b", "c", "d"])
    first = Step("x"), pd.Series([True, True, False, False], index=ids)
    second = Step("y"), pd.Series([False, True, True, False], index=ids)
    one, other = at_first_step(ids, [first, second]), at_first_step(ids, [second, first])
    assert one["step"].tolist() == ["x", "x", "y", ""]
    assert other["step"].tolist() == ["x", "y", "y", ""]
    assert ids_counted(one) == ids_counted(other) == ["d"]


@pytest.mark.parametrize(
    ("rule", "not_counted"),
    [
        ("every", ""),
        ("alone", "map games"),
        ("with-others", "sea-15-1 sea-15-2 sea-16 sky-1 sky-2 sky-3 guards"),
        ("observed", ""),
        ("no-patrols", "sky-1 sky-2 sky-3 guards"),
        ("no-competitions", "games"),
        ("no-command-post", "map"),
        ("armed-forces", "guards"),
        ("field-forces", "sky-1 sky-2 sky-3 guards map games"),
        ("phases-once", "sea-15-2"),
    ],
)
def test_a_rule_does_not_count_these(dataset: Dataset, rule: str, not_counted: str) -> None:
    """Of the sea drills of 2015 the second is a phase; the air patrols of 2022 are two."""
    options = CountOptions(phases=RULES[rule].phases)
    filters = RULES[rule].under(Filters())
    counted = set(counted_ids(dataset, filters, options))
    assert HELD - counted == set(not_counted.split())
    assert counted - HELD == ({"watched"} if rule == "observed" else set())
    assert rule_of(filters, options.phases) == rule


def test_a_narrower_filter_puts_no_other_phase_in_the_place_of_one_that_it_hides(
    dataset: Dataset,
) -> None:
    """Of the two sea drills of 2015 the second alone is in the air, too."""
    options = CountOptions(phases=ONCE)
    assert "sea-15-2" not in counted_ids(dataset, Filters(), options)
    in_the_air = Filters(domain=("air",))
    assert counted_ids(dataset, in_the_air, options) == ["sky-1", "sky-2", "sky-3"]
    assert "sea-15-2" in counted_ids(dataset, in_the_air, EVERY)


def test_every_rule_has_a_name_and_filters() -> None:
    schema = read_schema(ROOT / "data" / "datapackage.json")
    assert tuple(RULES) == schema.values("counting-rule")


def test_a_set_of_switches_that_no_rule_has_is_a_rule_of_ones_own() -> None:
    assert rule_of(Filters(scope=("air-patrols", "naval-patrols")), EACH) == "no-patrols"
    assert rule_of(Filters(scope=("air-patrols",)), EACH) == ""
    assert rule_of(Filters(participants="alone"), ONCE) == ""
    assert rule_of(Filters(years=(2015, 2016), domain=("naval",)), EACH) == "every"


def test_an_exercise_of_one_country_alone_can_be_asked_for(dataset: Dataset) -> None:
    view, context = _seen(dataset, participants="one")
    assert ids_counted(view) == ["alone"]
    assert headline(view, context) == (
        "Recorded in these sources: 1 exercise of China or Russia without the other in 2022"
    )


@pytest.mark.parametrize("who", ["one", "anybody"])
def test_what_one_of_the_two_only_watched_is_in_no_number_unless_it_is_asked_for(
    dataset: Dataset, who: str
) -> None:
    """Russia's drill that China watched is neither of both nor of one of the two alone."""
    assert "watched" not in ids_counted(_seen(dataset, participants=who)[0])
    counted = ids_counted(_seen(dataset, participants=who, observers="watched")[0])
    assert ("watched" in counted) == (who == "anybody")


def test_a_watched_exercise_counts_as_of_both_where_observers_do(dataset: Dataset) -> None:
    view, context = _seen(dataset, observers="watched", participants="alone", years=(2022, 2022))
    assert ids_counted(view) == ["sky-2", "watched", "guards", "sky-3"]
    assert headline(view, context) == (
        "Recorded in these sources: 4 exercises of China and Russia alone in 2022, those that one "
        "of the two only watched counted too"
    )
    assert context.dataset.filters.file_words((2001, 2026))[-1] == "watched"


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({}, "9 exercises of China and Russia in 2015–2022"),
        ({"years": (2019, 2019)}, "1 exercise of China and Russia in 2019"),
        (
            {"participants": "others", "domain": ("land",)},
            "2 exercises of China and Russia with others in 2022, domain: land",
        ),
        (
            {"scope": ("competitions", "air-patrols")},
            "5 exercises of China and Russia in 2015–2022, "
            "competitions and air patrols not counted",
        ),
    ],
)
def test_the_heading_is_a_sentence_of_number_rule_and_years(
    dataset: Dataset, chosen: dict[str, Any], words: str
) -> None:
    view, context = _seen(dataset, **chosen)
    assert headline(view, context) == f"Recorded in these sources: {words}"


def test_what_has_no_date_is_said_to_have_none_in_the_heading_and_is_in_no_last_years(
    dataset: Dataset,
) -> None:
    view, context = _seen(dataset)
    frame = dataset.built["exercises"].copy()
    frame.loc[["games", "map"], "dated"] = False
    frames = {**dataset.built, "exercises": frame}
    undated = replace(context, dataset=replace(context.dataset, built=frames))
    assert headline(view, undated) == (
        "Recorded in these sources: 9 exercises of China and Russia in 2015–2022, 2 of them "
        "without a date"
    )
    # Of six that begin from 2016 to 2022 two have no date.
    assert "5 of them, more than half, in the last seven years" in takeaway(view, undated)
    assert "7 of them, more than half, in the last seven years" in takeaway(view, context)


def test_where_none_has_a_date_the_years_are_those_of_the_mention(dataset: Dataset) -> None:
    view, context = _seen(dataset)
    frame = dataset.built["exercises"].assign(dated=False)
    frames = {**dataset.built, "exercises": frame}
    undated = replace(context, dataset=replace(context.dataset, built=frames))
    assert headline(view, undated).endswith("in 2015–2022, none of them with a date")
    assert "; none of them in the last seven years, 2016–2022." in takeaway(view, undated)


def test_nothing_is_in_view_where_the_rule_counts_none(dataset: Dataset) -> None:
    view, context = _seen(dataset, years=(2015, 2015), participants="others")
    assert view.empty
    assert takeaway(view, context) == "Exercises by this rule: none in view."


def test_how_many_are_from_the_last_seven_years_is_said_of_a_longer_time(dataset: Dataset) -> None:
    """2015 to 2022 are eight years; both drills of 2015 are not of the last seven."""
    every = takeaway(*_seen(dataset))
    assert "; 7 of them, more than half, in the last seven years, 2016–2022." in every
    assert "last seven years" not in takeaway(*_seen(dataset, years=(2016, 2022)))
    until_2021 = takeaway(*_seen(dataset, years=(2014, 2021)))
    assert "; 4 of them, all, in the last seven years, 2015–2021." in until_2021


def test_the_number_is_that_of_the_page_of_exercises_under_the_same_filters() -> None:
    for chosen in SOME_FILTERS:
        shown = ChartView(CHART, Filters(**chosen), CHART.options())
        assert len(ids_counted(shown.view)) == len(held(shown.dataset)), chosen


def test_the_ladder_is_drawn_from_all_to_the_number_and_theirs_is_hollow(dataset: Dataset) -> None:
    view, context = _seen(dataset, CountOptions(count="six"), years=(2022, 2022))
    recorded, steps, number, theirs = drawing.ladder(view, context).data
    assert (recorded.x, number.x, theirs.x) == ((12,), (5,), (6,))
    # One is expected, four are of other years, one is of China alone, one was only watched.
    assert (steps.x, steps.base) == ((1, 4, 1, 1), (11, 7, 6, 5))
    assert steps.customdata[0] == "planned"
    assert theirs.marker.color == "rgba(0,0,0,0)"


def test_a_year_that_is_not_over_is_so_far_in_the_last_seven_years() -> None:
    shown = ChartView(CHARTS["how-many"], Filters(), CHARTS["how-many"].options())
    assert "in the last seven years, 2020–2026 (2026 so far)" in shown.takeaway


def test_a_row_of_the_table_says_which_step_leaves_it_out(dataset: Dataset) -> None:
    table = drawing.ladder_table(*_seen(dataset, CountOptions(phases=ONCE)))
    assert table.at["planned", "By this rule"] == "Excluded: Only expected"
    assert table.at["sea-15-2", "By this rule"] == "Excluded: Further phases of one exercise"
    assert table.at["sea-15-1", "By this rule"] == "Counted"
    assert table.at["watched", "By this rule"] == "Excluded: Watched by one of the two"
    assert len(table) == len(ROWS)


def test_a_watched_exercise_is_named_apart_beside_a_published_number(dataset: Dataset) -> None:
    *_, whose, _ = _beside(dataset, "few", rule="observed")
    assert whose == (
        "Ours: 3 are of China and Russia alone, 2 are of China and Russia with others and 1 is of "
        "one of the two while the other watched."
    )


def _beside(dataset: Dataset, name: str, rule: str = "") -> list[str]:
    count = published(dataset)[name]
    filters, options = settings(count, Filters(), (2001, 2026))
    if rule:
        filters = RULES[rule].under(filters)
    narrowed = apply(dataset, filters).dataset
    return comparison(ladder(narrowed, options), Context(narrowed, options, filters.years))


def test_a_number_with_more_than_ours_is_explained_by_at_most_ours(dataset: Dataset) -> None:
    """Of the nine, the patrol of November 2022 begins after the period."""
    first, second, whose, last = _beside(dataset, "most")
    assert first == (
        "An institute: at least 20 exercises from 2015 to October 2022; recorded in these sources "
        "by the rule “Both countries, whoever else”: 8, at least 12 fewer."
    )
    assert second == "By which rule it counts is not stated."
    assert (
        whose == "Ours: 6 are of China and Russia alone and 2 are of China and Russia with others."
    )
    assert (
        "At most 8 of its 20 or more can be explained by what is recorded here; at least 12 are"
        in last
    )


def test_a_number_with_fewer_than_ours_leaves_out_at_least_the_rest(dataset: Dataset) -> None:
    first, *_, last = _beside(dataset, "few")
    assert first.endswith("whoever else”: 5, 2 more.")
    assert "At most 3 of the 5 recorded here can be among them; at least 2 are not." in last


@pytest.mark.parametrize(("ours", "words"), [(3, "no fewer"), (5, "2 more than its least")])
def test_more_than_a_least_number_need_not_differ_from_it(
    dataset: Dataset, ours: int, words: str
) -> None:
    theirs = replace(published(dataset)["few"], is_least=True)
    assert published_words._difference(theirs, ours) == words
    least = "Its number is a least one: it need not exclude any that is recorded here."
    assert published_words._bound(theirs, ours, "", "") == least


def test_equal_numbers_are_no_agreement_and_by_different_rules_they_are_chance(
    dataset: Dataset,
) -> None:
    """Without its patrols 2022 has two exercises, and so has a count that counts patrols."""
    first, *_, last = _beside(dataset, "two", rule="no-patrols")
    assert first.endswith("“Patrols not counted”: 2, the same.")
    assert last.endswith(
        "Numbers that are the same are no agreement here: its nearest rule is another (“Both "
        "countries, whoever else”), so that this is chance."
    )
    *_, last = _beside(dataset, "seas")
    assert last.endswith("no agreement here: which exercises it counts is not known.")
    first, *_, last = _beside(dataset, "range")
    assert first.endswith("5, within its range.")
    assert last.endswith("no agreement here: by which rule it counts is not stated.")


@pytest.mark.parametrize(("name", "number"), [("six", 5), ("few", 5), ("seas", 2), ("range", 5)])
def test_choosing_a_published_number_shows_the_number_of_its_row(
    dataset: Dataset, name: str, number: int
) -> None:
    count = published(dataset)[name]
    filters, options = settings(count, Filters(), (2001, 2026))
    view = ladder(apply(dataset, filters).dataset, options)
    assert ids_counted(view) == ours(dataset, count)
    assert len(ours(dataset, count)) == number


def test_other_rules_name_what_they_leave_out(dataset: Dataset) -> None:
    narrowed = apply(dataset, Filters(years=(2022, 2022))).dataset
    table = rules_table(narrowed, EVERY).set_index("Rule")
    assert table.at["Both countries, whoever else (now)", "Number"] == 5
    row = table.loc["Competitions not counted"]
    assert (row["Number"], row["Excludes"]) == (4, "games")
    row = table.loc["Watched ones counted too"]
    assert (row["Number"], row["Counts besides"]) == (6, "watched")
    assert table.at["Both with others", "Excludes"] == "sky-2; guards; sky-3"
    alone = apply(dataset, Filters(years=(2022, 2022), participants="alone")).dataset
    row = rules_table(alone, EVERY).set_index("Rule").loc["Patrols not counted"]
    assert (row["Excludes"], row["Counts besides"]) == ("sky-2; guards; sky-3", "map; games")


def test_published_numbers_are_those_of_the_chosen_sources(dataset: Dataset) -> None:
    table = published_table(dataset)
    assert table["Number"].tolist()[:2] == ["6 exercises", "at least 20 exercises"]
    assert table["Recorded here"].tolist() == [5, 8, 5, 2, 5, 5, 5]
    assert table["Source"].unique().tolist() == ["Agency 2023"]
    assert table["Paragraph"].eq("¶4").all()


@pytest.mark.parametrize("name", RULES)
def test_a_link_to_a_rule_opens_the_same_number_elsewhere(name: str) -> None:
    rule = RULES[name]
    here = ChartView(CHART, rule.under(Filters()), CountOptions(phases=rule.phases))
    query = parse_qs(here.path.partition("?")[2])
    data = store.dataset()
    filters, ignored = from_query(query, data.schema, span())
    options, unknown = options_of(CHART, data, query)
    assert not ignored
    assert not unknown
    there = ChartView(CHART, filters, options)
    assert there.headline == here.headline
    opened = ready(f"rule-{name}")
    assert (opened["participants"], opened["phases"]) == (filters["participants"], rule.phases)
    assert set(opened["scope"]) == set(filters["scope"])


def test_a_link_to_a_rule_that_there_is_not_is_not_known() -> None:
    assert is_known("rule-alone")
    assert is_known("count-ndu-2022")
    for name in ("rule-bananas", "count-bananas", "bananas"):
        assert not is_known(name)
        assert ready(name) == {}


def test_chinapowers_more_than_half_in_seven_years_is_answered_from_our_rows() -> None:
    data = store.dataset()
    filters, options = settings(published(data)["chinapower-2024"], Filters(), span())
    shown = ChartView(CHART, filters, options)
    frame = shown.dataset.built["exercises"].loc[ids_counted(shown.view)]
    late = frame["start"].between(pd.Timestamp(2018, 1, 1), pd.Timestamp(2024, 7, 31))
    assert f"{late.sum()} of them, more than half, in the last seven years, 2018–2024" in (
        shown.takeaway
    )
    assert 2 * late.sum() > len(frame)


def test_an_address_with_a_number_alone_counts_by_its_rule_and_one_with_a_rule_by_that() -> None:
    number = {"count": ["joint-sea-2025"]}
    alone = chart_asked("how-many", number).shown
    filters, options = settings(published(store.dataset())["joint-sea-2025"], Filters(), span())
    assert (alone.filters, alone.options) == (filters, options)
    assert (options.series, options.phases) == ("joint-sea", "once")
    other = chart_asked("how-many", {**number, "years": ["2012", "2014"]}).shown
    assert (other.filters.years, other.options.series) == ((2012, 2014), "")
    # The link that is copied names every setting, and so opens what it was copied from.
    again = chart_asked("how-many", parse_qs(urlsplit(other.path).query)).shown
    assert (again.filters, again.options) == (other.filters, other.options)
